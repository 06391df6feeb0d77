import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayLimits,
  isBeyond,
  nearestGap,
  restAfter,
  runMinutes,
  workMinutes,
} from '#contract/rules/horses.ts'

const usual = { horseDailyWarnMinutes: 180, horseDailyBlockMinutes: 360, horseRestMinutes: 10 }
const at = (from: number, until: number) => ({ from, until })

/** Sessions of a day that do not meet. */
const day = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 5, max: 60 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => {
    let end = 480
    return parts.map(([gap, minutes]) => {
      const from = end + gap
      end = from + minutes
      return at(from, end)
    })
  })

describe('the day of a horse', () => {
  test('has its own limits, and else the usual ones', () => {
    const own = { dailyWarnMinutes: 120, dailyBlockMinutes: null, restMinutes: 0 }
    expect(dayLimits(own, usual)).toEqual({ warnMinutes: 120, blockMinutes: 360, restMinutes: 0 })
    expect([isBeyond(360, 360), isBeyond(361, 360)]).toEqual([false, true])
  })

  test('has a rest after each session, which the next one cuts short', () => {
    expect(restAfter(at(540, 570), [], 10)).toEqual(at(570, 580))
    expect(restAfter(at(540, 570), [at(575, 600)], 10)).toEqual(at(570, 575))
    expect(restAfter(at(540, 570), [at(570, 600)], 10)).toBeNull()
  })

  test('shades a rest that is too short exactly where the rule refuses', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (sessions, rest) => {
        const tooShort = sessions.some((one, index) => {
          const shade = restAfter(one, sessions, rest)
          const isLast = index === sessions.length - 1
          return !isLast && (shade === null || shade.until - shade.from < rest)
        })
        const refused = sessions.some(
          (one) =>
            nearestGap(
              one,
              sessions.filter((other) => other !== one),
            ) < rest,
        )
        expect(tooShort).toBe(refused)
      }),
    )
  })

  test('is one run of work where no rest is long enough, and each session its own where all are', () => {
    fc.assert(
      fc.property(day, (sessions) => {
        for (const one of sessions) {
          const others = sessions.filter((other) => other !== one)
          expect(runMinutes(one, others, 1000)).toBe(workMinutes(sessions))
          expect(runMinutes(one, others, 0)).toBe(workMinutes([one]))
        }
      }),
    )
  })
})
