import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayLimits,
  isBeyond,
  nearestGap,
  restsAround,
  runMinutes,
  workMinutes,
} from '#contract/rules/horses.ts'
import { overlaps } from '#contract/time.ts'

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

  test('has a rest before and after each session, which the next one cuts short', () => {
    const rests = (...work: [number, number][]) =>
      restsAround(
        work.map(([from, until]) => at(from, until)),
        10,
      )
    expect(rests([540, 570])).toEqual([at(530, 540), at(570, 580)])
    expect(rests([575, 600], [540, 570])).toEqual([at(530, 540), at(570, 575), at(600, 610)])
    expect(rests([540, 570], [570, 600])).toEqual([at(530, 540), at(600, 610)])
    expect(restsAround([at(540, 570)], 0)).toEqual([])
  })

  test('rests exactly where the rule refuses another session', () => {
    const beginning = fc.integer({ min: 0, max: 1300 })
    const length = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 30 }),
        beginning,
        length,
        (sessions, rest, from, minutes) => {
          const one = at(from, from + minutes)
          fc.pre(!sessions.some((other) => overlaps(one, other)))
          const rests = restsAround(sessions, rest).some((other) => overlaps(one, other))
          expect(rests).toBe(nearestGap(one, sessions) < rest)
        },
      ),
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
