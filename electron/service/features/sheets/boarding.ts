/** What stands on the sheets of a course: who comes, who sleeps where, what they eat. */

import type { Course, Enrolment, Meals, Room } from '#contract/boarding.ts'
import { isInCourse } from '#contract/rules/courses.ts'
import type {
  CourseRosterSheet,
  DoorSignsSheet,
  MealsSheet,
  RoomingListSheet,
} from '#contract/sheets.ts'
import type { CourseId, LocalDate } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'

/** What the boarding house lends to its sheets. */
export interface BoardingSources {
  readCourse(db: Reader, courseId: CourseId): Promise<Course>
  readEnrolments(db: Reader, courseId: CourseId): Promise<Enrolment[]>
  readRooms(db: Reader, since: LocalDate): Promise<Room[]>
  readMeals(
    db: Reader,
    asked: { from: LocalDate; until: LocalDate; courseId: CourseId },
  ): Promise<Meals>
}
type OnPaper<Sheet> = Omit<Sheet, 'centreName'>

const headOf = ({ name, from, until }: Course) => ({ courseName: name, from, until })

/** Everything but the name of the centre. Each refuses `not_found`. */
export const boardingSheets = (lent: BoardingSources) => {
  async function stays(db: Reader, courseId: CourseId) {
    const course = await lent.readCourse(db, courseId)
    const people = (await lent.readEnrolments(db, courseId)).filter(isInCourse)
    const rooms = await lent.readRooms(db, course.from)
    const order = new Map(rooms.map((room, index) => [room.roomId, { room, index }]))
    const byName = people.flatMap((person) =>
      person.stays.flatMap((stay) => {
        const found = order.get(stay.roomId)
        return found ? [{ person, stay, ...found }] : []
      }),
    )
    const byRoom = byName.toSorted(
      (one, other) =>
        one.index - other.index ||
        one.stay.bed - other.stay.bed ||
        (one.stay.from < other.stay.from ? -1 : 1),
    )
    return { course, people, byName, byRoom }
  }
  const sleeperOf = ({
    person,
    stay,
    room,
  }: Awaited<ReturnType<typeof stays>>['byName'][number]) => ({
    stayId: stay.stayId,
    name: person.name,
    companionOf: person.companionOfName,
    building: room.building,
    floor: room.floor,
    room: room.number,
    accessible: room.accessible,
    wheelchair: person.wheelchair,
    bed: stay.bed,
    from: stay.from,
    to: stay.to,
    kept: stay.kept,
    away: person.away
      .filter(({ from, until }) => from <= stay.to && stay.from <= until)
      .map(({ from, until }) => ({ from, until })),
    diet: person.diet,
  })

  return {
    async roster(db: Reader, courseId: CourseId): Promise<OnPaper<CourseRosterSheet>> {
      const course = await lent.readCourse(db, courseId)
      const people = (await lent.readEnrolments(db, courseId)).filter(isInCourse)
      return {
        ...headOf(course),
        participants: course.participants,
        companions: course.companions,
        people: people.map((one) => ({
          name: one.name,
          companionOf: one.companionOfName,
          birthYear: one.birthDate === null ? null : Number(one.birthDate.slice(0, 4)),
          sex: one.sex,
          phone: one.phone,
          from: one.from,
          until: one.until,
        })),
      }
    },
    async roomingList(db: Reader, courseId: CourseId): Promise<OnPaper<RoomingListSheet>> {
      const { course, people, byName, byRoom } = await stays(db, courseId)
      return {
        ...headOf(course),
        byRoom: byRoom.map(sleeperOf),
        byName: byName.map(sleeperOf),
        unplaced: people.filter((one) => one.stays.length === 0).map((one) => one.name),
      }
    },
    async doorSigns(db: Reader, courseId: CourseId): Promise<OnPaper<DoorSignsSheet>> {
      const { course, byRoom } = await stays(db, courseId)
      const asleep = byRoom.filter(({ stay }) => !stay.kept)
      const rooms = [...Map.groupBy(asleep, ({ room }) => room)]
      return {
        ...headOf(course),
        rooms: rooms.map(([room, sleepers]) => ({
          building: room.building,
          floor: room.floor,
          room: room.number,
          people: sleepers.map(({ person, stay }) => ({
            stayId: stay.stayId,
            name: person.name,
            from: stay.from,
            to: stay.to,
          })),
        })),
      }
    },
    async meals(db: Reader, courseId: CourseId): Promise<OnPaper<MealsSheet>> {
      const course = await lent.readCourse(db, courseId)
      const { from, until } = course
      return { ...headOf(course), ...(await lent.readMeals(db, { from, until, courseId })) }
    },
  }
}
