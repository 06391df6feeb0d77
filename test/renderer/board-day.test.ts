import { describe, expect, it } from 'vitest'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import { Finding } from '#contract/schedule.ts'
import {
  type ColumnWords,
  columnsOf,
  firstInTheWay,
  itemMaker,
  NOBODY,
} from '#renderer/features/hippotherapy/dayColumns.ts'
import { outside, spanOf, stretchesOf } from '#renderer/features/hippotherapy/dayShades.ts'
import {
  byField,
  changesOf,
  draftOf,
  fieldOf,
  isOverridable,
  takenDuring,
} from '#renderer/features/hippotherapy/draft.ts'
import { newDraft } from '#renderer/features/hippotherapy/newDraft.ts'
import { typedTime } from '#renderer/lib/typed.ts'

const session = (more: Partial<Record<keyof SessionView, unknown>> = {}): SessionView =>
  ({
    id: 's1',
    clientId: 'aliya',
    horseId: 'aqboz',
    placeId: 'arena',
    instructorId: 'gani',
    therapistId: null,
    leaderId: 'medina',
    sidewalkerIds: ['ramazan'],
    riderBehindKg: 0,
    date: '2025-10-06',
    start: '09:40',
    minutes: 30,
    end: '10:10',
    state: 'planned',
    missing: [],
    clientName: 'Сейітова Әлия',
    clientGivenName: 'Әлия',
    clientFamilyName: 'Сейітова',
    sidewalkersNeeded: 1,
    cancelReason: null,
    cancelNote: null,
    overrideReason: null,
    templateId: null,
    byHand: false,
    mark: null,
    findings: [],
    warnings: [],
    ...more,
  }) as SessionView

const day = (
  sessions: SessionView[],
  more: Partial<Record<keyof DayView, unknown>> = {},
): DayView =>
  ({
    date: '2025-10-06',
    closedDay: null,
    openingHours: [{ from: '09:00', until: '18:00' }],
    horses: ['aqboz', 'kumis'].map((id) => ({
      id,
      name: id,
      away: null,
      unavailable: [],
      restMinutes: 15,
      workMinutes: 30,
      limitMinutes: 150,
    })),
    members: [
      {
        id: 'gani',
        name: 'Кузнецов Ғани',
        familyName: 'Кузнецов',
        givenName: 'Ғани',
        roles: ['instructor'],
        hours: [{ from: '10:00', until: '17:00' }],
        unavailable: [],
      },
    ],
    places: [{ id: 'arena', name: 'Манеж', unavailable: [] }],
    sessions,
    slots: [
      { start: '09:00', minutes: 30, placeId: 'arena' },
      { start: '09:40', minutes: 30, placeId: 'arena' },
    ],
    ...more,
  }) as DayView

const words: ColumnWords = {
  nobody: 'nobody',
  closed: 'closed',
  rest: 'rest',
  notWorking: 'off',
  away: ({ reason }) => reason,
  memberName: ({ givenName }) => givenName,
  sessionLabel: ({ clientName }) => clientName,
}
const finding = (code: Finding['code'], params: object, more = {}): Finding =>
  Finding.parse({ code, severity: 'block', overridable: false, params, ...more })
const taken = { name: 'Медина', from: '09:40', until: '10:10', clientName: 'Арман' }
const tooYoung = finding('horse_age', { name: 'Дос', years: 4, limit: 5 }, { severity: 'warn' })

describe('the columns of a day', () => {
  it('have one for sessions without an instructor only when there are such', () => {
    expect(columnsOf(day([session()]), 'instructor', words).map(({ id }) => id)).toEqual(['gani'])
    const unled = columnsOf(day([session({ instructorId: null })]), 'instructor', words)
    expect(unled.map(({ id }) => id)).toEqual(['gani', NOBODY])
  })
  it('leave out an instructor on a day off, unless there is a session to lead', () => {
    const off = day([]).members.map((member) => ({ ...member, hours: [] }))
    expect(columnsOf(day([], { members: off }), 'instructor', words)[0]?.id).toBe(NOBODY)
    expect(columnsOf(day([session()], { members: off }), 'instructor', words)[0]?.id).toBe('gani')
  })
  it('keep the item of a session that did not change', () => {
    const make = itemMaker('horse', words, () => '')
    const one = session()
    expect(make(one)).toBe(make(one))
    expect(make({ ...one, minutes: 40 })).not.toBe(make(one))
  })
  it('let nobody move what is marked or cancelled', () => {
    const make = itemMaker('horse', words, () => '')
    expect(make(session()).movable).toBe(true)
    expect(make(session({ mark: 'present', state: 'done' })).movable).toBe(false)
    expect(make(session({ state: 'cancelled' }))).toMatchObject({ movable: false, aside: true })
  })
})

