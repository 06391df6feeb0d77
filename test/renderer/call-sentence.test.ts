/** What is said to a family on the telephone. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { NoticeLine } from '#contract/notices.ts'
import { callSentence, isWaiting } from '#renderer/lib/call-sentence.ts'
import { startTexts } from '#renderer/texts/index.ts'

beforeAll(() => startTexts('kk'))

const standing = {
  date: '2025-10-07',
  start: '10:00',
  placeName: 'Манеж',
  leaderName: 'Кузнецов Ғани',
  horseName: 'Ақбоз',
}
const line = (change: object): NoticeLine =>
  ({
    ...{ personName: 'Соколова Әлия', kind: 'ride', title: null, cancelReason: null },
    ...{ before: standing, after: standing, state: 'open', until: '2025-10-07T10:00' },
    ...change,
  }) as never

describe('one sentence says whose session, when, and what has become of it', () => {
  test.each([
    [
      { after: null, cancelReason: 'weather' },
      'Соколова Әлия — иппотерапия сабағы, 7 қазан, сейсенбі, 10:00: өтпейді (ауа райына байланысты).',
      'Соколова Әлия — занятие иппотерапией, 7 октября, вторник, 10:00: не состоится (погода).',
      'Соколова Әлия — hippotherapy session, 7 October, Tuesday, 10:00: will not take place (weather).',
    ],
    [
      { after: { ...standing, start: '12:40' } },
      'Соколова Әлия — иппотерапия сабағы, 7 қазан, сейсенбі, 10:00: енді 12:40.',
      'Соколова Әлия — занятие иппотерапией, 7 октября, вторник, 10:00: теперь 12:40.',
      'Соколова Әлия — hippotherapy session, 7 October, Tuesday, 10:00: now 12:40.',
    ],
    [
      { after: { ...standing, date: '2025-10-08', placeName: 'Алаң', horseName: 'Жұлдыз' } },
      'Соколова Әлия — иппотерапия сабағы, 7 қазан, сейсенбі, 10:00: енді 8 қазан, сәрсенбі, 10:00; орны — Алаң; ат — Жұлдыз.',
      'Соколова Әлия — занятие иппотерапией, 7 октября, вторник, 10:00: теперь 8 октября, среда, 10:00; место — Алаң; лошадь — Жұлдыз.',
      'Соколова Әлия — hippotherapy session, 7 October, Tuesday, 10:00: now 8 October, Wednesday, 10:00; place: Алаң; horse: Жұлдыз.',
    ],
    [
      {
        ...{ kind: 'class', title: 'ИЗ-1', before: { ...standing, horseName: null } },
        after: { ...standing, horseName: null, leaderName: 'Ахметов Ғани' },
      },
      'Соколова Әлия — «ИЗ-1» сабағы, 7 қазан, сейсенбі, 10:00: жүргізетін маман — Ахметов Ғани.',
      'Соколова Әлия — занятие «ИЗ-1», 7 октября, вторник, 10:00: ведёт Ахметов Ғани.',
      'Соколова Әлия — class “ИЗ-1”, 7 October, Tuesday, 10:00: with Ахметов Ғани.',
    ],
    [
      { before: null },
      'Соколова Әлия — иппотерапия сабағы: бәрібір өтеді — 7 қазан, сейсенбі, 10:00.',
      'Соколова Әлия — занятие иппотерапией: всё-таки состоится — 7 октября, вторник, 10:00.',
      'Соколова Әлия — hippotherapy session: will take place after all — 7 October, Tuesday, 10:00.',
    ],
  ])('%o', (change, ...sentences) => {
    expect((['kk', 'ru', 'en'] as const).map((one) => callSentence(line(change), one))).toEqual(
      sentences,
    )
  })
})

test('a family is called until they have been told or the hour has come', () => {
  expect(isWaiting(line({}), '2025-10-07T09:59')).toBe(true)
  expect(isWaiting(line({ state: 'not_reached' }), '2025-10-07T09:59')).toBe(true)
  expect(isWaiting(line({ state: 'told' }), '2025-10-07T09:59')).toBe(false)
  expect(isWaiting(line({}), '2025-10-07T10:00')).toBe(false)
})
