import { describe, expect, it } from 'vitest'
import type { CourseView, Rack, RackStay, Room } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import {
  bedsLeft,
  closuresOf,
  coursesAsSlots,
  itemMaker,
} from '#renderer/features/boarding/rack/items.ts'
import { linesOf } from '#renderer/features/boarding/rack/lines.ts'
import { inList, ofList, onBoard } from '#renderer/features/boarding/rack/names.ts'
import {
  dateOf,
  nightOf,
  windowAround,
  windowFor,
} from '#renderer/features/boarding/rack/nights.ts'
import { stateOf } from '#renderer/features/boarding/rack/states.ts'
import { readPlace, writePlace } from '#renderer/features/boarding/rack/useRackPlace.ts'
import { freeBeds, inTheWay, type Wish } from '#renderer/features/boarding/rack/verdict.ts'
import {
  bedsBeside,
  knownInTheWay,
  moving,
  placing,
  rackView,
} from '#renderer/features/boarding/rack/view.ts'
import { bareNights, waitingIn } from '#renderer/features/boarding/rack/waiting.ts'

const today = '2025-10-15' as LocalDate
const room = (number: string, beds: number, more: object = {}): Room =>
  ({
    roomId: number,
    building: 'Ақ Бастау',
    floor: Number(number[0]),
    number,
    accessible: false,
    forWhom: 'any',
    note: null,
    beds: Array.from({ length: beds }, (_, index) => ({
      bedId: `${number}-${index + 1}`,
      position: index + 1,
    })),
    closures: [],
    ...more,
  }) as unknown as Room
const stay = (bedId: string, name: string, more: object = {}): RackStay =>
  ({
    stayId: `${name} ${bedId}`,
    courseId: 'october',
    personId: name,
    bedId,
    roomId: bedId.split('-')[0],
    roomName: '',
    bed: 1,
    from: '2025-10-13',
    to: '2025-10-19',
    kept: false,
    name,
    sex: 'female',
    wheelchair: false,
    companionOf: null,
    companions: [],
    state: 'here',
    overdue: false,
    findings: [],
    ...more,
  }) as unknown as RackStay
const rack = (rooms: Room[], stays: RackStay[]): Rack => ({
  rooms,
  stays,
  courses: [],
  away: [],
  days: [],
})
const wishing = (more: object = {}): Wish =>
  ({
    personId: 'Дана',
    courseId: 'october',
    sex: 'female',
    wheelchair: false,
    from: '2025-10-13',
    to: '2025-10-19',
    ...more,
  }) as unknown as Wish
const wish = wishing()
const house = (stays: RackStay[]) => ({ stays, today })

describe('the days of the rack', () => {
  it('count on from one to the next, over the ends of months and leap days', () => {
    expect(nightOf('2025-11-01') - nightOf('2025-10-31')).toBe(1)
    expect(dateOf(nightOf('2024-02-28') + 1)).toBe('2024-02-29')
    expect(dateOf(nightOf('2025-10-15') + 0.7)).toBe('2025-10-15')
  })
  it('are asked for from a Monday, with weeks on both sides of what is seen', () => {
    const window = windowAround(nightOf('2025-10-15'))
    expect(dateOf(window.from)).toBe('2025-09-01')
    expect(dateOf(window.until)).toBe('2026-01-19')
  })
  it('stay the same until the view comes near their edge, and then have it in their middle', () => {
    const window = windowAround(nightOf('2025-10-15'))
    const seen = (date: string) => ({ from: nightOf(date), until: nightOf(date) + 31 })
    expect(windowFor(window, seen('2025-09-22'))).toBe(window)
    expect(windowFor(window, seen('2025-11-05'))).toBe(window)
    expect(dateOf(windowFor(window, seen('2025-12-01')).from)).toBe('2025-10-20')
    expect(dateOf(windowFor(window, seen('2025-09-08')).from)).toBe('2025-07-28')
  })
  it('come from the address, and a wrong address is the usual one', () => {
    const place = { date: '2025-11-03' as LocalDate, scale: 'weeks', building: 'А', floor: -1 }
    expect(readPlace(writePlace(place as never).split('?')[1] ?? '', 'month')).toEqual(place)
    expect(readPlace('date=2025-13-40&floor=x&scale=year', 'month')).toMatchObject({
      scale: 'month',
      building: null,
      floor: null,
    })
  })
})

