/** A session that lacks something others had first: what may be changed of it, what an undo puts back, what is said. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, rows } from '#test/support/tables.ts'
import { doUndoRedo, stateOf } from '#test/support/undo.ts'

let service: TestService
let call: TestService['call']
let centre: SmallCentre

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const unsettled = async () =>
  (await call('schedule.unsettled', { from: monday, until: '2025-10-12' })).sessions.map(
    ({ title, findings }) => [
      title,
      ...findings.map(({ code, params }) => [code, (params as { name: string }).name]),
    ],
  )

describe('a ride whose horse has been given away while its child was excused', () => {
  let ride: string
  let other: string
  beforeEach(async () => {
    ride = (await call('hippotherapy.book', centre.ride())).sessionId
    const mark = (code: string | null) =>
      call('attendance.mark', { sessionId: ride, personId: centre.aliya, mark: code })
    await mark('excused')
    const instead = centre.otherRide({ horseId: centre.zhuldyz })
    other = (await call('hippotherapy.book', instead)).sessionId
    await mark(null)
  })
  const decide = (decisions: object[]) => call('schedule.settle', { decisions } as never)

  test('lacks it, and nothing else', async () => {
    expect(await unsettled()).toEqual([['Соколова Әлия', ['overlap', 'Жұлдыз']]])
  })

  test.each([
    ['another horse', () => ({ do: 'replace', with: [{ role: 'horse', id: centre.aqboz }] })],
    ['another hour', () => ({ do: 'move', start: '11:00' })],
    ['another day', () => ({ do: 'shift', days: 1 })],
    ['its cancellation', () => ({ do: 'cancel', reason: 'horse' })],
  ])('is settled by %s, and lacks it again when that is taken back', async (_, decision) => {
    await doUndoRedo(service, () => decide([{ sessionId: ride, ...decision() }]))
    expect(await unsettled()).toEqual([])
  })

  test('whoever else leads it is no matter of the horse', async () => {
    await doUndoRedo(service, () =>
      call('hippotherapy.move', { sessionId: ride, leaderId: centre.leader2 } as never).catch(() =>
        call('hippotherapy.move', { sessionId: ride, therapistId: centre.therapist }),
      ),
    )
    expect(await unsettled()).toEqual([['Соколова Әлия', ['overlap', 'Жұлдыз']]])
  })

  test('a horse that is taken as well is refused for that horse', async () => {
    await call('hippotherapy.book', {
      ...centre.ride({ clientId: await centre.person({ familyName: 'Юсупова' }) }),
      ...{ horseId: centre.aqboz, instructorId: null, leaderId: null },
      placeId: await centre.place('Үшінші алаң'),
    } as never)
    const { outcomes } = await decide([
      { sessionId: ride, do: 'replace', with: [{ role: 'horse', id: centre.aqboz }] },
    ])
    expect(outcomes[0]?.findings).toMatchObject([{ code: 'overlap', params: { name: 'Ақбоз' } }])
  })

  test('has it when the other one goes, and lacks it again when that one comes back', async () => {
    await doUndoRedo(service, () =>
      call('hippotherapy.cancel', { sessionId: other, reason: 'family' }),
    )
    expect(await unsettled()).toEqual([])
  })

  test('has it when the other one is excused, and lacks it again when that is taken back', async () => {
    const whose = { sessionId: other, personId: centre.baurzhan }
    await doUndoRedo(service, () => call('attendance.mark', { ...whose, mark: 'excused' }))
    expect(await unsettled()).toEqual([])
  })

  test('exchanges hours with another one, and both are as they were when that is taken back', async () => {
    const late = (await call('hippotherapy.book', centre.ride({ start: '12:00' }))).sessionId
    await doUndoRedo(service, () =>
      decide([
        { sessionId: other, do: 'move', start: '12:00' },
        { sessionId: late, do: 'move', start: '14:00' },
      ]),
    )
  })
})

describe('a class whose member is elsewhere', () => {
  let studio: SmallStudio
  let lesson: string
  const ofClass = () => call('studio.session', { sessionId: lesson })
  beforeEach(async () => {
    studio = await smallStudio(service)
    const [sara] = studio.people as [string]
    await studio.join(studio.groupA, sara)
    lesson = (await studio.plan(studio.groupA))[0] as string
    await call('attendance.mark', { sessionId: lesson, personId: sara, mark: 'excused' })
    await call('hippotherapy.book', centre.otherRide({ clientId: sara, start: '10:30' }))
  })

  test('is as it should be while they are excused from it, whoever teaches it', async () => {
    expect(await unsettled()).toEqual([])
    await call('attendance.mark', {
      ...{ sessionId: lesson, personId: studio.people[0] as string, mark: null },
    })
  })

  describe('and who comes after all', () => {
    beforeEach(async () => {
      const whose = { sessionId: lesson, personId: studio.people[0] as string }
      await call('attendance.mark', { ...whose, mark: null })
    })

    test('is to be settled', async () => {
      expect(await unsettled()).toEqual([['ИЗ-1', ['overlap', 'Абенова Әлия']]])
    })

    test('gets another teacher and another room: that is no matter of the member', async () => {
      await doUndoRedo(service, () =>
        call('studio.move', { sessionId: lesson, teacherId: studio.teacherB }),
      )
      await doUndoRedo(service, () =>
        call('studio.move', { sessionId: lesson, placeId: studio.roomB }),
      )
      await doUndoRedo(service, () =>
        call('schedule.replaceMany', {
          ...{ sessionIds: [lesson], with: [{ role: 'teacher', id: studio.teacherA }] },
        } as never),
      )
      expect((await ofClass()).list).toHaveLength(1)
      expect(await unsettled()).toEqual([['ИЗ-1', ['overlap', 'Абенова Әлия']]])
    })

    test('gets another teacher with its series', async () => {
      await doUndoRedo(service, () =>
        call('studio.move', { sessionId: lesson, teacherId: studio.teacherB, scope: 'later' }),
      )
    })

    test('is settled at an hour at which they are free', async () => {
      await doUndoRedo(service, () => call('studio.move', { sessionId: lesson, start: '14:00' }))
      expect(await unsettled()).toEqual([])
    })

    test('is as it should be once they are off its list', async () => {
      const whose = { groupId: studio.groupA, personId: studio.people[0] as string }
      await doUndoRedo(service, () => call('studio.leave', { ...whose, on: monday }))
      expect(await unsettled()).toEqual([])
    })
  })
})

/** Rides at some hours: whose child is excused, who takes what is free then, who comes after all. */
const fact = fc.record({
  what: fc.constantFrom('excuse', 'come', 'book', 'instead', 'instead', 'cancel', 'restore'),
  number: fc.nat(20),
  other: fc.nat(20),
})

