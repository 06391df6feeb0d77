/** Whom to call after a change: one line a family, until they have been told or the hour has passed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { client, monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { doUndoRedo } from '#test/support/undo.ts'

const tuesday = '2025-10-07'
const week = { from: monday, until: '2025-10-12' }
const guardian = { guardianName: 'Соколова Анна', guardianPhone: '+77011112233' }

let service: TestService
let centre: SmallCentre
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

const book = async (change: Record<string, unknown> = {}) =>
  (await call('hippotherapy.book', centre.ride({ date: tuesday, ...change }) as never)).sessionId
const cancel = (sessionId: string, reason = 'horse') =>
  call('hippotherapy.cancel', { sessionId, reason } as never)
const move = (sessionId: string, change: Record<string, unknown>) =>
  call('hippotherapy.move', { sessionId, ...change } as never)
const families = async () => (await call('notices.list', week)).families
const lines = async () => (await families()).flatMap((one) => one.lines)
/** «cancelled 10:00 → —», in the order of the list. */
const said = async () =>
  (await lines()).map(
    ({ what, before, after }) => `${what} ${before?.start ?? '—'} → ${after?.start ?? '—'}`,
  )
const tell = async (state = 'told', actor: string | null = null) => {
  const [line] = (await lines()).filter((one) => one.state !== state)
  return call('notices.told', { noticeId: line?.noticeId as string, state } as never, actor)
}

describe('a family is to be told', () => {
  test('of a ride that is cancelled: which, why, how it was', async () => {
    const sessionId = await book()
    const { changeId } = await cancel(sessionId)
    const { families } = await call('notices.list', { changeId: changeId as string })
    expect(families).toMatchObject([
      {
        guardianName: null,
        lines: [
          {
            ...{ sessionId, what: 'cancelled', kind: 'ride', personName: 'Соколова Әлия' },
            ...{ title: null, cancelReason: 'horse', state: 'open', after: null },
            before: {
              ...{ date: tuesday, start: '10:00', placeName: 'Манеж', horseName: 'Жұлдыз' },
              leaderName: 'Кузнецов Ғани',
            },
            until: `${tuesday}T10:00`,
          },
        ],
      },
    ])
  })

  test('of another hour, another horse, another instructor; not of another who leads the horse', async () => {
    const moved = await book()
    await move(moved, { start: '12:00' })
    const other = await call('hippotherapy.book', centre.otherRide({ date: tuesday }) as never)
    const { sessionId } = other
    await move(sessionId, { leaderId: centre.leader, sidewalkerIds: [centre.sidewalker] })
    expect(await said()).toEqual(['moved 10:00 → 12:00'])
    await move(sessionId, { horseId: centre.zhuldyz })
    await move(sessionId, { instructorId: centre.instructor })
    expect((await said()).sort()).toEqual(['moved 10:00 → 12:00', 'replaced 10:00 → 10:00'])
    const replaced = (await lines()).find((one) => one.what === 'replaced')
    expect([replaced?.before?.horseName, replaced?.after?.horseName]).toEqual(['Ақбоз', 'Жұлдыз'])
    expect(replaced?.after?.leaderName).toBe('Кузнецов Ғани')
  })

  test('once, from what they last knew to what is: two moves are one call, a move back is none', async () => {
    const sessionId = await book()
    await move(sessionId, { start: '12:00' })
    await move(sessionId, { start: '13:00' })
    expect(await said()).toEqual(['moved 10:00 → 13:00'])
    await cancel(sessionId)
    expect(await said()).toEqual(['cancelled 10:00 → —'])
    await call('hippotherapy.restore', { sessionId })
    await move(sessionId, { start: '10:00' })
    expect(await said()).toEqual([])
  })

  test('again, from what they were told', async () => {
    const sessionId = await book()
    await move(sessionId, { start: '12:00' })
    await tell()
    await move(sessionId, { start: '13:00' })
    const open = (await lines()).filter((one) => one.state === 'open')
    expect(open.map((one) => [one.before?.start, one.after?.start])).toEqual([['12:00', '13:00']])
  })

  test('that a ride takes place after all, when they were told that it would not', async () => {
    const sessionId = await book()
    await cancel(sessionId)
    await tell()
    await call('hippotherapy.restore', { sessionId })
    const open = (await lines()).filter((one) => one.state === 'open')
    expect(open.map((one) => [one.what, one.after?.start])).toEqual([['restored', '10:00']])
  })

  test.each(['cancelled', 'closed'])(
    'of a mark ahead that says the centre does not hold it: %s',
    async (mark) => {
      const sessionId = await book()
      const whose = { sessionId, personId: centre.aliya }
      await call('attendance.mark', { ...whose, mark })
      expect(await lines()).toMatchObject([
        { what: 'cancelled', before: { start: '10:00' }, after: null, cancelReason: 'centre' },
      ])
      await call('attendance.mark', { ...whose, mark: null })
      expect(await said()).toEqual([])
      await call('attendance.markAll', { sessionId, mark })
      await tell()
      await call('attendance.mark', { ...whose, mark: null })
      const open = (await lines()).filter((one) => one.state === 'open')
      expect(open.map(({ what }) => what)).toEqual(['restored'])
    },
  )

  test('of a mark ahead once, also when the session is cancelled after it, and restored', async () => {
    const sessionId = await book()
    await call('attendance.mark', { sessionId, personId: centre.aliya, mark: 'cancelled' })
    await tell()
    await cancel(sessionId)
    await call('hippotherapy.restore', { sessionId })
    expect((await lines()).map(({ what, state }) => [what, state])).toEqual([['cancelled', 'told']])
  })

  test('of no mark that the family has asked for, nor of one that is put when it is over', async () => {
    const sessionId = await book()
    const whose = { sessionId, personId: centre.aliya }
    await call('attendance.mark', { ...whose, mark: 'excused' })
    expect(await said()).toEqual([])
    service.turnClock(`${tuesday}T10:05`)
    await call('attendance.mark', { ...whose, mark: 'cancelled' })
    expect(await said()).toEqual([])
  })

  test('who joins a group: of its classes ahead that are cancelled or were moved, as of the weekly hours that they know', async () => {
    const studio = await smallStudio(service)
    const [first, moved, cancelled] = await studio.plan(studio.groupA)
    await call('studio.move', { sessionId: moved, start: '12:00' } as never)
    await call('studio.cancel', { sessionId: cancelled, reason: 'staff' } as never)
    expect(await families()).toEqual([])
    const [personId] = studio.people as [string]
    const { changeId } = await studio.join(studio.groupA, personId)
    const { families: told } = await call('notices.list', {
      changeId: changeId as string,
    })
    expect(told.flatMap((one) => one.lines)).toMatchObject([
      { sessionId: moved, what: 'moved', before: { start: '10:00' }, after: { start: '12:00' } },
      { sessionId: cancelled, what: 'cancelled', cancelReason: 'staff', after: null },
    ])
    expect(first).toBeDefined()
    await call('changes.undo', { changeId })
    expect(await families()).toEqual([])
  })

  test('of nothing that they have called off themselves, nor of what has been', async () => {
    const sessionId = await book()
    await move(sessionId, { start: '12:00' })
    await cancel(sessionId, 'family')
    expect(await said()).toEqual([])
    await call('hippotherapy.restore', { sessionId })
    expect(await said()).toEqual([])
    const begun = await book({ date: monday, start: '08:00' })
    await cancel(begun)
    expect(await said()).toEqual([])
  })

  test('not when they have said that they do not come that day', async () => {
    const sessionId = await book()
    await call('attendance.announceAbsence', {
      ...{ personId: centre.aliya, from: tuesday, until: tuesday },
    } as never)
    await cancel(sessionId)
    expect(await said()).toEqual([])
  })
})

