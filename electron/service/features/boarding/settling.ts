/**
 * Many stays settled at once, as sessions are: see [Note: Settling]. All who are to move give their beds up first,
 * so that they may exchange them; whom the rules refuse keeps what they had, and the others are asked again.
 */
import { outside } from '#contract/rules/beds.ts'
import type { Finding } from '#contract/schedule.ts'
import type { SettledStay, StayDecision } from '#contract/settling.ts'
import { laterOf } from '#contract/time.ts'
import type { LocalDate, StayId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { StayTable } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { refuseStale } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type NamedStay, roomName, stayOf, stayRows } from './beds.ts'
import { freedIn, gatherHousehold, type Rearranging, rearranging } from './household.ts'
import { stayForm, writeStay } from './rows.ts'
import { nightsOfAll } from './stay-proposals.ts'
import { clearNights, type Placing, placePerson } from './stays.ts'

type Moving = Exclude<StayDecision, { do: 'leave' }>

/** What a decision means for beds: who gives theirs up, and who gets which. */
interface Line {
  decision: Moving
  stay: StayTable
  /** The first night of it that is another one. */
  from: LocalDate
  cleared: readonly Placing[]
  placings: readonly Placing[]
}

interface Refusal {
  code: NonNullable<SettledStay['code']>
  params: Record<string, unknown>
  findings: Finding[]
}

const refusalOf = (error: unknown): Refusal => {
  if (!(error instanceof DomainError)) throw error
  return { code: error.code, params: error.params, findings: [] }
}

async function findStay({ tx }: CommandContext, id: StayId): Promise<StayTable> {
  const stay = await tx.selectFrom('stay').selectAll().where('id', '=', id).executeTakeFirst()
  if (!stay) throw new DomainError('not_found', { what: 'stay' })
  return stay
}

const wrong = (path: string, problem: string) =>
  new DomainError('bad_request', { problems: [{ path, problem }] })

/** Refuses `not_found`, `changed_since`, and `bad_request` for a bed kept empty that is to be slept in and where no night is left. */
async function lineOf(context: CommandContext, decision: Moving): Promise<Line> {
  const stay = await findStay(context, decision.stayId)
  await refuseStale(context, stayForm, stay.id, decision.version)
  const today = context.clock.today()
  const other = decision.do === 'exchange' ? await findStay(context, decision.withStayId) : null
  const begun = stay.from_date < today || (other !== null && other.from_date < today)
  const first = [decision.from, stay.from_date, other?.from_date ?? stay.from_date].reduce(laterOf)
  const from = begun ? laterOf(first, today) : first
  if (from >= stay.to_date || (other && from >= other.to_date)) throw wrong('from', 'date')
  const placingOf = (one: StayTable, bedId = one.bed_id): Placing => ({
    ...{ courseId: one.course_id, personId: one.person_id, bedId, from, to: one.to_date },
  })
  const line = { decision, stay, from }
  if (decision.do === 'end') {
    // A bed that is kept empty goes alone; whoever sleeps gives up all that they have then.
    return { ...line, cleared: stay.kept === 1 ? [] : [placingOf(stay)], placings: [] }
  }
  if (stay.kept === 1 || other?.kept === 1) throw wrong('stayId', 'kept')
  if (decision.do === 'bed') {
    return { ...line, cleared: [placingOf(stay)], placings: [placingOf(stay, decision.bedId)] }
  }
  if (!other || other.person_id === stay.person_id) throw wrong('withStayId', 'not_unique')
  return {
    ...line,
    cleared: [placingOf(stay), placingOf(other)],
    placings: [placingOf(stay, other.bed_id), placingOf(other, stay.bed_id)],
  }
}

/** Refuses `bad_request` for a stay that is decided about twice. */
function refuseTwice(decisions: readonly StayDecision[]): void {
  if (new Set(decisions.map(({ stayId }) => stayId)).size < decisions.length)
    throw wrong('stays', 'not_unique')
}

/** Whoever moves, or exchanges, by one line does not by another: the first holds. */
function refuseMovedTwice(lines: Line[], refused: Map<StayId, Refusal>): void {
  const moved = new Set<StayId>()
  for (const line of [...lines]) {
    const { decision } = line
    const named =
      decision.do === 'exchange' ? [decision.stayId, decision.withStayId] : [decision.stayId]
    if (named.some((id) => moved.has(id))) {
      lines.splice(lines.indexOf(line), 1)
      const params = { by: null, at: null }
      refused.set(decision.stayId, { code: 'changed_since', params, findings: [] })
    } else for (const id of named) moved.add(id)
  }
}

