import { describe, expect, test } from 'vitest'
import type { CourseView, Enrolment, RackStay, Room, Stay } from '#contract/boarding.ts'
import type { BedId, LocalDate, PersonId } from '#contract/values.ts'
import { familiesOf, foundIn } from '#renderer/features/boarding/courses/people/families.ts'
import {
  choicesFor,
  type Ground,
  isSettled,
  judged,
  presentPlacings,
  withBed,
} from '#renderer/features/boarding/courses/placing/beds.ts'

const person = (name: string, change: Partial<Enrolment> = {}): Enrolment =>
  ({
    personId: name,
    name,
    sex: 'female',
    wheelchair: false,
    companionOfId: null,
    state: 'expected',
    from: '2025-02-03',
    until: '2025-02-09',
    stays: [],
    away: [],
    shareWith: [],
    ...change,
  }) as unknown as Enrolment

const room = (number: string, beds: number, change: Partial<Room> = {}): Room =>
  ({
    roomId: number,
    building: 'Ақ Бастау',
    number,
    forWhom: 'any',
    accessible: false,
    closures: [],
    beds: Array.from({ length: beds }, (_, at) => ({
      bedId: `${number}/${at + 1}`,
      position: at + 1,
    })),
    ...change,
  }) as unknown as Room

const inBed = (name: string, bedId: string) => ({
  personId: name as PersonId,
  bedId: bedId as BedId,
})
const course = (people: Enrolment[]): CourseView =>
  ({ courseId: 'course', from: '2025-02-03', until: '2025-02-09', people }) as CourseView

const aliya = person('Әлия')
const anna = person('Анна')
const bolat = person('Болат', { sex: 'male' })
const wheels = person('Күләш', { wheelchair: true })
const rooms = [
  room('101', 2, { accessible: true }),
  room('102', 2, { forWhom: 'women' }),
  room('103', 1, { forWhom: 'men' }),
  room('204', 2, { forWhom: 'family' }),
]
const ground = (change: Partial<Ground> = {}): Ground => ({
  course: course([aliya, anna, bolat, wheels]),
  rooms,
  placings: [inBed('Әлия', '101/1'), inBed('Анна', '102/1'), inBed('Болат', '103/1')],
  pins: new Set(),
  rack: { stays: [] },
  today: '2025-02-01' as LocalDate,
  ...change,
})
/** Every bed with what stands in the way; `-` where nothing does, the name of whoever changes places. */
const said = (of: Ground, one: Enrolment) =>
  Object.fromEntries(
    choicesFor(of, one).map(({ bedId, obstacle, holder }) => [
      bedId,
      obstacle?.kind ?? holder?.name ?? '-',
    ]),
  )

describe('another bed in a plan', () => {
  test('is one where the rules allow it, or that of somebody who may change places', () => {
    expect(said(ground(), aliya)).toEqual({
      '101/2': '-',
      '102/1': 'Анна',
      '102/2': '-',
      '103/1': 'for_others',
      '204/1': '-',
      '204/2': '-',
    })
    expect(said(ground(), bolat)).toEqual({
      // Әлия would have to sleep in the room of men.
      '101/1': 'for_others',
      '101/2': 'mixed',
      '102/1': 'for_others',
      '102/2': 'for_others',
      '204/1': '-',
      '204/2': '-',
    })
  })

  test('is accessible for a wheelchair; who has no bed changes places with nobody', () => {
    expect(said(ground(), wheels)).toMatchObject({
      '101/1': 'taken',
      '101/2': '-',
      '102/1': 'no_access',
      '204/1': 'no_access',
    })
  })

  test('is in a family room for whoever’s sex is not written down, and beside them for nobody else', () => {
    const sasha = person('Саша', { sex: null })
    const among = (placings: Ground['placings']) =>
      ground({ course: course([aliya, sasha]), placings })
    expect(said(among([]), sasha)).toEqual({
      '101/1': 'sex_unknown',
      '101/2': 'sex_unknown',
      '102/1': 'sex_unknown',
      '102/2': 'sex_unknown',
      '103/1': 'sex_unknown',
      '204/1': '-',
      '204/2': '-',
    })
    expect(said(among([inBed('Саша', '101/1')]), aliya)).toMatchObject({
      '101/2': 'beside_unknown',
      '204/1': '-',
    })
  })

  test('is not one that is kept empty for somebody of the course', () => {
    const kept = { courseId: 'course', personId: 'Анна', roomId: '102', bedId: '102/2', kept: true }
    const stays = [{ ...kept, from: '2025-02-03', to: '2025-02-09' } as RackStay]
    expect(said(ground({ rack: { stays } }), aliya)['102/2']).toBe('taken')
  })

  test('is not the bed of somebody who is pinned or has arrived', () => {
    expect(said(ground({ pins: new Set(['Анна' as PersonId]) }), aliya)['102/1']).toBe('stays')
    const here = person('Анна', { state: 'here', stays: [{ kept: false } as Stay] })
    const arrived = ground({ course: course([aliya, here, bolat, wheels]) })
    expect(said(arrived, aliya)['102/1']).toBe('stays')
  })

  test('is free of other courses in these nights, and its room is in use', () => {
    const strange = {
      courseId: 'other',
      personId: 'Досым',
      sex: 'male',
      roomId: '204',
      bedId: '204/1',
    }
    const stay = (from: string, to: string) => ({ ...strange, from, to }) as RackStay
    const during = ground({ rack: { stays: [stay('2025-02-08', '2025-02-12')] } })
    expect(said(during, aliya)).toMatchObject({ '204/1': 'taken', '204/2': '-' })
    // The day of departure is free again.
    const after = ground({ rack: { stays: [stay('2025-02-09', '2025-02-12')] } })
    expect(said(after, aliya)['204/1']).toBe('-')
    const closed = [{ from: '2025-02-08', until: '2025-02-08' }] as Room['closures']
    const shut = ground({ rooms: [...rooms.slice(0, 3), room('204', 2, { closures: closed })] })
    expect(said(shut, aliya)['204/1']).toBe('closed')
  })

  test('changes places, and leaves nobody in two beds', () => {
    const before = ground().placings
    expect(withBed(before, 'Әлия' as PersonId, '102/1' as BedId)).toEqual([
      inBed('Анна', '101/1'),
      inBed('Болат', '103/1'),
      inBed('Әлия', '102/1'),
    ])
    expect(withBed(before, 'Әлия' as PersonId, '204/1' as BedId)).toHaveLength(3)
    expect(withBed(before, 'Күләш' as PersonId, '101/2' as BedId)).toHaveLength(4)
  })
})

