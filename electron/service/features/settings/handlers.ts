import type { settings } from '#contract/settings.ts'
import type { LocalDate } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { closeDay, openDay, readClosedDays } from './closed-days.ts'
import { readSettings, writeSettings } from './store.ts'

export const handlers = {
  'settings.get': ({ db }) => readSettings(db),
  'settings.set': async ({ tx }, change) => {
    await writeSettings(tx, change)
    return readSettings(tx)
  },
  'settings.closedDays': ({ db }, asked) =>
    'year' in asked
      ? readClosedDays(db, `${asked.year}-01-01` as LocalDate, `${asked.year}-12-31` as LocalDate)
      : readClosedDays(db, asked.from, asked.until),
  'settings.closeDay': async ({ tx }, day) => {
    await closeDay(tx, day)
    return day
  },
  'settings.openDay': async ({ tx }, { date }) => {
    await openDay(tx, date)
    return { date }
  },
} satisfies HandlersOf<typeof settings>
