import type { Ride, RideAlternative } from '#contract/hippotherapy.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import type { HorseId } from '#contract/values.ts'
import { overlaps } from '../../kernel/time.ts'
import type { BusyDays } from '../../schedule/facts.ts'
import { type Beginning, beginningsNear, byCost, offered } from '../../schedule/free.ts'
import { rangeOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { findingsOf } from './rules.ts'
import { type Facts, seatsOf } from './situation.ts'

/** Beginnings that are tried, minutes apart. */
const step = 10
/** What another horse costs against the wanted one, in minutes of waiting. */
const priceOfHorse = 45

/** Refusals that no other time, horse or place can mend. */
const lasting: readonly RuleCode[] = ['contraindication_open', 'not_qualified', 'past_midnight']
/** Whether to look for another time, horse or place at all. */
export const canBeMended = (refusals: readonly Finding[]): boolean =>
  !refusals.some((one) => lasting.includes(one.code))

/** All horses and arenas, and when everybody is busy in the days after. */
export interface Surroundings {
  facts: Facts
  /** Of all but the horses, whose work is among the facts. */
  busy: BusyDays
}

/**
 * Free places near a ride that was refused, nearest first: the same horse at another time, another
 * horse at the same time, another place, then the next days. Nothing offered is refused by a rule.
 */
export function alternativesTo(ride: Ride, { facts, busy }: Surroundings): RideAlternative[] {
  const people = seatsOf(ride)
    .filter(({ seat }) => seat !== 'horse' && seat !== 'place')
    .map(({ id }) => id)
  const found: RideAlternative[] = []
  const tried = new Set<string>()
  for (const { date, start, horseId } of candidatesOf(ride, facts)) {
    // One offer for a horse on a day is enough: the next best is nearly the same.
    const kind = `${date} ${horseId}`
    const same = horseId === ride.horseId
    if (!same && tried.has(kind)) continue
    const range = rangeOf({ start, minutes: ride.minutes })
    const works = facts.horses
      .get(horseId)
      ?.work.some((one) => one.date === date && overlaps(one, range))
    const isFree = (id: (typeof people)[number]) => busy.isFree(id, date, range)
    if (works || !people.every(isFree)) continue
    const placeId = [ride.placeId, ...facts.places.keys()].find(isFree)
    if (!placeId) continue
    const candidate = { ...ride, date, start, horseId, placeId }
    if (findingsOf(candidate, facts).some(isBlock)) continue
    found.push({ date, start, horseId, placeId })
    tried.add(kind)
    if (found.length === offered) break
  }
  return found
}

interface Candidate extends Beginning {
  horseId: HorseId
}

/** The wanted horse on all days, the others on the wanted one; the nearest first. */
function candidatesOf(ride: Ride, facts: Facts): Candidate[] {
  const candidates: Candidate[] = []
  for (const one of beginningsNear(ride, facts, step)) {
    for (const horseId of one.date === ride.date ? facts.horses.keys() : [ride.horseId]) {
      const cost = one.cost + (horseId === ride.horseId ? 0 : priceOfHorse)
      candidates.push({ ...one, horseId, cost })
    }
  }
  return candidates.sort(byCost)
}
