/** The room rack: rooms, beds and stays over some days; and how many eat. */

import type { Meals, Rack, RackStay } from '#contract/boarding.ts'
import { inCourseStates } from '#contract/rules/courses.ts'
import { addDays, daysBetween, daysFrom } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId, StayId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { earliestOf, stayOf } from './beds.ts'
import { readOverdue } from './facts.ts'
import { readRooms } from './rooms.ts'

/** Stays with what the rack says about whoever sleeps there. */
const rackRows = (
  db: Reader,
  from: LocalDate,
  to: LocalDate,
  /** Not over, though their nights are. */
  overdue: readonly StayId[],
) =>
  db
    .selectFrom('stay')
    .innerJoin('bed', 'bed.id', 'stay.bed_id')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('person', 'person.id', 'stay.person_id')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.course_id', '=', 'stay.course_id').onRef('e.person_id', '=', 'stay.person_id'),
    )
    .selectAll('stay')
    .select(['bed.room_id', 'bed.position', 'room.building', 'room.number'])
    .select(['person.family_name', 'person.given_name', 'person.sex'])
    .select(['e.companion_of_id', 'e.wheelchair', 'e.state', 'e.from_date as first_day'])
    .select('e.until_date as last_day')
    .where('stay.from_date', '<', to)
    .where((where) =>
      where.or([
        where.and([
          where('stay.to_date', '>=', from),
          where('stay.from_date', '>=', earliestOf(from)),
        ]),
        ...(overdue.length > 0 ? [where('stay.id', 'in', overdue)] : []),
      ]),
    )
    .orderBy('stay.from_date')
    .orderBy('stay.id')
    .execute()
type RackRow = Awaited<ReturnType<typeof rackRows>>[number]

/** Given name first, as on the board. */
const nameOnBoard = (row: { family_name: string; given_name: string }) =>
  `${row.given_name} ${row.family_name}`

/** Who accompanies whom in the courses of these stays. */
async function bondsIn(db: Reader, rows: readonly RackRow[]) {
  const ids = [...new Set(rows.map((row) => row.course_id))]
  if (ids.length === 0) return []
  return db
    .selectFrom('enrolment as e')
    .innerJoin('person as own', 'own.id', 'e.person_id')
    .innerJoin('person as head', 'head.id', 'e.companion_of_id')
    .select(['e.course_id', 'e.person_id', 'e.companion_of_id'])
    .select(['own.family_name', 'own.given_name'])
    .select(['head.family_name as head_family_name', 'head.given_name as head_given_name'])
    .where('e.course_id', 'in', ids)
    .where('e.state', 'in', inCourseStates)
    .execute()
}

export async function readRack(
  db: Reader,
  { from, days }: { from: LocalDate; days: number },
  today: LocalDate,
): Promise<Rack> {
  const to = addDays(from, days)
  const late = await readOverdue(db, today)
  const overdue = new Set(late.map((one) => one.stayId))
  const rows = await rackRows(db, from, to, today < from ? [] : [...overdue])
  const bonds = await bondsIn(db, rows)
  const key = (course: CourseId, person: PersonId | null) => `${course} ${person}`
  const companionsOf = Map.groupBy(bonds, (one) => key(one.course_id, one.companion_of_id))
  const headOf = new Map(bonds.map((one) => [key(one.course_id, one.person_id), one]))
  const stays = rows.map((row): RackStay => {
    const head = headOf.get(key(row.course_id, row.person_id))
    return {
      ...stayOf(row),
      name: nameOnBoard(row),
      sex: row.sex,
      wheelchair: row.wheelchair === 1,
      companionOf:
        head === undefined
          ? null
          : nameOnBoard({
              family_name: head.head_family_name,
              given_name: head.head_given_name,
            }),
      companions: (companionsOf.get(key(row.course_id, row.person_id)) ?? []).map(nameOnBoard),
      state: row.state,
      overdue: overdue.has(row.id),
    }
  })
  const rooms = await readRooms(db, from)
  const courses = await db
    .selectFrom('course')
    .select(['id', 'name', 'from_date', 'until_date'])
    .where('from_date', '<', to)
    .where('from_date', '>=', earliestOf(from))
    .where('until_date', '>=', from)
    .orderBy('from_date')
    .execute()
  return {
    rooms,
    stays,
    courses: courses.map((row) => ({
      courseId: row.id,
      name: row.name,
      from: row.from_date,
      until: row.until_date,
    })),
    days: daysFrom(from, addDays(to, -1)).map((date) =>
      sumsOf(date, rows, rooms, (row) => overdue.has(row.id) && date <= today),
    ),
  }
}

/** How full the house is in the night that follows a day, and who comes and goes on that day. */
function sumsOf(
  date: LocalDate,
  rows: readonly RackRow[],
  rooms: Rack['rooms'],
  stillThere: (row: RackRow) => boolean,
) {
  const taken = rows.filter(
    (row) => row.from_date <= date && (row.to_date > date || stillThere(row)),
  )
  const open = rooms
    .filter((room) => !room.closures.some((one) => one.from <= date && one.until >= date))
    .flatMap((room) => room.beds.map((bed) => bed.bedId))
  const takenBeds = new Set(taken.map((row) => row.bed_id))
  const first = (row: RackRow) => row.kept === 0 && row.from_date === date && row.first_day === date
  const last = (row: RackRow) => row.kept === 0 && row.to_date === date && row.last_day === date
  return {
    date,
    asleep: taken.filter((row) => row.kept === 0).length,
    arriving: rows.filter(first).length,
    leaving: rows.filter(last).length,
    free: open.filter((id) => !takenBeds.has(id)).length,
  }
}

/** The longest time for which meals are counted, days. */
const longest = 400

/** Refuses `bad_request` for days that run backwards or are more than 400. */
export async function readMeals(
  db: Reader,
  { from, until, courseId }: { from: LocalDate; until: LocalDate; courseId?: CourseId | undefined },
): Promise<Meals> {
  const length = daysBetween(from, until) + 1
  if (length < 1 || length > longest) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const rows = await db
    .selectFrom('enrolment')
    .select(['person_id', 'diet', 'from_date', 'until_date'])
    .where('state', 'in', inCourseStates)
    .where('from_date', '<=', until)
    .where('from_date', '>=', earliestOf(from))
    .where('until_date', '>=', from)
    .$if(courseId !== undefined, (query) => query.where('course_id', '=', courseId as CourseId))
    .execute()
  const often = Map.groupBy(rows, (row) => row.diet)
  const diets = [...often.keys()].sort(
    (one, other) =>
      Number(other === null) - Number(one === null) ||
      (often.get(other)?.length ?? 0) - (often.get(one)?.length ?? 0) ||
      ((one ?? '') < (other ?? '') ? -1 : 1),
  )
  return {
    diets,
    days: daysFrom(from, until).map((date) => {
      const there = rows.filter((row) => row.from_date <= date && row.until_date >= date)
      // Whoever goes from one course to the next on that day eats once.
      const eating = [...new Map(there.map((row) => [row.person_id, row])).values()]
      const counts = diets.map((diet) => eating.filter((row) => row.diet === diet).length)
      return { date, counts, total: eating.length }
    }),
  }
}
