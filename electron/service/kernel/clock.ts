import { dateOf, millisecondsAt, wallClockAt } from '#contract/time.ts'
import type { LocalDate, LocalDateTime } from '#contract/values.ts'

/** What time it is, by the wall clock of Almaty. Fixed in tests. */
export interface Clock {
  today(): LocalDate
  now(): LocalDateTime
  /** Milliseconds since 1970, for ids alone. */
  milliseconds(): number
}

/** A clock that goes by so many milliseconds since 1970. */
function clockOf(milliseconds: () => number): Clock {
  const now = () => wallClockAt(milliseconds())
  return { today: () => dateOf(now()), now, milliseconds }
}

/** The computer's clock read in Almaty, whatever zone the computer is set to. */
export const systemClock: Clock = clockOf(Date.now)

/** A clock that is set to a minute and runs on from there, for tests of the whole app. */
export function clockSetTo(at: LocalDateTime): Clock {
  const ahead = millisecondsAt(at) - Date.now()
  return clockOf(() => Date.now() + ahead)
}

/** A clock that stands still, for made-up centres and for tests of one moment. */
export const fixedClock = (at: LocalDateTime): Clock => clockOf(() => millisecondsAt(at))
