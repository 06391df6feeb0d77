import type { LocalDate, LocalDateTime } from '#contract/values.ts'

/** What time it is, by the wall clock of Almaty. Fixed in tests. */
export interface Clock {
  today(): LocalDate
  now(): LocalDateTime
  /** Milliseconds since 1970, for ids alone. */
  milliseconds(): number
}

/** Almaty keeps UTC+5 all year, by decision of 2024. */
const almatyOffset = 5 * 60 * 60 * 1000

/** The computer's clock read in Almaty, whatever zone the computer is set to. */
export const systemClock: Clock = {
  today: () => systemClock.now().slice(0, 10) as LocalDate,
  now: () => new Date(Date.now() + almatyOffset).toISOString().slice(0, 16) as LocalDateTime,
  milliseconds: () => Date.now(),
}

/** A clock that is set to a minute and runs on from there, for tests of the whole app. */
export function clockSetTo(at: LocalDateTime): Clock {
  const ahead = Date.parse(`${at}:00Z`) - almatyOffset - Date.now()
  const milliseconds = () => Date.now() + ahead
  const now = () =>
    new Date(milliseconds() + almatyOffset).toISOString().slice(0, 16) as LocalDateTime
  return { today: () => now().slice(0, 10) as LocalDate, now, milliseconds }
}

/** A clock that stands still, for made-up centres and for tests of one moment. */
export function fixedClock(at: LocalDateTime): Clock {
  const milliseconds = Date.parse(`${at}:00Z`) - almatyOffset
  return {
    today: () => at.slice(0, 10) as LocalDate,
    now: () => at,
    milliseconds: () => milliseconds,
  }
}