describe('one call for a family', () => {
  test('children with one guardian are one family, whichever of phone and name is missing', async () => {
    const children = [
      { ...guardian, givenName: 'Дана', birthDate: '2013-01-01' },
      { guardianName: 'соколова анна', givenName: 'Ерлан' },
      { guardianPhone: '8 701 111 22 33', givenName: 'Мира', language: 'kk' },
      { guardianName: 'Соколова Жанна', guardianPhone: '+77019999999', givenName: 'Нина' },
    ]
    const sessions: string[] = []
    for (const [index, child] of children.entries()) {
      const { personId } = await call('people.create', client(child) as never)
      sessions.push(await book({ clientId: personId, start: `${10 + index}:00` }))
    }
    await call('schedule.cancelMany', { sessionIds: sessions, reason: 'weather' })
    const called = await families()
    expect(called.map((one) => one.lines.map((line) => line.personName))).toEqual([
      ['Соколова Дана', 'Соколова Ерлан', 'Соколова Мира'],
      ['Соколова Нина'],
    ])
    expect(called[0]).toMatchObject({
      ...{ guardianName: 'Соколова Анна', language: 'kk' },
      phones: [{ phone: '+77011112233', name: 'Соколова Анна' }],
    })
  })

  test('a class: everybody on its list, by the group', async () => {
    const studio = await smallStudio(service)
    for (const personId of studio.people.slice(0, 3)) await studio.join(studio.groupA, personId)
    const [, second] = await studio.plan(studio.groupA)
    const sessionId = second as string
    await call('studio.cancel', { sessionId, reason: 'staff' })
    expect((await lines()).map((one) => [one.personName.split(' ')[0], one.title])).toEqual([
      ['Абенова', 'ИЗ-1'],
      ['Байжанов', 'ИЗ-1'],
      ['Ғалиев', 'ИЗ-1'],
    ])
  })

  test('classes that end with their series are cancelled, though nothing is left of them', async () => {
    const studio = await smallStudio(service)
    await studio.join(studio.groupA, studio.people[0] as string)
    await studio.plan(studio.groupA)
    await doUndoRedo(service, () =>
      call('studio.closeGroup', { groupId: studio.groupA, on: tuesday }),
    )
    expect((await lines())[0]).toMatchObject({ what: 'cancelled', title: 'ИЗ-1', after: null })
  })
})

