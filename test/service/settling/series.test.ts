/** A series that goes on with somebody or something that is not there any more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'

const week = { from: monday, until: '2025-10-12' }
const lastDay = '2025-11-30'

let service: TestService
let centre: SmallCentre
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

/** Әлия rides every Monday and Wednesday at ten on Жұлдыз. */
async function rides(change: object = {}) {
  const { date: _, ...cast } = centre.ride()
  const made = await call('hippotherapy.commitSeries', {
    ...cast,
    ...{ days: ['mo', 'we'], validFrom: monday, validUntil: lastDay, ...change },
  } as never)
  return made.templateId
}
const series = async (days: object = week) =>
  (await call('schedule.unsettled', days as never)).series
const codes = async (days: object = week) =>
  (await series(days)).map((one) => [one.templateId, one.findings.map(({ code }) => code)])
const retire = async () => {
  const { horses } = await call('horses.list', {})
  const horse = horses.find((one) => one.id === centre.zhuldyz)
  return call('horses.update', { ...horse, active: false } as never)
}
const member = async (id: string, change: object) => {
  const { members } = await call('team.list', { withFormer: true })
  const one = members.find((other) => other.id === id)
  return call('team.update', { ...one, ...change } as never)
}
const person = async (change: object) => {
  const file = await call('people.get', { personId: centre.aliya } as never)
  return call('people.update', { ...file, ...change } as never)
}

describe('rides', () => {
  test('a horse that is retired: the answer counts the series, and the list says whose it is, when, and with what it goes on', async () => {
    const templateId = await rides()
    const { unsettled } = await retire()
    expect(unsettled?.templateIds).toEqual([templateId])
    expect(unsettled?.count).toBe((unsettled?.sessionIds.length ?? 0) + 1)
    const [first] = (await call('hippotherapy.day', { date: monday } as never)).sessions
    expect(await series()).toEqual([
      {
        ...{ templateId, kind: 'ride', title: 'Соколова Әлия', personId: centre.aliya },
        ...{ groupId: null, days: ['mo', 'we'], interval: 1, start: '10:00', minutes: 30 },
        ...{ placeName: 'Манеж', ledByName: 'Кузнецов Ғани', horseName: 'Жұлдыз' },
        ...{ next: monday, validUntil: lastDay, session: { sessionId: first?.id, date: monday } },
        findings: [
          {
            ...{ code: 'horse_unavailable', severity: 'block', overridable: false },
            params: { name: 'Жұлдыз', from: null, until: null, reason: null },
          },
        ],
      },
    ])
  })

  test('each of its sessions settled leaves the series as it is; another horse from here on settles it', async () => {
    await rides({ validUntil: '2025-10-12' })
    await retire()
    const { sessions } = await call('schedule.unsettled', week as never)
    expect(sessions).toHaveLength(2)
    await call('schedule.replaceMany', {
      sessionIds: sessions.map((one) => one.sessionId),
      with: [{ role: 'horse', id: centre.aqboz }],
    } as never)
    expect((await call('schedule.unsettled', week as never)).sessions).toEqual([])
    const [left] = await series()
    expect(left?.findings).toMatchObject([{ code: 'horse_unavailable' }])
    await call('hippotherapy.move', {
      ...{ sessionId: left?.session?.sessionId, scope: 'later', horseId: centre.aqboz },
    } as never)
    expect(await series()).toEqual([])
  })

  test('ended today, it asks for nothing any more, today’s ride does; the end taken back, it does again', async () => {
    const templateId = await rides()
    await retire()
    const { changeId } = await call('hippotherapy.endSeries', {
      ...{ templateId, lastDay: monday },
    } as never)
    expect(await codes()).toEqual([])
    expect((await call('schedule.unsettled', week as never)).sessions).toHaveLength(1)
    await call('changes.undo', { changeId } as never)
    expect(await codes()).toEqual([[templateId, ['horse_unavailable']]])
  })

  test('a horse that is away for a week is a matter of that week; one away to the last day of the series is not coming back to it', async () => {
    const templateId = await rides()
    const away = { resourceId: centre.zhuldyz, reason: 'vet', from: monday }
    await call('availability.set', { ...away, until: '2025-10-10' } as never)
    expect(await codes()).toEqual([])
    const longer = { ...away, until: lastDay, instead: { from: monday } }
    const { unsettled } = await call('availability.set', longer as never)
    expect(unsettled?.templateIds).toEqual([templateId])
    expect(await codes()).toEqual([[templateId, ['horse_unavailable']]])
  })

  test('a horse that is retired while it is away is not coming back', async () => {
    const templateId = await rides()
    await call('availability.set', {
      ...{ resourceId: centre.zhuldyz, reason: 'vet', from: monday, until: '2025-10-10' },
    } as never)
    await retire()
    expect(await codes()).toEqual([[templateId, ['horse_unavailable']]])
  })

  test('an instructor without the role, a leader who has left, an arena out of service, one that is a cabinet by now', async () => {
    const templateId = await rides()
    await member(centre.instructor, { roles: [] })
    expect(await codes()).toEqual([[templateId, ['not_qualified']]])
    await member(centre.instructor, { roles: ['instructor'] })
    await member(centre.leader, { active: false })
    expect(await codes()).toEqual([[templateId, ['not_qualified']]])
    await member(centre.leader, { active: true })
    const { places } = await call('places.list', {})
    const { version: _, ...arena } = places.find((one) => one.id === centre.arena) ?? { version: 0 }
    await call('places.update', { ...arena, active: false } as never)
    expect(await codes()).toEqual([[templateId, ['place_closed']]])
    await call('places.update', { ...arena, use: 'cabinet' } as never)
    expect(await codes()).toEqual([[templateId, ['place_closed']]])
    await call('places.update', arena as never)
    expect(await codes()).toEqual([])
  })

  test('a member who does not work on one of its weekdays any more', async () => {
    const templateId = await rides()
    await member(centre.instructor, { hours: [{ day: 'mo', from: '09:00', until: '18:00' }] })
    const [one] = await series()
    expect(one).toMatchObject({ templateId, next: '2025-10-08' })
    expect(one?.findings).toMatchObject([{ code: 'staff_hours', severity: 'warn' }])
  })

  test('a statement that ended, an open contraindication, a child that has grown too heavy, one that needs two beside it', async () => {
    const templateId = await rides()
    for (const [change, code] of [
      [{ statementUntil: '2025-10-05' }, 'medical_expired'],
      [{ contraindication: 'сынық' }, 'contraindication_open'],
      [{ weightKg: 140 }, 'weight_limit'],
      [{ sidewalkersNeeded: 2 }, 'team_incomplete'],
    ] as const) {
      const { changeId } = await person(change)
      expect(await codes()).toEqual([[templateId, [code]]])
      await call('changes.undo', { changeId } as never)
    }
    // It is valid on the next days: nobody is asked for a new one half a year ahead.
    await person({ statementUntil: '2025-10-20' })
    expect(await codes()).toEqual([])
  })

  test('a holiday passes; a weekday on which the house opens no more does not', async () => {
    const templateId = await rides()
    await call('settings.closeDay', { date: monday, name: 'Қала күні' } as never)
    expect(await codes()).toEqual([])
    const { openingHours } = await call('settings.get', {})
    await call('settings.set', {
      openingHours: openingHours.filter(({ day }) => day !== 'we'),
    } as never)
    expect(await codes()).toEqual([[templateId, ['closed_day']]])
  })

  test('every fourth week, and nothing due in the days asked for', async () => {
    const templateId = await rides({ days: ['mo'], interval: 4, validUntil: '2025-12-28' })
    service.turnClock('2025-10-06T12:00')
    await retire()
    expect(await series({ from: '2025-10-07', until: '2025-10-12' })).toMatchObject([
      { templateId, next: '2025-11-03' },
    ])
  })

  test('one that has ended, and one that begins later, are not asked about', async () => {
    await rides({ validFrom: '2025-10-13' })
    await retire()
    expect(await codes()).toEqual([])
    expect(await codes({ from: monday, until: '2025-10-13' })).toHaveLength(1)
    service.turnClock('2025-11-27T09:00')
    expect(await codes({ from: '2025-11-27', until: '2025-12-10' })).toEqual([])
  })

  test('of sessions that are named, the series of those alone', async () => {
    const templateId = await rides()
    await rides({ start: '12:00' })
    await retire()
    expect(await series()).toHaveLength(2)
    const [first] = (await call('hippotherapy.day', { date: monday } as never)).sessions
    expect(await codes({ ...week, sessionIds: [first?.id] })).toEqual([
      [templateId, ['horse_unavailable']],
    ])
  })
})