test('whoever has arrived or moved is where they are for good', () => {
  const stay = (bedId: string, kept = false) => ({ bedId, kept }) as Stay
  expect(isSettled(person('а', { stays: [stay('101/1')] }))).toBe(false)
  expect(isSettled(person('а', { stays: [stay('101/1'), stay('102/1')] }))).toBe(true)
  expect(isSettled(person('а', { state: 'here', stays: [stay('101/1')] }))).toBe(true)
  expect(isSettled(person('а', { state: 'here' }))).toBe(false)
  const moved = person('а', { stays: [stay('101/1'), stay('102/1'), stay('102/2', true)] })
  const left = person('б', { state: 'left', stays: [stay('101/2')] })
  expect(presentPlacings(course([moved, left]))).toEqual([inBed('а', '102/1')])
})

describe('people of a course', () => {
  const people = [
    person('Әбдірова Айым'),
    person('Қасымов Нұрлан'),
    person('Цой Дильназ', { companionOfId: 'Қасымов Нұрлан' as PersonId }),
  ]
  const names = (asked: string) =>
    foundIn(familiesOf(people), asked).map(({ head, companions }) => [
      head.name,
      ...companions.map(({ name }) => name),
    ])

  test('stand with their companions', () => {
    expect(names('')).toEqual([['Әбдірова Айым'], ['Қасымов Нұрлан', 'Цой Дильназ']])
    const alone = person('Ли', { companionOfId: 'nobody there' as PersonId })
    expect(familiesOf([alone]).map(({ head }) => head.name)).toEqual(['Ли'])
  })

  test('are found by any part of a name, in letters of either keyboard', () => {
    expect(names('абди')).toEqual([['Әбдірова Айым']])
    expect(names('НУР')).toEqual([['Қасымов Нұрлан', 'Цой Дильназ']])
    expect(names('диль')).toEqual([['Қасымов Нұрлан', 'Цой Дильназ']])
    expect(names('ова')).toEqual([])
  })
})

describe('a plan that is changed by hand says what it costs:', () => {
  const mother = person('Ана', { companionOfId: 'Әлия' as PersonId })
  const friend = person('Дос', {
    shareWith: [{ personId: 'Анна' as PersonId, name: 'Анна' }],
  })
  const people = [aliya, mother, anna, friend]
  const placings = [
    inBed('Әлия', '101/1'),
    inBed('Ана', '101/2'),
    inBed('Анна', '102/1'),
    inBed('Дос', '102/2'),
  ]
  const judgedWith = (moved: typeof placings) =>
    judged({ course: course(people), rooms, placings: moved })

  test('as it was proposed nobody is apart', () => {
    const { doubts, goodness } = judgedWith(placings)
    expect([...doubts.values()].filter(({ apart, missed }) => apart || missed.length > 0)).toEqual(
      [],
    )
    expect(goodness).toEqual({
      ...{ people: 4, placed: 4, companions: 1, companionsTogether: 1 },
      ...{ wishes: 1, wishesGranted: 1, rooms: 2 },
    })
  })

  test('two who change beds part a companion and a friend', () => {
    const { doubts, goodness } = judgedWith([
      ...withBed(placings, 'Ана' as PersonId, '102/2' as BedId),
    ] as typeof placings)
    expect(doubts.get('Ана' as PersonId)).toEqual({ apart: true, missed: [] })
    expect(doubts.get('Дос' as PersonId)).toEqual({ apart: false, missed: ['Анна'] })
    expect(goodness).toMatchObject({ companionsTogether: 0, wishesGranted: 0 })
  })
})
