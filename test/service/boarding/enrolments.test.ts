import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closeSound,
  refusalsOf,
  type SmallHouse,
  smallHouse,
  week,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { doUndoRedo, stateOf } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  house = await smallHouse(service)
})
afterEach(() => closeSound(service))

const courseOf = async (courseId: string = house.courseId) =>
  await call('boarding.course', { courseId })
const fields = (change: object = {}) => ({
  ...{ courseId: house.courseId, name: 'Қазан', ...week, capacity: 4 },
  ...change,
})
const stateNow = async (personId: string) => (await house.enrolment(personId))?.state
/** It is a day of the week already. */
const day = (date: string) => service.turnClock(`${date}T09:00`)
const who = (personId: string) => ({ courseId: house.courseId, personId })

describe('a course', () => {
  test('is made, counted and taken out again', async () => {
    const make = { name: 'Қараша', from: '2025-11-03', until: '2025-11-09', capacity: 25 }
    await doUndoRedo(service, () => call('boarding.createCourse', make))
    const { courses } = await call('boarding.courses', { year: 2025 })
    expect(courses.map((one) => one.name)).toEqual(['Қараша', 'Қазан'])
    const courseId = courses[0]?.courseId as string
    await doUndoRedo(service, () => call('boarding.removeCourse', { courseId }))
    expect((await call('boarding.courses', { year: 2025 })).courses).toHaveLength(1)
  })

  test('lasts a night at least and sixty at most', async () => {
    const wrong = (until: string) =>
      service.refusal('boarding.createCourse', { name: 'Х', from: week.from, until, capacity: 5 })
    expect(await wrong(week.from)).toBe('bad_request')
    expect(await wrong('2025-12-13')).toBe('bad_request')
    expect(await wrong('2025-12-12')).toBe(null)
  })

  test('in which anybody is, or that has sessions, is not taken out nor taken back', async () => {
    const next = { name: 'Келесі', from: '2025-11-03', until: '2025-11-09', capacity: 5 }
    const { courseId, changeId } = await call('boarding.createCourse', next)
    const enrolled = await house.enrol(house.people.aisha, { courseId })
    expect(await service.refusal('boarding.removeCourse', { courseId })).toBe('in_use')
    expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
    await call('changes.undo', { changeId: enrolled.changeId })
    const { sessionId } = await call(
      'boarding.bookSession',
      house.lesson({ courseId, date: '2025-11-04' }),
    )
    expect(sessionId).toBeTruthy()
    expect(await service.refusal('boarding.removeCourse', { courseId })).toBe('in_use')
    expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
  })
})