/** The lines that fit together, with what is still to be said of each, and why the others do not. */
async function fitTogether({ tx, clock }: CommandContext, lines: readonly Line[]) {
  const refused = new Map<Line, Refusal>()
  const nights = nightsOfAll(lines.map(({ from, stay }) => ({ from, to: stay.to_date })))
  const household = await gatherHousehold(tx, nights, clock.today())
  const freed = await freedIn(tx, household.courses.keys())
  const isThere = ({ bedId }: Placing) =>
    household.house.rooms.some((room) => room.beds.some((bed) => bed.bedId === bedId))
  for (;;) {
    const left = lines.filter((line) => !refused.has(line))
    let house: Rearranging = rearranging(household, freed)
    for (const whose of left.flatMap(({ cleared }) => cleared)) house = house.cleared(whose)
    const fitting = new Map<Line, Finding[]>()
    for (const line of left) {
      const said: Finding[] = []
      let then = house
      for (const placing of line.placings) {
        said.push(...then.judge(placing))
        then = then.placed(placing)
      }
      const blocks = said.filter(isBlock)
      if (!line.placings.every(isThere)) {
        refused.set(line, { code: 'not_found', params: { what: 'bed' }, findings: [] })
      } else if (blocks.length > 0) {
        const params = { refusals: blocks, alternatives: [] }
        refused.set(line, { code: 'rules_refused', params, findings: blocks })
      } else {
        fitting.set(line, said)
        house = then
      }
    }
    if (fitting.size === left.length) return { fitting, refused }
  }
}

/** Frees the nights of a bed that is kept empty. */
async function endKept({ tx }: CommandContext, { stay, from }: Line): Promise<void> {
  // Whoever has it may have given it up with their own by now.
  const stands = await tx
    .selectFrom('stay')
    .selectAll()
    .where('id', '=', stay.id)
    .executeTakeFirst()
  if (!stands) return
  const [rest] = outside({ from: stands.from_date, to: stands.to_date }, [
    { from, to: stands.to_date },
  ])
  await writeStay(tx, stands, rest ? { ...stands, to_date: rest.to } : null)
}

/**
 * Does what was decided about some stays. Answers what became of each, in the order in which it was asked. Refuses
 * `bad_request` as a whole for a stay that is named twice.
 */
export async function settleStays(
  context: CommandContext,
  decisions: readonly StayDecision[],
): Promise<SettledStay[]> {
  if (decisions.length === 0) return []
  refuseTwice(decisions)
  const lines: Line[] = []
  const refused = new Map<StayId, Refusal>()
  for (const decision of decisions) {
    try {
      if (decision.do !== 'leave') lines.push(await lineOf(context, decision))
      else
        await refuseStale(
          context,
          stayForm,
          (await findStay(context, decision.stayId)).id,
          decision.version,
        )
    } catch (error) {
      refused.set(decision.stayId, refusalOf(error))
    }
  }
  refuseMovedTwice(lines, refused)
  const before = await shown(context, decisions)
  const warnings = new Map<StayId, Finding[]>()
  if (lines.length > 0) {
    const { fitting, refused: unfitting } = await fitTogether(context, lines)
    for (const [line, refusal] of unfitting) refused.set(line.decision.stayId, refusal)
    for (const { cleared } of fitting.keys()) {
      for (const { courseId, personId, from, to } of cleared) {
        await clearNights(context, courseId, personId, { from, to })
      }
    }
    for (const [line, said] of fitting) {
      for (const placing of line.placings) await placePerson(context, placing)
      if (line.stay.kept === 1) await endKept(context, line)
      warnings.set(line.decision.stayId, said)
    }
  }
  return decisions.map((decision) => {
    const { stayId } = decision
    const refusal = refused.get(stayId)
    const named = before.get(stayId)
    return {
      stayId,
      name: named?.name ?? '',
      room: named?.roomName ?? '',
      bed: named?.bed ?? null,
      outcome: refusal ? 'refused' : decision.do === 'leave' ? 'left' : 'done',
      code: refusal?.code ?? null,
      params: refusal?.params ?? {},
      findings: refusal?.findings ?? warnings.get(stayId) ?? [],
    }
  })
}

type Shown = Pick<NamedStay, 'name' | 'roomName' | 'bed'>

/** Who sleeps where, also of a stay that is no more. */
async function shown(
  { tx }: CommandContext,
  decisions: readonly StayDecision[],
): Promise<Map<StayId, Shown>> {
  const ids = decisions.map((one) => one.stayId)
  const rows = await stayRows(tx).where('stay.id', 'in', ids).execute()
  const found = new Map<StayId, Shown>(
    rows.map((row) => [row.id, { ...stayOf(row), name: surnameFirst(row) }]),
  )
  for (const id of ids) {
    if (found.has(id)) continue
    const stay = await knownRow(tx, 'stay', id)
    const [person, bed] = [
      stay && (await knownRow(tx, 'person', stay.person_id)),
      stay && (await knownRow(tx, 'bed', stay.bed_id)),
    ]
    const room = bed && (await knownRow(tx, 'room', bed.room_id))
    if (!person || !bed || !room) continue
    found.set(id, { name: surnameFirst(person), roomName: roomName(room), bed: bed.position })
  }
  return found
}
