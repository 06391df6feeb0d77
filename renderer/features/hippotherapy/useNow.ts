import { useEffect, useState } from 'react'
import { minutesOf, nowTime } from '../../lib/dates.ts'

const presentMinute = (): number => minutesOf(nowTime())

/** The present minute of the day; the component is drawn again when it changes. */
export function useNow(): number {
  const [minute, setMinute] = useState(presentMinute)
  useEffect(() => {
    const timer = setInterval(() => setMinute(presentMinute()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return minute
}
