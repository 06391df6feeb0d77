/** Facts change after a bed was given: what does not fit any more is found, and nothing else is. */
import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { type SmallHouse, smallHouse, week, wrongNights } from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { type Row, rows } from '#test/support/tables.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  house = await smallHouse(service)
})

const whose = (personId: string) => ({ courseId: house.courseId, personId })
/** Of the days of the course: whose stay does not fit, and by which rules. */
const unsettled = async () =>
  (await call('boarding.rack', { from: week.from, days: 6 })).stays
    .filter(({ findings }) => findings.length > 0)
    .map(({ name, findings }) => [name, ...findings.map(({ code }) => code)])
async function setSex(personId: string, sex: 'female' | 'male' | null) {
  const file = await call('people.get', { personId })
  await call('people.update', { ...file, sex })
}

describe('a stay does not fit any more', () => {
  afterEach(() => service.remove())

  test('when a wheelchair is written down after placing', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    expect(await unsettled()).toEqual([])
    const { unsettled: hit } = await house.enrol(bolat, { wheelchair: true })
    expect(hit).toMatchObject({ count: 1, until: week.until })
    expect(await unsettled()).toEqual([['Болат Байжанов', 'room_access']])
  })

  test('when the sex turns out to be another one, for both who share the room', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    await house.sleep(aisha, house.bed('201', 1))
    await house.sleep(dana, house.bed('201', 2))
    await setSex(dana, 'male')
    expect(await unsettled()).toEqual([
      ['Айша Абенова', 'room_sex'],
      ['Дана Дүйсенова', 'room_sex'],
    ])
  })

  test('when the places of the course are fewer than its people: the last of them, and it is said at once', async () => {
    const { aisha, bolat, dana } = house.people
    for (const one of [aisha, bolat, dana]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2))
    const fewer = { courseId: house.courseId, name: 'Қазан', ...week, capacity: 2 }
    const said = [{ code: 'course_full', severity: 'warn', params: { participants: 3 } }]
    expect((await call('boarding.tryUpdateCourse', fewer)).findings).toMatchObject(said)
    expect((await call('boarding.updateCourse', fewer)).warnings).toMatchObject(said)
    expect(await unsettled()).toEqual([['Дана Дүйсенова', 'course_full']])
  })

  test('but not for whom a coordinator has let into a full course', async () => {
    const { aisha, bolat } = house.people
    const small = await house.course({ capacity: 1 })
    await house.enrol(aisha, { courseId: small })
    const override = { reason: 'әкімдік' }
    await house.enrol(bolat, { courseId: small, override }, house.team.coordinator)
    await house.sleep(bolat, house.bed('102'), { courseId: small })
    expect(await unsettled()).toEqual([])
  })

  test('when a companion is one only afterwards, and when nights are not those of the person any more', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101'))
    await house.sleep(dana, house.bed('201'), { from: '2025-10-12', to: week.until })
    await house.enrol(dana, { companionOfId: aisha })
    expect(await unsettled()).toEqual([
      ['Дана Дүйсенова', 'companion_apart'],
      ['Айша Абенова', 'companion_apart'],
    ])
    const { stays } = await call('boarding.rack', { from: '2025-10-12', days: 2 })
    expect(stays.find(({ personId }) => personId === dana)?.findings).toMatchObject([
      { code: 'companion_apart' },
      { code: 'course_dates' },
    ])
  })

  test('but not when it is over, or when a coordinator has said why it is so', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    const override = { reason: 'ерлі-зайыптылар' }
    await house.sleep(aisha, house.bed('201', 1))
    await house.sleep(bolat, house.bed('201', 2), { override }, house.team.coordinator)
    expect(await unsettled()).toEqual([])
    await house.sleep(bolat, house.bed('102'))
    await house.enrol(bolat, { wheelchair: true })
    service.turnClock(`${week.until}T09:00`)
    expect(await unsettled()).toEqual([])
  })
})

