/** Undo is no second way past the rules: what is put back is judged like anything else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusalsOf, smallHouse } from '#test/support/boarding.ts'
import { monday, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.remove())
const call: TestService['call'] = (...asked) => service.call(...asked)
const refusals = (method: string, changeId: string | null) =>
  refusalsOf(service, method, { changeId })

describe('a ride', () => {
  test('on a horse that has been sent to the vet stays cancelled', async () => {
    const centre = await smallCentre(service)
    const { sessionId } = await call('hippotherapy.book', centre.ride())
    const { changeId } = await call('hippotherapy.cancel', { sessionId, reason: 'family' })
    const { horses } = await call('horses.list', {})
    const horse = horses.find((one) => one.id === centre.zhuldyz)
    const absences = [{ from: monday, until: monday, reason: 'ветеринар' }]
    await call('horses.update', { ...horse, absences } as never)
    const before = stateOf(service)
    expect(await refusals('changes.undo', changeId)).toEqual(['horse_unavailable'])
    expect(stateOf(service)).toEqual(before)
  })

  test('for which the horse has worked enough by now does not come back', async () => {
    const centre = await smallCentre(service)
    await call('settings.set', { horseDailyBlockMinutes: 60, horseRestMinutes: 0 } as never)
    const { sessionId } = await call('hippotherapy.book', centre.ride({ start: '09:00' }))
    const { changeId } = await call('hippotherapy.cancel', { sessionId, reason: 'family' })
    const other = { horseId: centre.zhuldyz, minutes: 30 }
    await call('hippotherapy.book', centre.otherRide({ ...other, start: '11:00' }))
    await call('hippotherapy.book', centre.otherRide({ ...other, start: '12:00' }))
    expect(await refusals('changes.undo', changeId)).toEqual(['horse_daily_limit'])
  })

  test('that a coordinator let through with a reason is let through again', async () => {
    const centre = await smallCentre(service)
    await call('people.update', {
      ...(await call('people.get', { personId: centre.aliya })),
      statementUntil: '2025-10-01',
    })
    const override = { reason: 'Справка будет завтра' }
    const wish = centre.ride({ override })
    const { sessionId } = await call('hippotherapy.book', wish, centre.coordinator)
    const { changeId } = await call('hippotherapy.cancel', { sessionId, reason: 'family' })
    expect(await refusals('changes.undo', changeId)).toEqual([])
  })
})

describe('a group', () => {
  test('that has filled up does not get back who left it', async () => {
    const studio = await smallStudio(service, 3)
    const [one, two, three, four] = studio.people as [string, string, string, string]
    for (const personId of [one, two, three]) await studio.join(studio.groupA, personId)
    const left = await call('studio.leave', {
      groupId: studio.groupA,
      personId: one,
      on: '2025-10-20',
    })
    await call('studio.join', { groupId: studio.groupA, personId: four, from: '2025-10-20' })
    expect(await refusals('changes.undo', left.changeId)).toEqual(['group_full'])
  })

  test('has nobody twice: a joining that was taken back is not made again after another', async () => {
    const studio = await smallStudio(service, 3)
    const [one] = studio.people as [string]
    const asked = { groupId: studio.groupA, personId: one, from: monday }
    const first = await call('studio.join', asked)
    await call('changes.undo', { changeId: first.changeId })
    await call('studio.join', asked)
    expect(await refusals('changes.redo', first.changeId)).toEqual(['already_member'])
  })

  test('a class that moved stays where it is marked, also for somebody who has left since', async () => {
    const studio = await smallStudio(service, 3)
    const [one, two] = studio.people as [string, string]
    for (const personId of [one, two]) await studio.join(studio.groupA, personId)
    await studio.plan(studio.groupA)
    const { classes } = await call('studio.week', { from: monday })
    const [lesson] = classes
    const { sessionId } = lesson as { sessionId: string }
    const moved = await call('studio.move', { sessionId, start: '12:00' })
    await service.mark({ sessionId, personId: one, mark: 'present' })
    await call('studio.leave', { groupId: studio.groupA, personId: one, on: '2025-10-07' })
    expect(await refusals('changes.undo', moved.changeId)).toEqual(['session_marked'])
  })
})

test('whoever has left a group is on the list of a class for their mark alone, and goes with it', async () => {
  const studio = await smallStudio(service, 3)
  const [one, two] = studio.people as [string, string]
  for (const personId of [one, two]) await studio.join(studio.groupA, personId)
  const [sessionId = ''] = await studio.plan(studio.groupA)
  const listed = async () =>
    (await call('attendance.session', { sessionId })).lines.map((line) => line.personId)
  const marks: (string | null)[] = []
  for (const personId of [one, two]) {
    const { changeId } = await service.mark({ sessionId, personId, mark: 'present' })
    marks.push(changeId)
    await call('studio.leave', { groupId: studio.groupA, personId, on: monday })
  }
  expect(await listed()).toEqual(expect.arrayContaining([one, two]))
  await call('changes.undo', { changeId: marks[0] ?? null })
  expect(await listed()).toEqual([two])
  await service.mark({ sessionId, personId: two, mark: null })
  expect(await listed()).toEqual([])
})

test('a room that has become one without access does not get back who needs it', async () => {
  const house = await smallHouse(service)
  const { gani } = house.people
  await house.enrol(gani, { wheelchair: true })
  const [room] = (await call('boarding.rooms', {})).rooms.filter((one) => one.number === '101')
  const { roomId, beds, closures: _, version: __, ...fields } = room as NonNullable<typeof room>
  await call('boarding.updateRoom', {
    ...fields,
    roomId,
    beds: beds.length,
    accessible: true,
    forWhom: 'any',
  })
  const slept = await house.sleep(gani, house.bed('101'))
  await call('changes.undo', { changeId: slept.changeId })
  await call('boarding.updateRoom', {
    ...fields,
    roomId,
    beds: beds.length,
    accessible: false,
    forWhom: 'any',
  })
  expect(await refusals('changes.redo', slept.changeId)).toEqual(['room_access'])
})

describe('who and what is in the way is said:', () => {
  const refused = async (method: string, input: object, actor?: string) => {
    const reply = await service.raw(method, input, actor)
    return reply.ok ? null : { code: reply.code, ...reply.params }
  }

  test('whom somebody has marked, in which session', async () => {
    const centre = await smallCentre(service)
    const { sessionId, changeId } = await call('hippotherapy.book', centre.ride())
    await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
    const marked = { code: 'session_marked', who: 'Соколова Әлия', date: monday, start: '10:00' }
    expect(await refused('changes.undo', { changeId })).toEqual(marked)
    expect(await refused('hippotherapy.move', { sessionId, start: '12:00' })).toEqual(marked)
    expect(await refused('hippotherapy.cancel', { sessionId, reason: 'family' })).toEqual(marked)
  })

  test('the bed that somebody has been given since, and by whom', async () => {
    const house = await smallHouse(service)
    const { aisha } = house.people
    const { changeId } = await house.enrol(aisha)
    await house.sleep(aisha, house.bed('101'), {}, house.team.administrator)
    expect(await refused('changes.undo', { changeId })).toMatchObject({
      ...{ code: 'changed_since', by: 'Ермекова Сәуле', at: '2025-10-06T08:40' },
      what: { code: 'stay', params: { who: 'Абенова Айша', bed: 'Ақ Бастау, 101 · 1', put: true } },
    })
  })

  test('the companion who has come since', async () => {
    const house = await smallHouse(service)
    const { aisha, dana } = house.people
    const { changeId } = await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha }, house.team.administrator)
    expect(await refused('changes.undo', { changeId })).toMatchObject({
      ...{ code: 'changed_since', by: 'Ермекова Сәуле' },
      what: { code: 'enrolment', params: { who: 'Дүйсенова Дана' } },
    })
  })

  test('the room that has had its bed taken out since', async () => {
    const house = await smallHouse(service)
    const { aisha } = house.people
    await house.enrol(aisha)
    const slept = await house.sleep(aisha, house.bed('101', 3))
    await call('changes.undo', { changeId: slept.changeId })
    const [room] = (await call('boarding.rooms', {})).rooms.filter((one) => one.number === '101')
    const { closures: _, version: __, beds: ___, ...fields } = room as NonNullable<typeof room>
    await call('boarding.updateRoom', { ...fields, beds: 2 }, house.team.administrator)
    expect(await refused('changes.redo', { changeId: slept.changeId })).toMatchObject({
      ...{ code: 'changed_since', by: 'Ермекова Сәуле' },
      what: { code: 'room', params: { name: 'Ақ Бастау, 101' } },
    })
  })

  test('the horse that has the name by now', async () => {
    const centre = await smallCentre(service)
    const [horse] = (await call('horses.list', {})).horses.filter((one) => one.name === 'Ақбоз')
    const { changeId } = await call('horses.update', { ...horse, name: 'Ақтан' } as never)
    const fields = { name: 'Ақбоз', birthYear: 2014, massKg: 430 }
    await call('horses.create', fields, centre.administrator)
    expect(await refused('changes.undo', { changeId })).toMatchObject({
      ...{ code: 'changed_since', by: 'Ермеков Ғани' },
      what: { code: 'horse', params: { name: 'Ақбоз' } },
    })
  })

  test('a session that takes place is not restored', async () => {
    const centre = await smallCentre(service)
    const { sessionId } = await call('hippotherapy.book', centre.ride())
    expect(await refused('hippotherapy.restore', { sessionId })).toEqual({ code: 'session_stands' })
  })
})
