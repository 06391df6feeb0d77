import type { settings } from '#contract/settings.ts'
import type { HandlersOf } from '../../context.ts'
import { closeDay, closedDaysBetween, openDay, readSettings, writeSettings } from './store.ts'

export const handlers = {
  'settings.get': ({ db }) => readSettings(db),
  'settings.set': async ({ tx, changed }, change) => {
    await writeSettings(tx, change)
    changed('settings')
    return readSettings(tx)
  },
  'settings.closedDays': async ({ db }, { from, until }) => ({
    days: await closedDaysBetween(db, from, until),
  }),
  'settings.closeDay': async ({ tx, changed }, day) => {
    await closeDay(tx, day)
    changed('settings')
    return day
  },
  'settings.openDay': async ({ tx, changed }, { date }) => {
    await openDay(tx, date)
    changed('settings')
    return { date }
  },
} satisfies HandlersOf<typeof settings>