describe('other dates of a course', () => {
  const later = { from: '2025-10-15', until: '2025-10-21' }

  test('move people, beds and sessions together', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101'))
    await call('boarding.move', { ...who(aisha), bedId: house.bed('201'), from: '2025-10-16' })
    await call('boarding.takeRoom', {
      ...{ ...who(bolat), roomId: house.rooms['102'], from: week.from, to: week.until },
    })
    const lesson = await house.book({ date: week.from })
    expect(await call('boarding.tryUpdateCourse', fields(later))).toMatchObject({
      ...{ stays: 4, sessions: 1, findings: [], unsettled: { count: 0 } },
    })
    await doUndoRedo(service, () => call('boarding.updateCourse', fields(later)))
    expect(await house.nights(aisha)).toEqual(['101/1 15–18', '201/1 18–21'])
    expect(await house.nights(bolat)).toEqual(['102/1 15–21', '102/2 15–21 kept'])
    expect((await courseOf()).programme.map((one) => one.date)).toEqual([later.from])
    expect(house.listed(lesson)).toEqual(['Айша', 'Болат'])
  })

  test('a longer and a shorter week reach those who stay to the end', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101'))
    await house.sleep(bolat, house.bed('102'), { to: '2025-10-15' })
    await doUndoRedo(service, () => call('boarding.updateCourse', fields({ until: '2025-10-22' })))
    expect([...(await house.nights(aisha)), ...(await house.nights(bolat))]).toEqual([
      ...['101/1 13–22', '102/1 13–15'],
    ])
    await doUndoRedo(service, () => call('boarding.updateCourse', fields({ until: '2025-10-14' })))
    expect([...(await house.nights(aisha)), ...(await house.nights(bolat))]).toEqual([
      ...['101/1 13–14', '102/1 13–14'],
    ])
  })

  describe('into days on which others are there', () => {
    const moved = () => fields({ from: '2025-10-20', until: '2025-10-26' })
    let next: string
    beforeEach(async () => {
      const { aisha, bolat, dana } = house.people
      for (const one of [aisha, dana]) await house.enrol(one)
      await house.sleep(aisha, house.bed('201', 1))
      await house.sleep(dana, house.bed('101', 1))
      next = await house.course({ name: 'Келесі', from: '2025-10-20', until: '2025-10-26' })
      await house.enrol(bolat, { courseId: next })
    })
    const sleepsNext = (bed: number) =>
      house.sleep(house.people.bolat, house.bed('201', bed), {
        ...{ courseId: next, from: '2025-10-20', to: '2025-10-26' },
      })

    test('all that is in the way is said, and nothing is saved', async () => {
      await sleepsNext(1)
      await house.book({ date: week.from })
      await house.book({ courseId: next, date: '2025-10-20', leaderId: null })
      const before = stateOf(service)
      const expected = ['overlap bed', 'overlap place']
      expect((await refusalsOf(service, 'boarding.updateCourse', moved())).sort()).toEqual(expected)
      const { findings } = await call('boarding.tryUpdateCourse', moved())
      expect(findings).toHaveLength(2)
      expect(stateOf(service)).toEqual(before)
      const short = fields({ from: week.from, until: '2025-10-14' })
      await call('boarding.updateCourse', fields())
      await house.book({ date: '2025-10-16', start: '15:00' })
      expect(await refusalsOf(service, 'boarding.updateCourse', short)).toEqual(['course_dates'])
    })

    test('a room that is closed then or has others in it is to be settled, said beforehand and after', async () => {
      await sleepsNext(2)
      await call('boarding.closeRoom', {
        ...{ roomId: house.rooms['101'], from: '2025-10-21', until: '2025-10-21' },
      })
      const said = await call('boarding.tryUpdateCourse', moved())
      expect(said).toMatchObject({ findings: [], stays: 2, unsettled: { count: 3 } })
      const { unsettled } = await call('boarding.updateCourse', moved())
      expect(unsettled).toEqual(said.unsettled)
      const { stays } = await call('schedule.unsettled', {
        from: '2025-10-20',
        until: '2025-10-26',
      })
      expect(stays.map(({ name, findings }) => [name, findings[0]?.code]).sort()).toEqual([
        ['Абенова Айша', 'room_sex'],
        ['Байжанов Болат', 'room_sex'],
        ['Дүйсенова Дана', 'room_closed'],
      ])
    })
  })

  test('the arrival does not move once somebody has come; the departure does', async () => {
    const { aisha } = house.people
    await house.enrol(aisha)
    await house.sleep(aisha, house.bed('101'))
    day(week.from)
    await call('boarding.arrive', { ...who(aisha), on: week.from })
    expect(await service.refusal('boarding.updateCourse', fields(later))).toBe('course_started')
    await doUndoRedo(service, () => call('boarding.updateCourse', fields({ until: '2025-10-21' })))
    expect(await house.nights(aisha)).toEqual(['101/1 13–21'])
  })
})

