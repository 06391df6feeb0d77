/** Courses and those in them, as the screens show them. */

import type { Course, Enrolment, NightsAway } from '#contract/boarding.ts'
import { countedIn, countParticipants } from '#contract/rules/courses.ts'
import type { CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { EnrolmentTable, NightsAwayTable, Reader } from '../../db/schema.ts'
import { withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { stayOf, stayRows } from './beds.ts'
import type { CourseRow } from './facts.ts'
import { courseForm } from './rows.ts'

const countOf = (rows: readonly { course_id: CourseId; count: number }[]) =>
  new Map(rows.map((row) => [row.course_id, Number(row.count)]))

/** With how many are in them; in the order of the rows. */
async function withCounts(db: Reader, rows: readonly CourseRow[]): Promise<Course[]> {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const enrolments = await db
    .selectFrom('enrolment as e')
    .select('e.course_id')
    .select(['e.person_id as personId', 'e.companion_of_id as companionOfId'])
    .select(['e.replaces_id as replacesId', 'e.state'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('stay')
          .select('stay.id')
          .whereRef('stay.course_id', '=', 'e.course_id')
          .whereRef('stay.person_id', '=', 'e.person_id')
          .where('stay.kept', '=', 0)
          .whereRef('stay.from_date', '<=', 'e.from_date')
          .whereRef('stay.to_date', '>', 'e.from_date'),
      ).as('has_bed'),
    )
    .where('e.course_id', 'in', ids)
    .execute()
  const sessions = countOf(
    (await db
      .selectFrom('session')
      .select(({ fn }) => ['roster_id as course_id', fn.countAll<number>().as('count')])
      .where('roster_id', 'in', ids)
      .where('cancel_reason', 'is', null)
      .groupBy('roster_id')
      .execute()) as { course_id: CourseId; count: number }[],
  )
  const peopleOf = Map.groupBy(enrolments, (one) => one.course_id)
  const courses = rows.map((row) => {
    const people = peopleOf.get(row.id) ?? []
    const counted = countedIn(people)
    const participants = countParticipants(people)
    return {
      courseId: row.id,
      name: row.name,
      from: row.from_date,
      until: row.until_date,
      capacity: row.capacity,
      note: row.note,
      participants,
      companions: counted.length - participants,
      reserve: people.filter((one) => one.state === 'reserve').length,
      placed: counted.filter((one) => Number(one.has_bed) === 1).length,
      sessions: sessions.get(row.id) ?? 0,
    }
  })
  return withVersions(db, courseForm, courses, (one) => one.courseId)
}

/** Courses of a year, or those that are not over on a day; the latest arrival first. */
export async function readCourses(
  db: Reader,
  of: { year: number | undefined; today: LocalDate },
): Promise<Course[]> {
  const rows = await db
    .selectFrom('course')
    .selectAll()
    .$if(of.year !== undefined, (query) =>
      query
        .where('from_date', '>=', `${of.year}-01-01` as LocalDate)
        .where('from_date', '<=', `${of.year}-12-31` as LocalDate),
    )
    .$if(of.year === undefined, (query) => query.where('until_date', '>=', of.today))
    .orderBy('from_date', 'desc')
    .orderBy('name')
    .execute()
  return withCounts(db, rows)
}

/** Refuses `not_found {what: 'course'}`. */
export async function readCourse(db: Reader, id: CourseId): Promise<Course> {
  const row = await db.selectFrom('course').selectAll().where('id', '=', id).executeTakeFirst()
  const [course] = row ? await withCounts(db, [row]) : []
  if (!course) throw new DomainError('not_found', { what: 'course' })
  return course
}

const staysWhere = (db: Reader) =>
  stayRows(db).orderBy('stay.from_date').orderBy('stay.kept').orderBy('bed.position')
type StayRow = Awaited<ReturnType<ReturnType<typeof staysWhere>['execute']>>[number]

const named = (db: Reader) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('person as head', 'head.id', 'e.companion_of_id')
    .leftJoin('person as gone', 'gone.id', 'e.replaces_id')
    .selectAll('e')
    .select([
      'p.family_name',
      'p.given_name',
      'p.sex',
      'p.birth_date',
      'p.phone',
      'p.guardian_phone',
      'p.sort_key',
      'head.family_name as head_family_name',
      'head.given_name as head_given_name',
      'head.sort_key as head_sort_key',
      'gone.family_name as gone_family_name',
      'gone.given_name as gone_given_name',
    ])
type Named = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

const nameOr = (family: string | null, given: string | null): string | null =>
  family === null ? null : surnameFirst({ family_name: family, given_name: given as string })

const wishesWhere = (db: Reader) =>
  db
    .selectFrom('share_wish as w')
    .innerJoin('person as p', 'p.id', 'w.with_id')
    .select(['w.course_id', 'w.person_id', 'w.with_id', 'p.family_name', 'p.given_name'])
    .orderBy('p.sort_key')
type Wish = Awaited<ReturnType<ReturnType<typeof wishesWhere>['execute']>>[number]

const awayWhere = (db: Reader) => db.selectFrom('nights_away').selectAll().orderBy('from_date')

export const awayOfRow = (row: NightsAwayTable): NightsAway => ({
  awayId: row.id,
  courseId: row.course_id,
  personId: row.person_id,
  from: row.from_date,
  until: row.until_date,
  bedKept: row.bed_kept === 1,
  reason: row.reason,
})

const enrolmentOf = (
  row: Named,
  wishes: readonly Wish[],
  stays: readonly StayRow[],
  away: readonly NightsAwayTable[],
): Enrolment => ({
  personId: row.person_id,
  name: surnameFirst(row),
  sex: row.sex,
  birthDate: row.birth_date,
  phone: row.phone ?? row.guardian_phone,
  companionOfId: row.companion_of_id,
  companionOfName: nameOr(row.head_family_name, row.head_given_name),
  wheelchair: row.wheelchair === 1,
  diet: row.diet,
  shareWith: wishes.map((one) => ({ personId: one.with_id, name: surnameFirst(one) })),
  shareWords: row.share_words,
  note: row.note,
  state: row.state,
  from: row.from_date,
  until: row.until_date,
  planned: { from: row.planned_from, until: row.planned_until },
  away: away.map(awayOfRow),
  replaces: nameOr(row.gone_family_name, row.gone_given_name),
  stays: stays.map(stayOf),
})

/** Everybody in a course: participants by name, each followed by their companions; the reserve list in its order. */
export async function readEnrolments(db: Reader, courseId: CourseId): Promise<Enrolment[]> {
  const rows = await named(db).where('e.course_id', '=', courseId).execute()
  const wishes = await wishesWhere(db).where('w.course_id', '=', courseId).execute()
  const stays = await staysWhere(db).where('stay.course_id', '=', courseId).execute()
  const away = await awayWhere(db).where('course_id', '=', courseId).execute()
  const awayOf = Map.groupBy(away, (one) => one.person_id)
  const wishesOf = Map.groupBy(wishes, (one) => one.person_id)
  const staysOf = Map.groupBy(stays, (one) => one.person_id)
  const order = ({ state, at, companion_of_id, head_sort_key, sort_key }: Named) =>
    [
      state === 'reserve' ? `1 ${at}` : '0',
      head_sort_key ?? sort_key,
      companion_of_id === null ? '0' : '1',
      sort_key,
    ].join('\u0001')
  return rows
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .map((row) =>
      enrolmentOf(
        row,
        wishesOf.get(row.person_id) ?? [],
        staysOf.get(row.person_id) ?? [],
        awayOf.get(row.person_id) ?? [],
      ),
    )
}

/** Courses of a person, the latest first. */
export async function readCoursesOf(db: Reader, personId: PersonId) {
  const rows = await named(db)
    .innerJoin('course', 'course.id', 'e.course_id')
    .select('course.name as course_name')
    .where('e.person_id', '=', personId)
    .orderBy('course.from_date', 'desc')
    .execute()
  const wishes = await wishesWhere(db).where('w.person_id', '=', personId).execute()
  const stays = await staysWhere(db).where('stay.person_id', '=', personId).execute()
  const away = await awayWhere(db).where('person_id', '=', personId).execute()
  const own = (courseId: EnrolmentTable['course_id']) => (one: { course_id: CourseId }) =>
    one.course_id === courseId
  return rows.map((row) => ({
    courseId: row.course_id,
    courseName: row.course_name,
    enrolment: enrolmentOf(
      row,
      wishes.filter(own(row.course_id)),
      stays.filter(own(row.course_id)),
      away.filter(own(row.course_id)),
    ),
  }))
}
