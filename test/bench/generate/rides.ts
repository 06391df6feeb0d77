/** Forty rides a day, six days a week, each with a whole team. */

import { addDays, timeAt, weekdayOf } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import type { Filling } from './filling.ts'
import type { HouseIds } from './house.ts'
import { sessionWriter } from './marks.ts'

const ridesADay = 40

export function fillRides(
  filling: Filling,
  { horses, lanes, instructors, leaders }: HouseIds,
  riders: readonly string[],
  count: number,
  lastDay: LocalDate,
): void {
  const write = sessionWriter(filling)
  const ride = filling.insert('ride', 'session_id,horse_id,leader_id,rider_behind_kg')
  const days: LocalDate[] = []
  for (let day = lastDay; days.length * ridesADay < count; day = addDays(day, -1)) {
    if (weekdayOf(day) !== 'su') days.push(day)
  }
  let made = 0
  for (const [today, date] of days.reverse().entries()) {
    // Five side by side, eight beginnings a day, every horse less than six days a week.
    for (let index = 0; index < ridesADay && made < count; index++, made++) {
      const lane = index % 5
      const turn = Math.floor(index / 5)
      const horseId = horses[(lane * 2 + (turn % 2) + today) % horses.length] as string
      const leaderId = leaders[lane] as string
      const id = write({
        kind: 'ride',
        date,
        start: timeAt(9 * 60 + turn * 60),
        minutes: 30,
        placeId: lanes[lane] as string,
        ledById: instructors[lane] as string,
        groupId: null,
        templateId: null,
        people: [riders[made % riders.length] as string],
        takes: [horseId, leaderId],
        marked: true,
      })
      ride.run(id, horseId, leaderId, 0)
    }
  }
}