describe('told', () => {
  test('by whom and when; not reached; taken back; each can be undone', async () => {
    await cancel(await book())
    await doUndoRedo(service, () => tell('not_reached', centre.administrator))
    await doUndoRedo(service, () => tell('told', centre.administrator))
    expect((await lines())[0]).toMatchObject({
      ...{ state: 'told', byName: 'Ермеков Ғани', at: '2025-10-06T08:40' },
    })
    await tell('open')
    expect((await lines())[0]).toMatchObject({ state: 'open', byName: null, at: null })
    expect(
      await service.refusal('notices.told', {
        ...{ noticeId: '01980000-0000-7000-8000-000000000000', state: 'told' },
      }),
    ).toBe('not_found')
  })

  test('a whole family in one step, which is one change', async () => {
    await cancel(await book())
    await cancel(await book({ start: '12:00' }))
    const noticeIds = (await lines()).map((one) => one.noticeId)
    const states = async () => (await lines()).map((one) => one.state)
    await doUndoRedo(service, () => call('notices.toldMany', { noticeIds, state: 'told' } as never))
    expect(await states()).toEqual(['told', 'told'])
  })

  test('one that was not reached is to be called again when it changes', async () => {
    const sessionId = await book()
    await move(sessionId, { start: '12:00' })
    await tell('not_reached')
    await move(sessionId, { start: '13:00' })
    expect((await lines()).map((one) => one.state)).toEqual(['open'])
  })
})

describe('undo', () => {
  test('takes a change back with its calls', async () => {
    const sessionId = await book()
    await doUndoRedo(service, () => cancel(sessionId))
    await call('hippotherapy.restore', { sessionId })
    await doUndoRedo(service, () => move(sessionId, { start: '12:00' }))
    await doUndoRedo(service, () => move(sessionId, { start: '14:00' }))
  })

  test('of what a family has been told of: they are to hear that it is as it was', async () => {
    const sessionId = await book()
    const { changeId } = await move(sessionId, { start: '12:00' })
    const told = await tell()
    await call('changes.undo', { changeId })
    const open = async () =>
      (await lines())
        .filter((one) => one.state === 'open')
        .map((one) => [one.before?.start, one.after?.start])
    expect(await open()).toEqual([['12:00', '10:00']])
    await call('changes.redo', { changeId })
    expect(await open()).toEqual([])
    await call('changes.undo', { changeId })
    // The tick was a mistake: nobody had told them anything.
    await call('changes.undo', { changeId: told.changeId })
    expect(await said()).toEqual([])
  })

  test('of a tick that another has changed since says so', async () => {
    await cancel(await book())
    const { changeId } = await tell('told')
    await tell('not_reached')
    expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
  })
})

test('two files made one keep their calls, one for each session', async () => {
  const { personId: twin } = await call('people.create', { ...client(), evenIfSame: true })
  await cancel(await book())
  await cancel(await book({ clientId: twin, start: '12:00' }))
  await doUndoRedo(service, () => call('people.merge', { keptId: centre.aliya, mergedId: twin }))
  expect((await families()).map((one) => one.lines.length)).toEqual([2])
})

describe('whoever leads sees', () => {
  const mine = (seen: number | null) =>
    call('notices.ofMember', { memberId: centre.instructor, ...week, seen })

  test('what has come, gone to another hour, gone, and is otherwise since they last looked', async () => {
    const moved = await book()
    const off = await book({ start: '11:00' })
    const given = await book({ start: '14:00' })
    const horse = await book({ start: '15:00' })
    const { seen, changes } = await mine(null)
    expect(changes).toEqual([])
    await move(moved, { start: '12:00' })
    await cancel(off)
    await move(given, { instructorId: centre.instructor2 })
    await move(horse, { horseId: centre.aqboz })
    const made = await book({ start: '16:00' })
    const look = await mine(seen)
    expect(look.changes.map((one) => [one.sessionId, one.what])).toEqual([
      [off, 'off'],
      [moved, 'moved'],
      [given, 'off'],
      [horse, 'changed'],
      [made, 'new'],
    ])
    expect(look.changes[1]).toMatchObject({ before: { start: '10:00' }, after: { start: '12:00' } })
    expect((await mine(look.seen)).changes).toEqual([])
  })
})

test('on paper stand the families who have not been told, until the hour has passed', async () => {
  await cancel(await book())
  await cancel(await book({ clientId: centre.baurzhan, start: '12:00' }))
  const sheet = async () => {
    const { families } = await call('sheets.callList', week)
    return families.flatMap((one) => one.lines.map((line) => line.personName))
  }
  expect(await sheet()).toEqual(['Соколова Әлия', 'Оспанов Бауыржан'])
  await tell('told')
  expect(await sheet()).toEqual(['Оспанов Бауыржан'])
  const nobody = await call('sheets.callList', { from: '2025-10-08', until: '2025-10-12' })
  expect(nobody.families).toEqual([])
})
