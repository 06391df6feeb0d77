/**
 * What families are to be told of their sessions.
 *
 * [Note: Notices] A notice holds what a family last knew of a session, and what stands: it is there as long as
 * the two differ and nobody has told them, whatever happened in between. So several changes are one notice,
 * and what is changed back to what they knew is none. One that was told stays, as what they know. What the
 * family itself calls off, or comes to after all, they know. Undo puts notices back with the session; one
 * that has been told meanwhile is brought into line: they are to hear that it is as it was.
 */
import { isDeepStrictEqual } from 'node:util'
import type { NoticeState } from '#contract/notices.ts'
import { at } from '#contract/time.ts'
import type {
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  NoticeId,
  PersonId,
  PlaceId,
  SessionId,
} from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import { rowWriter } from '../db/rows.ts'
import type { RowOf, Turn } from '../history/tracked.ts'
import { DomainError } from '../kernel/errors.ts'
import { titleOf } from './facts.ts'
import { usesOfSession } from './replacing.ts'
import type { Session } from './session.ts'
import { findSession } from './store.ts'

export type NoticeRow = RowOf<'notice'>

/** A session as a family knows it. */
export interface Standing {
  date: LocalDate
  start: LocalTime
  placeId: PlaceId
  ledById: MemberId | null
  horseId: HorseId | null
}

const writeNotice = rowWriter('notice', ['id'])

/** Null for one that does not take place. */
function standingOf(look: Pick<Lookup, 'kinds'>, session: Session): Standing | null {
  if (session.cancelReason !== null) return null
  const { date, start, placeId, ledById } = session
  const horse = usesOfSession(look, session).find(({ role }) => role === 'horse')
  return { date, start, placeId, ledById, horseId: (horse?.id as HorseId | undefined) ?? null }
}

/** What a family last knew, by a notice. */
export const knownBy = (row: NoticeRow): Standing | null =>
  row.known_date && row.known_start && row.known_place_id
    ? {
        date: row.known_date,
        start: row.known_start,
        placeId: row.known_place_id,
        ledById: row.known_led_by_id,
        horseId: row.known_horse_id,
      }
    : null

/** What stands, or stood when they were told. */
export const standingBy = (row: NoticeRow): Standing | null =>
  row.now_date && row.now_start && row.now_place_id
    ? {
        date: row.now_date,
        start: row.now_start,
        placeId: row.now_place_id,
        ledById: row.now_led_by_id,
        horseId: row.now_horse_id,
      }
    : null

const columnsOf = (known: Standing | null, now: Standing | null) => ({
  known_date: known?.date ?? null,
  known_start: known?.start ?? null,
  known_place_id: known?.placeId ?? null,
  known_led_by_id: known?.ledById ?? null,
  known_horse_id: known?.horseId ?? null,
  now_date: now?.date ?? null,
  now_start: now?.start ?? null,
  now_place_id: now?.placeId ?? null,
  now_led_by_id: now?.ledById ?? null,
  now_horse_id: now?.horseId ?? null,
})

/** Whether there is nothing to tell; somebody who leads what nobody led is no news. */
const nothingNew = (known: Standing | null, now: Standing | null) =>
  isDeepStrictEqual(
    known && now && known.ledById === null ? { ...known, ledById: now.ledById } : known,
    now,
  )

/** What a notice says of its session beside when and with whom it is. */
type About = Pick<NoticeRow, 'kind' | 'title' | 'cancel_reason'>

async function aboutOf(context: CommandContext, session: Session): Promise<About> {
  const shared = session.rosterId !== null || session.title !== null
  return {
    kind: session.kind,
    title: shared ? await titleOf(context, session) : null,
    cancel_reason: session.cancelReason,
  }
}

/** A person's place in a session as it is now, and what there is to say of it. */
interface Seat {
  sessionId: SessionId
  personId: PersonId
  now: Standing | null
  about: About
  /** They have been told by themselves: the family has called it off, or comes after all. */
  byFamily: boolean
  /** What they know where no notice says so; undefined where only notices are brought into line. */
  unnoticed?: Standing | null
}

