/** The days on which the centre is closed: public holidays of every year, and what people decided. */
import {
  type ClosedDay,
  feastNames,
  type KnownClosedDay,
  type MovableFeast,
} from '#contract/settings.ts'
import type { LocalDate } from '#contract/values.ts'
import type { Reader, Writer } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { fold } from '../../kernel/folding.ts'
import { around, type Feast, feastNear, feastsAbout, mayBeOn } from './feast.ts'
import { type PublicHoliday, publicHolidays } from './holidays.ts'

const feast: MovableFeast = 'qurban_ait'

const yearOf = (date: LocalDate) => Number(date.slice(0, 4))

/** What people decided about a period, and about the days around its years, where a feast of theirs may be. */
async function decisionsOf(db: Reader, from: LocalDate, until: LocalDate) {
  const years = around(`${yearOf(from)}-01-01` as LocalDate, `${yearOf(until)}-12-31` as LocalDate)
  const rows = await db
    .selectFrom('closed_day')
    .selectAll()
    .where('date', '>=', years.from)
    .where('date', '<=', years.until)
    .orderBy('date')
    .execute()
  return { rows, entered: rows.flatMap((row) => (row.feast === null ? [] : [row.date])) }
}

const asHoliday = ({ date, name, isFeast }: PublicHoliday): KnownClosedDay => ({
  date,
  name,
  by: 'holiday',
  feast: isFeast ? feast : null,
})

/** From the year of the one day to that of the other. */
const yearsFrom = (from: LocalDate, until: LocalDate): number[] =>
  Array.from({ length: yearOf(until) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index)

/** The public holidays of a period, and what people have decided about its days. */
async function knownBetween(db: Reader, from: LocalDate, until: LocalDate) {
  const { rows, entered } = await decisionsOf(db, from, until)
  const within = ({ date }: { date: LocalDate }) => date >= from && date <= until
  return {
    entered,
    holidays: yearsFrom(from, until)
      .flatMap((year) => publicHolidays(year, entered))
      .filter(within),
    decided: new Map(rows.filter(within).map((row) => [row.date, row])),
  }
}
type Known = Awaited<ReturnType<typeof knownBetween>>

const closedOf = ({ holidays, decided }: Known): KnownClosedDay[] => {
  const undecided = holidays.filter(({ date }) => !decided.has(date)).map(asHoliday)
  const closed = [...decided.values()].flatMap(({ date, name, feast }): KnownClosedDay[] =>
    name === null ? [] : [{ date, name, by: 'people', feast }],
  )
  return [...undecided, ...closed].sort((one, other) => (one.date < other.date ? -1 : 1))
}

/** The days from one to another, both included, on which the centre is closed. */
export const closedDaysBetween = async (
  db: Reader,
  from: LocalDate,
  until: LocalDate,
): Promise<KnownClosedDay[]> => closedOf(await knownBetween(db, from, until))

/** The same, with the holidays that were opened, and what is to be asked about the years. */
export async function readClosedDays(db: Reader, from: LocalDate, until: LocalDate) {
  const known = await knownBetween(db, from, until)
  const { holidays, decided, entered } = known
  return {
    days: closedOf(known),
    opened: holidays
      .filter(({ date }) => decided.get(date)?.name === null)
      .map(({ date, name }) => ({ date, name })),
    missing: yearsFrom(from, until).flatMap((year) =>
      feastsAbout(year, entered).flatMap(({ date, proposed }) =>
        date === null && yearOf(proposed) === year ? [{ year, feast, proposed }] : [],
      ),
    ),
  }
}

/** The spellings under which people enter the feast as a day like any other. */
const spellings = new Set(
  [feastNames[feast], 'Курбан айт', 'Курбан-айт', 'Курбан-байрам', 'Kurban Ait'].map(fold),
)

/**
 * Whether a day is to be the day of Құрбан айт: when it is said, when it was so before, or when it bears
 * that name while the feast is asked for.
 */
function isOfFeast(
  day: ClosedDay,
  before: { feast: MovableFeast | null } | undefined,
  near: Feast,
): boolean {
  if (day.feast || before?.feast) return true
  return near.date === null && mayBeOn(near, day.date) && spellings.has(fold(day.name))
}

/** Refuses `feast_elsewhere {feast, proposed}`. */
export async function closeDay(tx: Writer, day: ClosedDay): Promise<void> {
  const { date, name } = day
  const { rows, entered } = await decisionsOf(tx, date, date)
  const before = rows.find((row) => row.date === date)
  const near = feastNear(date, entered)
  const ofFeast = isOfFeast(day, before, near)
  if (ofFeast) await leaveOtherDays(tx, near, date)
  const { entered: others } = await decisionsOf(tx, date, date)
  const usual = publicHolidays(
    yearOf(date),
    others.filter((one) => one !== date),
  ).find((one) => one.date === date)
  if (usual?.name === name && (usual.isFeast || !ofFeast)) {
    await tx.deleteFrom('closed_day').where('date', '=', date).execute()
    return
  }
  const decided = { name, feast: ofFeast ? feast : null }
  await tx
    .insertInto('closed_day')
    .values({ date, ...decided })
    .onConflict((conflict) => conflict.column('date').doUpdateSet(decided))
    .execute()
}

/** A feast has one day: the one that was entered before goes. Refuses `feast_elsewhere` for a day too far away. */
async function leaveOtherDays(tx: Writer, near: Feast, date: LocalDate): Promise<void> {
  const { proposed } = near
  if (!mayBeOn(near, date)) throw new DomainError('feast_elsewhere', { feast, proposed })
  const { from, until } = around(proposed)
  await tx
    .deleteFrom('closed_day')
    .where('feast', '=', feast)
    .where('date', '>=', from)
    .where('date', '<=', until)
    .where('date', '<>', date)
    .execute()
}

/** Opens a day; of a public holiday it is kept that people did so. */
export async function openDay(tx: Writer, date: LocalDate): Promise<void> {
  const { entered } = await decisionsOf(tx, date, date)
  if (!publicHolidays(yearOf(date), entered).some((one) => one.date === date)) {
    await tx.deleteFrom('closed_day').where('date', '=', date).execute()
    return
  }
  await tx
    .insertInto('closed_day')
    .values({ date, name: null, feast: null })
    .onConflict((conflict) => conflict.column('date').doUpdateSet({ name: null }))
    .execute()
}
