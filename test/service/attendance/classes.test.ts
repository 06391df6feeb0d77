import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { markEverybody, monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, dump } from '#test/support/tables.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
let aidos: string
let guest: string
/** Classes of the first group: Mondays and Wednesdays at ten, until half past eleven. */
let classes: string[]

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  ;[sara, aidos, guest] = studio.people as [string, string, string]
  await studio.join(studio.groupA, sara)
  await studio.join(studio.groupA, aidos)
  classes = await studio.plan(studio.groupA)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const nth = (index: number) => classes[index] as string
const mark = (personId: string, code: string | null, index = 0) =>
  service.mark({ sessionId: nth(index), personId, mark: code })
/** Who is on the list of a class, as what, with which mark. */
const list = async (index = 0) =>
  (await call('attendance.session', { sessionId: nth(index) })).lines.map((one) => [
    one.personId,
    one.part,
    one.mark,
  ])
const walkIn = (person: object, index = 0) =>
  call('attendance.walkIn', { sessionId: nth(index), person } as never)

/** The same centre at another minute. */
async function at(clock: string): Promise<void> {
  await service.close()
  service = await testService({ clock, dataDir: service.dataDir })
  call = service.call
}

describe('all present', () => {
  beforeEach(() => at('2025-10-06T10:00'))

  test('marks those without a mark and leaves the others', async () => {
    await mark(aidos, 'late')
    const { marked, notBegun } = await call('attendance.markAll', {
      ...{ sessionId: nth(0), mark: 'present' },
    })
    expect(marked.map((one) => [one.personId, one.mark, one.before])).toEqual([
      [sara, 'present', null],
    ])
    expect(notBegun).toBe(0)
    expect(await list()).toEqual([
      [sara, 'member', 'present'],
      [aidos, 'member', 'late'],
    ])
    expect((await call('studio.session', { sessionId: nth(0) })).state).toBe('done')
  })

  test('a second time marks nobody', async () => {
    await call('attendance.markAll', { sessionId: nth(0), mark: 'present' })
    const again = await call('attendance.markAll', { sessionId: nth(0), mark: 'absent' })
    expect(again.marked).toEqual([])
  })

  test('of a whole day leaves what has not begun, and says how many people that are', async () => {
    await at('2025-10-06T09:59')
    const asked = { sessionIds: [nth(0), nth(1)], mark: 'present' }
    expect(await call('attendance.markAll', asked)).toMatchObject({
      ...{ marked: [], notBegun: 4, changeId: null },
    })
    await at('2025-10-06T10:00')
    const { marked, notBegun } = await call('attendance.markAll', asked)
    expect([marked.map((one) => one.sessionId), notBegun]).toEqual([[nth(0), nth(0)], 2])
  })

  test('has a sister that excuses everybody of a class to come, as was said ahead', async () => {
    const { marked } = await call('attendance.markAll', { sessionId: nth(1), mark: 'excused' })
    expect(marked).toHaveLength(2)
    const absent = await call('attendance.markAll', { sessionId: nth(2), mark: 'absent' })
    expect(absent).toMatchObject({ marked: [], notBegun: 2 })
  })

  test('is refused for a cancelled class, one that there is not, a mark that nobody uses', async () => {
    await call('studio.cancel', { sessionId: nth(1), reason: 'staff' })
    const refusal = (sessionId: string, code = 'present') =>
      service.refusal('attendance.markAll', { sessionId, mark: code })
    expect(await refusal(nth(1))).toBe('session_cancelled')
    expect(await refusal(sara)).toBe('not_found')
    expect(await refusal(nth(0), 'nonsense')).toBe('not_found')
  })
})

