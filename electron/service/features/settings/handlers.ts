import type { settings } from '#contract/settings.ts'
import type { HandlersOf } from '../../context.ts'
import { closeDay, closedDaysBetween, openDay, readSettings, writeSettings } from './store.ts'

export const handlers = {
  'settings.get': ({ db }) => readSettings(db),
  'settings.set': async ({ tx }, change) => {
    await writeSettings(tx, change)
    return readSettings(tx)
  },
  'settings.closedDays': async ({ db }, { from, until }) => ({
    days: await closedDaysBetween(db, from, until),
  }),
  'settings.closeDay': async ({ tx }, day) => {
    await closeDay(tx, day)
    return day
  },
  'settings.openDay': async ({ tx }, { date }) => {
    await openDay(tx, date)
    return { date }
  },
} satisfies HandlersOf<typeof settings>
