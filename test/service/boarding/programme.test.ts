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

const sessionNamed = async (sessionId: string) =>
  (await call('boarding.course', { courseId: house.courseId })).programme.find(
    (one) => one.sessionId === sessionId,
  )

describe('the programme', () => {
  test('is for everybody of the day; booked, moved, cancelled, restored, each taken back', async () => {
    const { aisha, bolat, dana } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    await house.enrol(dana, { companionOfId: aisha })
    await doUndoRedo(service, () => call('boarding.bookSession', house.lesson()))
    const sessionId = await house.book({ date: '2025-10-15' })
    expect(house.listed(sessionId)).toEqual(['Айша', 'Болат'])
    await doUndoRedo(service, () => call('boarding.moveSession', { sessionId, start: '15:00' }))
    expect(await sessionNamed(sessionId)).toMatchObject({ start: '15:00', end: '16:00', people: 2 })
    await doUndoRedo(service, () => call('boarding.cancelSession', { sessionId, reason: 'staff' }))
    expect(await sessionNamed(sessionId)).toMatchObject({ state: 'cancelled' })
    expect(await service.refusal('boarding.moveSession', { sessionId, start: '09:00' })).toBe(
      'session_cancelled',
    )
    await doUndoRedo(service, () => call('boarding.restoreSession', { sessionId }))
  })

  test('place, leader and the days of the course stand', async () => {
    await house.book()
    const asked = (change: object) =>
      refusalsOf(service, 'boarding.bookSession', house.lesson(change))
    expect(await asked({ start: '10:30' })).toEqual(['overlap course_leader', 'overlap place'])
    expect(await asked({ date: '2025-10-20' })).toEqual(['course_dates'])
    expect(await asked({ start: '23:30' })).toEqual(['past_midnight'])
    const { findings } = await call(
      'boarding.checkSession',
      house.lesson({ leaderId: null, start: '12:00' }),
    )
    expect(findings.map((one) => one.code)).toEqual(['team_incomplete'])
  })

  test('marks stay when somebody leaves, and walk-in people are in the register of the course', async () => {
    const { aisha, bolat, zhanar } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    const sessionId = await house.book({ date: '2025-10-16' })
    await service.mark({ sessionId, personId: aisha, mark: 'present' })
    await call('attendance.walkIn', { sessionId, person: { personId: zhanar } })
    service.turnClock('2025-10-16T20:00')
    await call('boarding.arrive', { courseId: house.courseId, personId: aisha, on: week.from })
    await call('boarding.depart', { courseId: house.courseId, personId: aisha, on: '2025-10-15' })
    expect(house.listed(sessionId)).toEqual(['Айша', 'Болат', 'Жанар'])
    expect(await service.refusal('boarding.moveSession', { sessionId, start: '09:00' })).toBe(
      'session_marked',
    )
    const register = await call('attendance.register', { courseId: house.courseId })
    expect(register.days).toHaveLength(7)
    expect(register.people.map((one) => one.totals.present)).toEqual([1, 0, expect.any(Number)])
  })

  test('of another course is copied day by day; what clashes or falls outside is told', async () => {
    await house.book({ date: week.from })
    await house.book({ date: week.until, start: '09:00' })
    const gone = await house.book({ date: '2025-10-15' })
    await call('boarding.cancelSession', { sessionId: gone, reason: 'staff' })
    await house.book({ date: '2025-10-14' })
    const courseId = await house.course({ name: 'Қысқа', from: '2025-10-27', until: '2025-10-30' })
    const other = await house.course({ name: 'Басқа', from: '2025-10-27', until: '2025-10-30' })
    await house.book({ courseId: other, date: '2025-10-28' })
    const copy = { courseId, fromCourseId: house.courseId }
    const tried = await call('boarding.tryCopyProgramme', copy)
    expect(tried).toMatchObject({
      made: 1,
      left: [{ date: '2025-10-28' }, { date: '2025-11-02', findings: [{ code: 'course_dates' }] }],
    })
    await doUndoRedo(service, () => call('boarding.copyProgramme', copy))
    expect(
      await service.refusal('boarding.copyProgramme', { courseId, fromCourseId: courseId }),
    ).toBe('bad_request')
  })
})

describe('a proposal', () => {
  const propose = (fixed: { personId: string; bedId: string }[] = []) =>
    call('boarding.propose', { courseId: house.courseId, fixed })

  test('keeps what is fixed, is the same again, and is accepted in one step', async () => {
    const { aisha, dana, bolat, gani } = house.people
    for (const one of [aisha, bolat, gani]) await house.enrol(one)
    await house.enrol(dana, { companionOfId: aisha })
    const fixed = [{ personId: bolat, bedId: house.bed('202') }]
    const before = stateOf(service)
    const plan = await propose(fixed)
    expect(stateOf(service)).toEqual(before)
    expect(await propose(fixed)).toEqual(plan)
    expect(plan.left).toEqual([])
    expect(plan.goodness).toMatchObject({
      people: 4,
      placed: 4,
      companions: 1,
      companionsTogether: 1,
    })
    expect(plan.placings.find((one) => one.personId === bolat)).toMatchObject({
      ...{ fixed: true, bedId: house.bed('202') },
    })
    const placings = plan.placings.map(({ personId, bedId }) => ({ personId, bedId }))
    await doUndoRedo(service, () =>
      call('boarding.acceptProposal', { courseId: house.courseId, placings }),
    )
    expect((await call('boarding.course', { courseId: house.courseId })).placed).toBe(4)
  })

  test('that is stale by now writes nothing', async () => {
    const { aisha, dana, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    const { placings } = await propose()
    const other = await house.course({ name: 'Басқа' })
    const taken = placings.find((one) => one.personId === aisha)?.bedId as string
    await house.enrol(dana, { courseId: other })
    await house.sleep(dana, taken, { courseId: other })
    const before = stateOf(service)
    const accept = {
      courseId: house.courseId,
      placings: placings.map(({ personId, bedId }) => ({ personId, bedId })),
    }
    expect(await refusalsOf(service, 'boarding.acceptProposal', accept)).toEqual(['overlap bed'])
    expect(stateOf(service)).toEqual(before)
  })

  test('says why somebody has no bed, and gives none to who has left', async () => {
    const { gani, aisha } = house.people
    for (const one of [gani, aisha]) await house.enrol(one)
    service.turnClock(`${week.from}T20:00`)
    await call('boarding.arrive', { courseId: house.courseId, personId: aisha, on: week.from })
    await call('boarding.depart', { courseId: house.courseId, personId: aisha, on: week.from })
    await call('boarding.closeRoom', { roomId: house.rooms['201'], ...week })
    const { placings, left } = await propose()
    expect(placings).toEqual([])
    expect(left.map((one) => one.name)).toEqual(['Ғалиев Ғани'])
    expect(left[0]?.reasons.length).toBeGreaterThan(0)
  })

  test('says who has a bed in another course in these nights', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    const courseId = await house.course({ name: 'Басқа' })
    await house.enrol(aisha, { courseId })
    await house.sleep(aisha, house.bed('101'), { courseId })
    const { placings, left, goodness } = await propose()
    expect(placings.map((one) => one.personId)).toEqual([dana])
    expect(left).toEqual([{ personId: aisha, name: 'Абенова Айша', reasons: ['other_course'] }])
    expect(goodness).toMatchObject({ people: 2, placed: 1 })
  })

  test('two people who are fixed in one bed do not both get it', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    const bedId = house.bed('101')
    const { placings } = await propose([aisha, dana].map((personId) => ({ personId, bedId })))
    expect(new Set(placings.map((one) => one.bedId)).size).toBe(2)
  })
})
