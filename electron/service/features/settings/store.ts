import { type ClosedDay, Settings } from '#contract/settings.ts'
import type { LocalDate } from '#contract/values.ts'
import type { SettingsReader } from '../../context.ts'
import type { Reader, Writer } from '../../db/schema.ts'
import { publicHolidays } from './holidays.ts'

/** Years whose public holidays are there from the start. */
const prefilledYears = [2024, 2025, 2026, 2027]
const prefilled = 'closedDaysPrefilled'

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
    await writeValue(tx, key, value)
  }
}

async function writeValue(tx: Writer, key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await tx
    .insertInto('setting')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}

/** Fills in the public holidays once, when the file is new; what people change then stays. */
export async function prefillClosedDays(tx: Writer): Promise<void> {
  const done = await tx
    .selectFrom('setting')
    .select('key')
    .where('key', '=', prefilled)
    .executeTakeFirst()
  if (done) return
  await tx
    .insertInto('closed_day')
    .values(prefilledYears.flatMap(publicHolidays))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await writeValue(tx, prefilled, true)
}

export async function closedDaysBetween(
  db: Reader,
  from: LocalDate,
  until: LocalDate,
): Promise<ClosedDay[]> {
  return db
    .selectFrom('closed_day')
    .selectAll()
    .where('date', '>=', from)
    .where('date', '<=', until)
    .orderBy('date')
    .execute()
}

export async function closeDay(tx: Writer, day: ClosedDay): Promise<void> {
  await tx
    .insertInto('closed_day')
    .values(day)
    .onConflict((conflict) => conflict.column('date').doUpdateSet({ name: day.name }))
    .execute()
}

export async function openDay(tx: Writer, date: LocalDate): Promise<void> {
  await tx.deleteFrom('closed_day').where('date', '=', date).execute()
}
