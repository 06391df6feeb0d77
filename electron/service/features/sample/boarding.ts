/**
 * Two courses of the sample centre: a programme, beds for everybody, the week as it went. The next one is
 * left to whoever tries the placing.
 */
import type { Course } from '#contract/boarding.ts'
import type { Member } from '#contract/team.ts'
import { addDays } from '#contract/time.ts'
import type {
  BedId,
  CourseId,
  LocalDate,
  LocalDateTime,
  LocalTime,
  PersonId,
} from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { fixedClock } from '../../kernel/clock.ts'

/** What the boarding house lends beside its commands. */
export interface BoardingTools {
  /** A plan for everybody in a course, by the quick engine: the same on every machine. */
  planQuickly(
    db: Reader,
    courseId: CourseId,
    today: LocalDate,
  ): Promise<{ personId: PersonId; bedId: BedId }[]>
  /** The nearest free bed in another place. */
  otherBedNear(
    db: Reader,
    placing: {
      courseId: CourseId
      personId: PersonId
      bedId: BedId
      from: LocalDate
      to: LocalDate
    },
    today: LocalDate,
  ): Promise<BedId | undefined>
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
  const { placeId } = await made.perform('places.create', { name: hall, use: 'studio' })
  const leader = team.find((one) => one.roles.includes('coordinator'))
  const { courses } = await made.perform('boarding.courses', { year: 2025 })
  const autumn = courses.filter((one) => arrivals.includes(one.from))
  for (const { courseId, from } of autumn.toReversed()) {
    for (const [day, start, minutes, title] of programme) {
      await made.perform('boarding.bookSession', {
        ...{ courseId, title, minutes, placeId },
        date: addDays(from, day),
        start: start as LocalTime,
        leaderId: leader?.id ?? null,
        leaveClashes: true,
      })
    }
    const placings = await tools.planQuickly(made.tx, courseId, made.clock.today())
    await made.perform('boarding.acceptProposal', { courseId, placings })
  }
  for (const course of autumn.toReversed()) await liveThrough(made, tools, course, today)
}

async function liveThrough(
  made: CommandContext,
  tools: BoardingTools,
  { courseId, from, until }: Course,
  today: LocalDate,
): Promise<void> {
  const on = (date: LocalDate) => ({ clock: fixedClock(`${date}T12:00` as LocalDateTime) })
  if (from >= today) return
  const course = await made.perform('boarding.course', { courseId })
  const people = course.people.filter((one) => one.state === 'expected')
  const absent = people[exceptions.noShow]
  if (absent) {
    await made.perform('boarding.noShow', { courseId, personId: absent.personId }, on(from))
  }
  // Companions of somebody who has not come have not come either.
  const came = people.filter(
    (one) => one !== absent && (absent === undefined || one.companionOfId !== absent.personId),
  )
  for (const { personId } of came) {
    await made.perform('boarding.arrive', { courseId, personId, on: from }, on(from))
  }

  const moving = came[exceptions.moves]
  const middle = addDays(from, 3)
  const bedId = moving?.stays[0]?.bedId
  if (moving && bedId && middle < today) {
    const move = { courseId, personId: moving.personId, from: middle }
    const free = await tools.otherBedNear(made.tx, { ...move, bedId, to: until }, middle)
    if (free) await made.perform('boarding.move', { ...move, bedId: free }, on(middle))
  }
  const early = came[exceptions.leavesEarly]
  const before = addDays(from, 4)
  const leave = (personId: PersonId, day: LocalDate) =>
    made.perform('boarding.depart', { courseId, personId, on: day }, on(day))
  if (early && before < today) await leave(early.personId, before)
  if (until >= today) return
  for (const one of came) {
    if (one !== early) await leave(one.personId, until)
  }
}
