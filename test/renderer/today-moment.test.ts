import { describe, expect, test } from 'vitest'
import type { SessionView } from '#contract/hippotherapy.ts'
import type { LocalTime } from '#contract/values.ts'
import { momentOf } from '#renderer/features/today/moment.ts'

const at = (time: string) => time as LocalTime
const ride = (start: string, end: string, state: SessionView['state'] = 'planned') =>
  ({ start, end, state }) as SessionView

const early = ride('09:00', '09:30', 'done')
const middle = ride('09:40', '10:10', 'not_ready')
const late = ride('11:00', '11:30', 'not_ready')
const cancelled = ride('09:40', '10:10', 'cancelled')
const day = [late, cancelled, middle, early]

describe('a minute of the day', () => {
  test('divides the sessions that are held', () => {
    expect(momentOf(day, at('09:50'))).toEqual({ past: [early], running: [middle], ahead: [late] })
  })

  test.each([
    ['09:39', 'ahead'],
    ['09:40', 'running'],
    ['10:09', 'running'],
    ['10:10', 'past'],
  ] as const)('at %s the session of 09:40 to 10:10 is %s', (time, part) => {
    expect(momentOf([middle], at(time))[part]).toEqual([middle])
  })
})
