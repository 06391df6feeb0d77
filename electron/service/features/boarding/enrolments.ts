/** Who is in a course: written down, taken off, replaced, come, left. */
import { countParticipants, isFull, isParticipant } from '#contract/rules/courses.ts'
import type { Finding } from '#contract/schedule.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { type EnrolmentTable, flag, type Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import type { Period } from '../../schedule/alignment.ts'
import { clashesOf, putOnLists, takeOffLists } from '../../schedule/enlisting.ts'
import { sessionMarked } from '../../schedule/marks.ts'
import { block, isBlock } from '../../schedule/situation.ts'
import { conflictsOf, mixedIn } from './beds.ts'
import {
  type CourseRow,
  findCourse,
  findEnrolment,
  findEnrolmentRow,
  readOverdue,
} from './facts.ts'
import { writeEnrolment, writeShareWish, writeStay } from './rows.ts'
import { always, checkPlacing, clearNights, placePerson, staysOf } from './stays.ts'

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

const enrolledOf = (row: EnrolmentTable) => ({
  personId: row.person_id,
  companionOfId: row.companion_of_id,
  replacesId: row.replaces_id,
  state: row.state,
})
/** Takes one of the places of the course. */
export const takesPlace = (row: EnrolmentTable): boolean => isParticipant(enrolledOf(row))

/** The time for which somebody is on the lists of a course: companions and those who do not come are on none. */
export const periodOfEnrolment = (row: EnrolmentTable | null): Period | null =>
  row !== null && takesPlace(row)
    ? {
        kind: 'course',
        rosterId: row.course_id,
        personId: row.person_id,
        from: row.from_date,
        to: addDays(row.until_date, 1),
      }
    : null

/** How many places of a course are taken. */
export async function participantsOf(db: Reader, courseId: CourseId): Promise<number> {
  const rows = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('course_id', '=', courseId)
    .execute()
  return countParticipants(rows.map(enrolledOf))
}

/** When it was written down, as a text that sorts. */
const stamp = ({ clock, newId }: CommandContext) => `${clock.now()} ${newId<string>()}`

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
    from_date: gone || before.state === 'reserve' ? course.from_date : before.from_date,
    until_date: gone || before.state === 'reserve' ? course.until_date : before.until_date,
    replaces_id: before?.replaces_id ?? null,
    // Who comes back stands behind those who have been waiting.
    at: gone ? stamp(context) : before.at,
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

/** What is noted about somebody, and something more. */
const noted = (note: string | null, words: string | null | undefined): string | null =>
  [note, words].filter(Boolean).join('\n') || null

/**
 * Refuses `rules_refused` with `course_full`, unless it is overridden or the person has the place.
 * Answers the reason of a coordinator who has let one more in.
 */
async function refuseFull(
  { tx }: CommandContext,
  course: CourseRow,
  before: EnrolmentTable | undefined,
  row: EnrolmentTable,
  override: { reason: string } | undefined,
): Promise<string | null> {
  if (!takesPlace(row) || (before && takesPlace(before))) return null
  const participants = await participantsOf(tx, course.id)
  if (!isFull({ participants, capacity: course.capacity })) return null
  if (!override) {
    const params = { name: course.name, capacity: course.capacity }
    throw new DomainError('rules_refused', {
      refusals: [block('course_full', params, true)],
      alternatives: [],
    })
  }
  return override.reason
}

/**
 * Brings the lists of sessions into line with an enrolment that changes. Refuses `rules_refused` with an
 * `overlap` for each session at whose hour the person is elsewhere, unless these are to be left out.
 */
