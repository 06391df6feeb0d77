import type { Ride, RideAlternative } from '#contract/hippotherapy.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import { type MinuteRange, overlaps } from '#contract/time.ts'
import type { HorseId, LocalDate, MemberId, ResourceId, SessionId } from '#contract/values.ts'
import type { BusyDays } from '../../schedule/facts.ts'
import { isAgainst, nearestFree, type Where } from '../../schedule/free.ts'
import { rangeOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { findingsOf } from './rules.ts'
import { type Facts, usesOfRide } from './situation.ts'

/** Beginnings that are tried, minutes apart. */
const step = 10
/** What another horse costs against the wanted one, in minutes of waiting. */
const priceOfHorse = 45

/** Refusals that no other time, horse or place can mend. */
const lasting: readonly RuleCode[] = ['contraindication_open', 'not_qualified', 'past_midnight']
/** Whether to look for another time, horse or place at all. */
export const canBeMended = (refusals: readonly Finding[]): boolean =>
  !refusals.some((one) => lasting.includes(one.code))

/** All horses and arenas, and when everybody is busy on some days. */
export interface Surroundings {
  facts: Facts
  /** Of all but the horses, whose work is among the facts. */
  busyDays: BusyDays
  /** Who could lead it, where nobody is chosen. */
  instructors: readonly MemberId[] | null
}

/**
 * Free places near a ride that was refused, nearest first: the same horse at another time, another
 * horse at the same time, another place, then the next days. Nothing offered is refused by a rule, and where
 * nobody is chosen to lead it, an instructor who works then is free.
 */
export async function alternativesTo(
  ride: Ride & { id?: SessionId | undefined },
  where: Omit<Where, 'step'>,
  surroundingsOf: (days: { from: LocalDate; until: LocalDate }) => Promise<Surroundings>,
): Promise<RideAlternative[]> {
  const people = usesOfRide(ride)
    .filter(({ role }) => role !== 'horse' && role !== 'place')
    .map(({ id }) => id)
  const offers = new Set<string>()
  const found = await nearestFree(ride, { ...where, step }, async (days) => {
    const { facts, busyDays, instructors } = await surroundingsOf(days)
    const isLed = (offer: RideAlternative) =>
      instructors === null ||
      instructors.some(
        (id) =>
          !people.includes(id) &&
          busyDays.isFree(id, offer.date, rangeOf({ ...offer, minutes: ride.minutes })) &&
          !findingsOf({ ...ride, ...offer, instructorId: id }, facts).some(
            (one) => isBlock(one) || one.code === 'staff_hours',
          ),
      )
    return {
      closedDays: facts.closedDays,
      candidatesAt({ date, start, cost }) {
        const range = rangeOf({ start, minutes: ride.minutes })
        const isFree = (id: ResourceId) => busyDays.isFree(id, date, range)
        const placeId = people.every(isFree)
          ? [ride.placeId, ...facts.places.keys()].find(isFree)
          : undefined
        if (placeId === undefined) return []
        const horses = date === ride.date ? [...facts.horses.keys()] : [ride.horseId]
        return horses
          .filter((id) => !worksAt(facts, id, ride.id, date, range))
          .map((horseId) => {
            const away = horseId === ride.horseId ? 0 : priceOfHorse
            return { date, start, placeId, horseId, cost: cost + away }
          })
      },
      fits({ cost: _, ...offer }) {
        // One offer for another horse is enough: the next best is nearly the same.
        if (!where.settling && offers.has(offer.horseId)) return false
        if (findingsOf({ ...ride, ...offer }, facts).some(isAgainst(where)) || !isLed(offer)) {
          return false
        }
        if (offer.horseId !== ride.horseId) offers.add(offer.horseId)
        return true
      },
    }
  })
  return found.map(({ cost: _, ...offer }) => offer)
}

const worksAt = (
  facts: Facts,
  id: HorseId,
  except: SessionId | undefined,
  date: LocalDate,
  range: MinuteRange,
) =>
  facts.horses
    .get(id)
    ?.work.get(date)
    ?.some((one) => one.sessionId !== except && overlaps(one, range))
