/**
 * Dates, times, numbers and names as people here write them. The only place that does it: Chromium
 * knows no Kazakh, so `Intl` and `toLocale…` are never used.
 */
import dayjs from 'dayjs'
import 'dayjs/locale/kk.js'
import 'dayjs/locale/ru.js'
import 'dayjs/locale/en-gb.js'
import utc from 'dayjs/plugin/utc.js'
import type { Language, Weekday } from '#contract/values.ts'

dayjs.extend(utc)

const localeOf: Record<Language, string> = { kk: 'kk', ru: 'ru', en: 'en-gb' }
const written = (date: string, language: Language, pattern: string): string =>
  dayjs.utc(date).locale(localeOf[language]).format(pattern)

/** `6 қазан, дүйсенбі` · `6 октября, понедельник` · `6 October, Monday`. */
export const dayWithWeekday = (date: string, language: Language): string =>
  written(date, language, 'D MMMM, dddd')

/** `6 қазан` · `6 октября` · `6 October`. */
export const dayAndMonth = (date: string, language: Language): string =>
  written(date, language, 'D MMMM')

/** The official form: `2026 жылғы 22 қараша` · `22 ноября 2026 г.` · `22 November 2026`. */
export const longDate = (date: string, language: Language): string =>
  language === 'kk'
    ? written(date, 'kk', 'YYYY [жылғы] D MMMM')
    : written(date, language, language === 'ru' ? 'D MMMM YYYY [г.]' : 'D MMMM YYYY')

/** A minute of a day in the official form: `2025 жылғы 6 қазан, 08:40` · `6 октября 2025 г., 08:40`. */
export const moment = (at: string, language: Language): string =>
  `${longDate(at.slice(0, 10), language)}, ${at.slice(11)}`

/**
 * Some days in a row, each word once: `2025 жылғы 6–12 қазан` · `6–12 октября 2025 г.` ·
 * `29 September – 5 October 2025`. One day is written as such.
 */
export function period(from: string, until: string, language: Language): string {
  if (from === until) return longDate(from, language)
  if (from.slice(0, 4) !== until.slice(0, 4)) {
    return `${longDate(from, language)} – ${longDate(until, language)}`
  }
  const first =
    from.slice(0, 7) === until.slice(0, 7)
      ? `${written(from, language, 'D')}–`
      : `${dayAndMonth(from, language)} – `
  return language === 'kk'
    ? `${written(from, 'kk', 'YYYY [жылғы]')} ${first}${dayAndMonth(until, 'kk')}`
    : `${first}${longDate(until, language)}`
}

/** `22.11.2026`, for tables; `22/11/2026` in English. */
export const shortDate = (date: string, language: Language): string =>
  written(date, language, language === 'en' ? 'DD/MM/YYYY' : 'DD.MM.YYYY')

/** In a table: `2026 жылғы қараша` · `ноябрь 2026` · `November 2026`. */
export const monthName = (month: string, language: Language): string =>
  written(`${month}-01`, language, language === 'kk' ? 'YYYY [жылғы] MMMM' : 'MMMM YYYY')
/** `2026 жылғы қараша` · `ноябрь 2026 г.` · `November 2026`. */
export const monthAndYear = (date: string, language: Language): string =>
  `${monthName(date.slice(0, 7), language)}${language === 'ru' ? ' г.' : ''}`

const weekdayNames: Record<Language, Record<Weekday, string>> = {
  kk: {
    mo: 'дүйсенбі',
    tu: 'сейсенбі',
    we: 'сәрсенбі',
    th: 'бейсенбі',
    fr: 'жұма',
    sa: 'сенбі',
    su: 'жексенбі',
  },
  ru: {
    mo: 'понедельник',
    tu: 'вторник',
    we: 'среда',
    th: 'четверг',
    fr: 'пятница',
    sa: 'суббота',
    su: 'воскресенье',
  },
  en: {
    mo: 'Monday',
    tu: 'Tuesday',
    we: 'Wednesday',
    th: 'Thursday',
    fr: 'Friday',
    sa: 'Saturday',
    su: 'Sunday',
  },
}
const weekdayMarks: Record<Language, Record<Weekday, string>> = {
  kk: { mo: 'дс', tu: 'сс', we: 'ср', th: 'бс', fr: 'жм', sa: 'сб', su: 'жс' },
  ru: { mo: 'пн', tu: 'вт', we: 'ср', th: 'чт', fr: 'пт', sa: 'сб', su: 'вс' },
  en: { mo: 'Mon', tu: 'Tue', we: 'Wed', th: 'Thu', fr: 'Fri', sa: 'Sat', su: 'Sun' },
}
/** `қаң.`, `янв.`, `Jan`. */
export const monthShort = (date: string, language: Language): string =>
  written(date, language, 'MMM')
export const weekdayName = (day: Weekday, language: Language): string => weekdayNames[language][day]
/** `дс` · `пн` · `Mon`. */
export const weekdayShort = (day: Weekday, language: Language): string =>
  weekdayMarks[language][day]

/** `09:00–09:30`. */
export const timeRange = (from: string, until: string): string => `${from}–${until}`

/** Decimal comma and thin groups in Kazakh and Russian: `1 234,5`; `1,234.5` in English. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const text = decimals === undefined ? String(value) : value.toFixed(decimals)
  const [whole = '0', fraction] = text.replace('-', '').split('.')
  const [group, point] = language === 'en' ? [',', '.'] : ['\u00a0', ',']
  const grouped = whole.length > 4 || language === 'en' ? groups(whole, group) : whole
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`
}
const groups = (digits: string, separator: string): string =>
  digits.replace(/\B(?=(\d{3})+$)/g, separator)

const units: Record<Language, { hour: string; minute: string }> = {
  kk: { hour: 'сағ', minute: 'мин' },
  ru: { hour: 'ч', minute: 'мин' },
  en: { hour: 'h', minute: 'min' },
}
/** `1 сағ 20 мин` · `1 ч 20 мин` · `1 h 20 min`. */
export function duration(minutes: number, language: Language): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const unit = units[language]
  const parts = [
    ...(hours > 0 ? [`${hours}\u00a0${unit.hour}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}\u00a0${unit.minute}`] : []),
  ]
  return parts.join(' ')
}

interface Named {
  familyName: string
  givenName: string
  patronymic?: string | null
}
/** As in lists and on paper: `Соколов Темірлан`, with the patronymic where there is one. */
export const surnameFirst = ({ familyName, givenName, patronymic }: Named): string =>
  [familyName, givenName, patronymic].filter(Boolean).join(' ')
/** As on the board: `Темірлан С.` */
export const givenFirst = ({ familyName, givenName }: Named): string =>
  familyName ? `${givenName} ${familyName.charAt(0)}.` : givenName
/** Two letters for a small round sign: `ТС`. */
export const initials = ({ familyName, givenName }: Named): string =>
  `${givenName.charAt(0)}${familyName.charAt(0)}`

/** `+7 701 234 56 78`; what is not a number of this country stays as it was written. */
export function phone(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
  const match = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits)
  return match ? `+7 ${match.slice(1).join(' ')}` : text
}

/** First letter large, for the beginning of a line: day names are written small here. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