test('settled and taken back, everything is as it was, whatever the facts', async () => {
  const nth = <One>(of: readonly One[], number: number) => of[number % of.length] as One
  const people = [centre.aliya, centre.baurzhan]
  for (const familyName of ['Юсупова', 'Ғалиев']) people.push(await centre.person({ familyName }))
  const horses = [centre.zhuldyz, centre.aqboz, await centre.horse('Күміс')]
  const places = [centre.arena, centre.field]
  const sessions = (where: string) =>
    rows(service.databaseFile, `SELECT * FROM session WHERE ${where} ORDER BY id`)
  let lacked = 0
  const ride = (number: number, other: number, start: unknown) =>
    centre.ride({
      ...{ clientId: nth(people, number), horseId: nth(horses, other), start },
      ...{ placeId: nth(places, number + other), instructorId: null },
      leaderId: nth([centre.leader, centre.leader2], other),
    })
  const changes = ({ what, number, other }: { what: string; number: number; other: number }) => {
    const listed = rows(
      service.databaseFile,
      `SELECT p.*, s.start, r.horse_id FROM participant p JOIN session s ON s.id = p.session_id
       JOIN ride r ON r.session_id = s.id WHERE s.cancel_reason IS NULL ORDER BY 1, 2`,
    )
    const whose = nth(listed, number)
    const mark = (code: string | null) =>
      [
        'attendance.mark',
        { sessionId: whose?.session_id, personId: whose?.person_id, mark: code },
      ] as const
    switch (what) {
      case 'excuse':
        return [mark('excused')]
      case 'come':
        return [mark(null)]
      case 'book':
        return [['hippotherapy.book', ride(number, other, nth(['10:00', '11:00'], other))] as const]
      case 'instead': {
        // Somebody else gets the horse of whoever is excused, and comes after all.
        const instead = { ...ride(number, other, whose?.start), horseId: whose?.horse_id }
        return [mark('excused'), ['hippotherapy.book', instead] as const, mark(null)]
      }
      case 'cancel': {
        const id = nth(sessions('cancel_reason IS NULL'), number)?.id
        return [['hippotherapy.cancel', { sessionId: id, reason: 'family' }] as const]
      }
      default: {
        const id = nth(sessions('cancel_reason IS NOT NULL'), number)?.id
        return [['hippotherapy.restore', { sessionId: id }] as const]
      }
    }
  }
  const ways = [
    (number: number) => ({ do: 'move', start: nth(['10:00', '11:00', '12:00'], number) }),
    (number: number) => ({ do: 'replace', with: [{ role: 'horse', id: nth(horses, number) }] }),
    (number: number) => ({ do: 'shift', days: 1, minutes: 30 * (number % 3) }),
    () => ({ do: 'cancel', reason: 'horse' }),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { minLength: 4, maxLength: 24 }),
      fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.nat(9)), { minLength: 1, maxLength: 5 }),
      async (facts, settled) => {
        for (const one of facts) {
          for (const [method, input] of changes(one)) await service.raw(method, input)
        }
        lacked += rows(service.databaseFile, 'SELECT * FROM lack').length
        const before = stateOf(service)
        const open = sessions('1')
        if (open.length === 0) return
        const chosen = new Map(settled.map((one) => [nth(open, one[0])?.id, one]))
        const decisions = [...chosen].map(([sessionId, [, way, number]]) => ({
          ...{ sessionId, ...nth(ways, way)(number) },
        }))
        const { changeId } = await call('schedule.settle', { decisions } as never)
        if (changeId === null) return
        const after = stateOf(service)
        await call('changes.undo', { changeId })
        expect(stateOf(service)).toEqual(before)
        await call('changes.redo', { changeId })
        expect(stateOf(service)).toEqual(after)
        expect(bookedTwice(service.databaseFile)).toEqual([])
      },
    ),
    { numRuns: 40, seed: 12, endOnFailure: true },
  )
  expect(lacked).toBeGreaterThan(20)
}, 120_000)

test('taking a change of facts back, and doing it again, says what it leaves against the rules', async () => {
  await call('hippotherapy.book', centre.ride({ date: '2025-10-07' }))
  const away = { resourceId: centre.zhuldyz, reason: 'vet' as const }
  const days = { from: '2025-10-07', until: '2025-10-08' }
  const { changeId: said } = await call('availability.set', { ...away, ...days })
  const { resourceId } = away
  const { changeId: back } = await call('availability.remove', { resourceId, from: days.from })
  const undone = await call('changes.undo', { changeId: back })
  expect(undone.unsettled).toMatchObject({ count: 1, until: '2025-10-07' })
  expect((await call('changes.undo', { changeId: said })).unsettled).toMatchObject({ count: 0 })
  expect((await call('changes.redo', { changeId: said })).unsettled).toMatchObject({ count: 1 })
})
