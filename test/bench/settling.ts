/** What no longer fits the rules in the next four weeks, and an afternoon of rides that is settled at once. */

import { addDays, daysFrom } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { lastDay } from './generate/index.ts'
import { each, type Opened, type Work } from './work.ts'

const from: LocalDate = addDays(lastDay, -27)
/** Before the first of the four weeks. */
export const settlingNow = `${addDays(from, -1)}T18:00`

export function settlingWorks({ call, raw }: Opened): Work[] {
  // Nobody is marked yet, and what the file lacks (helpers, a holiday that was planned over, a room for a wheelchair) is in
  // order: what is measured is the reading of all rules, not proposals for five hundred rides without a helper.
  raw.exec(
    `DELETE FROM attendance WHERE session_id IN (SELECT id FROM session WHERE date >= '${from}');
     UPDATE person SET sidewalkers_needed = 0;
     UPDATE room SET accessible = 1;
     DELETE FROM closed_day WHERE date >= '${from}'`,
  )
  const open = raw.prepare('INSERT INTO closed_day (date) VALUES (?)')
  for (const date of daysFrom(from, addDays(from, 27))) open.run(date)
  const between = `s.date BETWEEN ? AND ? AND s.cancel_reason IS NULL`
  // The rows that the rules of four weeks look at, each table once.
  const rows = [
    `SELECT s.* FROM session s WHERE ${between} ORDER BY s.date, s.start`,
    `SELECT p.* FROM session s JOIN participant p ON p.session_id = s.id WHERE ${between}`,
    `SELECT r.* FROM session s JOIN ride r ON r.session_id = s.id WHERE ${between}`,
    `SELECT c.* FROM horse h JOIN claim c ON c.resource_id = h.id WHERE c.starts_at BETWEEN ? AND ?`,
    `SELECT s.id, count(*) FROM session s JOIN attendance a ON a.session_id = s.id WHERE ${between} GROUP BY s.id`,
    `SELECT DISTINCT p.* FROM session s JOIN ride r ON r.session_id = s.id
       JOIN participant c ON c.session_id = s.id JOIN person p ON p.id = c.person_id WHERE ${between}`,
    'SELECT * FROM unavailability WHERE until_date >= ? AND from_date <= ?',
  ].map((text) => raw.prepare(text))
  const rides = raw
    .prepare(
      `SELECT id FROM session WHERE kind = 'ride' AND cancel_reason IS NULL AND date >= ?
       ORDER BY date, start, id`,
    )
    .pluck()
    .all(from) as string[]
  const forty = Array.from({ length: 8 }, (_, turn) => rides.slice(turn * 40, turn * 40 + 40))

  return [
    {
      name: 'unsettled of 28 days',
      target: 20,
      times: 60,
      app: () => call('schedule.unsettled', { from, until: lastDay }),
      floor: () => rows.map((one) => one.all(from, lastDay)),
    },
    {
      name: 'settle 40 rides',
      target: 150,
      times: 24,
      app: (index) =>
        call('schedule.shiftMany', {
          sessionIds: each(forty, index),
          // There and back again, so that each turn finds them as the one before did.
          minutes: Math.floor(index / forty.length) % 2 === 0 ? 5 : -5,
        }),
    },
  ]
}