describe('the rows', () => {
  const words = {
    heading: (building: string, floor: number) => `${building} ${floor}`,
    bed: (one: Room, bed: number) => `${one.number}/${bed}`,
  }
  it('are beds, room by room, under a heading for each floor that takes nobody', () => {
    const lines = linesOf([room('101', 2), room('102', 1), room('201', 1)], words, () => '')
    expect(lines.map(({ label, heading }) => (heading ? `[${label}]` : label))).toEqual([
      '[Ақ Бастау 1]',
      '101/1',
      '101/2',
      '102/1',
      '[Ақ Бастау 2]',
      '201/1',
    ])
    expect(lines.filter(({ first, heading }) => first && !heading).map(({ bed }) => bed)).toEqual([
      1, 1, 1,
    ])
  })
})

describe('the state of a stay', () => {
  const at = (more: object, ends = true) => stateOf(stay('101-1', 'Айша', more), today, ends)
  it('is known by the course of things and the day', () => {
    expect(at({})).toBe('in_house')
    expect(at({ to: today })).toBe('leaving')
    expect(at({ to: '2025-10-14', overdue: true })).toBe('overdue')
    expect(at({ state: 'expected', from: today })).toBe('arriving')
    expect(at({ state: 'expected' })).toBe('late')
    expect(at({ state: 'expected', from: '2025-10-20' })).toBe('expected')
    expect(at({ state: 'left' })).toBe('left')
    expect(at({ kept: true })).toBe('kept')
  })
  it('of a bed that was moved out of is over, and nobody leaves the house', () => {
    expect(at({ to: today }, false)).toBe('left')
  })
})

describe('bars', () => {
  const make = itemMaker(today, { stay: ({ name }) => name }, () => '')
  it('keep the bed of who has not left for tonight too', () => {
    const [item] = make([stay('101-1', 'Айша', { to: '2025-10-14', overdue: true })], [])
    expect(item).toMatchObject({ end: nightOf('2025-10-16'), state: 'overdue', movable: true })
  })
  it('can be carried from today on when somebody is here, and not at all when they left', () => {
    const [here, left, kept] = make(
      [
        stay('101-1', 'Айша'),
        stay('101-2', 'Дана', { state: 'left' }),
        stay('101-3', 'Айша', { kept: true }),
      ],
      [],
    )
    expect(here).toMatchObject({ movable: true, carriedFrom: nightOf(today), keeps: 'end' })
    expect([left?.movable, kept?.movable]).toEqual([false, false])
  })
  it('stay the same object while their stay does', () => {
    const stays = [stay('101-1', 'Айша'), stay('101-2', 'Дана')]
    expect(make(stays, [])[0]).toBe(make(stays, [])[0])
  })
  it('show the nights that somebody is away as a part of theirs, where the bed waits', () => {
    const gone = { awayId: 'a', courseId: 'october', personId: 'Айша', name: 'Айша', reason: null }
    const nights = { ...gone, from: '2025-10-14', until: '2025-10-17' }
    const away = [{ ...nights, bedKept: true }] as unknown as Rack['away']
    const [item] = make([stay('101-1', 'Айша')], away)
    expect(item?.away).toEqual([{ from: 1 / 6, until: 4 / 6 }])
  })
  it('of a bed that was left to others lie over the nights that nobody has taken', () => {
    const away = [
      {
        ...{ awayId: 'a', courseId: 'october', personId: 'Айша', name: 'Айша', reason: null },
        ...{ from: '2025-10-14', until: '2025-10-17', bedKept: false },
      },
    ] as unknown as Rack['away']
    const stays = [
      stay('101-1', 'Айша', { to: '2025-10-14' }),
      stay('101-1', 'Дана', { from: '2025-10-15', to: '2025-10-16' }),
      stay('101-1', 'Айша', { from: '2025-10-17' }),
    ]
    const shades = bedsLeft({ away, stays }, (name) => name)
    expect(shades.map(({ start, end, words }) => [start, end, words])).toEqual([
      [nightOf('2025-10-14'), nightOf('2025-10-15'), 'Айша'],
      [nightOf('2025-10-16'), nightOf('2025-10-17'), 'Айша'],
    ])
  })
  it('of a closed room lie over every bed, the last night included', () => {
    const closure = { closureId: 'c', from: '2025-10-13', until: '2025-10-14', reason: null }
    const shades = closuresOf([room('101', 2, { closures: [closure] })], 'жабық')
    expect(shades.map(({ lineId }) => lineId)).toEqual(['101-1', '101-2'])
    expect(shades[0]).toMatchObject({
      start: nightOf('2025-10-13'),
      end: nightOf('2025-10-15'),
      words: 'жабық',
    })
  })
  it('of courses on the same days are one', () => {
    const course = { courseId: 'a', name: 'a', from: '2025-10-13', until: '2025-10-19' }
    expect(coursesAsSlots([course, { ...course, courseId: 'b' }] as never)).toHaveLength(1)
  })
})

