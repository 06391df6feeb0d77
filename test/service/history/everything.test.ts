import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallHouse } from '#test/support/boarding.ts'
import { client, monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { execute, rows, soundness } from '#test/support/tables.ts'
import { doUndoRedo, stateOf } from '#test/support/undo.ts'

let service: TestService
let centre: SmallCentre
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})
const call: TestService['call'] = (...asked) => service.call(...asked)

describe('is taken back whole and made again:', () => {
  test('a new file of somebody, and what is written in it later', async () => {
    await doUndoRedo(service, () => call('people.create', client({ familyName: 'Ахметова' })))
    const aliya = await call('people.get', { personId: centre.aliya })
    await doUndoRedo(service, () =>
      call('people.update', {
        ...aliya,
        familyName: 'Серікова',
        phone: '87012345678',
        categories: [{ category: 'orphan', from: null, until: null }],
      }),
    )
    const { people } = await call('people.search', { text: 'серикова' })
    expect(people.map((one) => one.id)).toEqual([centre.aliya])
  })

  test('a new horse, its mass and its days away', async () => {
    const fields = { name: 'Тұлпар', birthYear: 2014, massKg: 430 }
    await doUndoRedo(service, () => call('horses.create', fields))
    const [horse] = (await call('horses.list', {})).horses
    const absences = [{ from: monday, until: '2025-10-08', reason: 'ковка' }]
    await doUndoRedo(service, () =>
      call('horses.update', { ...horse, massKg: 500, absences } as never),
    )
  })

  test('a new member, their roles and hours', async () => {
    const fields = { familyName: 'Жұмабаева', givenName: 'Сәуле', roles: ['leader'] }
    await doUndoRedo(service, () => call('team.create', fields as never))
    const { members } = await call('team.list', {})
    const member = members.find((one) => one.id === centre.leader)
    await doUndoRedo(service, () =>
      call('team.update', { ...member, roles: ['sidewalker'], hours: [] } as never),
    )
  })

  test('a place, a room with its beds, a setting, a closed day', async () => {
    await doUndoRedo(service, () => call('places.create', { name: 'Левада' }))
    const room = { building: 'Б', floor: 1, number: '7', accessible: false, forWhom: 'any' }
    await doUndoRedo(service, () => call('boarding.createRoom', { ...room, beds: 2 } as never))
    const [made] = (await call('boarding.rooms', {})).rooms
    const { roomId } = made as { roomId: string }
    await doUndoRedo(service, () =>
      call('boarding.updateRoom', { ...room, roomId, beds: 3, accessible: true } as never),
    )
    await doUndoRedo(service, () => call('settings.set', { horseRestMinutes: 25 }))
    await doUndoRedo(service, () =>
      call('settings.closeDay', { date: '2025-11-03', name: 'Су жоқ' }),
    )
    await doUndoRedo(service, () => call('settings.openDay', { date: '2025-11-03' }))
  })

  test('a mark, its correction with a remark, and an absence that is known ahead', async () => {
    const { sessionId } = await call('hippotherapy.book', centre.ride())
    const whose = { sessionId, personId: centre.aliya }
    service.turnClock('2025-10-06T10:05')
    await doUndoRedo(service, () =>
      call('attendance.mark', { ...whose, mark: 'late', remark: 'пробки' }),
    )
    await doUndoRedo(service, () => call('attendance.mark', { ...whose, mark: 'absent' }))
    await doUndoRedo(service, () => call('attendance.mark', { ...whose, mark: null }))
    const { changes } = await call('attendance.trail', whose)
    expect(changes.at(-1)).toMatchObject({ after: null })
    const later = await call('hippotherapy.book', centre.ride({ date: '2025-10-08' }))
    const away = { personId: centre.aliya, from: '2025-10-08', until: '2025-10-09' }
    await doUndoRedo(service, () => call('attendance.announceAbsence', away))
    expect(await call('attendance.session', { sessionId: later.sessionId })).toMatchObject({
      lines: [{ mark: 'excused' }],
    })
    const [absence] = (await call('attendance.absences', { personId: centre.aliya })).absences
    const { absenceId } = absence as { absenceId: string }
    await doUndoRedo(service, () => call('attendance.withdrawAbsence', { absenceId }))
  })

  test('a spreadsheet that was brought in', async () => {
    const text =
      'ФИО;Дата рождения;Телефон\nАсанова Дана;01.02.2015;87015554433\nОмаров Али;03.04.2016;'
    const contentBase64 = Buffer.from(text).toString('base64')
    await doUndoRedo(service, () =>
      call('people.importCommit', { fileName: 'тізім.csv', contentBase64, kind: 'clients' }),
    )
    expect(await call('people.count', {})).toEqual({ people: 4 })
  })

  test('two files made one, with the rides and marks of both', async () => {
    const { personId: twin } = await call('people.create', { ...client(), evenIfSame: true })
    await call('hippotherapy.book', centre.ride())
    const second = await call('hippotherapy.book', centre.ride({ clientId: twin, start: '11:00' }))
    service.turnClock('2025-10-06T11:05')
    await call('attendance.mark', { sessionId: second.sessionId, personId: twin, mark: 'present' })
    await doUndoRedo(service, () => call('people.merge', { keptId: centre.aliya, mergedId: twin }))
  })

  test('a companion of a course, a bed, a wish', async () => {
    const house = await smallHouse(service)
    const { aisha, dana } = house.people
    await doUndoRedo(service, () => house.enrol(aisha))
    await doUndoRedo(service, () => house.enrol(dana, { companionOfId: aisha }))
    await doUndoRedo(service, () => house.sleep(aisha, house.bed('101')))
  })
})

