import { expect, test } from 'vitest'
import type { GroupTime } from '#contract/studio.ts'
import { monthsOf } from '#renderer/features/attendance/year.ts'
import { requestOf, placeOf as sheetOf } from '#renderer/features/sheets/place.ts'
import { freePlaces } from '#renderer/features/studio/words.ts'
import { timesInWords } from '#renderer/lib/week-hours.ts'

const time = (day: string, start: string, minutes = 90) =>
  ({ day, start, minutes, interval: 1 }) as GroupTime

test('weekly times stand together when their hours are the same, in order of the week', () => {
  const times = [time('we', '10:00'), time('mo', '10:00'), time('fr', '14:00', 60)]
  expect(timesInWords(times, 'ru')).toBe('пн, ср 10:00–11:30; пт 14:00–15:00')
  expect(timesInWords(times, 'kk')).toBe('дс, ср 10:00–11:30; жм 14:00–15:00')
  expect(timesInWords([], 'ru')).toBe('')
})

test('a group that is over full has no free place', () => {
  expect(freePlaces({ capacity: 15, members: 12 })).toBe(3)
  expect(freePlaces({ capacity: 15, members: 17 })).toBe(0)
})

test('a year of signs is cut into its months, leap years too', () => {
  const days = Array.from({ length: 366 }, (_, day) => String(day % 10)).join('')
  expect(monthsOf(days, 2024).map((month) => month.length)).toEqual([
    ...[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  ])
  expect(monthsOf(days, 2025)[1]).toHaveLength(28)
  expect(monthsOf(days, 2024).join('')).toBe(days)
})

test('the address of a sheet asks for that sheet, and for nothing while nobody is chosen', () => {
  const usual = { date: '2025-10-06', language: 'kk+ru' } as Parameters<typeof sheetOf>[1]
  const group = '0199b79a-0000-7000-8000-000000000001'
  const asked = (search: string) => requestOf(sheetOf(search, usual))
  expect(asked(`kind=register&group=${group}&month=2025-09`)).toEqual({
    kind: 'register',
    input: { groupId: group, month: '2025-09' },
    language: 'kk+ru',
  })
  expect(asked('kind=register')).toMatchObject({
    input: { groupId: null, month: '2025-10' },
  })
  expect(asked(`kind=register&course=${group}`)).toMatchObject({ input: { courseId: group } })
  expect(asked(`kind=class&course=${group}&date=2025-10-08`)).toMatchObject({
    input: { courseId: group, date: '2025-10-08' },
  })
  expect(asked(`kind=door-signs&course=${group}`)).toMatchObject({ input: { courseId: group } })
  expect(asked('kind=door-signs')).toBeNull()
  expect(asked(`kind=class&session=${group}`)).toMatchObject({ input: { sessionIds: [group] } })
  expect(asked('kind=class&date=2025-10-08')).toMatchObject({ input: { date: '2025-10-08' } })
  expect(asked('kind=client-timetable')).toBeNull()
  expect(asked(`kind=client-timetable&person=${group}`)).toMatchObject({
    input: { from: '2025-10-06', until: '2025-11-02' },
  })
})
