/**
 * What families are to be told of their sessions.
 *
 * [Note: Notices] A notice holds what a family last knew of a session, and what stands: it is there as long as
 * the two differ and nobody has told them, whatever happened in between. So several changes are one notice,
 * and what is changed back to what they knew is none. One that was told stays, as what they know. What the
 * family itself calls off, or comes to after all, they know. A mark put ahead by which it does not take place for
 * somebody («Ц», «В») tells them as a cancellation does. Whoever joins a group knows its weekly hours: they are to
 * hear of the classes ahead that are cancelled, or were moved by hand. Undo puts notices back with the session; one
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
import { lettingFall } from './standing.ts'
import { findSession, findSessions } from './store.ts'
import { findTemplate } from './templates.ts'

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
  // One that is put back by a redo is of before they were told.
  const sinceTold = first && first.id > (told?.ticked_by ?? '') ? first : undefined
  const known = sinceTold ? knownBy(sinceTold) : told ? standingBy(told) : seat.unnoticed
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

/** For whom of those on the lists of some sessions a mark says that it does not take place. */
async function calledOff(
  { tx }: CommandContext,
  ids: readonly SessionId[],
): Promise<(sessionId: SessionId, personId: PersonId) => boolean> {
  const rows = await tx
    .selectFrom('attendance')
    .select(['session_id', 'person_id'])
    .where('session_id', 'in', ids)
    .where('mark', 'in', lettingFall)
    .execute()
  const off = new Set(rows.map((row) => `${row.session_id} ${row.person_id}`))
  return (sessionId, personId) => off.has(`${sessionId} ${personId}`)
}

/** What stands for somebody, and what is said of it, when a mark calls a session off for them that takes place. */
const offByMark = (about: About, now: Standing | null) => ({
  now: null,
  about: now === null ? about : { ...about, cancel_reason: 'centre' as const },
})

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
  const isOff = await calledOff(context, [before.id])
  for (const personId of new Set([...unnoticed, ...rows.map((row) => row.person_id)])) {
    const off = isOff(before.id, personId)
    await align(context, rows, {
      sessionId: before.id,
      personId,
      ...(off ? offByMark(about, now) : { now: listed.has(personId) ? now : null, about }),
      byFamily: before.cancelReason === 'family' || after?.cancelReason === 'family',
      unnoticed: off ? null : was,
    })
  }
}

/** Notes for some on the list of a session that a mark calls it off for them, or does so no more. */
export async function noteMarks(
  context: CommandContext,
  sessionId: SessionId,
  people: readonly PersonId[],
): Promise<void> {
  const session = (await findSession(context, sessionId))?.session
  const now = session && standingOf(context, session)
  // What was cancelled they are told by that.
  if (!session || !now) return
  const rows = await noticesOf(context, [sessionId])
  const about = await aboutOf(context, session)
  const isOff = await calledOff(context, [sessionId])
  for (const personId of people) {
    const off = isOff(sessionId, personId)
    await align(context, rows, {
      ...{ sessionId, personId, byFamily: false },
      ...(off ? offByMark(about, now) : { now, about }),
      unnoticed: off ? now : null,
    })
  }
}

/**
 * Notes for somebody who joins a group, of sessions on whose lists they are put: those that its weekly hours have,
 * and that are cancelled by now or were moved by hand.
 */
export async function noteJoined(
  context: CommandContext,
  sessionIds: readonly SessionId[],
  personId: PersonId,
): Promise<void> {
  const found = [...(await findSessions(context, sessionIds)).values()]
  const otherwise = found.filter(({ session }) => session.cancelReason !== null || session.byHand)
  if (otherwise.length === 0) return
  const rows = await noticesOf(
    context,
    otherwise.map(({ session }) => session.id),
  )
  for (const { session } of otherwise) {
    const { templateId, templateDate } = session
    const template = templateId && (await findTemplate(context, templateId))
    if (!template || templateDate === null) continue
    const asMade = { ...session, date: templateDate, start: template.start, cancelReason: null }
    const placeId = template.placeId ?? session.placeId
    await align(
      context,
      rows.filter((row) => row.session_id === session.id),
      {
        ...{ sessionId: session.id, personId, byFamily: false },
        now: standingOf(context, session),
        about: await aboutOf(context, session),
        unnoticed: standingOf(context, { ...asMade, placeId }),
      },
    )
  }
}

/** Brings the notices of some sessions into line with how these stand. */
export async function alignNotices(
  context: CommandContext,
  sessionIds: readonly SessionId[],
): Promise<void> {
  if (sessionIds.length === 0) return
  const rows = await noticesOf(context, sessionIds)
  const isOff = await calledOff(context, sessionIds)
  for (const [sessionId, its] of Map.groupBy(rows, (row) => row.session_id)) {
    const session = (await findSession(context, sessionId))?.session
    const now = session ? standingOf(context, session) : null
    const listed = new Set(session?.people.map((one) => one.personId))
    const about = session && (await aboutOf(context, session))
    for (const [personId, [one]] of Map.groupBy(its, (row) => row.person_id)) {
      // Whoever is on the list no more is told what they were to be told when they left it.
      if (session && !listed.has(personId)) continue
      const { kind, title } = one as NoticeRow
      const said = about ?? { kind, title, cancel_reason: null }
      await align(context, its, {
        sessionId,
        personId,
        ...(isOff(sessionId, personId) ? offByMark(said, now) : { now, about: said }),
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
