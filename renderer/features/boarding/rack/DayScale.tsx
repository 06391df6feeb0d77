import { memo } from 'react'
import type { Rack } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import { type Axis, offsetOf, type Span } from '../../../board/index.ts'
import { weekdayOf } from '../../../lib/dates.ts'
import { capitalised, dayWithWeekday, monthAndYear, weekdayShort } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { dateOf } from './nights.ts'
import styles from './rack.module.css'

interface DayScaleProps {
  readonly axis: Axis
  readonly span: Span
  readonly drawn: Span
  readonly today: LocalDate
  readonly days: Rack['days']
}

/** Months, days and free beds above the rooms. A day's cell begins half a day before its night. */
export const DayScale = memo(function DayScale(props: DayScaleProps) {
  const { axis, span, drawn, today, days } = props
  const language = useLanguage()
  const at = (day: number): number => offsetOf(day - axis.lead, span, axis)
  const shown = Array.from({ length: drawn.until - drawn.from }, (_, index) => drawn.from + index)
  const starts = shown.filter((day, index) => index === 0 || dateOf(day).endsWith('-01'))
  const free = new Map(days.map((day) => [day.date, day.free]))
  return (
    <div className={styles.scale}>
      {starts.map((day, index) => (
        <div
          key={dateOf(day).slice(0, 7)}
          className={styles.month}
          style={{ left: at(day), width: at(starts[index + 1] ?? drawn.until) - at(day) }}
        >
          <span>{capitalised(monthAndYear(dateOf(day), language))}</span>
        </div>
      ))}
      {shown.map((day) => {
        const date = dateOf(day)
        const weekday = weekdayOf(date)
        return (
          <div
            key={day}
            className={styles.day}
            style={{ left: at(day), width: axis.pixels }}
            data-today={date === today || undefined}
            data-weekend={weekday === 'sa' || weekday === 'su' || undefined}
            title={dayWithWeekday(date, language)}
          >
            <span>{weekdayShort(weekday, language)}</span>
            <b>{Number(date.slice(8))}</b>
            <i>{free.get(date)}</i>
          </div>
        )
      })}
    </div>
  )
})