test('what nothing changes leaves no change behind', async () => {
  const before = rows(service.databaseFile, 'SELECT count(*) AS count FROM change')
  const aliya = await call('people.get', { personId: centre.aliya })
  expect(await call('people.update', aliya)).toMatchObject({ changeId: null })
  expect(rows(service.databaseFile, 'SELECT count(*) AS count FROM change')).toEqual(before)
})

test('what a script writes behind the program’s back is recorded too, and is nobody’s to take back', async () => {
  execute(service.databaseFile, `UPDATE horse SET mass_kg = 501 WHERE id = '${centre.aqboz}'`)
  const [step] = rows(
    service.databaseFile,
    `SELECT change.id, kind, before, after FROM change_step JOIN change ON change.id = change_id
     WHERE row_key = '${centre.aqboz}' AND table_name = 'horse' ORDER BY step DESC LIMIT 1`,
  )
  expect(step).toMatchObject({ kind: 'outside' })
  expect(JSON.parse(String(step?.before)).mass_kg).toBe(460)
  expect(JSON.parse(String(step?.after)).mass_kg).toBe(501)
  expect(await service.refusal('changes.undo', { changeId: step?.id })).toBe('nothing_to_undo')
})

test('who has changed it since, and when, is said, and what they wrote stays', async () => {
  const aliya = await call('people.get', { personId: centre.aliya })
  const { changeId } = await call('people.update', { ...aliya, phone: '+77011112233' })
  const now = await call('people.get', { personId: centre.aliya })
  await call('people.update', { ...now, phone: '+77019998877' }, centre.administrator)
  const before = stateOf(service)
  expect(await service.raw('changes.undo', { changeId })).toMatchObject({
    ok: false,
    code: 'changed_since',
    params: { by: 'Ермеков Ғани', at: '2025-10-06T08:40' },
  })
  expect(stateOf(service)).toEqual(before)
})

test('of somebody who has a ride by now cannot be taken back', async () => {
  const { personId, changeId } = await call('people.create', client({ familyName: 'Ахметова' }))
  await call('hippotherapy.book', centre.ride({ clientId: personId }))
  expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
})

test('the screens hear what was really changed', async () => {
  await call('settings.closeDay', { date: '2025-11-03', name: 'Су жоқ' })
  expect(service.changes.at(-1)?.topics).toEqual(['settings'])
  const { sessionId } = await call('hippotherapy.book', centre.ride())
  expect(service.changes.at(-1)?.topics).toEqual(['sessions'])
  await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
  expect(service.changes.at(-1)?.topics).toEqual(['marks', 'sessions'])
})