describe('somebody is enrolled', () => {
  test('with whom they accompany, wishes, food and wheelchair; what is left out stays', async () => {
    const { aisha, dana, gani } = house.people
    await doUndoRedo(service, () => house.enrol(aisha, { diet: 'диабеттік', note: 'кеш келеді' }))
    await doUndoRedo(service, () => house.enrol(gani, { shareWithIds: [aisha] }))
    await doUndoRedo(service, () => house.enrol(dana, { companionOfId: aisha }))
    expect((await courseOf()).people).toMatchObject([
      { personId: aisha, diet: 'диабеттік', note: 'кеш келеді', wheelchair: false, shareWith: [] },
      { personId: dana, companionOfId: aisha, companionOfName: 'Абенова Айша' },
      { personId: gani, wheelchair: true, shareWith: [{ personId: aisha }] },
    ])
    await doUndoRedo(service, () => house.enrol(aisha, { diet: null }))
    expect(await house.enrolment(aisha)).toMatchObject({ diet: null, note: 'кеш келеді' })
    await doUndoRedo(service, () => house.enrol(gani, { shareWithIds: [dana] }))
    expect((await house.enrolment(gani))?.shareWith.map((one) => one.personId)).toEqual([dana])
    expect(await courseOf()).toMatchObject({
      participants: 2,
      companions: 1,
      reserve: 0,
      placed: 0,
    })
  })

  test('nobody accompanies a companion, themselves, or somebody who is not there', async () => {
    const { aisha, dana, zhanar, bolat } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    const asked = (personId: string, companionOfId: string) =>
      service.refusal('boarding.enrol', { ...who(personId), companionOfId })
    expect(await asked(zhanar, dana)).toBe('bad_request')
    expect(await asked(aisha, aisha)).toBe('bad_request')
    expect(await asked(aisha, dana)).toBe('bad_request')
    expect(await asked(zhanar, bolat)).toBe('not_found')
    await house.enrol(bolat)
    await call('boarding.withdraw', who(bolat))
    expect(await asked(zhanar, bolat)).toBe('not_found')
    expect(await service.refusal('boarding.enrol', { ...who(aisha), shareWithIds: [aisha] })).toBe(
      'bad_request',
    )
    expect(await service.refusal('boarding.enrol', { ...who(aisha), shareWithIds: [zhanar] })).toBe(
      'not_found',
    )
  })

  test('who is written down is not taken back from under their bed or companion', async () => {
    const { aisha, dana } = house.people
    const first = await house.enrol(aisha)
    const second = await house.enrol(dana, { companionOfId: aisha })
    expect(await service.refusal('changes.undo', first)).toBe('changed_since')
    await house.sleep(dana, house.bed('101'))
    expect(await service.refusal('changes.undo', second)).toBe('changed_since')
  })

  test('elsewhere at the hour of a session: refused, or left out of it', async () => {
    const { bolat } = house.people
    const other = await house.course({ name: 'Басқа' })
    await house.enrol(bolat, { courseId: other })
    await house.book({ courseId: other, placeId: house.kitchen, leaderId: null })
    const lessons = [await house.book(), await house.book({ date: '2025-10-15' })]
    const asked = { ...who(bolat) }
    expect(await refusalsOf(service, 'boarding.enrol', asked)).toEqual(['overlap client'])
    await doUndoRedo(service, () => house.enrol(bolat, { leaveClashes: true }))
    expect(lessons.map(house.listed)).toEqual([[], ['Болат']])
  })
})

describe('a full course', () => {
  beforeEach(async () => {
    await call('boarding.updateCourse', fields({ capacity: 2 }))
    for (const one of [house.people.aisha, house.people.bolat]) await house.enrol(one)
  })

  test('of fewer places than participants is saved, and says that it is over-full', async () => {
    const over = [
      { code: 'course_full', severity: 'warn', params: { capacity: 1, participants: 2 } },
    ]
    const asked = fields({ capacity: 1 })
    expect((await call('boarding.tryUpdateCourse', asked)).findings).toMatchObject(over)
    expect((await call('boarding.updateCourse', asked)).warnings).toMatchObject(over)
  })

  test('takes companions, but no participant unless a coordinator says why', async () => {
    const { dana, zhanar, aisha } = house.people
    await house.enrol(dana, { companionOfId: aisha })
    expect(await refusalsOf(service, 'boarding.enrol', who(zhanar))).toEqual(['course_full'])
    const override = { reason: 'қала әкімдігінің өтініші' }
    const asked = { ...who(zhanar), override }
    expect(await service.refusal('boarding.enrol', asked, house.team.administrator)).toBe(
      'override_not_allowed',
    )
    await house.enrol(zhanar, { override }, house.team.coordinator)
    expect((await house.enrolment(zhanar))?.note).toBe(override.reason)
    expect(
      await refusalsOf(service, 'boarding.enrol', { ...who(dana), companionOfId: null }),
    ).toEqual(['course_full'])
  })

  test('whom a coordinator has let in is let in again, and who was taken off by mistake comes back', async () => {
    const override = { reason: 'қала әкімдігінің өтініші' }
    const { zhanar, bolat } = house.people
    await doUndoRedo(service, () => house.enrol(zhanar, { override }, house.team.coordinator))
    await doUndoRedo(service, () => call('boarding.withdraw', who(bolat)))
    await doUndoRedo(service, () => call('boarding.noShow', who(bolat)))
  })

  test('of fewer places by now gets back who was taken off, unless the course has changed since', async () => {
    const { bolat } = house.people
    await call('boarding.updateCourse', fields({ capacity: 1 }))
    const { changeId } = await call('boarding.withdraw', who(bolat))
    await call('changes.undo', { changeId: changeId ?? '' })
    await call('changes.redo', { changeId: changeId ?? '' })
    await call('boarding.updateCourse', fields({ capacity: 1, name: 'Қазан, қысқа' }))
    expect(await refusalsOf(service, 'changes.undo', { changeId })).toEqual(['course_full'])
  })

  test('has a reserve list in order, to which whoever comes back comes last', async () => {
    const { dana, zhanar, gani } = house.people
    for (const one of [zhanar, dana, gani]) await house.enrol(one, { reserve: true })
    const queue = async () =>
      (await courseOf()).people.filter((one) => one.state === 'reserve').map((one) => one.personId)
    expect(await queue()).toEqual([zhanar, dana, gani])
    await call('boarding.withdraw', who(zhanar))
    await house.enrol(zhanar, { reserve: true })
    expect(await queue()).toEqual([dana, gani, zhanar])
  })

  test('who waits with somebody comes with them', async () => {
    const { dana, zhanar, bolat } = house.people
    await house.enrol(zhanar, { reserve: true })
    await house.enrol(dana, { companionOfId: zhanar })
    expect(await stateNow(dana)).toBe('reserve')
    await call('boarding.withdraw', who(bolat))
    await doUndoRedo(service, () => house.enrol(zhanar))
    expect([await stateNow(zhanar), await stateNow(dana)]).toEqual(['expected', 'expected'])
  })
})

