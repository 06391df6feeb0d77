import { expect, test } from 'vitest'
import type { UnsettledSeries } from '#contract/settling.ts'
import { linesOfSeries, seriesAddress } from '#renderer/lib/series-lines.ts'
import { timesInWords } from '#renderer/lib/week-hours.ts'

const finding = (name: string) => ({
  ...{ code: 'not_qualified', severity: 'block', overridable: false },
  params: { name, seat: 'teacher' },
})
const series = (change: object) =>
  ({
    ...{ templateId: 't1', kind: 'ride', title: 'Соколова Әлия', groupId: null, session: null },
    ...{ days: ['mo', 'we'], interval: 1, start: '10:00', minutes: 30, next: '2025-10-06' },
    ...{ findings: [finding('Кузнецов Ғани')], ...change },
  }) as unknown as UnsettledSeries

test('the weekly times of a group are one line, and what is against them is said once', () => {
  const lines = linesOfSeries([
    series({ templateId: 't1' }),
    series({ templateId: 't2', kind: 'class', groupId: 'g1', days: ['tu'], start: '15:00' }),
    series({ templateId: 't3', kind: 'class', groupId: 'g1', days: ['fr'], start: '15:00' }),
  ])
  expect(lines.map((one) => [one.key, timesInWords(one.times, 'ru'), one.findings.length])).toEqual(
    [
      ['t1', 'пн, ср 10:00–10:30', 1],
      ['g1', 'вт, пт 15:00–15:30', 1],
    ],
  )
})

test('a series is opened where it is kept', () => {
  const addressOf = (change: object) => seriesAddress(series(change))
  expect(addressOf({})).toBe('/hippotherapy/templates?template=t1')
  expect(addressOf({ kind: 'class', groupId: 'g1' })).toBe('/studio/groups/g1')
  const session = { sessionId: 's1', date: '2025-10-09' }
  expect(addressOf({ kind: 'consultation', session })).toBe(
    '/consultations?from=2025-10-06&session=s1',
  )
})
