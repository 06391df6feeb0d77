import type { Ride, RideAlternative } from '#contract/hippotherapy.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import type { HorseId, LocalDate, PlaceId } from '#contract/values.ts'
import { addDays, daysBetween, minuteOf, overlaps, timeAt, weekdayOf } from '../../kernel/time.ts'
import { rangeOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { findingsOf } from './rules.ts'
import type { Facts } from './situation.ts'

/** How many are offered. */
const offered = 5
/** How many days after the wanted one are looked at. */
export const daysAhead = 7
/** Beginnings that are tried, minutes apart. */
const step = 10
/** What another horse or day costs against the wanted one, in minutes of waiting. */
const price = { horse: 45, day: 600 }

/** Refusals that no other time, horse or place can mend. */
const lasting: readonly RuleCode[] = ['contraindication_open', 'not_qualified', 'past_midnight']

/**
 * Free places near a ride that was refused, nearest first: the same horse at another time, another
 * horse at the same time, another place, then the next days. Nothing offered is refused by a rule.
 */
export function alternativesTo(
  ride: Ride,
  refusals: readonly Finding[],
  facts: Facts,
): RideAlternative[] {
  if (refusals.some((one) => lasting.includes(one.code))) return []
  const candidates = [...candidatesOf(ride, facts)].sort((one, other) => one.cost - other.cost)
  const found: RideAlternative[] = []
  const tried = new Set<string>()
  for (const { date, start, horseId } of candidates) {
    // One offer for a horse on a day is enough: the next best is nearly the same.
    const kind = `${date} ${horseId}`
    const same = horseId === ride.horseId
    if (!same && tried.has(kind)) continue
    const placeId = freePlace({ ...ride, date, start }, facts)
    if (!placeId) continue
    const candidate = { ...ride, date, start, horseId, placeId }
    if (findingsOf(candidate, facts).some(isBlock)) continue
    found.push({ date, start, horseId, placeId })
    tried.add(kind)
    if (found.length === offered) break
  }
  return found
}

interface Candidate {
  date: LocalDate
  start: RideAlternative['start']
  horseId: HorseId
  cost: number
}

function* candidatesOf(ride: Ride, facts: Facts): Generator<Candidate> {
  const wanted = minuteOf(ride.start)
  for (let day = 0; day <= daysAhead; day++) {
    const date = addDays(ride.date, day)
    if (facts.closedDays.has(date)) continue
    const hours = facts.settings.openingHours.filter((one) => one.day === weekdayOf(date))
    const starts = new Set([wanted])
    for (const { from, until } of hours) {
      for (let at = minuteOf(from); at + ride.minutes <= minuteOf(until); at += step) starts.add(at)
    }
    for (const at of starts) {
      const open = hours.some(
        ({ from, until }) => minuteOf(from) <= at && at + ride.minutes <= minuteOf(until),
      )
      if (!open) continue
      for (const horseId of facts.horses.keys()) {
        const other = horseId !== ride.horseId
        if (other && day > 0) continue
        const cost =
          Math.abs(at - wanted) +
          (other ? price.horse : 0) +
          daysBetween(ride.date, date) * price.day
        yield { date, start: timeAt(at), horseId, cost }
      }
    }
  }
}

/** The wanted place when it is free then, or the first that is. */
function freePlace(ride: Ride, facts: Facts): PlaceId | null {
  const range = rangeOf(ride)
  const isFree = (id: PlaceId) =>
    !facts.taken.get(id)?.some((taken) => taken.date === ride.date && overlaps(taken, range))
  if (isFree(ride.placeId)) return ride.placeId
  return [...facts.places.keys()].find(isFree) ?? null
}
