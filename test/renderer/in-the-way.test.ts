import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import type { Finding } from '#contract/schedule.ts'
import { allInTheWay } from '#renderer/lib/in-the-way.ts'
import { startTexts } from '#renderer/texts/index.ts'

beforeAll(() => startTexts('ru'))

const overlap = (date: string, clientName: string) =>
  ({
    ...{ code: 'overlap', severity: 'block', overridable: false },
    params: {
      seat: 'client',
      name: 'Абенова Айша',
      from: '10:30',
      until: '11:30',
      date,
      clientName,
    },
  }) as unknown as Finding

test('who waits and is busy: when and where, and how often more', () => {
  const t = i18next.getFixedT('ru')
  const findings = [
    overlap('2025-10-14', 'ИЗ-2'),
    overlap('2025-10-21', 'Абенова Айша'),
    overlap('2025-10-28', 'ИЗ-2'),
  ]
  expect(allInTheWay(findings, 2, 'ru', t)).toEqual([
    '14 октября, 10:30–11:30: ИЗ-2',
    '21 октября, 10:30–11:30: своё занятие',
    'ещё: 1',
  ])
})
