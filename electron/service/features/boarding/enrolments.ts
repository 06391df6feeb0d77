/** Who is in a course: written down, taken off, replaced. */
import type { Finding } from '#contract/schedule.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { type EnrolmentTable, flag, type Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sessionMarked } from '../../schedule/marked.ts'
import { isBlock } from '../../schedule/situation.ts'
import { depart } from './coming.ts'
import { refuseFull } from './course-places.ts'
import { alignSessions, always, awayOf, periodsOf } from './days.ts'
import { type CourseRow, findCourse, findEnrolment, findEnrolmentRow } from './facts.ts'
import { noted, writeEnrolment, writeShareWish } from './rows.ts'
import { checkPlacing, clearNights, placePerson, staysOf } from './stays.ts'

export interface Enrolling {
  courseId: CourseId
  personId: PersonId
  companionOfId?: PersonId | null | undefined
  shareWithIds?: readonly PersonId[] | undefined
  diet?: string | null | undefined
  wheelchair?: boolean | undefined
  note?: string | null | undefined
  shareWords?: string | null
  reserve: boolean
  leaveClashes: boolean
  override?: { reason: string } | undefined
}

type Days = Pick<EnrolmentTable, 'from_date' | 'until_date'>
/** The days of an enrolment as they are, and as they are planned: the same for whoever is yet to come. */
export const daysOf = (
  { from_date, until_date }: Days,
  planned: Pick<EnrolmentTable, 'planned_from' | 'planned_until'> = {
    planned_from: from_date,
    planned_until: until_date,
  },
) => ({
  ...{ from_date, until_date },
  ...{ planned_from: planned.planned_from, planned_until: planned.planned_until },
})

/** A row as the given words make it; what they leave out stays as it was. */
async function rowFor(
  context: CommandContext,
  course: CourseRow,
  before: EnrolmentTable | undefined,
  asked: Enrolling,
): Promise<EnrolmentTable> {
  const { personId } = asked
  const person = await context.tx
    .selectFrom('person')
    .select('mobility')
    .where('id', '=', personId)
    .executeTakeFirst()
  const given = <Value>(value: Value | undefined, known: Value): Value =>
    value === undefined ? known : value
  const gone = before === undefined || before.state === 'withdrawn' || before.state === 'no_show'
  const companionOfId = given(asked.companionOfId, before?.companion_of_id ?? null)
  const head = companionOfId && (await findEnrolmentRow(context.tx, course.id, companionOfId))
  // Whoever accompanies somebody on the reserve list waits with them.
  const wants = asked.reserve || (head && head.state === 'reserve')
  const waits = wants && (gone || before.state === 'reserve')
  return {
    course_id: course.id,
    person_id: personId,
    companion_of_id: companionOfId,
    wheelchair:
      asked.wheelchair === undefined
        ? (before?.wheelchair ?? flag(person?.mobility === 'wheelchair'))
        : flag(asked.wheelchair),
    diet: given(asked.diet, before?.diet ?? null) || null,
    note: given(asked.note, before?.note ?? null) || null,
    share_words: given(asked.shareWords, before?.share_words ?? null) || null,
    state: waits ? 'reserve' : gone || before.state === 'reserve' ? 'expected' : before.state,
    ...(gone || before.state === 'reserve' ? daysOf(course) : daysOf(before, before)),
    over_capacity: gone ? 0 : before.over_capacity,
    replaces_id: before?.replaces_id ?? null,
    // Who comes back stands behind those who have been waiting.
    at: gone ? context.newId<string>() : before.at,
  }
}

/** Refuses `not_found` for a companion of nobody in the course, `bad_request` for one of a companion. */
async function refuseWrongCompanion({ tx }: CommandContext, row: EnrolmentTable): Promise<void> {
  if (row.companion_of_id === null) return
  const problem = (problem: string) =>
    new DomainError('bad_request', { problems: [{ path: 'companionOfId', problem }] })
  const accompanied = await findEnrolment(tx, row.course_id, row.companion_of_id)
  if (['withdrawn', 'no_show'].includes(accompanied.state)) {
    throw new DomainError('not_found', { what: 'enrolment' })
  }
  if (accompanied.companion_of_id !== null || row.companion_of_id === row.person_id) {
    throw problem('id')
  }
  const own = await tx
    .selectFrom('enrolment')
    .select('person_id')
    .where('course_id', '=', row.course_id)
    .where('companion_of_id', '=', row.person_id)
    .executeTakeFirst()
  if (own) throw problem('id')
}

/** Puts somebody in a course, or changes what is written about them. See `boarding.enrol`. */
export async function enrol(context: CommandContext, asked: Enrolling): Promise<void> {
  const { tx } = context
  const { courseId, personId } = asked
  const course = await findCourse(tx, courseId)
  await context.directory.clientNames([personId])
  const before = await findEnrolmentRow(tx, courseId, personId)
  const asRow = await rowFor(context, course, before, asked)
  await refuseWrongCompanion(context, asRow)
  const reason = await refuseFull(context, course, asRow, asked.override)
  const row: EnrolmentTable = {
    ...asRow,
    note: noted(asRow.note, reason),
    over_capacity: reason === null ? asRow.over_capacity : 1,
  }
  const away = await awayOf(tx, courseId, personId)
  const was = periodsOf(before ?? null, away)
  await writeEnrolment(tx, before ?? null, row)
  await alignSessions(context, was, periodsOf(row, away), asked.leaveClashes)
  if (before?.state === 'reserve' && row.state === 'expected') {
    await bringCompanions(context, row)
  }
  if (asked.shareWithIds) await setWishes(context, courseId, personId, asked.shareWithIds)
}

