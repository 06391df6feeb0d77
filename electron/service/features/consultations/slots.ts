/** Hours at which a client, a psychologist and a cabinet are free. */

import type { FreeSlot } from '#contract/consultations.ts'
import { at, covers, daysFrom, minuteOf, overlaps, timeAt, weekdayOf } from '#contract/time.ts'
import type {
  LocalDate,
  LocalDateTime,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { unavailableAt, unavailableBetween } from '../../schedule/availability.ts'
import { busyIntervals } from '../../schedule/facts.ts'

/** Appointments begin on the hour and on the half hour. */
const step = 30

export interface Wanted {
  personId: PersonId
  psychologistId?: MemberId | undefined
  from: LocalDate
  until: LocalDate
  minutes: number
  /** Nothing before it is offered. */
  earliest?: LocalDateTime
  /** The appointment that is being moved: what it takes now is free. */
  except?: SessionId | undefined
}

/**
 * One slot for each psychologist and beginning, in the first cabinet that is free, in order of time.
 * Within opening hours and the psychologist's own, with a pause before and after; none on closed days. Refuses `not_found`.
 */
export async function freeSlots(look: Lookup, wanted: Wanted): Promise<FreeSlot[]> {
  const { db, settings, directory } = look
  const { personId, from, until, minutes, earliest = '', except } = wanted
  await directory.clientNames([personId])
  const psychologists = (await directory.candidates('psychologist', [])) as MemberId[]
  const { psychologistId: wantedId = null } = wanted
  const members = await directory.members(
    psychologists.filter((id) => wantedId === null || id === wantedId),
  )
  const cabinets = await directory.places(
    (await directory.candidates('place', ['cabinet'])) as PlaceId[],
  )
  const rooms = [...cabinets].map(([id, { name }]) => ({ id, name }))
  const away = await unavailableBetween(db, from, until)
  const { openingHours, pauseMinutes } = await settings.read()
  const closed = new Set((await settings.closedDays(from, until)).map((one) => one.date))
  const resources: ResourceId[] = [personId, ...members.keys(), ...rooms.map((room) => room.id)]
  const morning = { date: from, start: timeAt(0), minutes: 0 }
  const all = await busyIntervals(look, resources, morning, { except, until })

  const slots: FreeSlot[] = []
  for (const date of daysFrom(from, until)) {
    if (closed.has(date)) continue
    const day = weekdayOf(date)
    const busy = (id: ResourceId) => (all.get(id) ?? []).filter((one) => one.date === date)
    const busyNow = new Map(resources.map((id) => [id, busy(id)]))
    for (const hours of openingHours.filter((one) => one.day === day)) {
      const last = minuteOf(hours.until) - minutes
      const first = Math.ceil(minuteOf(hours.from) / step) * step
      for (let minute = first; minute <= last; minute += step) {
        if (at(date, timeAt(minute)) < earliest) continue
        const range = { from: minute, until: minute + minutes }
        const when = { date, start: timeAt(minute), minutes }
        const isFree = (id: ResourceId) =>
          !busyNow.get(id)?.some((one) => overlaps(one, range)) &&
          unavailableAt(away.get(id), when) === undefined
        const paused = { from: range.from - pauseMinutes, until: range.until + pauseMinutes }
        const isRested = (id: ResourceId) => !busyNow.get(id)?.some((one) => overlaps(one, paused))
        const room = isFree(personId) ? rooms.find((one) => isFree(one.id)) : undefined
        if (!room) continue
        for (const [psychologistId, member] of members) {
          const own = member.hours.filter((one) => one.day === day)
          if (!covers(own, range) || !isRested(psychologistId)) continue
          slots.push({
            date,
            start: timeAt(minute),
            end: timeAt(range.until % 1440),
            minutes,
            psychologistId,
            psychologistName: member.name,
            placeId: room.id,
            placeName: room.name,
          })
        }
      }
    }
  }
  return slots
}
