/** Weekly hours in words. */
import i18next, { type TFunction } from 'i18next'
import type { GroupTime } from '#contract/studio.ts'
import { type Language, weekdays } from '#contract/values.ts'
import { addMinutes } from './dates.ts'
import { timeRange, weekdayShort } from './format.ts'

/** One weekday of what repeats. */
export type WeekHour = Pick<GroupTime, 'day' | 'start' | 'minutes' | 'interval'>

/**
 * `дс, ср 10:00–11:30; жм 14:00–15:00 (2 аптада бір рет)`: days with the same hours stand together.
 */
export function timesInWords(
  times: readonly WeekHour[],
  language: Language,
  t: TFunction = i18next.t,
): string {
  const byHours = new Map<string, number[]>()
  for (const { day, start, minutes, interval } of times) {
    const often = interval > 1 ? ` (${t('schedule.repeat.short', { weeks: interval })})` : ''
    const hours = `${timeRange(start, addMinutes(start, minutes))}${often}`
    byHours.set(hours, [...(byHours.get(hours) ?? []), weekdays.indexOf(day)])
  }
  return [...byHours]
    .map(([hours, days]) => {
      const names = days
        .sort((one, other) => one - other)
        .flatMap((day) => weekdays[day] ?? [])
        .map((day) => weekdayShort(day, language))
      return `${names.join(', ')} ${hours}`
    })
    .join('; ')
}
