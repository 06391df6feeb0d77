import { Settings } from '#contract/settings.ts'
import { toldBy } from '../../history/telling.ts'
import { tracked } from '../../history/tracked.ts'
import { publicHolidays } from './holidays.ts'

export const settingsTracked = [
  // `count` settings: of the first, its `key`, and its value `before` and `after`.
  tracked('setting', {
    factsOf: 'everybody',
    key: ['key'],
    topics: ['settings'],
    told: {
      rank: 20,
      async of(_, turn) {
        const rows = turn.rows('setting')
        const [first] = rows
        const key = first?.key ?? ''
        const usual = (Settings.parse({}) as Record<string, unknown>)[key] ?? null
        const read = (row?: { value: string } | null) => (row ? JSON.parse(row.value) : usual)
        return {
          code: 'setting',
          params: {
            count: rows.length,
            key,
            before: read(first?.from),
            after: read(first?.to),
          },
        }
      },
    },
  }),
  // The day `date`, `name` being why it is closed, is closed or open again: `put`.
  tracked('closed_day', {
    factsOf: 'day',
    key: ['date'],
    topics: ['settings'],
    told: {
      rank: 19,
      async of(_, turn) {
        // Where a feast has got another day, that one tells it.
        const rows = turn.rows('closed_day')
        const turned = rows.find((row) => row.to !== null) ?? rows[0]
        const { date } = toldBy(turned ? [turned] : [])
        // A day that nobody decides about any more is what it was to everybody before.
        const holiday = publicHolidays(Number(date.slice(0, 4))).find((one) => one.date === date)
        const name = turned?.to ? turned.to.name : (holiday?.name ?? null)
        return {
          code: 'closed_day',
          params: {
            date,
            name: name ?? turned?.from?.name ?? holiday?.name ?? '',
            put: name !== null,
          },
        }
      },
    },
  }),
]
