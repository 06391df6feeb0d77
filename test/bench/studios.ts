/** The week of the studios, a class marked, registers: what teachers and coordinators wait for. */

import { addDays } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { lastDay } from './generate/index.ts'
import { studiosFloor } from './studios-floor.ts'
import { each, type Opened, runsOf, usualTimes, type Work } from './work.ts'

const year = lastDay.slice(0, 4)
const firstMonday = `${year}-01-06` as LocalDate
const months = Array.from(
  { length: 12 },
  (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`,
)

export function studioWorks({ call, raw }: Opened): Work[] {
  const floor = studiosFloor(raw)
  const ids = (text: string) => raw.prepare(text).pluck().all() as string[]
  const mondays = Array.from({ length: 51 }, (_, index) => addDays(firstMonday, index * 7))
  const held = ids(
    `SELECT id FROM session WHERE kind = 'class' AND unmarked = 0 AND date >= '${year}-01-01'
     ORDER BY start, date LIMIT 2000`,
  )
  const planned = ids(`SELECT id FROM session WHERE unmarked > 0 ORDER BY date, start, id`)
  const groups = ids(
    `SELECT DISTINCT roster_id AS group_id FROM session WHERE date = '${addDays(lastDay, -2)}' AND kind = 'class'`,
  )
  const unmarkedClass = (index: number): string => {
    const id = planned[index]
    if (id === undefined) throw new Error('there are not enough classes without marks')
    return id
  }
  const monthOf = (index: number) => each(months, Math.floor(index / groups.length))

  return [
    {
      name: 'week of the studios',
      target: 10,
      app: (index) => call('studio.week', { from: each(mondays, index) }),
      floor: (index) => floor.week(each(mondays, index), addDays(each(mondays, index), 6)),
    },
    {
      name: 'list of a class of 20',
      target: 5,
      app: (index) => call('attendance.session', { sessionId: each(held, index) }),
      floor: (index) => floor.list(each(held, index)),
    },
    {
      name: 'mark a class of 20',
      target: 3,
      app: (index) =>
        call('attendance.markAll', { sessionId: unmarkedClass(index), mark: 'present' }),
      floor: (index) => floor.markAll(unmarkedClass(runsOf(usualTimes) + index), 'present'),
    },
    {
      name: 'register of a month',
      target: 10,
      app: (index) =>
        call('attendance.register', { groupId: each(groups, index), month: monthOf(index) }),
      floor: (index) =>
        floor.register(each(groups, index), `${monthOf(index)}-01`, `${monthOf(index)}-31`),
    },
    {
      name: 'year of 400 people × 200 days',
      target: 100,
      times: 60,
      app: () => call('attendance.grid', { from: `${year}-01-01`, until: lastDay, kind: 'class' }),
      floor: () => floor.grid(`${year}-01-01`, lastDay),
    },
  ]
}