async function setWishes(
  { tx }: CommandContext,
  courseId: CourseId,
  personId: PersonId,
  withIds: readonly PersonId[],
): Promise<void> {
  const there = await tx
    .selectFrom('share_wish')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .execute()
  for (const wish of there) {
    if (!withIds.includes(wish.with_id)) await writeShareWish(tx, wish, null)
  }
  for (const withId of new Set(withIds)) {
    if (there.some((one) => one.with_id === withId)) continue
    if (withId === personId) {
      throw new DomainError('bad_request', { problems: [{ path: 'shareWithIds', problem: 'id' }] })
    }
    await findEnrolment(tx, courseId, withId)
    const wish = { course_id: courseId, person_id: personId, with_id: withId }
    await writeShareWish(tx, null, wish)
  }
}

/** Changes how it stands with somebody: row, lists, and the beds of whoever does not come. */
async function setState(
  context: CommandContext,
  before: EnrolmentTable,
  after: EnrolmentTable,
  freeBeds: boolean,
): Promise<void> {
  const { course_id, person_id } = before
  const away = await awayOf(context.tx, course_id, person_id)
  await writeEnrolment(context.tx, before, after)
  await alignSessions(context, periodsOf(before, away), periodsOf(after, away), true)
  if (freeBeds) await clearNights(context, course_id, person_id, always)
}

/** Companions of somebody who have not come yet. */
async function companionsOf(
  db: Reader,
  { course_id, person_id }: EnrolmentTable,
): Promise<EnrolmentTable[]> {
  return db
    .selectFrom('enrolment')
    .selectAll()
    .where('course_id', '=', course_id)
    .where('companion_of_id', '=', person_id)
    .where('state', 'in', ['expected', 'reserve'])
    .execute()
}

/** Whoever waited with somebody of the reserve list comes with them. */
async function bringCompanions({ tx }: CommandContext, row: EnrolmentTable): Promise<void> {
  for (const one of await companionsOf(tx, row)) {
    if (one.state !== 'reserve') continue
    await writeEnrolment(tx, one, { ...one, state: row.state, ...daysOf(row, row) })
  }
}

/** Refuses `course_started` for somebody who has arrived. */
async function goneWithCompanions(
  context: CommandContext,
  courseId: CourseId,
  personId: PersonId,
  state: 'withdrawn' | 'no_show',
): Promise<void> {
  const before = await findEnrolment(context.tx, courseId, personId)
  if (before.state === 'here' || before.state === 'left') throw new DomainError('course_started')
  for (const row of [...(await companionsOf(context.tx, before)), before]) {
    await setState(context, row, { ...row, state }, true)
  }
}

/** Takes somebody off, companions and beds with them. Refuses `session_marked`, `course_started`. */
export async function withdraw(
  context: CommandContext,
  courseId: CourseId,
  personId: PersonId,
): Promise<void> {
  const marked = await context.tx
    .selectFrom('attendance')
    .innerJoin('session', 'session.id', 'attendance.session_id')
    .select('session.id')
    .where('session.roster_id', '=', courseId)
    .where('attendance.person_id', '=', personId)
    .where('attendance.absence_id', 'is', null)
    .executeTakeFirst()
  if (marked) throw await sessionMarked(context, marked.id, personId)
  await goneWithCompanions(context, courseId, personId, 'withdrawn')
}

export const noShow = (
  context: CommandContext,
  courseId: CourseId,
  personId: PersonId,
): Promise<void> => goneWithCompanions(context, courseId, personId, 'no_show')

/** Somebody of the reserve list takes a place, and the bed where the rules allow it. */
export async function replace(
  context: CommandContext,
  {
    courseId,
    personId,
    byPersonId,
    on,
  }: { courseId: CourseId; personId: PersonId; byPersonId: PersonId; on: LocalDate },
): Promise<{ placed: boolean; findings: Finding[] }> {
  const { tx, clock } = context
  const course = await findCourse(tx, courseId)
  const gone = await findEnrolment(tx, courseId, personId)
  const waiting = await findEnrolment(tx, courseId, byPersonId)
  const waits = waiting.state === 'reserve' && waiting.companion_of_id === null
  if (!waits) throw new DomainError('not_found', { what: 'reserve' })
  if (gone.companion_of_id !== null) throw new DomainError('not_found', { what: 'enrolment' })
  if (!['expected', 'here', 'no_show'].includes(gone.state)) throw new DomainError('course_started')
  const first = earlierOf(laterOf(on, course.from_date), addDays(course.until_date, -1))
  const bed = (await staysOf(tx, courseId, personId)).find(
    (one) => one.kept === 0 && one.to_date > first,
  )
  if (gone.state === 'here') await depart(context, { courseId, personId, on: first })
  else await goneWithCompanions(context, courseId, personId, 'withdrawn')
  const after: EnrolmentTable = {
    ...waiting,
    state: 'expected',
    ...daysOf({ from_date: first, until_date: course.until_date }),
    replaces_id: personId,
  }
  // The place of somebody who never came may have been given away since.
  if (gone.state === 'no_show') await refuseFull(context, course, after)
  await setState(context, waiting, after, false)
  await bringCompanions(context, after)
  if (!bed) return { placed: false, findings: [] }
  const placing = {
    courseId,
    personId: byPersonId,
    bedId: bed.bed_id,
    from: first,
    to: course.until_date,
  }
  const { findings } = await checkPlacing(tx, placing, clock.today())
  if (findings.some(isBlock)) return { placed: false, findings }
  await placePerson(context, placing)
  return { placed: true, findings }
}