describe('groups and appointments', () => {
  test('a teacher who has left, before any class of the term is planned', async () => {
    const studio = await smallStudio(service)
    const { unsettled } = await member(studio.teacherA, { active: false })
    expect(unsettled).toMatchObject({ count: 2, sessionIds: [], until: '2025-10-08' })
    expect(await series()).toMatchObject([
      { kind: 'class', title: 'ИЗ-1', groupId: studio.groupA, days: ['mo'], session: null },
      { kind: 'class', title: 'ИЗ-1', groupId: studio.groupA, days: ['we'], session: null },
    ])
  })

  test('a group with fewer places than members', async () => {
    const studio = await smallStudio(service)
    for (const personId of studio.people.slice(0, 3)) await studio.join(studio.groupA, personId)
    const group = await call('studio.group', { groupId: studio.groupA } as never)
    const { memberList: _, former: __, queue: ___, ...fields } = group
    const { unsettled } = await call('studio.updateGroup', { ...fields, capacity: 2 } as never)
    expect(unsettled?.templateIds).toHaveLength(2)
    expect((await series()).flatMap((one) => one.findings)).toMatchObject([
      { code: 'group_full', params: { name: 'ИЗ-1', capacity: 2, members: 3 } },
      { code: 'group_full' },
    ])
  })

  test('a psychologist who has left', async () => {
    const psychologist = await centre.member('Абенова', ['psychologist'])
    const { placeId } = await call('places.create', { name: 'Кабинет', use: 'cabinet' } as never)
    const { templateId } = await call('consultations.commitSeries', {
      ...{ personId: centre.aliya, psychologistId: psychologist, placeId },
      ...{ days: ['tu'], start: '11:00', minutes: 50, validFrom: monday, validUntil: lastDay },
    } as never)
    await member(psychologist, { active: false })
    expect(await series()).toMatchObject([
      { templateId, kind: 'consultation', title: 'Соколова Әлия', next: '2025-10-07' },
    ])
  })
})