async function alignSessions(
  context: CommandContext,
  before: EnrolmentTable | null,
  after: EnrolmentTable,
  leaveClashes: boolean,
): Promise<void> {
  const [was, is] = [periodOfEnrolment(before), periodOfEnrolment(after)]
  const owner = after.course_id
  if (was) {
    const first = is?.from ?? always.to
    const next = is?.to ?? was.from
    if (first > was.from) {
      const until = addDays(first, -1)
      await takeOffLists(context, owner, after.person_id, { from: was.from, until })
    }
    await takeOffLists(context, owner, after.person_id, { from: laterOf(next, was.from) })
  }
  if (!is) return
  const days = { from: is.from, until: is.to === null ? undefined : addDays(is.to, -1) }
  if (!leaveClashes) {
    const clashes = await clashesOf(context, owner, after.person_id, days)
    if (clashes.length > 0) {
      throw new DomainError('rules_refused', {
        refusals: clashes.map((one) => one.finding),
        alternatives: [],
      })
    }
  }
  await putOnLists(context, owner, after.person_id, days)
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
  const reason = await refuseFull(context, course, before, asRow, asked.override)
  const row = { ...asRow, note: noted(asRow.note, reason) }
  await writeEnrolment(tx, before ?? null, row)
  await alignSessions(context, before ?? null, row, asked.leaveClashes)
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

/** Changes how it stands with somebody: row, lists, and the beds of nights that are no longer theirs. */
async function setState(
  context: CommandContext,
  before: EnrolmentTable,
  after: EnrolmentTable,
  freeFrom: LocalDate | null,
): Promise<void> {
  await writeEnrolment(context.tx, before, after)
  await alignSessions(context, before, after, true)
  if (freeFrom === null) return
  const nights = { ...always, from: freeFrom }
  await clearNights(context, before.course_id, before.person_id, nights)
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
  const { state, from_date, until_date } = row
  for (const one of await companionsOf(tx, row)) {
    if (one.state !== 'reserve') continue
    await writeEnrolment(tx, one, { ...one, state, from_date, until_date })
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
    await setState(context, row, { ...row, state }, always.from)
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

/** Refuses `course_started` for a state in which nobody can come, or go. */
function refuseState(row: EnrolmentTable, states: readonly EnrolmentTable['state'][]): void {
  if (!states.includes(row.state)) throw new DomainError('course_started')
}

/** Somebody has come. Refuses `rules_refused` when the one before has not really left the bed. */
export async function arrive(
  context: CommandContext,
  courseId: CourseId,
  personId: PersonId,
  on: LocalDate,
): Promise<void> {
  const { tx } = context
  const before = await findEnrolment(tx, courseId, personId)
  refuseState(before, ['expected', 'no_show'])
  // Their place may have been given away since they did not come: a coordinator enrols them again.
  const course = await findCourse(tx, courseId)
  await refuseFull(context, course, before, { ...before, state: 'here' }, undefined)
  const until = laterOf(before.until_date, on)
  const after = { ...before, state: 'here' as const, from_date: on, until_date: until }
  await writeEnrolment(tx, before, after)
  await alignSessions(context, before, after, true)
  await clearNights(context, courseId, personId, { ...always, to: on })
  const [stay] = (await staysOf(tx, courseId, personId)).filter((one) => one.kept === 0)
  if (!stay || stay.from_date > on) return
  const inBed = (await readOverdue(tx, on)).find(
    (one) => one.bedId === stay.bed_id && one.personId !== personId,
  )
  if (!inBed) return
  const placing = { courseId, personId, bedId: stay.bed_id, from: on, to: stay.to_date }
  const { findings, beds } = await checkPlacing(tx, placing, on)
  throw new DomainError('rules_refused', {
    refusals: findings.filter(isBlock),
    alternatives: [],
    beds,
  })
}

/** Somebody has really left. Whoever stayed longer than planned has had the bed until then. */
export async function depart(
  context: CommandContext,
  { courseId, personId, on, note }: Leaving,
): Promise<void> {
  const { tx } = context
  const before = await findEnrolment(tx, courseId, personId)
  refuseState(before, ['here', 'expected'])
  if (on < before.from_date) {
    throw new DomainError('bad_request', { problems: [{ path: 'on', problem: 'date' }] })
  }
  const words = noted(before.note, note)
  const after = { ...before, state: 'left' as const, until_date: on, note: words }
  await setState(context, before, after, on)
  const last = (await staysOf(tx, courseId, personId)).findLast((one) => one.kept === 0)
  if (!last || last.to_date >= on || last.to_date < before.until_date) return
  const longer = { ...last, to_date: on }
  const inTheWay = [...(await conflictsOf(tx, longer)), ...(await mixedIn(tx, longer))]
  if (inTheWay.length === 0) await writeStay(tx, last, longer)
}

export interface Leaving {
  courseId: CourseId
  personId: PersonId
  on: LocalDate
  note?: string | undefined
}

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
  refuseState(gone, ['expected', 'here', 'no_show'])
  const first = earlierOf(laterOf(on, course.from_date), addDays(course.until_date, -1))
  const bed = (await staysOf(tx, courseId, personId)).find(
    (one) => one.kept === 0 && one.to_date > first,
  )
  if (gone.state === 'here') await depart(context, { courseId, personId, on: first })
  else await goneWithCompanions(context, courseId, personId, 'withdrawn')
  const after: EnrolmentTable = {
    ...waiting,
    state: 'expected',
    from_date: first,
    until_date: course.until_date,
    replaces_id: personId,
  }
  // The place of somebody who never came may have been given away since.
  if (gone.state === 'no_show') await refuseFull(context, course, waiting, after, undefined)
  await setState(context, waiting, after, null)
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
