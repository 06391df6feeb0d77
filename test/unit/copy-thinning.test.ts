import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyReasons } from '#contract/copies.ts'
import { addDays, weekdayOf } from '#contract/time.ts'
import type { LocalDateTime } from '#contract/values.ts'
import { nameOfCopy, readName } from '#service/db/copies/names.ts'
import { thinned } from '#service/db/copies/thinning.ts'

const now = '2025-10-06T12:00' as LocalDateTime
/** Milliseconds since 1970 of a minute in Almaty. */
const instant = (moment: string) => Date.parse(`${moment}:00+05:00`)

describe('the name of a copy', () => {
  test('says the minute in Almaty, and why', () => {
    const name = nameOfCopy(instant('2025-10-06T08:40') + 12_345, 'import')
    expect(name).toBe('bastau-2025-10-06T08-40-12-345-import.db')
    expect(readName(name)).toEqual({ name, at: '2025-10-06T08:40', reason: 'import' })
  })

  test('stands in the order of time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 1e10 }),
        fc.constantFrom(...copyReasons),
        fc.constantFrom(...copyReasons),
        (first, more, one, other) => {
          expect(nameOfCopy(first, one) < nameOfCopy(first + more, other)).toBe(true)
        },
      ),
    )
  })

  test('of another file is none of a copy', () => {
    for (const name of [
      'bastau.db',
      'bastau-2025-10-06T08-40-12-345-daily.db.unfinished',
      '../bastau-2025-10-06T08-40-12-345-daily.db',
      'bastau-2025-10-06T08-40-12-345-weekly.db',
    ]) {
      expect(readName(name)).toBeNull()
    }
  })
})

const copyAt = (milliseconds: number, reason: (typeof copyReasons)[number]) => {
  const copy = readName(nameOfCopy(milliseconds, reason))
  if (!copy) throw new Error('no name')
  return copy
}

const someCopies = fc
  .uniqueArray(
    fc.record({
      // Sixteen months back, and some that a clock which went wrong has dated ahead.
      minutes: fc.integer({ min: -16 * 30 * 24 * 60, max: 3 * 24 * 60 }),
      reason: fc.constantFrom(...copyReasons, 'daily' as const, 'daily' as const),
    }),
    { maxLength: 120, selector: ({ minutes }) => minutes },
  )
  .map((all) => all.map(({ minutes, reason }) => copyAt(instant(now) + minutes * 60_000, reason)))

type Some = ReturnType<typeof copyAt>[]
const ahead = (all: Some) => all.filter(({ at }) => at > now)
const past = (all: Some, daily: boolean) =>
  all.filter(({ at, reason }) => at <= now && (reason === 'daily') === daily)

/** Of each stretch that has a daily copy: whether the last one in it has stayed, the newest stretch first. */
function staying(all: Some, left: ReadonlySet<string>, nameOf: (date: string) => string) {
  const stretches = [...new Set(past(all, true).map(({ at }) => nameOf(at.slice(0, 10))))]
  return stretches
    .sort()
    .reverse()
    .map((stretch) => {
      const of = past(all, true).filter(({ at }) => nameOf(at.slice(0, 10)) === stretch)
      const last = of.map(({ name }) => name).sort()[of.length - 1] as string
      return left.has(last)
    })
}
const dayOf = (date: string) => date
/** The Sunday that a week ends with. */
function weekOf(date: string): string {
  let day = date
  while (weekdayOf(day) !== 'su') day = addDays(day, 1)
  return day
}
const monthOf = (date: string) => date.slice(0, 7)

describe('of any copies', () => {
  const each = (hold: (all: Some, left: ReadonlySet<string>) => void) =>
    fc.assert(
      fc.property(someCopies, (all) => {
        const gone = new Set(thinned(all, now))
        hold(all, new Set(all.map(({ name }) => name).filter((name) => !gone.has(name))))
      }),
      { numRuns: 300 },
    )

  test('the last of seven days, four weeks and twelve months that have any stay', () => {
    each((all, left) => {
      for (const [nameOf, many] of [
        [dayOf, 7],
        [weekOf, 4],
        [monthOf, 12],
      ] as const) {
        expect(staying(all, left, nameOf).slice(0, many)).not.toContain(false)
      }
    })
  })

  test('no daily one stays that is the last of none of these', () => {
    each((all, left) => {
      const daily = past(all, true).filter(({ name }) => left.has(name))
      for (const copy of daily) {
        const later = past(all, true).filter(({ name }) => name > copy.name)
        const date = copy.at.slice(0, 10)
        const isLastOf = (nameOf: (date: string) => string, many: number) => {
          const after = new Set(later.map(({ at }) => nameOf(at.slice(0, 10))))
          return !after.has(nameOf(date)) && after.size < many
        }
        expect(isLastOf(dayOf, 7) || isLastOf(weekOf, 4) || isLastOf(monthOf, 12)).toBe(true)
      }
    })
  })

  test('of each other reason the last five stay', () => {
    each((all, left) => {
      for (const copy of past(all, false)) {
        const later = past(all, false).filter(
          ({ name, reason }) => reason === copy.reason && name > copy.name,
        )
        expect(left.has(copy.name)).toBe(later.length < 5)
      }
    })
  })

  test('those that are dated ahead stay and push out none', () => {
    each((all, left) => {
      for (const { name } of ahead(all)) expect(left.has(name)).toBe(true)
      const without = all.filter((copy) => copy.at <= now)
      expect(thinned(without, now).sort()).toEqual(thinned(all, now).sort())
    })
  })
})

test('a copy a day for two years leaves seven days, four weeks and twelve months', () => {
  let kept: Some = []
  let today = '2023-10-01'
  for (; today <= '2025-10-06'; today = addDays(today, 1)) {
    kept.push(copyAt(instant(`${today}T09:00`), 'daily'))
    const gone = new Set(thinned(kept, `${today}T09:00` as LocalDateTime))
    kept = kept.filter(({ name }) => !gone.has(name))
  }
  const days = kept.map(({ at }) => at.slice(0, 10))
  expect(days.slice(-7)).toEqual(
    Array.from({ length: 7 }, (_, back) => addDays('2025-10-06', back - 6)),
  )
  expect(new Set(days.map(weekOf)).size).toBeGreaterThanOrEqual(4)
  for (const sunday of ['2025-10-05', '2025-09-28', '2025-09-21']) expect(days).toContain(sunday)
  expect(new Set(days.map(monthOf)).size).toBe(12)
  for (const lastOfMonth of ['2025-09-30', '2025-08-31', '2025-02-28', '2024-11-30']) {
    expect(days).toContain(lastOfMonth)
  }
  expect(kept).toHaveLength(7 + 2 + 10)
})
