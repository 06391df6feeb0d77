import { Settings } from '#contract/settings.ts'
import type { SettingsReader } from '../../context.ts'
import type { Reader, Writer } from '../../db/schema.ts'
import { closedDaysBetween } from './closed-days.ts'

/** The settings; what nobody has changed has its default. */
export async function readSettings(db: Reader): Promise<Settings> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).execute()
  return Settings.parse(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])))
}

/** The settings as one call sees them: read once, when they are first asked for. */
export function settingsOf(db: Reader): SettingsReader {
  let known: Promise<Settings> | undefined
  return {
    read() {
      known ??= readSettings(db)
      return known
    },
    closedDays: (from, until) => closedDaysBetween(db, from, until),
  }
}

export async function writeSettings(tx: Writer, change: Partial<Settings>): Promise<void> {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue
    const text = JSON.stringify(value)
    await tx
      .insertInto('setting')
      .values({ key, value: text })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
      .execute()
  }
}