describe('somebody who walks in', () => {
  test('stands on the list of that class alone, and is no member', async () => {
    await walkIn({ personId: guest })
    expect(await list()).toContainEqual([guest, 'walk_in', null])
    expect(await list(1)).toHaveLength(2)
    expect((await call('studio.group', { groupId: studio.groupA })).members).toBe(2)
  })

  test('twice, or a member, is on the list once', async () => {
    for (const personId of [guest, guest, sara]) await walkIn({ personId })
    expect(await list()).toEqual([
      [sara, 'member', null],
      [aidos, 'member', null],
      [guest, 'walk_in', null],
    ])
  })

  test('without a file gets one in a few fields, and keeps the mark when it is merged later', async () => {
    const { personId } = await walkIn({ familyName: 'Цой', givenName: 'Анна' })
    expect(await call('people.get', { personId })).toMatchObject({
      ...{ familyName: 'Цой', givenName: 'Анна', birthDate: null, phone: null },
    })
    await mark(personId, 'present')
    await call('people.merge', { keptId: guest, mergedId: personId })
    expect(await list()).toContainEqual([guest, 'walk_in', 'present'])
    expect(await service.refusal('people.get', { personId })).toBe('not_found')
  })

  test('who is a member under another file is one on the list, with the mark', async () => {
    const { personId } = await walkIn({ familyName: 'Абенова', givenName: 'Алия' })
    await mark(personId, 'present')
    await call('people.merge', { keptId: sara, mergedId: personId })
    expect(await list()).toEqual([
      [sara, 'member', 'present'],
      [aidos, 'member', null],
    ])
  })

  test('is refused at an hour when they are elsewhere, in a cancelled class, and for nobody', async () => {
    await studio.join(studio.groupB, guest)
    await studio.plan(studio.groupB)
    const before = dump(service.databaseFile)
    const refusal = (sessionId: string, personId = guest) =>
      service.refusal('attendance.walkIn', { sessionId, person: { personId } })
    expect(await refusal(nth(1))).toBe('rules_refused')
    expect(await refusal(nth(0), studio.groupA)).toBe('not_found')
    expect(await refusal(studio.groupA)).toBe('not_found')
    expect(dump(service.databaseFile)).toEqual(before)
    await call('studio.cancel', { sessionId: nth(0), reason: 'staff' })
    expect(await refusal(nth(0))).toBe('session_cancelled')
  })

  test('is taken off again, unless marked; members are not', async () => {
    await walkIn({ personId: guest })
    const remove = (personId: string) => ({ sessionId: nth(0), personId })
    await mark(guest, 'present')
    expect(await service.refusal('attendance.removeWalkIn', remove(guest))).toBe('session_marked')
    await mark(guest, null)
    await call('attendance.removeWalkIn', remove(guest))
    expect(await list()).toHaveLength(2)
    for (const personId of [sara, guest]) {
      expect(await service.refusal('attendance.removeWalkIn', remove(personId))).toBe('not_found')
    }
  })
})

