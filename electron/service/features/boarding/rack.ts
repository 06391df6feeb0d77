/** The room rack: rooms, beds and stays over some days; and how many eat. */

import type { Meals, Rack, RackStay } from '#contract/boarding.ts'
import type { Nights } from '#contract/rules/beds.ts'
import { inCourseStates } from '#contract/rules/courses.ts'
import { addDays, daysBetween, daysFrom } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId, StayId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { earliestOf, stayOf } from './beds.ts'
import { daysThere } from './days.ts'
import { readOverdue } from './facts.ts'
import { readRooms } from './rooms.ts'
import { unsettledStays } from './unsettled.ts'
import { awayOfRow } from './views.ts'

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

/** Nights away of those who have a bed in some days. */
async function awayIn(
  db: Reader,
  rows: readonly RackRow[],
  { from, to }: Nights,
): Promise<Rack['away']> {
  const there = new Map(rows.map((row) => [ofEnrolment(row), row]))
  const away = await db
    .selectFrom('nights_away')
    .selectAll()
    .where('course_id', 'in', [...new Set(rows.map((row) => row.course_id))])
    .where('from_date', '<', to)
    .where('until_date', '>', from)
    .orderBy('from_date')
    .execute()
  return away.flatMap((one) => {
    const row = there.get(ofEnrolment(one))
    return row ? [{ ...awayOfRow(one), name: nameOnBoard(row) }] : []
  })
}

export async function readRack(
  look: Pick<ReadContext, 'db' | 'clock'>,
  { from, days }: { from: LocalDate; days: number },
): Promise<Rack> {
  const { db, clock } = look
  const today = clock.today()
  const to = addDays(from, days)
  const late = await readOverdue(db, today)
  const overdue = new Set(late.map((one) => one.stayId))
  const rows = await rackRows(db, from, to, today < from ? [] : [...overdue])
  const bonds = await bondsIn(db, rows)
  const key = (course: CourseId, person: PersonId | null) => `${course} ${person}`
  const companionsOf = Map.groupBy(bonds, (one) => key(one.course_id, one.companion_of_id))
  const headOf = new Map(bonds.map((one) => [key(one.course_id, one.person_id), one]))
  const unsettled = new Map(
    (await unsettledStays(look, { from, until: addDays(to, -1) })).map((one) => [
      one.stay.stayId,
      one.findings,
    ]),
  )
  const away = await awayIn(db, rows, { from, to })
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
      findings: [...(unsettled.get(row.id) ?? [])],
    }
  })
  const rooms = withGoneBeds(await readRooms(db, from), rows)
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
    away,
    courses: courses.map((row) => ({
      courseId: row.id,
      name: row.name,
      from: row.from_date,
      until: row.until_date,
    })),
    days: daysFrom(from, addDays(to, -1)).map((date) =>
      sumsOf(date, rows, rooms, away, (row) => overdue.has(row.id) && date <= today),
    ),
  }
}

/** Rooms with the beds that are not used any more, as long as somebody has them. */
function withGoneBeds(
  rooms: Awaited<ReturnType<typeof readRooms>>,
  rows: readonly RackRow[],
): Rack['rooms'] {
  const slept = Map.groupBy(rows, (row) => row.room_id)
  return rooms.map((room) => {
    const known = new Set(room.beds.map(({ bedId }) => bedId))
    const gone = new Map(
      (slept.get(room.roomId) ?? [])
        .filter((row) => !known.has(row.bed_id))
        .map((row) => [
          row.bed_id,
          { bedId: row.bed_id, position: row.position, gone: true as const },
        ]),
    )
    const beds = [...room.beds, ...gone.values()].sort(
      (one, other) => one.position - other.position,
    )
    return { ...room, beds }
  })
}

/** How full the house is in the night that follows a day, and who comes and goes on that day. */
function sumsOf(
  date: LocalDate,
  rows: readonly RackRow[],
  rooms: Rack['rooms'],
  away: Rack['away'],
  stillThere: (row: RackRow) => boolean,
) {
  const taken = rows.filter(
    (row) => row.from_date <= date && (row.to_date > date || stillThere(row)),
  )
  const open = rooms
    .filter((room) => !room.closures.some((one) => one.from <= date && one.until >= date))
    .flatMap((room) => room.beds.flatMap((bed) => (bed.gone ? [] : [bed.bedId])))
  const elsewhere = new Set(
    away
      .filter((one) => one.from <= date && date < one.until)
      .map((one) => ofEnrolment({ course_id: one.courseId, person_id: one.personId })),
  )
  const takenBeds = new Set(taken.map((row) => row.bed_id))
  const first = (row: RackRow) => row.kept === 0 && row.from_date === date && row.first_day === date
  const last = (row: RackRow) => row.kept === 0 && row.to_date === date && row.last_day === date
  return {
    date,
    asleep: taken.filter((row) => row.kept === 0 && !elsewhere.has(ofEnrolment(row))).length,
    arriving: rows.filter(first).length,
    leaving: rows.filter(last).length,
    free: open.filter((id) => !takenBeds.has(id)).length,
  }
}

const ofEnrolment = ({ course_id, person_id }: { course_id: CourseId; person_id: PersonId }) =>
  `${course_id} ${person_id}`

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
    .select(['course_id', 'person_id', 'diet', 'from_date', 'until_date'])
    .where('state', 'in', inCourseStates)
    .where('from_date', '<=', until)
    .where('from_date', '>=', earliestOf(from))
    .where('until_date', '>=', from)
    .$if(courseId !== undefined, (query) => query.where('course_id', '=', courseId as CourseId))
    .execute()
  const away = Map.groupBy(
    await db
      .selectFrom('nights_away')
      .selectAll()
      .where('from_date', '<', until)
      .where('until_date', '>', from)
      .execute(),
    (one) => ofEnrolment(one),
  )
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
      const there = rows.filter((row) =>
        daysThere(row, away.get(ofEnrolment(row)) ?? []).some(
          (days) => days.from <= date && date < days.to,
        ),
      )
      // Whoever goes from one course to the next on that day eats once.
      const eating = [...new Map(there.map((row) => [row.person_id, row])).values()]
      const counts = diets.map((diet) => eating.filter((row) => row.diet === diet).length)
      return { date, counts, total: eating.length }
    }),
  }
}
