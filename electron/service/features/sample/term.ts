/** The sample centre's term: who rides when, decided the same way on every machine. */

import type { SeriesInput } from '#contract/hippotherapy.ts'
import type { Member } from '#contract/team.ts'
import { addDays, daysFrom, weekdayOf } from '#contract/time.ts'
import type {
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  Weekday,
} from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'

/** The autumn term of the sample year. */
export const term = { from: '2025-09-01' as LocalDate, until: '2025-12-27' as LocalDate }

/** The first day of a series on which its weekday comes round after the first week. */
export const trialDay = ({ validFrom, days }: SeriesInput): LocalDate =>
  daysFrom(addDays(validFrom, 7), addDays(validFrom, 13)).find((date) =>
    days.includes(weekdayOf(date)),
  ) ?? validFrom

/** How often a child rides in a week at most. */
const mostRides = 2

interface Rider {
  id: PersonId
  sidewalkersNeeded: number
}

interface Slot {
  weekday: Weekday
  start: LocalTime
  minutes: number
  placeId: PlaceId
}

/** Children in the order of the spreadsheet, the slots of the week, and the horses. */
export async function readCentre(db: Reader) {
  const riders = await db
    .selectFrom('person')
    .select(['id', 'sidewalkers_needed as sidewalkersNeeded'])
    .where('weight_kg', 'is not', null)
    .orderBy('id')
    .execute()
  const slots = await db
    .selectFrom('slot')
    .select(['weekday', 'start', 'minutes', 'place_id as placeId'])
    .orderBy('weekday')
    .orderBy('start')
    .execute()
  const horses = await db.selectFrom('horse').select('id').orderBy('id').execute()
  return { riders, slots, horses: horses.map((horse) => horse.id) }
}

/** Members of a role who work through the slot, those who teach fewer days first. */
const working = (team: readonly Member[], role: Member['roles'][number], slot: Slot) =>
  team.filter(
    (member) =>
      member.roles.includes(role) &&
      member.hours.some(
        ({ day, from, until }) =>
          day === slot.weekday && from <= slot.start && slot.start < until && until >= '17:00',
      ),
  )

/** Who goes with a rider at a slot; seats that nobody can take stay empty. */
function teamFor(team: readonly Member[], slot: Slot, rider: Rider, turn: number) {
  const instructors = working(team, 'instructor', slot)
  const leaders = working(team, 'leader', slot)
  const sidewalkers = working(team, 'sidewalker', slot)
  return {
    instructorId: (instructors[turn % instructors.length]?.id ?? null) as MemberId | null,
    therapistId: null,
    leaderId: (leaders[turn % leaders.length]?.id ?? null) as MemberId | null,
    sidewalkerIds: sidewalkers.slice(0, rider.sidewalkersNeeded).map((member) => member.id),
  }
}

/**
 * Gives each slot of the week a child and a horse: the next child whom the rules let ride there,
 * with everything before it in place.
 */
export async function fillTerm(
  { riders, slots, horses }: { riders: Rider[]; slots: Slot[]; horses: HorseId[] },
  team: readonly Member[],
  fits: (series: SeriesInput) => Promise<boolean>,
  make: (series: SeriesInput) => Promise<unknown>,
): Promise<void> {
  const rides = new Map<PersonId, number>()
  for (const [turn, slot] of slots.entries()) {
    const seriesOf = (rider: Rider, horseId: HorseId): SeriesInput => ({
      clientId: rider.id,
      horseId,
      interval: 1,
      placeId: slot.placeId,
      ...teamFor(team, slot, rider, turn),
      riderBehindKg: 0,
      days: [slot.weekday],
      start: slot.start,
      minutes: slot.minutes,
      validFrom: term.from,
      validUntil: term.until,
      decisions: [],
    })
    // Everybody once before anybody twice; the sort keeps the order of the spreadsheet.
    const ridesOf = (rider: Rider) => rides.get(rider.id) ?? 0
    const waiting = riders
      .filter((rider) => ridesOf(rider) < mostRides)
      .sort((one, other) => ridesOf(one) - ridesOf(other))
    const series = await firstFitting(waiting, horses, turn, seriesOf, fits)
    if (!series) continue
    rides.set(series.clientId, (rides.get(series.clientId) ?? 0) + 1)
    await make(series)
  }
}

/** The first rider and horse whom the rules let through, with a whole team if there is one. */
async function firstFitting(
  riders: readonly Rider[],
  horses: readonly HorseId[],
  turn: number,
  seriesOf: (rider: Rider, horseId: HorseId) => SeriesInput,
  fits: (series: SeriesInput) => Promise<boolean>,
): Promise<SeriesInput | null> {
  for (const wholeTeam of [true, false]) {
    for (const rider of riders) {
      for (let next = 0; next < horses.length; next++) {
        const series = seriesOf(rider, horses[(turn + next) % horses.length] as HorseId)
        if (wholeTeam && series.sidewalkerIds.length < rider.sidewalkersNeeded) break
        if (await fits(series)) return series
      }
    }
  }
  return null
}
