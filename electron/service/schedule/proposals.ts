/**
 * How sessions that do not fit the rules any more could be settled: somebody or something else in the role
 * that is at fault, another hour, or not at all. Each is looked at as if the best of those before were taken,
 * so that all of them can be taken together.
 */
import type { CancelReason, Finding, FindingOf, ResourceRole } from '#contract/schedule.ts'
import type { Proposal } from '#contract/settling.ts'
import { timeAt } from '#contract/time.ts'
import type { MemberId, ResourceId, SessionId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import { busyIntervals, daysOf } from './facts.ts'
import { daysAhead } from './free.ts'
import { type Judge, kindOf } from './kind.ts'
import { replacedIn, usesOfSession } from './replacing.ts'
import { changedBy, type ResourceUse, resourceKindOf, type Session } from './session.ts'
import { isBlock } from './situation.ts'
import { findSessions } from './store.ts'
import { toSettle, type Unsettled } from './unsettled.ts'

/** How many of each sort are proposed. */
const most = 3

/** A role that is at fault, and who has it: nobody, where somebody is missing. */
interface Fault {
  role: ResourceRole
  instead: ResourceId | null
}

const ofHorse: readonly Finding['code'][] = [
  'horse_unavailable',
  'horse_daily_limit',
  'horse_consecutive',
  'horse_rest',
  'horse_week',
  'weight_limit',
]

/** The roles in which somebody is missing, as often as they are. */
function missingRoles(
  { params: { missing, sidewalkersNeeded } }: FindingOf<'team_incomplete'>,
  uses: readonly ResourceUse[],
): ResourceRole[] {
  const has = uses.filter(({ role }) => role === 'sidewalker').length
  return missing.flatMap((role): ResourceRole[] =>
    role === 'sidewalker' ? Array(sidewalkersNeeded - has).fill(role) : [role],
  )
}

/** In which roles somebody or something else would mend what a finding says; none where only another hour would. */
function faultsOf(
  finding: Finding,
  uses: readonly ResourceUse[],
  nameOf: (id: ResourceId) => string,
): Fault[] {
  const having = (role: ResourceRole, name?: string) =>
    uses
      .filter((one) => one.role === role && (name === undefined || nameOf(one.id) === name))
      .map(({ id }) => ({ role, instead: id }))
  if (ofHorse.includes(finding.code)) return having('horse')
  switch (finding.code) {
    case 'place_closed':
      return having('place')
    case 'overlap': {
      const { seat, name } = finding.params
      if (seat === 'client') return []
      return resourceKindOf[seat] === 'member' ? having(seat, name) : having(seat)
    }
    case 'staff_away':
    case 'staff_hours':
    case 'not_qualified':
      return having(finding.params.seat, finding.params.name)
    case 'team_incomplete':
      return missingRoles(finding, uses).map((role) => ({ role, instead: null }))
    default:
      return []
  }
}

/** Why a session is cancelled for want of something better. */
function cancelReasonFor(findings: readonly Finding[]): CancelReason {
  for (const { code, params } of findings) {
    if (ofHorse.includes(code)) return 'horse'
    if (code === 'staff_away' || code === 'not_qualified') return 'staff'
    if (code === 'overlap' && params.seat === 'horse') return 'horse'
    if (code === 'place_closed')
      return params && 'because' in params && params.because === 'weather' ? 'weather' : 'centre'
    if (code === 'medical_expired' || code === 'contraindication_open') return 'family'
  }
  return 'centre'
}

type Candidates = ReadonlyMap<ResourceRole, readonly ResourceId[]>

/** All who could have the roles that are at fault. */
async function candidatesFor(
  { directory, kinds }: Lookup,
  unsettled: readonly Unsettled[],
  faults: ReadonlyMap<Session, readonly Fault[]>,
): Promise<Candidates> {
  const roles = new Set([...faults.values()].flatMap((of) => of.map(({ role }) => role)))
  const uses = [...new Set(unsettled.flatMap(({ session }) => kindOf(kinds, session).places))]
  const found = new Map<ResourceRole, readonly ResourceId[]>()
  for (const role of roles) found.set(role, await directory.candidates(role, uses))
  return found
}

/** How they could be settled, the best first, so that everybody on their lists is free then. */
export async function proposalsFor(
  look: Lookup,
  found: readonly Unsettled[],
): Promise<Map<SessionId, Proposal[]>> {
  const proposals = new Map<SessionId, Proposal[]>()
  if (found.length === 0) return proposals
  const withLists = await findSessions(
    look,
    found.map(({ session }) => session.id),
  )
  const unsettled = found.map(({ session, findings }) => ({
    session: withLists.get(session.id)?.session ?? session,
    findings,
  }))
  const members = await membersOf(look, unsettled)
  const nameOf = (id: ResourceId) => members.get(id as MemberId)?.name ?? ''
  const faults = new Map(
    unsettled.map(({ session, findings }) => {
      const uses = usesOfSession(look, session)
      const found = findings.flatMap((one) => faultsOf(one, uses, nameOf))
      return [
        session,
        found.filter(
          ({ role, instead }, index) =>
            instead === null ||
            found.findIndex((one) => one.role === role && one.instead === instead) === index,
        ),
      ]
    }),
  )
  const candidates = await candidatesFor(look, unsettled, faults)
  const ids = [...candidates].flatMap(([role, of]) => of.map((id) => ({ role, id })))
  for (const [kindName, of] of Map.groupBy(unsettled, ({ session }) => session.kind)) {
    const kind = kindOf(look.kinds, { kind: kindName })
    const sessions = of.map((one) => one.session)
    const judge = await kind.judge(look, sessions, {
      candidates: { ids, daysAfter: daysAhead },
    })
    const load = await loadOf(look, sessions, ids)
    const names = await namesOf(look, ids)
    for (const one of of) {
      const found = await proposalsOf(look, one, faults.get(one.session) ?? [], {
        judge,
        candidates,
        load,
        names,
      })
      proposals.set(one.session.id, found)
    }
  }
  return proposals
}

const membersOf = (look: Lookup, unsettled: readonly Unsettled[]) => {
  const uses = unsettled.flatMap(({ session }) => usesOfSession(look, session))
  const ids = uses.filter(({ role }) => resourceKindOf[role] === 'member').map(({ id }) => id)
  return look.directory.members([...new Set(ids as MemberId[])])
}

/** How many minutes each works in these days: whoever works least is asked first. */
async function loadOf(
  look: Lookup,
  sessions: readonly Session[],
  ids: readonly ResourceUse[],
): Promise<Map<ResourceId, number>> {
  const { from, until } = daysOf(sessions)
  const morning = { date: from, start: timeAt(0), minutes: 0 }
  const busy = await busyIntervals(look, [...new Set(ids.map(({ id }) => id))], morning, { until })
  return new Map(
    [...busy].map(([id, of]) => [id, of.reduce((sum, one) => sum + one.until - one.from, 0)]),
  )
}

async function namesOf(
  { directory }: Lookup,
  ids: readonly ResourceUse[],
): Promise<Map<ResourceId, string>> {
  const names = new Map<ResourceId, string>()
  for (const { role, id } of ids) {
    const kind = resourceKindOf[role]
    if (kind !== 'bed' && !names.has(id)) names.set(id, await directory.nameOf(kind, id))
  }
  return names
}

interface Ground {
  judge: Judge
  candidates: Candidates
  load: ReadonlyMap<ResourceId, number>
  names: ReadonlyMap<ResourceId, string>
}

async function proposalsOf(
  look: Lookup,
  { session, findings }: Unsettled,
  faults: readonly Fault[],
  ground: Ground,
): Promise<Proposal[]> {
  const { judge } = ground
  const replacing = replacements(look, session, faults, ground)
  const closed = findings.some((one) => one.code === 'closed_day')
  // Another horse or place at its own hour is no move: that is among the replacements.
  const moves = (await judge.offers(session, { settling: true }))
    .map((offer) => ({ offer, moved: movedTo(session, offer) }))
    .filter(({ moved }) => toSettle(judge.findings(moved), moved).length === 0)
    .slice(0, most)
  const moving: { proposal: Proposal; session: Session }[] = []
  for (const { offer, moved } of moves) {
    const brought = await broughtIn(look, session, moved)
    moving.push({ session: moved, proposal: { do: 'move', ...offer, names: brought } })
  }
  const cancel: Proposal = { do: 'cancel', reason: cancelReasonFor(findings), names: [] }
  const [best] = [...replacing, ...moving]
  if (best) judge.assume(best.session)
  const others = [...replacing, ...moving].map(({ proposal }) => proposal)
  return closed ? [cancel, ...others] : [...others, cancel]
}

/** What a session has at another hour that it did not have before: horse, place. */
async function broughtIn(look: Lookup, before: Session, after: Session): Promise<string[]> {
  const had = new Set(usesOfSession(look, before).map(({ id }) => id))
  const names: string[] = []
  for (const { role, id } of usesOfSession(look, after)) {
    const kind = resourceKindOf[role]
    if (kind !== 'bed' && !had.has(id)) names.push(await look.directory.nameOf(kind, id))
  }
  return names
}

const movedTo = (
  session: Session,
  { date, horseId, ...to }: Awaited<ReturnType<Judge['offers']>>[number],
): Session => ({
  ...changedBy(session, { ...to, ...(horseId !== undefined && { own: { horseId } }) }),
  date,
})

/** Others in the roles that are at fault, so that nothing is to be settled of those roles any more. */
function replacements(
  look: Lookup,
  session: Session,
  faults: readonly Fault[],
  { judge, candidates, load, names }: Ground,
): { proposal: Proposal; session: Session }[] {
  if (faults.length === 0) return []
  const judged = (one: Session) => {
    const findings = judge.findings(one)
    const open = toSettle(findings, one)
    const openRoles = open.reduce(
      (sum, finding) =>
        sum +
        (finding.code === 'team_incomplete'
          ? missingRoles(finding, usesOfSession(look, one)).length
          : 1),
      0,
    )
    return { after: one, findings, open, openRoles }
  }
  const { open: before, ...unchanged } = judged(session)
  const uses = usesOfSession(look, session).map((one) => one.id)
  const found: { proposal: Proposal; session: Session }[] = []
  const taken = new Set<ResourceId>()
  for (let turn = 0; turn < most; turn++) {
    let changed = { ...unchanged, open: before }
    const replacements: { role: ResourceRole; id: ResourceId; instead?: ResourceId }[] = []
    for (const { role, instead } of faults) {
      const { after: asBefore, openRoles: left } = changed
      const fitting = (candidates.get(role) ?? [])
        .filter((id) => !uses.includes(id) && !taken.has(id))
        .map((id) => ({
          id,
          ...judged(replacedIn(look, asBefore, { role, id, ...(instead && { instead }) })),
        }))
        .filter(({ openRoles, findings }) => openRoles < left && !findings.some(isNew))
        .sort(
          (one, other) =>
            one.findings.length - other.findings.length ||
            (load.get(one.id) ?? 0) - (load.get(other.id) ?? 0),
        )
      const [best] = fitting
      if (!best) continue
      changed = best
      taken.add(best.id)
      replacements.push({ role, id: best.id, ...(instead && { instead }) })
    }
    if (replacements.length === 0 || changed.open.length > 0) break
    found.push({
      session: changed.after,
      proposal: {
        do: 'replace',
        with: replacements,
        names: replacements.map(({ id }) => names.get(id) ?? ''),
      },
    })
  }
  return found

  function isNew(finding: Finding): boolean {
    return isBlock(finding) && !before.some((one) => one.code === finding.code)
  }
}