describe('the shades of a day', () => {
  it('begin half an hour before opening, and reach every session', () => {
    expect(spanOf(day([]))).toEqual({ from: 510, until: 1110 })
    expect(spanOf(day([session({ start: '07:40' })])).from).toBe(420)
    expect(spanOf(day([], { openingHours: [] }))).toEqual({ from: 510, until: 1110 })
  })
  it('are what lies outside of the hours', () => {
    const hours = [
      { from: '14:00', until: '18:00' },
      { from: '09:00', until: '13:00' },
    ]
    expect(outside(hours, { from: 510, until: 1110 })).toEqual([
      { start: 510, end: 540 },
      { start: 780, end: 840 },
      { start: 1080, end: 1110 },
    ])
  })
  it('have a horse rest around its session, up to the next one; a cancelled one gives no rest', () => {
    const rests = (sessions: SessionView[]) =>
      stretchesOf(day(sessions), 'horse', { from: 510, until: 1110 }, words)
        .filter(({ kind }) => kind === 'rest')
        .map(({ start, end }) => [start, end])
    expect(rests([session()])).toEqual([
      [565, 580],
      [610, 625],
    ])
    expect(rests([session(), session({ id: 's2', start: '10:15' })])[1]).toEqual([610, 615])
    expect(rests([session({ state: 'cancelled' })])).toEqual([])
  })
  it.each([
    ['horse', 'horses'],
    ['instructor', 'members'],
    ['place', 'places'],
  ] as const)('cover the hours in which a column of the kind %s is away', (kind, of) => {
    const board = day([])
    const hours = { from: '10:00', until: null, reason: 'other', note: null }
    const lines = board[of].slice(0, 1).map((one) => ({ ...one, unavailable: [hours] }))
    const shades = stretchesOf(
      day([], { [of]: lines }),
      kind,
      { from: 510, until: 1110 },
      words,
    ).filter(({ words: said }) => said === 'other')
    expect(shades).toEqual([
      expect.objectContaining({ lineId: lines[0]?.id, start: 600, end: 1110, kind: 'away' }),
    ])
  })
})

describe('what is in the way of a landing', () => {
  const other = session({ id: 's2', start: '11:00', end: '11:30', clientId: 'arman' })
  const at = (start: number, lineId = 'aqboz') => ({ lineId, start, length: 30 })
  it('is the horse there, and nothing right before or after', () => {
    const board = day([session(), other])
    expect(firstInTheWay(board, session(), 'horse', at(650))?.seat).toBe('horse')
    expect(firstInTheWay(board, session(), 'horse', at(630))).toBeNull()
    expect(firstInTheWay(board, session(), 'horse', at(690))).toBeNull()
  })
  it('is a member in whatever role, on another horse and place too', () => {
    const led = session({ ...other, horseId: 'kumis', placeId: 'yard', instructorId: 'medina' })
    expect(firstInTheWay(day([session(), led]), session(), 'horse', at(660))).toMatchObject({
      seat: 'leader',
      takenId: 'medina',
    })
  })
  it('is never what was cancelled', () => {
    const off = session({ ...other, state: 'cancelled' })
    expect(firstInTheWay(day([session(), off]), session(), 'horse', at(660))).toBeNull()
  })
})

describe('a ride that is being filled in', () => {
  it('is saved as what differs from the session only', () => {
    const before = session({ sidewalkerIds: ['a', 'b'] })
    expect(changesOf(before, draftOf(before))).toEqual({})
    const swapped = {
      ...draftOf(before),
      sidewalkerIds: draftOf(before).sidewalkerIds.toReversed(),
    }
    expect(changesOf(before, swapped)).toEqual({})
    expect(changesOf(before, { ...draftOf(before), leaderId: null, minutes: 40 })).toEqual({
      leaderId: null,
      minutes: 40,
    })
  })
  it('reads a time as people type it', () => {
    const typed = ['9', '940', '0940', '9:40', '9.40', '9 40', '24:00', '9:75', 'noon', '']
    expect(typed.map(typedTime)).toEqual([
      ...['09:00', '09:40', '09:40', '09:40', '09:40', '09:40'],
      ...[null, null, null, null],
    ])
  })
  it('has each rule beside its field, what forbids first', () => {
    expect(fieldOf(finding('overlap', { ...taken, seat: 'leader' }))).toBe('leader')
    const team = finding('team_incomplete', { missing: ['sidewalker'], sidewalkersNeeded: 2 })
    expect(fieldOf(team)).toBe('sidewalker')
    expect(fieldOf(finding('closed_day', { name: 'Наурыз', from: null, until: null }))).toBe('time')
    const away = { name: 'Дос', from: '2025-10-06', until: '2025-10-08', reason: null }
    const horse = byField([tooYoung, finding('horse_unavailable', away)]).get('horse')
    expect(horse?.map(({ code }) => code)).toEqual(['horse_unavailable', 'horse_age'])
  })
  it('can be overridden only when everything that forbids can be', () => {
    const load = { name: 'Дос', loadKg: 84.5, limitKg: 80 }
    const may = finding('weight_limit', load, { overridable: true })
    expect(isOverridable([may, tooYoung])).toBe(true)
    expect(isOverridable([may, finding('overlap', { ...taken, seat: 'leader' })])).toBe(false)
  })
  it('knows who is taken at that time, and by whom', () => {
    const taken = takenDuring(day([session()]), { ...draftOf(session()), minutes: 30 }, null)
    expect(taken.get('gani')).toBe('09:40–10:10, Әлия С.')
    expect(taken.has('kumis')).toBe(false)
    expect(takenDuring(day([session()]), draftOf(session()), session().id).size).toBe(0)
  })
  it('begins where the board was clicked, in the place that is usual then', () => {
    const { initial, given } = newDraft(day([]), 'horse', {
      lineId: 'kumis',
      start: 580,
      length: 30,
    })
    expect(initial).toMatchObject({ horseId: 'kumis', start: '09:40', placeId: 'arena' })
    expect(given).toEqual(['horseId', 'placeId'])
  })
})