describe('an absence said ahead', () => {
  const announce = (from: string, until: string, personId = sara) =>
    call('attendance.announceAbsence', { personId, from, until, reason: 'санаторий' })
  const marksOf = async (personId: string) => {
    const { people } = await call('attendance.register', {
      groupId: studio.groupA,
      month: '2025-10',
    })
    return people.find((one) => one.personId === personId)?.cells.join('')
  }

  test('excuses the classes of those days, both included, with its reason; marks that stand stay', async () => {
    await mark(sara, 'present', 1)
    const { marked } = await announce('2025-10-06', '2025-10-13')
    expect(marked).toBe(2)
    expect(await marksOf(sara)).toBe('У✓У····')
    const { lines } = await call('attendance.session', { sessionId: nth(0) })
    expect(lines[0]).toMatchObject({ personId: sara, mark: 'excused', remark: 'санаторий' })
    expect(await marksOf(aidos)).toBe('·······')
  })

  test('excuses classes of days that are past already', async () => {
    await service.close()
    service = await testService({ clock: '2025-10-20T09:00', dataDir: service.dataDir })
    call = service.call
    expect((await announce('2025-10-06', '2025-10-08')).marked).toBe(2)
  })

  test('excuses classes that are planned, moved there, or joined later', async () => {
    await studio.join(studio.groupB, guest, '2025-10-21')
    await announce('2025-10-14', '2025-10-21', guest)
    const [, , , , tuesday] = await studio.plan(studio.groupB)
    const of = async (sessionId: string) =>
      (await call('attendance.session', { sessionId })).lines.find((one) => one.personId === guest)
        ?.mark
    expect(await of(tuesday as string)).toBe('excused')
    await call('studio.join', {
      ...{ groupId: studio.groupA, personId: guest, from: '2025-10-13', leaveClashes: true },
    })
    expect([await of(nth(2)), await of(nth(3)), await of(nth(4))]).toEqual([
      ...[null, 'excused', 'excused'],
    ])
    await call('studio.move', { sessionId: nth(2), date: '2025-10-14' })
    expect(await of(nth(2))).toBe('excused')
    await call('studio.move', { sessionId: nth(2), date: '2025-10-23' })
    expect(await of(nth(2))).toBe(null)
  })

  test('taken back takes its marks with it, and leaves those that a person put', async () => {
    const { absenceId } = await announce('2025-10-06', '2025-10-13')
    await mark(sara, 'present', 1)
    await mark(sara, 'excused', 2)
    expect(await call('attendance.withdrawAbsence', { absenceId })).toMatchObject({ unmarked: 1 })
    expect(await marksOf(sara)).toBe('·✓У····')
    expect(await service.refusal('attendance.withdrawAbsence', { absenceId })).toBe('not_found')
  })

  test('says its reason again of a class that was cancelled and takes place after all', async () => {
    await announce('2025-10-06', '2025-10-06')
    await call('studio.cancel', { sessionId: nth(0), reason: 'staff' })
    await call('studio.restore', { sessionId: nth(0) })
    const { lines } = await call('attendance.session', { sessionId: nth(0) })
    expect(lines[0]).toMatchObject({ personId: sara, mark: 'excused', remark: 'санаторий' })
  })

  test('taken back leaves nothing of its reason with whoever came after all', async () => {
    const { absenceId } = await announce('2025-10-06', '2025-10-06')
    await mark(sara, 'late')
    await call('attendance.withdrawAbsence', { absenceId })
    const { lines } = await call('attendance.session', { sessionId: nth(0) })
    expect(lines[0]).toMatchObject({ personId: sara, mark: 'late', remark: null })
  })

  test('taken back leaves days that another absence holds', async () => {
    const { absenceId } = await announce('2025-10-06', '2025-10-13')
    await announce('2025-10-13', '2025-10-15')
    await call('attendance.withdrawAbsence', { absenceId })
    expect(await marksOf(sara)).toBe('··УУ···')
  })

  test('stands among the absences of its days and of the person', async () => {
    const { absenceId } = await announce('2025-10-06', '2025-10-13')
    await announce('2025-10-20', '2025-10-20', aidos)
    const absences = async (of: object) =>
      (await call('attendance.absences', of)).absences.map((one) => one.name)
    expect((await call('attendance.absences', { personId: sara })).absences).toEqual([
      {
        ...{ absenceId, personId: sara, name: 'Абенова Әлия', reason: 'санаторий' },
        ...{ from: '2025-10-06', until: '2025-10-13' },
      },
    ])
    expect(await absences({ from: '2025-10-13' })).toEqual(['Абенова Әлия', 'Байжанов Әлия'])
    expect(await absences({ from: '2025-10-14', until: '2025-10-19' })).toEqual([])
    expect(await absences({ until: '2025-10-19' })).toEqual(['Абенова Әлия'])
  })

  test('that ends before it begins, or of nobody, is refused', async () => {
    const absence = { personId: sara, from: monday, until: '2025-10-05' }
    expect(await service.refusal('attendance.announceAbsence', absence)).toBe('bad_request')
    const nobodys = { ...absence, personId: studio.groupA, until: monday }
    expect(await service.refusal('attendance.announceAbsence', nobodys)).toBe('not_found')
  })
})

describe('what is unmarked', () => {
  const unmarked = (until: string, limit = 200) =>
    call('attendance.unmarked', { until, limit } as never)

  test('counts classes and people, from the minute that a class has ended', async () => {
    expect(await unmarked('2025-10-06T11:29')).toMatchObject({ sessions: 0, total: 0 })
    expect(await unmarked('2025-10-06T11:30')).toMatchObject({ sessions: 1, total: 2 })
    const { lines, ...counts } = await unmarked('2025-10-08', 3)
    expect(counts).toEqual({ sessions: 2, total: 4 })
    expect(lines.map((one) => [one.date, one.clientName, one.groupName])).toEqual([
      ['2025-10-08', 'Абенова Әлия', 'ИЗ-1'],
      ['2025-10-08', 'Байжанов Әлия', 'ИЗ-1'],
      ['2025-10-06', 'Абенова Әлия', 'ИЗ-1'],
    ])
  })

  test('is asked about no more once everybody is marked, walk-ins too', async () => {
    await markEverybody(service, nth(0))
    expect((await unmarked(monday)).total).toBe(0)
    await walkIn({ personId: guest })
    expect((await unmarked(monday)).lines.map((one) => one.personId)).toEqual([guest])
  })

  test('is not a class that nobody is to come to', async () => {
    await studio.plan(studio.groupB)
    expect(await unmarked('2025-10-07')).toMatchObject({ sessions: 1, total: 2 })
  })
})
