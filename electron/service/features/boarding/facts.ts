/** Gathers from the database what the rules of the boarding house look at. */

import { type Nights, realNights, sharesNight } from '#contract/rules/beds.ts'
import { inCourseStates } from '#contract/rules/courses.ts'
import { addDays } from '#contract/time.ts'
import type { BedId, CourseId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import type { EnrolmentTable, Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { earliestOf, type NamedStay, staysIn } from './beds.ts'
import type { Bonds, GuestFacts, HouseFacts, RoomFacts } from './rules.ts'

/** Rooms in order of building, floor and number, with the beds that are in use and what closes them. */
export async function readRoomFacts(db: Reader): Promise<RoomFacts[]> {
  const rooms = await db
    .selectFrom('room')
    .selectAll()
    .orderBy('building')
    .orderBy('floor')
    .orderBy((of) => of.fn('length', ['number']))
    .orderBy('number')
    .execute()
  const beds = await db
    .selectFrom('bed')
    .selectAll()
    .where('active', '=', 1)
    .orderBy('position')
    .execute()
  const closures = await db.selectFrom('room_closure').selectAll().orderBy('from_date').execute()
  const bedsOf = Map.groupBy(beds, (one) => one.room_id)
  const closuresOf = Map.groupBy(closures, (one) => one.room_id)
  return rooms.map((room) => ({
    roomId: room.id,
    building: room.building,
    floor: room.floor,
    number: room.number,
    accessible: room.accessible === 1,
    forWhom: room.for_whom,
    beds: (bedsOf.get(room.id) ?? []).map(({ id, position }) => ({ bedId: id, position })),
    closures: (closuresOf.get(room.id) ?? []).map(({ from_date, until_date, reason }) => ({
      from: from_date,
      until: until_date,
      reason,
    })),
  }))
}

/** How far back somebody who never said that they left is looked for, days. */
const longestOverdue = 60

/** The last stays of those who are here still, though the planned day of departure has passed. */
export async function readOverdue(db: Reader, today: LocalDate): Promise<NamedStay[]> {
  const since = addDays(today, -longestOverdue)
  const courses = await db
    .selectFrom('stay')
    .select('course_id')
    .distinct()
    .where('from_date', '<', today)
    .where('from_date', '>=', earliestOf(since))
    .where('to_date', '>', since)
    .execute()
  const here = await db
    .selectFrom('enrolment')
    .select(['course_id', 'person_id', 'until_date'])
    // There is no index by day: it is asked for the courses of these stays alone.
    .where(
      'course_id',
      'in',
      courses.map((one) => one.course_id),
    )
    .where('state', '=', 'here')
    .where('until_date', '<=', today)
    .execute()
  // As a rule nobody is: then no stay is read whole.
  if (here.length === 0) return []
  const ended = await staysIn(db, { from: since, to: today }, {})
  const untilOf = new Map(here.map((one) => [`${one.course_id} ${one.person_id}`, one.until_date]))
  const last = new Map<string, NamedStay>()
  for (const one of ended) {
    if (!one.kept) last.set(`${one.courseId} ${one.personId}`, one)
  }
  // Whoever gave the bed up before their last night does not hold it.
  return [...last]
    .filter(([key, one]) => {
      const until = untilOf.get(key)
      return until !== undefined && one.to >= until && one.to <= today
    })
    .map(([, one]) => ({ ...one, overdue: true }))
}

/** The boarding house in some nights. */
export async function gatherHouse(
  db: Reader,
  nights: Nights,
  today: LocalDate,
): Promise<HouseFacts> {
  const stays = await staysIn(db, nights, {})
  const overdue = await readOverdue(db, today)
  const late = new Set(overdue.map((one) => one.stayId))
  return {
    rooms: await readRoomFacts(db),
    stays: stays.map((one) => ({ ...one, overdue: late.has(one.stayId) })),
    overdue: overdue.filter(
      (one) => !sharesNight(one, nights) && sharesNight(realNights(one, today), nights),
    ),
    today,
  }
}

/** Refuses `not_found {what: 'course'}`. */
export async function findCourse(db: Reader, id: CourseId) {
  const row = await db.selectFrom('course').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'course' })
  return row
}
export type CourseRow = Awaited<ReturnType<typeof findCourse>>

export const findEnrolmentRow = (
  db: Reader,
  courseId: CourseId,
  personId: PersonId,
): Promise<EnrolmentTable | undefined> =>
  db
    .selectFrom('enrolment')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

/** Refuses `not_found {what: 'enrolment'}`. */
export async function findEnrolment(
  db: Reader,
  courseId: CourseId,
  personId: PersonId,
): Promise<EnrolmentTable> {
  const row = await findEnrolmentRow(db, courseId, personId)
  if (!row) throw new DomainError('not_found', { what: 'enrolment' })
  return row
}

/** Those in some courses who may have a bed, by name, with what their place in the course hangs on. */
export async function guestsOf(db: Reader, courseIds: readonly CourseId[]) {
  const rows = await db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .select(['e.course_id', 'e.person_id', 'e.companion_of_id', 'e.replaces_id', 'e.wheelchair'])
    .select(['e.from_date', 'e.until_date', 'e.state', 'e.over_capacity', 'e.at'])
    .select(['p.family_name', 'p.given_name', 'p.sex', 'c.name', 'c.capacity'])
    .where('e.course_id', 'in', courseIds)
    .where('e.state', 'in', inCourseStates)
    .orderBy('p.sort_key')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    courseId: row.course_id,
    name: surnameFirst(row),
    sex: row.sex,
    wheelchair: row.wheelchair === 1,
    companionOfId: row.companion_of_id,
    from: row.from_date,
    until: row.until_date,
    courseName: row.name,
    state: row.state,
    capacity: row.capacity,
    replacesId: row.replaces_id,
    overCapacity: row.over_capacity === 1,
    at: row.at,
  }))
}
/** Somebody of a course, and what their place in it hangs on. */
export type GuestInCourse = Awaited<ReturnType<typeof guestsOf>>[number]

/** Everybody in a course who may have a bed, by id. */
export const readGuests = async (
  db: Reader,
  courseId: CourseId,
): Promise<Map<PersonId, GuestFacts>> =>
  new Map((await guestsOf(db, [courseId])).map((one) => [one.personId, one]))

export const bondsOf = (guests: ReadonlyMap<PersonId, GuestFacts>): Bonds => {
  const bound = [...guests.values()].filter((one) => one.companionOfId !== null)
  const companions = Map.groupBy(bound, (one) => one.companionOfId as PersonId)
  return {
    companions: new Map([...companions].map(([id, of]) => [id, of.map((one) => one.personId)])),
  }
}

/** The room that a bed stands in. Refuses `not_found {what: 'bed'}`, also for one that is out of use. */
export async function roomOfBed(db: Reader, id: BedId): Promise<RoomId> {
  const row = await db
    .selectFrom('bed')
    .select('room_id')
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'bed' })
  return row.room_id
}
