/**
 * Two courses of the sample centre: a programme, beds for everybody, the week as it went. The next one is
 * left to whoever tries the placing.
 */
import type { Course, Enrolment, Lesson } from '#contract/boarding.ts'
import type { Member } from '#contract/team.ts'
import type {
  BedId,
  CourseId,
  LocalDate,
  LocalDateTime,
  LocalTime,
  PersonId,
  PlaceId,
} from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { fixedClock } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/time.ts'

/** What the boarding and place features lend to it. */
export interface BoardingTools {
  addPlace(context: CommandContext, name: string): Promise<PlaceId>
  courses(db: Reader, year: number): Promise<Course[]>
  enrolments(db: Reader, courseId: CourseId): Promise<Enrolment[]>
  /** Places everybody by the quick plan. */
  placeEverybody(context: CommandContext, courseId: CourseId): Promise<void>
  book(context: CommandContext, lesson: Lesson): Promise<void>
  arrive(
    context: CommandContext,
    courseId: CourseId,
    personId: PersonId,
    on: LocalDate,
  ): Promise<void>
  depart(
    context: CommandContext,
    courseId: CourseId,
    personId: PersonId,
    on: LocalDate,
  ): Promise<void>
  noShow(context: CommandContext, courseId: CourseId, personId: PersonId): Promise<void>
  /** Moves somebody to the first free bed that the rules allow, from a night on. */
  moveToFreeBed(
    context: CommandContext,
    courseId: CourseId,
    personId: PersonId,
    bedId: BedId,
    from: LocalDate,
  ): Promise<void>
}

const arrivals = ['2025-09-01', '2025-09-22']
const hall = 'Мәжіліс залы'

/** Day of the course from 0, hour, length in minutes. */
const programme: readonly [number, string, number, string][] = [
  [0, '16:00', 60, 'Танысу'],
  [1, '10:00', 90, 'Тұрмыс дағдылары'],
  [1, '15:00', 60, 'Құқықтық кеңес'],
  [2, '10:00', 90, 'Тұрмыс дағдылары'],
  [2, '15:00', 90, 'Қала көлігімен жүру'],
  [3, '10:00', 90, 'Ақшаны жоспарлау'],
  [3, '15:00', 90, 'Шығармашылық сағат'],
  [4, '10:00', 90, 'Жұмыс іздеу'],
  [4, '15:00', 60, 'Психолог кеңесі'],
  [5, '11:00', 60, 'Қорытынды кездесу'],
]

/** Who of the list, by place, does not come, moves in the middle, leaves before the end. */
const exceptions = { noShow: 20, moves: 7, leavesEarly: 11 }

/** Fills the courses of the autumn; what is over by `today` has been lived through. */
export async function fillBoarding(
  made: CommandContext,
  tools: BoardingTools,
  team: readonly Member[],
  today: LocalDate,
): Promise<void> {
  const placeId = await tools.addPlace(made, hall)
  const leader = team.find((one) => one.roles.includes('coordinator'))
  const courses = await tools.courses(made.tx, 2025)
  const autumn = courses.filter((one) => arrivals.includes(one.from))
  for (const { courseId, from } of autumn.toReversed()) {
    for (const [day, start, minutes, title] of programme) {
      await tools.book(made, {
        ...{ courseId, title, minutes, placeId },
        date: addDays(from, day),
        start: start as LocalTime,
        leaderId: leader?.id ?? null,
      })
    }
    await tools.placeEverybody(made, courseId)
  }
  for (const course of autumn.toReversed()) await liveThrough(made, tools, course, today)
}

async function liveThrough(
  made: CommandContext,
  tools: BoardingTools,
  { courseId, from, until }: Course,
  today: LocalDate,
): Promise<void> {
  const on = (date: LocalDate): CommandContext => ({
    ...made,
    clock: fixedClock(`${date}T12:00` as LocalDateTime),
  })
  if (from >= today) return
  const people = (await tools.enrolments(made.tx, courseId)).filter(
    (one) => one.state === 'expected',
  )
  const absent = people[exceptions.noShow]
  if (absent) await tools.noShow(on(from), courseId, absent.personId)
  // Companions of somebody who has not come have not come either.
  const came = people.filter(
    (one) => one !== absent && (absent === undefined || one.companionOfId !== absent.personId),
  )
  for (const one of came) await tools.arrive(on(from), courseId, one.personId, from)

  const moving = came[exceptions.moves]
  const middle = addDays(from, 3)
  const bedId = moving?.stays[0]?.bedId
  if (moving && bedId && middle < today) {
    await tools.moveToFreeBed(on(middle), courseId, moving.personId, bedId, middle)
  }
  const early = came[exceptions.leavesEarly]
  const before = addDays(from, 4)
  if (early && before < today) await tools.depart(on(before), courseId, early.personId, before)
  if (until >= today) return
  for (const one of came) {
    if (one !== early) await tools.depart(on(until), courseId, one.personId, until)
  }
}