/** The rules, read apart from the app off the rows of the file: by stay, in some days. */
function readApart(file: string, days: { from: string; until: string }, today: string) {
  const stays = rows(
    file,
    `SELECT s.*, r.id AS room_id, r.for_whom, r.accessible, b.active, p.sex, e.wheelchair, e.companion_of_id,
       e.from_date AS first_day, e.until_date AS last_day, e.at, e.over_capacity, c.capacity
     FROM stay s JOIN bed b ON b.id = s.bed_id JOIN room r ON r.id = b.room_id
     JOIN person p ON p.id = s.person_id JOIN course c ON c.id = s.course_id
     JOIN enrolment e ON e.course_id = s.course_id AND e.person_id = s.person_id`,
  )
  const closures = rows(file, 'SELECT * FROM room_closure')
  const enrolments = rows(
    file,
    `SELECT * FROM enrolment WHERE companion_of_id IS NULL AND state <> 'withdrawn' ORDER BY at`,
  )
  const nightsOf = (one: Row): string[] => {
    const nights: string[] = []
    for (let at = String(one.from_date); at < String(one.to_date); ) {
      if (at >= today && at >= days.from && at <= days.until) nights.push(at)
      at = new Date(Date.parse(`${at}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    }
    return nights
  }
  const found = new Map<string, string[]>()
  for (const one of stays) {
    const nights = nightsOf(one)
    if (nights.length === 0) continue
    const codes = new Set<string>()
    const others = stays.filter(
      (other) => other.id !== one.id && nightsOf(other).some((night) => nights.includes(night)),
    )
    if (one.override_reason === null && one.for_whom !== 'family') {
      const wanted = { women: 'female', men: 'male' }[String(one.for_whom)]
      const beside = others.filter(
        (other) =>
          other.room_id === one.room_id &&
          other.person_id !== one.person_id &&
          other.override_reason === null,
      )
      const wrong = one.sex === null || (wanted !== undefined && wanted !== one.sex)
      if (wrong || beside.some(({ sex }) => sex !== one.sex)) codes.add('room_sex')
    }
    if (one.override_reason === null && one.wheelchair === 1 && one.accessible === 0) {
      codes.add('room_access')
    }
    const shut = closures.filter(({ room_id }) => room_id === one.room_id)
    const isShut = (night: string) =>
      shut.some(
        ({ from_date, until_date }) => String(from_date) <= night && night <= String(until_date),
      )
    if (nights.some(isShut)) codes.add('room_closed')
    if (one.active === 0) codes.add('bed_removed')
    const apart = others.some(
      (other) =>
        other.room_id !== one.room_id &&
        other.course_id === one.course_id &&
        (other.companion_of_id === one.person_id || other.person_id === one.companion_of_id),
    )
    if (apart) codes.add('companion_apart')
    const within = (night: string) => String(one.first_day) <= night && night < String(one.last_day)
    if (!nights.every(within)) codes.add('course_dates')
    const queue = enrolments.filter((of) => of.course_id === one.course_id && !of.over_capacity)
    const place = queue.findIndex(({ person_id }) => person_id === one.person_id)
    if (place >= Number(one.capacity)) codes.add('course_full')
    if (codes.size > 0) found.set(String(one.id), [...codes].sort())
  }
  return found
}

const date = fc.integer({ min: 12, max: 20 }).map((day) => `2025-10-${day}`)
const change = fc.record({
  what: fc.constantFrom(
    ...['sex', 'wheelchair', 'room', 'bed', 'close', 'companion', 'days', 'capacity'],
  ) as fc.Arbitrary<
    'sex' | 'wheelchair' | 'room' | 'bed' | 'close' | 'companion' | 'days' | 'capacity'
  >,
  number: fc.nat({ max: 99 }),
  other: fc.nat({ max: 99 }),
  days: fc.tuple(date, date),
})
const world = fc.record({
  stays: fc.array(
    fc.record({ who: fc.nat({ max: 99 }), bed: fc.nat({ max: 99 }), override: fc.boolean() }),
    { minLength: 3, maxLength: 12 },
  ),
  changes: fc.array(change, { maxLength: 12 }),
  asked: fc.tuple(date, date),
  today: date,
})

test('whatever has changed, what is found is what the rules say, read another way', {
  timeout: 120_000,
}, async () => {
  let found = 0
  let settled = 0
  const isBlocked = (
    stayId: string,
    lines: readonly { stayId: string; findings: readonly { severity: string }[] }[],
  ) =>
    lines.some(
      (one) => one.stayId === stayId && one.findings.some(({ severity }) => severity === 'block'),
    )
  const people = Object.values(house.people)
  const roomy = { courseId: house.courseId, name: 'Қазан', ...week, capacity: people.length }
  await call('boarding.updateCourse', roomy)
  for (const one of people) await house.enrol(one, { wheelchair: false })
  const beds = rows(service.databaseFile, 'SELECT id FROM bed WHERE active = 1 ORDER BY id')
  await fc.assert(
    fc.asyncProperty(world, async ({ stays, changes, asked, today }) => {
      const file = new SqliteFile(service.databaseFile)
      file.exec(
        'DELETE FROM claim; DELETE FROM stay; DELETE FROM room_closure; UPDATE bed SET active = 1',
      )
      for (const { who: number, bed, override } of stays) {
        const personId = people[number % people.length] as string
        const bedId = String(beds[bed % beds.length]?.id)
        const more = override ? { override: { reason: 'отбасы' } } : {}
        const placing = { ...whose(personId), bedId, from: week.from, to: week.until, ...more }
        await service.raw('boarding.place', placing, house.team.coordinator)
      }
      // The world changes behind the back of all checks.
      for (const { what, number, other, days } of changes) {
        const personId = people[number % people.length] as string
        const [from, until] = days.toSorted()
        const room = Object.values(house.rooms)[other % 5]
        const enrolment = `WHERE course_id = '${house.courseId}' AND person_id = '${personId}'`
        const sql = {
          sex: `UPDATE person SET sex = ${['NULL', "'male'", "'female'"][other % 3]} WHERE id = '${personId}'`,
          wheelchair: `UPDATE enrolment SET wheelchair = ${other % 2} ${enrolment}`,
          room: `UPDATE room SET accessible = ${number % 2}, for_whom = '${['any', 'women', 'men', 'family'][number % 4]}' WHERE id = '${room}'`,
          close: `INSERT INTO room_closure VALUES ('${crypto.randomUUID()}', '${room}', '${from}', '${until}', NULL)`,
          bed: `UPDATE bed SET active = 0 WHERE id = '${beds[number % beds.length]?.id}' AND position > 1`,
          companion: `UPDATE enrolment SET companion_of_id = ${
            other % 2 || people[0] === personId ? 'NULL' : `'${people[0]}'`
          } ${enrolment}`,
          days: `UPDATE enrolment SET from_date = '${from}', until_date = '${until}' ${enrolment}`,
          capacity: `UPDATE course SET capacity = ${1 + (other % 6)}`,
        }[what]
        file.exec(sql)
      }
      file.close()
      const [from, until] = asked.toSorted() as [LocalDate, LocalDate]
      service.turnClock(`${today}T09:00`)
      const expected = readApart(service.databaseFile, { from, until }, today)
      const length = 1 + (Date.parse(until) - Date.parse(from)) / 86_400_000
      const rack = await call('boarding.rack', { from, days: length })
      const answer = new Map(
        rack.stays
          .filter(({ findings }) => findings.length > 0)
          .map(({ stayId, findings }) => [
            stayId as string,
            [...new Set(findings.map(({ code }) => code))].sort(),
          ]),
      )
      expect(answer).toEqual(expected)
      found += answer.size

      // What is proposed settles it: nothing is left but what was left on purpose, or could not be done.
      const all = { from: today as LocalDate, until: '2025-10-30' as LocalDate }
      const { stays: lines } = await call('schedule.unsettled', all)
      const decisions = lines.map(({ stayId, version, proposals }) => {
        const [best] = proposals
        if (!best) return { stayId, version, do: 'leave' as const }
        const { names: _, ...decided } = best
        return { stayId, version, ...decided }
      })
      if (decisions.length === 0) return
      const answered = await call('schedule.settle', { stays: decisions })
      const open = new Set(
        answered.stays.filter(({ outcome }) => outcome !== 'done').map(({ stayId }) => stayId),
      )
      settled += answered.done
      expect(answered.stays.filter(({ outcome }) => outcome === 'refused')).toEqual([])
      const left = (await call('schedule.unsettled', all)).stays
      expect(left.filter(({ stayId }) => !open.has(stayId) && isBlocked(stayId, lines))).toEqual([])
      expect(wrongNights(service.databaseFile)).toEqual([])
    }),
    { numRuns: 60, endOnFailure: true },
  )
  expect(found).toBeGreaterThan(30)
  expect(settled).toBeGreaterThan(30)
  await service.remove()
})