describe('what is known at once of a bed', () => {
  const verdict = (there: Room, wish: Wish, stays: RackStay[] = []) =>
    inTheWay(there, `${there.number}-1`, wish, house(stays))
  it('is who has it on one of the nights, and not who leaves it that day', () => {
    const there = room('101', 2)
    const taken = stay('101-1', 'Айша')
    expect(verdict(there, wish, [taken])).toMatchObject({ kind: 'taken', stay: taken })
    expect(inTheWay(there, '101-2', wish, house([taken]))).toBeNull()
    expect(verdict(there, wishing({ from: '2025-10-19', to: '2025-10-20' }), [taken])).toBeNull()
    expect(verdict(there, wishing({ personId: 'Айша' }), [taken])).toBeNull()
  })
  it('is who should have left it and has not, tonight too', () => {
    const late = stay('101-1', 'Айша', { to: '2025-10-14', overdue: true })
    const from = (day: string) => wishing({ from: day, to: '2025-10-19' })
    expect(verdict(room('101', 1), from(today), [late])?.kind).toBe('taken')
    expect(verdict(room('101', 1), from('2025-10-16'), [late])).toBeNull()
  })
  it('is that they have a bed in another course', () => {
    const other = stay('102-1', 'Дана', { courseId: 'november', from: '2025-10-18' })
    expect(verdict(room('101', 1), wish, [other])?.kind).toBe('elsewhere')
    expect(verdict(room('101', 1), wishing({ to: '2025-10-18' }), [other])).toBeNull()
  })
  it('is that the room is out of use, also on the last of those nights', () => {
    const closure = { closureId: 'c', from: '2025-10-10', until: '2025-10-13', reason: 'жөндеу' }
    const there = room('101', 1, { closures: [closure] })
    expect(verdict(there, wish)?.kind).toBe('closed')
    expect(verdict(there, wishing({ from: '2025-10-14' }))).toBeNull()
  })
  it('is who the room is for, and who of the other sex sleeps in it', () => {
    expect(verdict(room('1', 2, { forWhom: 'men' }), wish)?.kind).toBe('for_others')
    const man = stay('1-2', 'Ерлан', { sex: 'male' })
    expect(verdict(room('1', 2), wish, [man])?.kind).toBe('mixed')
    expect(verdict(room('1', 2, { forWhom: 'family' }), wish, [man])).toBeNull()
    expect(verdict(room('1', 2), wish, [{ ...man, kept: true }])).toBeNull()
  })
  it('is a sex that is not written down, theirs or of somebody there, but in a family room', () => {
    const unknown = wishing({ sex: null })
    for (const forWhom of ['any', 'women', 'men']) {
      expect(verdict(room('1', 2, { forWhom }), unknown)).toEqual({ kind: 'sex_unknown', forWhom })
    }
    const sasha = stay('1-2', 'Саша', { sex: null })
    expect(verdict(room('1', 2), wish, [sasha])?.kind).toBe('beside_unknown')
    expect(verdict(room('1', 2, { forWhom: 'family' }), unknown, [sasha])).toBeNull()
  })
  it('is that a wheelchair cannot be used there', () => {
    const sitting = wishing({ wheelchair: true })
    expect(verdict(room('1', 1), sitting)?.kind).toBe('no_access')
    expect(verdict(room('1', 1, { accessible: true }), sitting)).toBeNull()
  })
})

describe('free beds', () => {
  it('come near one’s own people first, fill rooms, and spare the accessible ones', () => {
    const rooms = [
      room('101', 2, { accessible: true }),
      room('102', 2),
      room('103', 2),
      room('104', 2),
      room('105', 1, { forWhom: 'men' }),
    ]
    const stays = [stay('103-1', 'Гүлнар'), stay('104-1', 'Әсел')]
    const free = freeBeds(rooms, wish, house(stays), new Set(['Әсел']))
    expect(free.map(({ bedId }) => bedId)).toEqual([
      '104-2',
      '103-2',
      '102-1',
      '102-2',
      '101-1',
      '101-2',
    ])
  })
})

