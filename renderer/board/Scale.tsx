import { memo } from 'react'
import styles from './board.module.css'
import { along } from './boxes.ts'
import { hoursOf } from './geometry.ts'
import type { Axis, Span, UsualSlot } from './types.ts'

interface HoursProps {
  readonly span: Span
  readonly axis: Axis
  readonly usualSlots: readonly UsualSlot[]
  readonly now: number | null
}

/** Hours in strong, usual beginnings in faint figures, the present minute in red. */
export const Hours = memo(function Hours({ span, axis, usualSlots, now }: HoursProps) {
  const usual = [...new Set(usualSlots.map(({ start }) => start))].filter(
    (start) => start % 60 !== 0,
  )
  const clearOfNow = (minute: number) => now === null || Math.abs(minute - now) >= 9
  const at = (minute: number) => ({ top: along(minute, minute, span, axis).top })
  return (
    <div className={styles.hours} aria-hidden>
      {hoursOf(span)
        .filter(clearOfNow)
        .map((minute) => (
          <span key={minute} className={styles.hour} style={at(minute)}>
            {axis.write(minute)}
          </span>
        ))}
      {usual.filter(clearOfNow).map((minute) => (
        <span key={minute} style={at(minute)}>
          {axis.write(minute)}
        </span>
      ))}
      {now !== null && now >= span.from && now <= span.until && (
        <span className={styles.nowTime} style={at(now)}>
          {axis.write(now)}
        </span>
      )}
    </div>
  )
})