describe('somebody is taken off', () => {
  test('companions, beds and lists go with them, and all of it comes back', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2))
    const lesson = await house.book()
    await doUndoRedo(service, () => call('boarding.withdraw', who(aisha)))
    expect([await stateNow(aisha), await stateNow(dana)]).toEqual(['withdrawn', 'withdrawn'])
    expect(stateOf(service).stay).toEqual([])
    expect(house.listed(lesson)).toEqual([])
    await doUndoRedo(service, () => house.enrol(aisha))
    expect(house.listed(lesson)).toEqual(['Айша'])
  })

  test('not after they have come or been marked', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    const sessionId = await house.book()
    await service.mark({ sessionId, personId: aisha, mark: 'present' })
    expect(await service.refusal('boarding.withdraw', who(aisha))).toBe('session_marked')
    day(week.from)
    await call('boarding.arrive', { ...who(bolat), on: week.from })
    expect(await service.refusal('boarding.withdraw', who(bolat))).toBe('course_started')
    expect(await service.refusal('boarding.noShow', who(bolat))).toBe('course_started')
  })
})

describe('somebody of the reserve list', () => {
  const replace = (personId: string, byPersonId: string, on: string = week.from) =>
    call('boarding.replace', { ...who(personId), byPersonId, on })

  test('is the one participant of a course for one, on every screen and sheet', async () => {
    const { aisha, bolat, dana } = house.people
    const one = await house.course({ name: 'Біреуі', ...week, capacity: 1 })
    const into = { courseId: one }
    await house.enrol(aisha, into)
    await house.enrol(bolat, { ...into, reserve: true })
    await house.sleep(aisha, house.bed('103'), into)
    day('2025-10-15')
    await call('boarding.arrive', { ...into, personId: aisha, on: week.from })
    const change = { ...into, personId: aisha, byPersonId: bolat, on: '2025-10-15' }
    expect((await call('boarding.replace', change)).placed).toBe(true)
    const counts = { participants: 1, companions: 0, placed: 1, capacity: 1 }
    expect(await call('boarding.course', into)).toMatchObject(counts)
    const { courses } = await call('boarding.courses', {})
    expect(courses.find(({ courseId }) => courseId === one)).toMatchObject(counts)
    expect(await call('sheets.courseRoster', into)).toMatchObject({
      participants: 1,
      companions: 0,
    })
    expect(await service.refusal('boarding.enrol', { ...into, personId: dana })).toBe(
      'rules_refused',
    )
  })

  test('takes place and bed', async () => {
    const { aisha, zhanar } = house.people
    await house.enrol(aisha)
    await house.sleep(aisha, house.bed('101'))
    await house.enrol(zhanar, { reserve: true })
    const lesson = await house.book()
    await doUndoRedo(service, () => replace(aisha, zhanar))
    expect(await house.nights(zhanar)).toEqual(['101/1 13–19'])
    expect(await house.enrolment(zhanar)).toMatchObject({
      ...{ state: 'expected', replaces: 'Абенова Айша' },
    })
    expect(await stateNow(aisha)).toBe('withdrawn')
    expect(house.listed(lesson)).toEqual(['Жанар'])
  })

  test('takes the place without the bed where the rules forbid it', async () => {
    const { aisha, bolat } = house.people
    await house.enrol(aisha)
    await house.sleep(aisha, house.bed('101'))
    await house.enrol(bolat, { reserve: true })
    const answer = await replace(aisha, bolat)
    expect(answer).toMatchObject({ placed: false, findings: [{ code: 'room_sex' }] })
    expect([await stateNow(bolat), ...(await house.nights(bolat))]).toEqual(['expected'])
  })

  test('comes for the rest of the week when somebody leaves, and nobody else does', async () => {
    const { aisha, bolat, dana, zhanar } = house.people
    await call('boarding.updateCourse', fields({ capacity: 2 }))
    for (const one of [aisha, bolat]) await house.enrol(one)
    for (const one of [zhanar, dana]) await house.enrol(one, { reserve: true })
    await house.sleep(aisha, house.bed('101'))
    day('2025-10-16')
    await call('boarding.arrive', { ...who(aisha), on: week.from })
    await doUndoRedo(service, () => replace(aisha, zhanar, '2025-10-16'))
    expect([...(await house.nights(aisha)), ...(await house.nights(zhanar))]).toEqual([
      ...['101/1 13–16', '101/1 16–19'],
    ])
    expect(await refusalsOf(service, 'boarding.enrol', who(dana))).toEqual(['course_full'])
    // The place of whoever left belongs to one: when another goes, it is free again.
    await call('boarding.withdraw', who(bolat))
    await house.enrol(dana)
  })

  test('is the only one who can, and only for a participant whose place is still there', async () => {
    const { aisha, bolat, dana, zhanar } = house.people
    await call('boarding.updateCourse', fields({ capacity: 1 }))
    await house.enrol(aisha)
    await house.enrol(bolat, { companionOfId: aisha })
    await house.enrol(dana, { reserve: true })
    const refused = (personId: string, byPersonId: string) =>
      refusalsOf(service, 'boarding.replace', { ...who(personId), byPersonId, on: week.from })
    expect(await refused(aisha, bolat)).toEqual(['not_found'])
    expect(await refused(bolat, dana)).toEqual(['not_found'])
    await call('boarding.noShow', who(aisha))
    await house.enrol(zhanar)
    expect(await refused(aisha, dana)).toEqual(['course_full'])
  })
})