describe('who waits for a bed', () => {
  const person = (personId: string, more: object = {}) => ({
    personId,
    name: `${personId} Тегі`,
    sex: 'female',
    wheelchair: false,
    companionOfId: null,
    companionOfName: null,
    shareWith: [],
    state: 'expected',
    from: '2025-10-20',
    until: '2025-10-26',
    stays: [],
    away: [],
    ...more,
  })
  const course = (people: object[]): CourseView =>
    ({ courseId: 'c', name: 'Қазан', people }) as unknown as CourseView
  const nights = (from: string, to: string, kept = false) => ({ from, to, kept })

  it('is who lacks a bed on some night, for the first nights in a row', () => {
    const bare = (...stays: object[]) =>
      bareNights({ from: '2025-10-20', until: '2025-10-26', stays, away: [] } as never)
    expect(bare()).toEqual({ from: '2025-10-20', to: '2025-10-26' })
    expect(bare(nights('2025-10-20', '2025-10-26'))).toBeNull()
    expect(bare(nights('2025-10-20', '2025-10-23'))).toEqual({
      from: '2025-10-23',
      to: '2025-10-26',
    })
    expect(bare(nights('2025-10-23', '2025-10-26'))?.to).toBe('2025-10-23')
    expect(bare(nights('2025-10-20', '2025-10-26', true))).not.toBeNull()
  })
  it('stands with those who accompany them, and who has a bed waits no more', () => {
    const waiting = waitingIn(
      course([
        person('Айша'),
        person('Анасы', { companionOfId: 'Айша' }),
        person('Дана', { stays: [nights('2025-10-20', '2025-10-26')] }),
        person('Ерлан', { state: 'reserve' }),
      ]),
      today,
    )
    expect(waiting.map(({ personId }) => personId)).toEqual(['Айша'])
    expect(waiting[0]?.companions.map(({ personId }) => personId)).toEqual(['Анасы'])
  })
  it('needs no bed for nights that are over', () => {
    const [late] = waitingIn(course([person('Айша', { from: '2025-10-13' })]), today)
    expect(late).toMatchObject({ from: today, to: '2025-10-26', whole: false })
    expect(
      waitingIn(course([person('Айша', { from: '2025-10-01', until: today })]), today),
    ).toEqual([])
  })
  it('is placed with companions only where the room has beds for them', () => {
    const [pair] = waitingIn(
      course([person('Айша'), person('Анасы', { companionOfId: 'Айша' })]),
      today,
    )
    if (!pair) throw new Error('nobody waits')
    const view = rackView(rack([room('101', 2), room('102', 1)], []), [pair], today)
    const attempt = placing(pair)
    expect(bedsBeside(attempt, '101-2', view)).toEqual([{ personId: 'Анасы', bedId: '101-1' }])
    expect(knownInTheWay(attempt, '101-2', view)).toBeNull()
    expect(knownInTheWay(attempt, '102-1', view)?.kind).toBe('no_beds_beside')
  })
})

describe('moving', () => {
  const mother = stay('101-1', 'Айша', { companions: ['Ұлы'], sex: 'female' })
  const son = stay('101-2', 'Ұлы', { companionOf: 'Айша', sex: 'male' })
  const view = rackView(rack([room('101', 2), room('102', 2)], [mother, son]), [], today)
  it('is from today on for who is here, and takes along those who share the room', () => {
    const attempt = moving(mother, '2025-10-13', view)
    expect(attempt).toMatchObject({ kind: 'move', from: today, to: '2025-10-19' })
    expect(attempt.companions.map(({ name }) => name)).toEqual(['Ұлы'])
  })
  it('goes on until the last of all their nights, whatever bed those are in', () => {
    const later = stay('102-1', 'Айша', { from: '2025-10-19', to: '2025-10-22' })
    const both = rackView(rack([room('101', 2)], [mother, later]), [], today)
    expect(moving(mother, '2025-10-16', both)).toMatchObject({
      from: '2025-10-16',
      to: '2025-10-22',
    })
  })
  it('lets a pair exchange beds in their own room', () => {
    expect(bedsBeside(moving(mother, today, view), '101-2', view)).toEqual([
      { personId: 'Ұлы', bedId: '101-1' },
    ])
  })
})

it('writes names as the board does, from either order', () => {
  expect(onBoard('Айша Сейітова')).toBe('Айша С.')
  expect(ofList('Сейітова Айша Маратқызы')).toBe('Айша С.')
  expect(inList('Айша Сейітова')).toBe('Сейітова Айша')
  expect([onBoard('Айша'), ofList('Сейітова')]).toEqual(['Айша', 'Сейітова'])
})
