/** What of the schedule is tracked, and what must hold when it is put back. */
import type { Finding } from '#contract/findings.ts'
import type { RuleCode } from '#contract/schedule.ts'
import type { PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import {
  type RowOf,
  type TrackedTable,
  type Turn,
  type TurnedRow,
  tracked,
} from '../history/tracked.ts'
import { DomainError } from '../kernel/errors.ts'
import { settleAnnounced } from './announced.ts'
import {
  freeClaims,
  givenFree,
  namesLacked,
  putWhatItHad,
  takeWhatIsFree,
  takingPart,
} from './claims.ts'
import { elsewhere } from './facts.ts'
import { handOn, settleClaims } from './given-free.ts'
import { findingsOn, type Kinds, kindOf } from './kind.ts'
import { listOn, refusalsOnList } from './lists.ts'
import { findMark, markedIn, refuseAhead, sessionMarked } from './marked.ts'
import { dropFormer, settleCredits, takeOffList } from './marks.ts'
import { mergeClaims, mergeCredits, mergeParticipants } from './merging.ts'
import { alignNotices, noticedSessions } from './notices.ts'
import { usesOfSession } from './replacing.ts'
import type { Session } from './session.ts'
import { isBlock } from './situation.ts'
import { findSession, findSessions } from './store.ts'
import {
  absenceTold,
  creditTold,
  listTold,
  marksTold,
  noticeTold,
  sessionTold,
  templateTold,
  unavailabilityTold,
} from './told.ts'

type SessionRow = RowOf<'session'>

/** Whether nothing but some columns of a row is another than it was. */
const differsInOnly =
  (columns: readonly (keyof SessionRow)[]) =>
  ({ from, to }: TurnedRow<SessionRow>): boolean =>
    from !== null &&
    to !== null &&
    (Object.keys(to) as (keyof SessionRow)[]).every(
      (column) => columns.includes(column) || from[column] === to[column],
    )

/** It stands under another template, or another day of it, and otherwise where it stood. */
const relinkOnly = differsInOnly(['template_id', 'template_date'])
/** It takes place or not, and otherwise stands where it stood. */
const cancelOnly = differsInOnly(['cancel_reason', 'cancel_note', 'override_reason'])

/** The tables of what is of a kind alone. */
const ownTables = (kinds: Kinds) => Object.values(kinds).flatMap(({ rows }) => rows?.table ?? [])

/** Sessions that are put elsewhere, out or in, not only under another template. */
const changedSessions = ({ kinds }: Pick<CommandContext, 'kinds'>, turn: Turn): Set<SessionId> =>
  new Set([
    ...turn
      .rows('session')
      .filter((row) => !relinkOnly(row))
      .flatMap(({ from, to }) => (to ?? from)?.id ?? []),
    ...ownTables(kinds).flatMap((table) =>
      (turn.rows(table) as readonly TurnedRow<{ session_id: SessionId }>[]).flatMap(
        ({ from, to }) => (to ?? from)?.session_id ?? [],
      ),
    ),
  ])

/** Sessions that had, or have by now, what others lack. */
const lackingSessions = (turn: Turn): SessionId[] => [
  ...new Set(turn.rows('lack').flatMap(({ from, to }) => (to ?? from)?.session_id ?? [])),
]

/** Sessions in which marks are put back or taken out. */
const markedSessions = (turn: Turn): SessionId[] =>
  turn.rows('attendance').flatMap(({ from, to }) => (to ?? from)?.session_id ?? [])

const touchedSessions = (context: Pick<CommandContext, 'kinds'>, turn: Turn): SessionId[] => [
  ...new Set([
    ...changedSessions(context, turn),
    ...turn.rows('participant').flatMap(({ from, to }) => (to ?? from)?.session_id ?? []),
  ]),
]

const named = (sessionId: SessionId, personId: PersonId) => `${sessionId} ${personId}`

/**
 * A mark that somebody put is of the session as it was. Refuses `session_marked` for one that the turn does
 * not take back itself, and frees what the sessions take. Whoever is excused stays so, whether it takes place or not.
 */
async function release(context: CommandContext, turn: Turn): Promise<void> {
  const { tx } = context
  const touched = touchedSessions(context, turn)
  const lacking = lackingSessions(turn)
  // Who has what the others lack is asked anew of all whom the change has given it, or taken it from.
  const exchanging = lacking.length > 0 ? turn.rows('attendance') : []
  await freeClaims(tx, [
    ...touched,
    ...lacking,
    ...exchanging.flatMap(({ from, to }) => (to ?? from)?.session_id ?? []),
  ])
  if (touched.length === 0) return
  const own = new Set(turn.rows('attendance').map(({ key }) => key))
  const marks = (
    await tx
      .selectFrom('attendance')
      .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
      .select(['session_id', 'person_id', 'mark_kind.excused'])
      .where('session_id', 'in', touched)
      .where('absence_id', 'is', null)
      .execute()
  ).filter((row) => !own.has(named(row.session_id, row.person_id)))
  const changed = changedSessions(context, turn)
  const leaving = new Set(
    turn.rows('participant').flatMap(({ key, to }) => (to === null ? [key] : [])),
  )
  const turnedOnly = new Set(
    turn.rows('session').flatMap((row) => (cancelOnly(row) ? [row.key as SessionId] : [])),
  )
  const inTheWay = marks.find(
    (row) =>
      (changed.has(row.session_id) && !(row.excused === 1 && turnedOnly.has(row.session_id))) ||
      leaving.has(named(row.session_id, row.person_id)),
  )
  if (inTheWay) throw await sessionMarked(context, inTheWay.session_id, inTheWay.person_id)
}

/**
 * The list of a session as it is put back: without those who have left the group by now; one that was
 * taken out has also those who have come since and are free.
 */
async function alignList(
  context: CommandContext,
  session: Session,
  wasOut: boolean,
): Promise<Session> {
  if (!kindOf(context.kinds, session).roster) return session
  const { tx } = context
  const listed = await listOn(context, session)
  const members = listed.flatMap(({ part, personId }) => (part === 'member' ? [personId] : []))
  const gone = session.people.filter(
    ({ part, personId }) => part === 'member' && !members.includes(personId),
  )
  for (const { personId } of gone) {
    const mark = await findMark(tx, session.id, personId)
    if (!mark || mark.absence_id !== null) await takeOffList(context, session.id, personId)
  }
  const known = new Set(session.people.map((one) => one.personId))
  const missing = wasOut ? members.filter((id) => !known.has(id)) : []
  const people = missing.map((personId) => ({ personId, part: 'member' as const }))
  const absent = await elsewhere(context, { ...session, people })
  const come = people.filter((one) => !absent.has(one.personId))
  if (come.length > 0) {
    await tx
      .insertInto('participant')
      .values(
        come.map(({ personId, part }) => ({ session_id: session.id, person_id: personId, part })),
      )
      .execute()
  }
  return (await findSession(context, session.id))?.session ?? session
}

/** Blocks that come of other sessions; all others come of facts alone. */
const ofOtherSessions: readonly RuleCode[] = [
  'overlap',
  'group_full',
  'horse_daily_limit',
  'horse_consecutive',
  'horse_rest',
  'horse_week',
]
/** Those of them that nobody can have got by a change of facts. */
const alwaysJudged: readonly RuleCode[] = ['overlap', 'group_full']

/** Whether it comes of other sessions that have what is called so. */
const isOf = ({ code, params }: Finding, lacked: ReadonlySet<string>): boolean =>
  ofOtherSessions.includes(code) && 'name' in params && lacked.has(params.name ?? '')

/** Whether a fact has changed since that the rules of a session look at. */
const hasNewFacts = (context: CommandContext, session: Session, { meanwhile }: Turn): boolean => {
  if (meanwhile === null) return true
  const ids = new Set<string>(usesOfSession(context, session).map(({ id }) => id))
  return meanwhile.facts.some(
    ({ of, key }) => of === 'everybody' || (of === 'day' ? key === session.date : ids.has(key)),
  )
}

/**
 * What is in the way of a session as it is put back, unless it was overridden when it was planned. Where no
 * fact and no session has changed since, it goes back to what it was, however that fitted: nobody's doing is
 * undone by halves.
 */
async function blocksOf(context: CommandContext, session: Session, turn: Turn) {
  if (await givenFree(context, session)) return []
  const kind = kindOf(context.kinds, session)
  const findings = await findingsOn(context, kind, await takingPart(context, session))
  const judged = hasNewFacts(context, session, turn)
  const besideOthers = turn.meanwhile?.sessions === false ? alwaysJudged : ofOtherSessions
  return findings
    .filter(isBlock)
    .filter(({ code }) => judged || besideOthers.includes(code))
    .filter(({ overridable }) => !(overridable && session.overrideReason !== null))
}

/** Lists, rules and claims of the sessions that are put back. Refuses `rules_refused`. */
async function settle(context: CommandContext, turn: Turn): Promise<void> {
  const changed = changedSessions(context, turn)
  const wereOut = new Set(
    turn.rows('session').flatMap(({ from, to }) => (from === null && to !== null ? [to.id] : [])),
  )
  const joining = turn
    .rows('participant')
    .flatMap(({ from, to }) => (from === null && to !== null ? [to] : []))
  for (const id of touchedSessions(context, turn)) {
    const found = await findSession(context, id)
    if (!found) continue
    const session = await alignList(context, found.session, wereOut.has(id))
    const on = new Set(session.people.map((one) => one.personId))
    // Whoever is marked there was there, or takes nothing of it: see [Note: Given free].
    const marked = await markedIn(context.tx, id)
    const joined = joining.filter(
      ({ session_id, person_id }) =>
        session_id === id && on.has(person_id) && !marked.has(person_id),
    )
    const refusals =
      session.cancelReason !== null
        ? []
        : changed.has(id)
          ? await blocksOf(context, session, turn)
          : await refusalsOnList(
              context,
              session,
              joined.map((row) => row.person_id),
            )
    const lacked = await namesLacked(context, session)
    const inTheWay = refusals.filter((one) => !isOf(one, lacked))
    if (inTheWay.length > 0) {
      throw new DomainError('rules_refused', { refusals: inTheWay, alternatives: [] })
    }
    // Only what the rules have been asked about must be free.
    if (changed.has(id)) await putWhatItHad(context, session)
    else await takeWhatIsFree(context, [session])
  }
  for (const session of await sessionsOfIds(context, lackingSessions(turn))) {
    if (!changed.has(session.id)) await putWhatItHad(context, session)
  }
}

/** What is free when all have what they had goes to those that lack it. */
async function settleLacks(context: CommandContext, turn: Turn): Promise<void> {
  const ids = [...new Set([...changedSessions(context, turn), ...lackingSessions(turn)])]
  await takeWhatIsFree(context, await sessionsOfIds(context, ids))
  for (const { from } of turn.rows('session')) if (from) await handOn(context, from, from.id)
}

const sessionsOfIds = async (context: CommandContext, ids: readonly SessionId[]) =>
  [...(await findSessions(context, ids)).values()].map(({ session }) => session)

/**
 * Announced marks, make-up credits and what is given free, as sessions, absences and marks are now. Answers
 * what others have of sessions to which somebody comes after all.
 */
async function settleMarks(context: CommandContext, turn: Turn): Promise<Finding[]> {
  const sessions = new Set(touchedSessions(context, turn))
  for (const { from, to } of turn.rows('absence')) {
    for (const absence of [from, to]) {
      if (absence === null) continue
      const rows = await context.tx
        .selectFrom('participant')
        .innerJoin('session', 'session.id', 'participant.session_id')
        .select('session.id')
        .where('participant.person_id', '=', absence.person_id)
        .where('session.date', '>=', absence.from_date)
        .where('session.date', '<=', absence.until_date)
        .execute()
      for (const row of rows) sessions.add(row.id)
    }
  }
  const turned = [...turn.rows('attendance'), ...turn.rows('credit')].flatMap(
    ({ from, to }) => to ?? from ?? [],
  )
  for (const row of turned) sessions.add(row.session_id)
  const pairs = new Map(turned.map((row) => [named(row.session_id, row.person_id), row]))
  for (const row of pairs.values()) await settleCredits(context, row.session_id, row.person_id)
  for (const { from, to } of turn.rows('session')) {
    if (from && to && from.cancel_reason !== to.cancel_reason) await settleCredits(context, to.id)
  }
  await settleAnnounced(context, [...sessions])
  for (const row of pairs.values()) await dropFormer(context, row.session_id, row.person_id)
  const findings: Finding[] = []
  for (const id of new Set(markedSessions(turn)))
    findings.push(...(await settleClaims(context, id)))
  return findings
}

/**
 * A mark that is put back says the same of its session as it stands now. Refuses `session_cancelled` for one that
 * has been cancelled since, `not_begun` for one that has been moved ahead.
 */
async function refuseUntrue(context: CommandContext, turn: Turn): Promise<void> {
  const marks = turn
    .rows('attendance')
    .flatMap(({ to }) => (to !== null && to.absence_id === null ? [to] : []))
  if (marks.length === 0) return
  const own = new Map(turn.rows('session').flatMap(({ to }) => (to ? [[to.id, to] as const] : [])))
  const standing = await context.tx
    .selectFrom('session')
    .select(['id', 'date', 'start', 'cancel_reason'])
    .where(
      'id',
      'in',
      marks.map((row) => row.session_id),
    )
    .execute()
  if (standing.some(({ id, cancel_reason }) => cancel_reason !== null && !own.has(id))) {
    throw new DomainError('session_cancelled')
  }
  const sessions = new Map([...standing.map((row) => [row.id, row] as const), ...own])
  const kinds = await context.tx.selectFrom('mark_kind').select(['code', 'excused']).execute()
  for (const { session_id, mark } of marks) {
    const kind = kinds.find(({ code }) => code === mark)
    const session = sessions.get(session_id)
    if (kind && session) refuseAhead(context, kind, session)
  }
}

/** The tables of the schedule; each kind of session says how it is judged. */
export const scheduleTracked = (kinds: Kinds): TrackedTable[] => [
  tracked('unavailability', {
    key: ['resource_id', 'from_date', 'from_time'],
    topics: ['availability'],
    factsOf: 'resource',
    told: unavailabilityTold,
  }),
  tracked('absence', { key: ['id'], topics: ['marks'], told: absenceTold }),
  tracked('template', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['templates'],
    told: templateTold,
  }),
  tracked('template_skip', { key: ['template_id', 'date'], topics: ['templates'] }),
  tracked('session', {
    key: ['id'],
    judged: true,
    topics: ['sessions'],
    derived: ['unmarked'],
    released: { template_id: null, template_date: null },
    told: sessionTold(kinds),
    restore: release,
    derive: settle,
    merge: mergeClaims,
  }),
  tracked('participant', {
    key: ['session_id', 'person_id'],
    topics: ['sessions'],
    told: listTold(kinds),
    follows: ({ from, to }) => (from ?? to)?.part === 'member' && (to ?? from)?.part === 'member',
    merge: mergeParticipants,
  }),
  tracked('attendance', {
    key: ['session_id', 'person_id'],
    topics: ['marks', 'sessions'],
    told: marksTold(kinds),
    follows: ({ from, to }) =>
      (from === null || from.absence_id !== null) && (to === null || to.absence_id !== null),
    restore: refuseUntrue,
  }),
  tracked('credit', {
    key: ['id'],
    topics: ['groups'],
    // Of two people made one, both may have had the credit of a class.
    exchanged: true,
    told: creditTold,
    follows: ({ from, to }) => from === null || to === null,
    derive: settleMarks,
    merge: mergeCredits,
  }),
  tracked('lack', {
    factsOf: 'session',
    key: ['session_id', 'resource_id'],
    topics: ['sessions'],
    follows: () => true,
    derive: settleLacks,
  }),
  tracked('notice', {
    key: ['id'],
    topics: ['notices'],
    told: noticeTold,
    // It is of the session: only a tick is anybody's own.
    follows: ({ from, to }) => from?.change_id !== to?.change_id,
    derive: (context, turn) =>
      alignNotices(context, [
        ...new Set([
          ...touchedSessions(context, turn),
          ...noticedSessions(turn),
          ...markedSessions(turn),
        ]),
      ]),
    merge: { settle: (context, _, turn) => alignNotices(context, noticedSessions(turn)) },
  }),
]
