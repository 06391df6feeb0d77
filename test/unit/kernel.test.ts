import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  covers,
  daysBetween,
  daysFrom,
  earlierOf,
  endOf,
  isWithinCalendar,
  laterOf,
  minuteOf,
  overlaps,
  timeAt,
  weekdayOf,
} from '#contract/time.ts'
import { isLocalDate, type LocalDate, type LocalDateTime } from '#contract/values.ts'
import { clockSetTo, fixedClock, systemClock } from '#service/kernel/clock.ts'
import { idSource, seededRandom } from '#service/kernel/ids.ts'
import { sortKey } from '#service/kernel/sort-key.ts'

const seed = 20251006
const date = (text: string) => text as LocalDate
const range = fc
  .record({ from: fc.nat(1200), length: fc.integer({ min: 1, max: 200 }) })
  .map(({ from, length }) => ({ from, until: from + length }))

describe('days', () => {
  test('go over the ends of months, years and Februaries', () => {
    expect(addDays(date('2025-02-28'), 1)).toBe('2025-03-01')
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(date('2025-12-31'), 1)).toBe('2026-01-01')
    expect(addDays(date('2026-01-01'), -1)).toBe('2025-12-31')
  })

  test('do not care for the day on which other countries change their clocks', () => {
    expect(daysBetween(date('2025-03-29'), date('2025-03-31'))).toBe(2)
    expect(daysBetween(date('2025-10-25'), date('2025-10-27'))).toBe(2)
  })

  test('end where the calendar ends', () => {
    expect(addDays(date('2199-12-31'), 5)).toBe('2199-12-31')
    expect(addDays(date('1900-01-01'), -5)).toBe('1900-01-01')
    expect(isWithinCalendar(date('2199-12-30'), 1)).toBe(true)
    expect(isWithinCalendar(date('2199-12-30'), 2)).toBe(false)
  })

  test('there and back is where one was, and every day is a day of the calendar', () => {
    const anyDay = fc
      .integer({ min: 0, max: 90_000 })
      .map((days) => addDays(date('1910-01-01'), days))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
        const to = addDays(from, days)
        expect(isLocalDate(to)).toBe(true)
        expect(addDays(to, -days)).toBe(from)
        expect(daysBetween(from, to)).toBe(days)
        expect(weekdayOf(addDays(from, 7))).toBe(weekdayOf(from))
        expect(earlierOf(from, to)).toBe(days < 0 ? to : from)
        expect(laterOf(from, to)).toBe(days < 0 ? from : to)
      }),
      { seed },
    )
  })

  test('of the week begin with Monday', () => {
    expect(daysFrom(date('2025-10-06'), date('2025-10-12')).map(weekdayOf)).toEqual([
      'mo',
      'tu',
      'we',
      'th',
      'fr',
      'sa',
      'su',
    ])
    expect(daysFrom(date('2025-10-12'), date('2025-10-06'))).toEqual([])
  })

  test('are those of the calendar', () => {
    for (const text of [
      '2025-02-29',
      '2025-02-30',
      '2100-02-29',
      '2025-04-31',
      '2025-13-01',
      '2025-00-10',
      '2025-1-1',
      '1899-12-31',
      '2200-01-01',
      '',
    ]) {
      expect(isLocalDate(text)).toBe(false)
    }
    for (const text of ['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31']) {
      expect(isLocalDate(text)).toBe(true)
    }
  })
})

describe('times', () => {
  test('and minutes are the same thing', () => {
    for (let minute = 0; minute < 1440; minute++) expect(minuteOf(timeAt(minute))).toBe(minute)
    expect(endOf('09:45' as never, 30)).toBe('10:15')
  })

  test('meet when some minute belongs to both, and touching is not meeting', () => {
    expect(overlaps({ from: 0, until: 10 }, { from: 10, until: 20 })).toBe(false)
    fc.assert(
      fc.property(range, range, (one, other) => {
        const minutes = new Set(
          Array.from({ length: one.until - one.from }, (_, i) => one.from + i),
        )
        let shared = false
        for (let at = other.from; at < other.until; at++) shared ||= minutes.has(at)
        expect(overlaps(one, other)).toBe(shared)
        expect(overlaps(other, one)).toBe(shared)
      }),
      { seed },
    )
  })

  test('are covered when every minute of them is', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), range, (stretches, wanted) => {
        let whole = true
        for (let at = wanted.from; at < wanted.until; at++) {
          whole &&= stretches.some((one) => one.from <= at && at < one.until)
        }
        expect(covers(stretches, wanted)).toBe(whole)
      }),
      { seed, numRuns: 300 },
    )
  })
})

