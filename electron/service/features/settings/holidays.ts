import { feastNames } from '#contract/settings.ts'
import { addDays, weekdayOf } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { feastsAbout } from './feast.ts'

interface Holiday {
  day: string
  name: string
  /** Moves to the next working day when it falls on a weekend. */
  moves: boolean
  from?: number
  until?: number
}

/** Public holidays of Kazakhstan on a day of their own, as DOMAIN's table of closed days has them. */
const holidays: Holiday[] = [
  { day: '01-01', name: 'Жаңа жыл · Новый год', moves: true },
  { day: '01-02', name: 'Жаңа жыл · Новый год', moves: true },
  { day: '01-07', name: 'Рождество · Православное Рождество', moves: false },
  { day: '03-08', name: 'Халықаралық әйелдер күні · Международный женский день', moves: true },
  { day: '03-15', name: 'Конституция күні · День Конституции', moves: true, from: 2027 },
  { day: '03-21', name: 'Наурыз мейрамы', moves: true },
  { day: '03-22', name: 'Наурыз мейрамы', moves: true },
  { day: '03-23', name: 'Наурыз мейрамы', moves: true },
  { day: '05-01', name: 'Қазақстан халқының бірлігі мерекесі · Праздник единства', moves: true },
  { day: '05-07', name: 'Отан қорғаушы күні · День защитника Отечества', moves: true },
  { day: '05-09', name: 'Жеңіс күні · День Победы', moves: true },
  { day: '07-06', name: 'Астана күні · День столицы', moves: true },
  { day: '08-30', name: 'Конституция күні · День Конституции', moves: true, until: 2025 },
  { day: '10-25', name: 'Республика күні · День Республики', moves: true },
  { day: '12-16', name: 'Тәуелсіздік күні · День Независимости', moves: true },
]

const isWeekend = (date: LocalDate) => ['sa', 'su'].includes(weekdayOf(date))

export interface PublicHoliday {
  date: LocalDate
  name: string
  /** Whether it is the day of Құрбан айт. */
  isFeast: boolean
}

const worked = new Map<string, readonly PublicHoliday[]>()

/**
 * The public holidays of any year, in order; a movable one on a weekend adds the next free working day.
 * Құрбан айт is among them when its day is known: `entered` are the days that people have said.
 */
export function publicHolidays(
  year: number,
  entered: readonly LocalDate[] = [],
): readonly PublicHoliday[] {
  const key = [year, ...entered].join(' ')
  const known = worked.get(key)
  if (known) return known
  const feasts = feastsAbout(year, entered).flatMap(({ date }) =>
    date?.startsWith(`${year}-`) ? [date] : [],
  )
  const found = holidaysWith(year, feasts)
  worked.set(key, found)
  return found
}

function holidaysWith(year: number, feasts: readonly LocalDate[]): PublicHoliday[] {
  const dates = holidays
    .filter(({ from, until }) => year >= (from ?? year) && year <= (until ?? year))
    .map(({ day, name, moves }) => ({ date: `${year}-${day}` as LocalDate, name, moves }))
  const closed = new Map(dates.map(({ date, name }) => [date, name]))
  for (const date of feasts) closed.set(date, feastNames.qurban_ait)
  for (const { date, name, moves } of dates) {
    if (!moves || !isWeekend(date)) continue
    let next = addDays(date, 1)
    while (closed.has(next) || isWeekend(next)) next = addDays(next, 1)
    closed.set(next, name)
  }
  return [...closed]
    .map(([date, name]) => ({ date, name, isFeast: feasts.includes(date) }))
    .sort((one, other) => (one.date < other.date ? -1 : 1))
}
