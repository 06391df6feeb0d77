/** The day board, a ride checked and booked, a mark, the search: what a receptionist does all day. */

import { addDays, endOf, timeAt, weekdayOf } from '#contract/time.ts'
import { spelling } from '#service/kernel/folding.ts'
import { idSource } from '#service/kernel/ids.ts'
import { lastDay } from './generate/index.ts'
import { ridesFloor } from './rides-floor.ts'
import { each, type Opened, runsOf, usualTimes, type Work } from './work.ts'

const queries =
  'Алия куралай сокол нургал aliya ис сокол алия temirlan ахметов са ермеков дил ұлж Ұлжан суле оспанов бауырж 7701 Цой tolegen кен'.split(
    ' ',
  )

export function rideWorks({ call, refused, raw }: Opened): Work[] {
  const floor = ridesFloor(raw)
  const newId = idSource(() => Date.now())
  const ids = (text: string) => raw.prepare(text).pluck().all() as string[]
  const rides = raw
    .prepare(
      `SELECT s.id, p.person_id FROM session s JOIN participant p ON p.session_id = s.id
       WHERE s.kind = 'ride' ORDER BY s.date DESC, s.id LIMIT 1000`,
    )
    .all() as { id: string; person_id: string }[]
  const clients = ids(
    `SELECT DISTINCT person_id FROM participant WHERE part = 'client' ORDER BY 1 LIMIT 2000`,
  )
  const horses = ids('SELECT id FROM horse ORDER BY id')
  const lanes = ids(`SELECT id FROM place WHERE use = 'arena' ORDER BY id`)
  const instructors = ids(`SELECT member_id FROM member_role WHERE role = 'instructor' ORDER BY 1`)
  const leaders = ids(`SELECT member_id FROM member_role WHERE role = 'leader' ORDER BY 1`)
  const dates = Array.from({ length: 250 }, (_, index) => addDays(lastDay, -index)).filter(
    (date) => weekdayOf(date) !== 'su',
  )
  // Days like the busy ones behind them, six working days a week.
  const rideAt = (number: number, first: number) => {
    const day = first + Math.floor(number / 24)
    const date = addDays(lastDay, 2 + day + Math.floor(day / 6))
    const lane = number % 4
    const turn = Math.floor(number / 4) % 6
    const start = timeAt(9 * 60 + turn * 80)
    return {
      date,
      start,
      end: endOf(start, 30),
      minutes: 30,
      clientId: each(clients, number * 7),
      horseId: each(horses, lane * 3 + (day % 2)),
      placeId: lanes[lane] as string,
      instructorId: instructors[lane] as string,
      leaderId: leaders[lane] as string,
      sidewalkerIds: [],
    }
  }
  const contractRide = ({ end: _, ...ride }: ReturnType<typeof rideAt>) => ride

  /** Rides of the last weeks: whoever wants one's horse at its hour is refused. */
  const busy = raw
    .prepare(
      `SELECT s.date, s.start, r.horse_id AS horseId, s.place_id AS placeId FROM session s
       JOIN ride r ON r.session_id = s.id ORDER BY s.date DESC, s.id LIMIT 500`,
    )
    .all() as { date: string; start: string; horseId: string; placeId: string }[]

  return [
    {
      name: 'day board',
      target: 5,
      app: (index) => call('hippotherapy.day', { date: each(dates, index) }),
      floor: (index) => floor.day(each(dates, index), weekdayOf(each(dates, index))),
    },
    {
      name: 'check a ride',
      target: 3,
      app: (index) => call('hippotherapy.check', contractRide(rideAt(index, 60))),
      floor: (index) => floor.check(rideAt(index, 60)),
    },
    {
      name: 'book a ride',
      target: 3,
      app: (index) => call('hippotherapy.book', contractRide(rideAt(index, 0))),
      floor: (index) => floor.book(rideAt(index, 200), newId<string>()),
    },
    {
      // Its floor is a ride that is let through: with what is offered it may take half as long again.
      name: 'refuse a ride and offer others',
      target: 3,
      app: (index) => {
        const wanted = { ...contractRide(rideAt(index, 0)), ...each(busy, index) }
        return refused('hippotherapy.book', wanted, 'rules_refused')
      },
      floor: (index) => call('hippotherapy.book', contractRide(rideAt(index, 120))),
    },
    {
      name: 'mark a ride',
      target: 3,
      app: (index) => {
        const { id, person_id } = each(rides, index)
        return call('attendance.mark', { sessionId: id, personId: person_id, mark: 'late' })
      },
      floor: (index) => {
        const { id, person_id } = each(rides, runsOf(usualTimes) + index)
        floor.mark(id, person_id, 'late')
      },
    },
    {
      name: 'search people',
      target: 5,
      app: (index) => call('people.search', { text: each(queries, index) }),
      floor: (index) => floor.search(spelling(each(queries, index))),
    },
  ]
}