test('the courses of a person are told the latest first, each with how it stood and where they slept', async () => {
  const { aisha, dana } = house.people
  const later = { name: 'Қараша', from: '2025-11-03', until: '2025-11-09' }
  const { courseId } = await call('boarding.createCourse', { ...later, capacity: 4 })
  await house.enrol(aisha, { diet: 'халал' })
  await house.sleep(aisha, house.bed('101'))
  day(week.from)
  await call('boarding.arrive', { ...who(aisha), on: week.from })
  await house.enrol(aisha, { courseId, reserve: true })
  await house.enrol(dana, { companionOfId: aisha })
  const { courses } = await call('boarding.ofPerson', { personId: aisha })
  expect(courses).toMatchObject([
    { courseId, courseName: 'Қараша', enrolment: { state: 'reserve', stays: [] } },
    {
      ...{ courseId: house.courseId, courseName: 'Қазан' },
      enrolment: {
        ...{ personId: aisha, state: 'here', diet: 'халал', from: week.from },
        stays: [{ roomName: 'Ақ Бастау, 101', bed: 1, from: week.from, to: week.until }],
      },
    },
  ])
  const hers = (await call('boarding.ofPerson', { personId: dana })).courses
  expect(hers).toMatchObject([{ enrolment: { companionOfName: 'Абенова Айша' } }])
})
