import { useEffect, useState } from 'react'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { nowTime, today } from './dates.ts'

interface Now {
  date: LocalDate
  time: LocalTime
}
const present = (): Now => ({ date: today(), time: nowTime() })

/** The present day and minute; the screen is drawn again when the minute changes. */
export function useNow(): Now {
  const [now, setNow] = useState(present)
  useEffect(() => {
    const timer = setInterval(() => {
      const next = present()
      setNow((last) => (last.date === next.date && last.time === next.time ? last : next))
    }, 5_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