/** Brings the notices of one person in one session into line. */
async function align(context: CommandContext, rows: readonly NoticeRow[], seat: Seat) {
  const { tx, changeId, clock } = context
  const { sessionId, personId, now, about, byFamily } = seat
  const own = rows.filter((row) => row.person_id === personId)
  const waiting = own
    .filter((row) => row.state !== 'told')
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const told = own
    .filter((row) => row.state === 'told')
    .sort((one, other) => ((one.ticked_by ?? '') < (other.ticked_by ?? '') ? -1 : 1))
    .at(-1)
  const [first] = waiting
  const known = first ? knownBy(first) : told ? standingBy(told) : seat.unnoticed
  const isNew = known !== undefined && !byFamily && !nothingNew(known, now)
  for (const row of isNew ? waiting.slice(1) : waiting) await writeNotice(tx, row, null)
  if (!isNew) return
  const columns = { ...about, ...columnsOf(known, now) }
  if (first && isDeepStrictEqual({ ...first, ...columns }, first)) return
  const toCome = [known, now].some((one) => one && at(one.date, one.start) > clock.now())
  if (!first && !toCome) return
  await writeNotice(tx, first ?? null, {
    id: first?.id ?? context.newId<NoticeId>(),
    change_id: changeId,
    session_id: sessionId,
    person_id: personId,
    ...columns,
    state: 'open',
    by_id: null,
    at: null,
    ticked_by: null,
  })
}

const noticesOf = ({ tx }: CommandContext, ids: readonly SessionId[]) =>
  tx.selectFrom('notice').selectAll().where('session_id', 'in', ids).execute()

/** Notes for the families of a session that it stands otherwise; null for one that is taken out. */
export async function noteChange(
  context: CommandContext,
  before: Session,
  after: Session | null,
): Promise<void> {
  const was = standingOf(context, before)
  const now = after && standingOf(context, after)
  const listed = new Set(after?.people.map((one) => one.personId))
  const unnoticed = new Set(before.people.map((one) => one.personId))
  if (isDeepStrictEqual(was, now) && [...unnoticed].every((id) => listed.has(id))) return
  const rows = await noticesOf(context, [before.id])
  const about = await aboutOf(context, after ?? before)
  for (const personId of new Set([...unnoticed, ...rows.map((row) => row.person_id)])) {
    await align(context, rows, {
      sessionId: before.id,
      personId,
      now: listed.has(personId) ? now : null,
      about,
      byFamily: before.cancelReason === 'family' || after?.cancelReason === 'family',
      unnoticed: was,
    })
  }
}

/** Brings the notices of some sessions into line with how these stand. */
export async function alignNotices(
  context: CommandContext,
  sessionIds: readonly SessionId[],
): Promise<void> {
  if (sessionIds.length === 0) return
  const rows = await noticesOf(context, sessionIds)
  for (const [sessionId, its] of Map.groupBy(rows, (row) => row.session_id)) {
    const session = (await findSession(context, sessionId))?.session
    const now = session ? standingOf(context, session) : null
    const listed = new Set(session?.people.map((one) => one.personId))
    const about = session && (await aboutOf(context, session))
    for (const [personId, [one]] of Map.groupBy(its, (row) => row.person_id)) {
      // Whoever is on the list no more is told what they were to be told when they left it.
      if (session && !listed.has(personId)) continue
      const { kind, title } = one as NoticeRow
      await align(context, its, {
        sessionId,
        personId,
        now,
        about: about ?? { kind, title, cancel_reason: null },
        byFamily: session?.cancelReason === 'family',
      })
    }
  }
}

/** The sessions whose notices a turn puts back. */
export const noticedSessions = (turn: Turn): SessionId[] =>
  turn.rows('notice').flatMap(({ from, to }) => (to ?? from)?.session_id ?? [])

/** Says of some notices that the family was told, or not reached. Refuses `not_found {what: 'notice'}`. */
export async function setTold(
  context: CommandContext,
  ids: readonly NoticeId[],
  state: NoticeState,
): Promise<void> {
  const { tx, actor, clock, changeId } = context
  const rows = await tx.selectFrom('notice').selectAll().where('id', 'in', ids).execute()
  if (rows.length < new Set(ids).size) throw new DomainError('not_found', { what: 'notice' })
  const by =
    state === 'open'
      ? { by_id: null, at: null, ticked_by: null }
      : { by_id: actor, at: clock.now(), ticked_by: changeId }
  const changed = rows.filter((row) => row.state !== state)
  for (const row of changed) await writeNotice(tx, row, { ...row, state, ...by })
  await alignNotices(context, [...new Set(changed.map((row) => row.session_id))])
}