describe('the clock', () => {
  test('stands still where a test put it', () => {
    const clock = fixedClock('2025-10-06T08:40' as LocalDateTime)
    expect([clock.today(), clock.now()]).toEqual(['2025-10-06', '2025-10-06T08:40'])
    // 08:40 in Almaty is 03:40 by Greenwich.
    expect(new Date(clock.milliseconds()).toISOString()).toBe('2025-10-06T03:40:00.000Z')
  })

  test('runs on from where a test set it', () => {
    const clock = clockSetTo('2025-10-06T23:59' as LocalDateTime)
    const before = clock.milliseconds()
    expect(new Date(before).toISOString()).toMatch(/^2025-10-06T18:59:0/)
    expect(['2025-10-06T23:59', '2025-10-07T00:00']).toContain(clock.now())
    const real = Date.now()
    while (Date.now() < real + 3);
    expect(clock.milliseconds()).toBeGreaterThan(before)
  })

  test('of the computer is read in Almaty', () => {
    const before = systemClock.milliseconds()
    const now = systemClock.now()
    const almaty = (at: number) =>
      new Date(at).toLocaleString('sv-SE', { timeZone: 'Etc/GMT-5' }).slice(0, 16).replace(' ', 'T')
    expect([almaty(before), almaty(systemClock.milliseconds())]).toContain(now)
    expect(systemClock.today()).toHaveLength(10)
  })
})

describe('ids', () => {
  test('are of version 7, different, and in the order in which they were made', () => {
    const newId = idSource(() => 1_759_722_000_000)
    const ids = Array.from({ length: 2000 }, () => newId<string>())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
    for (const id of ids.slice(0, 50)) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(
      1_759_722_000_000,
    )
  })

  test('stay in order when the computer’s clock is put back', () => {
    let now = 1_759_722_000_000
    const newId = idSource(() => now)
    const first = newId<string>()
    now -= 3_600_000
    expect(newId<string>() > first).toBe(true)
  })

  test('come after one that was given before, though the clock has gone back since', () => {
    const given = idSource(() => 1_759_722_000_000)<string>()
    const newId = idSource(() => 1_728_186_000_000, { after: given })
    const [first, second] = [newId<string>(), newId<string>()]
    expect([given, first, second].toSorted()).toEqual([given, first, second])
  })

  test('of a seed are the same on every machine', () => {
    const made = () => {
      const random = seededRandom(7)
      const newId = idSource(() => 1_759_722_000_000, {
        fill: (bytes) =>
          bytes.forEach((_, index) => {
            bytes[index] = Math.floor(random() * 256)
          }),
      })
      return [newId<string>(), newId<string>()]
    }
    expect(made()).toEqual(made())
    const numbers = Array.from({ length: 1000 }, seededRandom(7))
    expect(numbers.every((one) => one >= 0 && one < 1)).toBe(true)
  })
})

describe('names in lists', () => {
  const inOrder = (...names: string[]) => {
    const sorted = names.toReversed().sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
    expect(sorted).toEqual(names)
  }

  test('stand in the order of the Kazakh alphabet', () => {
    inOrder('Абай', 'Әбдірова', 'Бауыржан', 'Ғани', 'Дина', 'Ермек', 'Жұлдыз')
    inOrder(
      'Қадыр',
      'Лаура',
      'Нұр',
      'Ңа',
      'Олжас',
      'Өмір',
      'Серік',
      'Уәли',
      'Ұлан',
      'Үміт',
      'Фарид',
      'Хан',
      'Һа',
      'Ыдырыс',
      'Ілияс',
      'Эльмира',
    )
    inOrder('Кузнецов', 'Қуаныш')
  })

  test('put the shorter first, then a second name, and Latin letters last', () => {
    inOrder('Асан', 'Асан Ұлы', 'Асанова', 'Яна', 'Adam')
    expect(sortKey('Оспанов', 'Әли') < sortKey('Оспанова', 'Абай')).toBe(true)
  })

  test('do not care for capitals, spaces around, or how й was typed', () => {
    expect(sortKey('  АЙГҮЛ ')).toBe(sortKey('айгүл'))
    expect(sortKey('Айгүл')).toBe(sortKey('Айгүл'.normalize('NFD')))
    expect(sortKey('Оспанов', null)).toBe(sortKey('Оспанов'))
  })
})
