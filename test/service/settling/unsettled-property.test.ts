/**
 * Whatever facts change, what is unsettled is what a reading of the rules finds that knows nothing of the
 * program: straight from the rows, rule by rule.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monday } from '#test/support/centre.ts'
import { type WholeCentre, wholeCentre } from '#test/support/random-commands.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { type Row, rows } from '#test/support/tables.ts'

const days = { from: monday, until: '2025-10-21' }
/** The test's clock begins at 08:40 of that Monday and runs some seconds. */
const now = '2025-10-06T08:41'

/** What was found of all: each of these rules has spoken. */
const heard = new Set<string>()

let service: TestService
let centre: WholeCentre
beforeAll(async () => {
  service = await testService()
  centre = await wholeCentre(service)
}, 60_000)
afterAll(() => service.remove())

const weekdays = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa']
const weekday = (date: string) => weekdays[new Date(`${date}T00:00Z`).getUTCDay()] as string
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
/** Weeks, from Monday to Sunday, from that of one day to that of another. */
const weeksFrom = (from: string, date: string) => {
  const week = (day: string) => Math.floor((Date.parse(`${day}T00:00Z`) / 86_400_000 + 3) / 7)
  return week(date) - week(from)
}
interface Hours {
  date: string
  from: number
  until: number
}
const plus = (date: string, count: number) =>
  new Date(Date.parse(`${date}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

/** The codes that are to be settled of each session and of each series, read from the rows. */
async function readApart(): Promise<Record<'sessions' | 'series', Map<string, string[]>>> {
  const table = (query: string) => rows(service.databaseFile, query)
  const settings = await service.call('settings.get', {})
  const { days: closed } = await service.call('settings.closedDays', days)
  const people = new Map(table('SELECT * FROM person').map((row) => [row.id, row]))
  const horses = new Map(table('SELECT * FROM horse').map((row) => [row.id, row]))
  const members = new Map(table('SELECT * FROM member').map((row) => [row.id, row]))
  const places = new Map(table('SELECT * FROM place').map((row) => [row.id, row]))
  const courses = new Map(table('SELECT * FROM course').map((row) => [row.id, row]))
  const rides = new Map(table('SELECT * FROM ride').map((row) => [row.session_id, row]))
  const roles = table('SELECT * FROM member_role')
  const hours = table('SELECT * FROM member_hours')
  const away = table('SELECT * FROM unavailability')
  const sessions = table(
    `SELECT * FROM session WHERE cancel_reason IS NULL AND date BETWEEN '${days.from}' AND '${days.until}'`,
  )
  // Whoever has said ahead that they will not come takes no horse of anybody.
  const riding = table(
    `SELECT s.date, s.start, s.minutes, s.id, r.horse_id FROM session s JOIN ride r ON r.session_id = s.id
     WHERE EXISTS (SELECT 1 FROM claim c WHERE c.session_id = s.id AND c.resource_id = r.horse_id)`,
  )
  const isAway = (id: unknown, of: Hours, lastDay: string) =>
    away.some((row) => {
      if (String(row.until_date) < lastDay) return false
      const begins =
        row.from_date === of.date
          ? minutes(String(row.from_time))
          : String(row.from_date) < of.date
            ? 0
            : 9999
      const ends =
        row.until_date === of.date
          ? minutes(String(row.until_time))
          : String(row.until_date) > of.date
            ? 1440
            : -1
      return row.resource_id === id && begins < of.until && of.from < ends
    })

  /** What facts say against something that stands for a day: a session, or a series (`lastDay`) on one of its days. */
  const codesOf = (session: Row, ride: Row | undefined, clientId: unknown, lastDay: string) => {
    const codes = new Set<string>()
    const ofSeries = lastDay !== ''
    const date = String(session.date)
    const from = minutes(String(session.start))
    const until = from + Number(session.minutes)
    const when = { date, from, until }
    const leads = {
      ride: 'instructor',
      class: 'teacher',
      consultation: 'psychologist',
      course: null,
    }
    const team: [unknown, string | null][] = [
      [session.led_by_id, leads[session.kind as keyof typeof leads]],
      [ride?.therapist_id, 'therapist'],
      [ride?.leader_id, 'leader'],
      [ride?.sidewalker_1_id, 'sidewalker'],
      [ride?.sidewalker_2_id, 'sidewalker'],
    ]
    for (const [id, role] of team) {
      const member = members.get(id as string)
      if (!member) continue
      const has = roles.some((row) => row.member_id === id && row.role === role)
      if (member.active === 0 || (role !== null && !has)) codes.add('not_qualified')
      if (isAway(id, when, lastDay)) codes.add('staff_away')
      const within = hours.some(
        (row) =>
          row.member_id === id &&
          row.weekday === weekday(date) &&
          minutes(String(row.from_time)) <= from &&
          until <= minutes(String(row.until_time)),
      )
      if (!within) codes.add('staff_hours')
    }
    const place = places.get(session.place_id) as Row
    const uses = {
      ride: ['arena'],
      class: ['studio', 'cabinet'],
      consultation: ['studio', 'cabinet'],
      course: ['arena', 'studio', 'cabinet'],
    }
    const fits = uses[session.kind as keyof typeof uses].includes(String(place.use))
    if (place.active === 0 || !fits || isAway(place.id, when, lastDay)) codes.add('place_closed')
    if (session.kind !== 'course') {
      const open = settings.openingHours.some(
        (one) =>
          one.day === weekday(date) && minutes(one.from) <= from && until <= minutes(one.until),
      )
      const holiday = closed.some((one) => one.date === date)
      if (ofSeries ? !open && !holiday : !open || holiday) codes.add('closed_day')
    } else {
      const course = courses.get(session.roster_id) as Row
      if (date < String(course.from_date) || date > String(course.until_date))
        codes.add('course_dates')
    }
    if (session.led_by_id === null && session.kind !== 'consultation') codes.add('team_incomplete')
    if (ride) {
      const client = people.get(clientId as string) as Row
      const horse = horses.get(ride.horse_id) as Row
      const overridden = (session.override_reason ?? null) !== null
      const sidewalkers = [ride.sidewalker_1_id, ride.sidewalker_2_id].filter((id) => id !== null)
      if (ride.leader_id === null || sidewalkers.length < Number(client.sidewalkers_needed))
        codes.add('team_incomplete')
      if (horse.active === 0 || isAway(horse.id, when, lastDay)) codes.add('horse_unavailable')
      const valid =
        client.statement_until !== null &&
        String(client.statement_until) >= date &&
        (ofSeries || client.statement_from === null || String(client.statement_from) <= date)
      if (!valid && !overridden) codes.add('medical_expired')
      if (client.contraindication && !(client.physician_decision && client.physician_decision_on))
        codes.add('contraindication_open')
      if (client.weight_kg !== null && !overridden) {
        const factor = client.keeps_balance === 0 ? 1 + settings.unbalancedPercent / 100 : 1
        const load =
          Number(client.weight_kg) * factor +
          Number(horse.tack_kg ?? settings.tackKg) +
          Number(ride.rider_behind_kg)
        const limit =
          (Number(horse.mass_kg) * Number(horse.load_percent ?? settings.loadPercent)) / 100
        if (load > limit + 0.001) codes.add('weight_limit')
      }
    }
    return codes
  }

  const found = new Map<string, string[]>()
  for (const session of sessions) {
    const date = String(session.date)
    const from = minutes(String(session.start))
    const until = from + Number(session.minutes)
    const when = { date, from, until }
    if (`${date}T${session.start}` <= now) continue
    if (session.roster_id === null && Number(session.unmarked) === 0) continue
    const ride = rides.get(session.id) as Row | undefined
    const [listed] = table(`SELECT person_id FROM participant WHERE session_id = '${session.id}'`)
    const codes = codesOf(session, ride, listed?.person_id, '')
    if (ride) {
      const horse = horses.get(ride.horse_id) as Row
      const others = riding.filter((row) => row.horse_id === horse.id && row.id !== session.id)
      const today = others
        .filter((row) => row.date === date)
        .map((row) => ({
          from: minutes(String(row.start)),
          until: minutes(String(row.start)) + Number(row.minutes),
        }))
        .concat(when)
        .sort((one, other) => one.from - other.from)
      const total = today.reduce((sum, one) => sum + one.until - one.from, 0)
      if (total > Number(horse.daily_block_minutes ?? settings.horseDailyBlockMinutes))
        codes.add('horse_daily_limit')
      const own = today.findIndex((one) => one.from === from)
      const rest = Number(horse.rest_minutes ?? settings.horseRestMinutes)
      const gaps = [
        own > 0 ? from - (today[own - 1]?.until ?? 0) : 9999,
        own < today.length - 1 ? (today[own + 1]?.from ?? 0) - until : 9999,
      ]
      if (gaps.some((gap) => gap < rest)) codes.add('horse_rest')
      let [first, last] = [own, own]
      const longRest = settings.horseConsecutiveRestMinutes
      while (first > 0 && (today[first]?.from ?? 0) - (today[first - 1]?.until ?? 0) < longRest)
        first--
      while (
        last < today.length - 1 &&
        (today[last + 1]?.from ?? 0) - (today[last]?.until ?? 0) < longRest
      )
        last++
      const run = today.slice(first, last + 1).reduce((sum, one) => sum + one.until - one.from, 0)
      if (run > settings.horseConsecutiveMinutes) codes.add('horse_consecutive')
      const workdays = new Set([date, ...others.map((row) => String(row.date))])
      const worst = Math.max(
        ...[0, 1, 2, 3, 4, 5, 6].map(
          (back) =>
            [0, 1, 2, 3, 4, 5, 6].filter((day) => workdays.has(plus(date, day - back))).length,
        ),
      )
      if (worst > settings.horseWeekDays) codes.add('horse_week')
    }
    if (codes.size > 0) found.set(String(session.id), [...codes].sort())
  }

  const series = new Map<string, string[]>()
  const groups = new Map(table('SELECT * FROM studio_group').map((row) => [row.id, row]))
  const memberships = table('SELECT * FROM membership')
  const rideTemplates = new Map(
    table('SELECT * FROM ride_template').map((row) => [row.template_id, row]),
  )
  for (const template of table('SELECT * FROM template')) {
    const codes = new Set<string>()
    const lastDay = String(template.valid_until)
    if (lastDay <= monday || String(template.valid_from) > days.until) continue
    const due = Array.from({ length: 12 * 7 }, (_, day) => plus(monday, day)).filter(
      (date) =>
        String(template.valid_from) <= date &&
        date <= lastDay &&
        `${date}T${template.start}` > now &&
        String(template.days).includes(weekday(date)) &&
        weeksFrom(String(template.counted_from), date) % Number(template.interval_weeks) === 0,
    )
    for (const day of String(template.days).split(',')) {
      const date = due.find((one) => weekday(one) === day)
      if (date === undefined) continue
      const ride = rideTemplates.get(template.id) as Row | undefined
      for (const code of codesOf({ ...template, date }, ride, template.client_id, lastDay))
        codes.add(code)
      const group = groups.get(template.roster_id) as Row | undefined
      const there = memberships.filter(
        (row) =>
          row.group_id === template.roster_id &&
          String(row.joined_on) <= date &&
          (row.left_on === null || String(row.left_on) > date),
      )
      if (group && there.length > Number(group.capacity)) codes.add('group_full')
    }
    if (codes.size > 0) series.set(String(template.id), [...codes].sort())
  }
  return { sessions: found, series }
}

/** What has changed: of whom, and how, by numbers. */
const fact = fc.record({
  what: fc.constantFrom(
    ...([
      'away',
      'away',
      'away',
      'back',
      'horse',
      'member',
      'place',
      'person',
      'settings',
      'group',
    ] as const),
    'closed',
  ),
  number: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
  flag: fc.boolean(),
})
type Fact = typeof fact extends fc.Arbitrary<infer One> ? One : never

const nth = <One>(of: readonly One[], number: number): One => of[number % of.length] as One
const workdays = [monday, '2025-10-07', '2025-10-08', '2025-10-09', '2025-10-10', '2025-10-11']

/** Rides, classes, appointments, sessions of a course: a week and a half of them, and what repeats. */
async function plan() {
  const booked = (method: string, input: object) => service.raw(method, input, centre.coordinator)
  const [one, other] = centre.studio.people as [string, string]
  for (const personId of [one, other]) await centre.studio.join(centre.studio.groupA, personId)
  const { date: _, ...cast } = centre.ride({ start: '13:00' })
  for (const change of [
    { days: ['mo', 'we'], validUntil: '2025-11-30' },
    { days: ['fr'], interval: 3, start: '16:00', validUntil: '2025-10-20' },
    { days: ['tu'], clientId: centre.baurzhan, horseId: centre.aqboz, validUntil: '2026-02-01' },
  ])
    await booked('hippotherapy.commitSeries', { ...cast, validFrom: monday, ...change })
  await booked('consultations.commitSeries', {
    ...{ personId: centre.baurzhan, psychologistId: centre.psychologist, placeId: centre.cabinet },
    ...{ days: ['th'], interval: 2, start: '14:00', minutes: 50 },
    ...{ validFrom: monday, validUntil: '2025-12-31' },
  })
  for (const date of workdays) {
    for (const start of ['10:00', '11:00', '15:00']) {
      await booked('hippotherapy.book', centre.ride({ date, start }))
      await booked('hippotherapy.book', centre.otherRide({ date, start }))
    }
    await booked('consultations.book', {
      ...{ personId: centre.aliya, psychologistId: centre.psychologist, placeId: centre.cabinet },
      ...{ date, start: '12:00', minutes: 50 },
    })
  }
}

/** The command that changes a fact. */
async function changeOf({ what, number, other, flag }: Fact): Promise<[string, object]> {
  const { call } = service
  const { studio } = centre
  switch (what) {
    case 'away': {
      const [resourceId, reason] = nth(
        [
          [centre.zhuldyz, 'vet'],
          [centre.aqboz, 'farrier'],
          [centre.instructor, 'sick'],
          [centre.leader2, 'leave'],
          [studio.teacherA, 'training'],
          [centre.psychologist, 'sick'],
          [centre.arena, 'weather'],
          [studio.roomA, 'repair'],
          [centre.cabinet, 'event'],
        ] as const,
        number,
      )
      const from = nth(workdays, other)
      const until = flag ? from : nth([...workdays, '2025-12-31'], other + (number % 3))
      const hours = flag ? { fromTime: '10:15', untilTime: nth(['11:00', '16:00'], other) } : {}
      return [
        'availability.set',
        { resourceId, reason, from, until: until < from ? from : until, ...hours },
      ]
    }
    case 'back': {
      const { unavailable } = await call('availability.list', {})
      const gone = nth(unavailable, number)
      if (!gone) return ['settings.set', {}]
      const { resourceId, from, fromTime } = gone
      return ['availability.remove', { resourceId, from, ...(fromTime && { fromTime }) }]
    }
    case 'horse': {
      const { horses } = await call('horses.list', { withRetired: true })
      const { version: _, ...horse } = nth(horses, number)
      const change = nth(
        [{ active: false }, { massKg: 200 }, { dailyBlockMinutes: 60 }, { restMinutes: 45 }],
        other,
      )
      return ['horses.update', { ...horse, ...change }]
    }
    case 'member': {
      const { members } = await call('team.list', { withFormer: true })
      const { version: _, ...member } = nth(
        members.filter((one) => one.id !== centre.coordinator),
        number,
      )
      const hours = [{ day: 'mo', from: '09:00', until: '10:20' }]
      return [
        'team.update',
        { ...member, ...nth([{ active: false }, { roles: [] }, { hours }], other) },
      ]
    }
    case 'place': {
      const { places } = await call('places.list', { withClosed: true })
      const { version: _, ...place } = nth(places, number)
      return [
        'places.update',
        { ...place, ...nth([{ active: false }, { use: 'cabinet' }, { use: 'arena' }], other) },
      ]
    }
    case 'person': {
      const personId = nth([centre.aliya, centre.baurzhan], number)
      const { version: _, ...file } = await call('people.get', { personId })
      const change = nth(
        [
          { weightKg: 140 },
          { weightKg: 84, keepsBalance: false },
          { weightKg: null },
          { statementUntil: nth(workdays, number) },
          { contraindication: 'сынық' },
          { sidewalkersNeeded: 2 },
        ],
        other,
      )
      return ['people.update', { ...file, ...change }]
    }
    case 'settings': {
      const openingHours = [{ day: 'mo', from: '09:00', until: '15:10' }]
      return [
        'settings.set',
        nth(
          [
            { openingHours },
            { loadPercent: 8 },
            { horseWeekDays: 5 },
            { horseConsecutiveMinutes: 45, horseConsecutiveRestMinutes: 60 },
          ],
          other,
        ),
      ]
    }
    case 'group': {
      const group = await call('studio.group', { groupId: studio.groupA })
      const { memberList: _, former: __, queue: ___, version: ____, ...fields } = group
      const teacherId = nth([studio.teacherA, studio.teacherB, centre.instructor], other)
      return ['studio.updateGroup', { ...fields, capacity: flag ? 1 : 2, teacherId }]
    }
    case 'closed':
      return ['settings.closeDay', { date: nth(workdays, number), name: 'Қала күні' }]
  }
}

test('after any change of facts, what is unsettled is what an independent reading finds', async () => {
  await plan()
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 5 }), async (facts) => {
      const changes: unknown[] = []
      for (const one of facts) {
        const [method, input] = await changeOf(one)
        const reply = await service.raw(method, input, centre.coordinator)
        if (reply.ok) changes.push((reply.value as { changeId: unknown }).changeId)
      }
      const unsettled = await service.call('schedule.unsettled', days)
      const codes = (findings: readonly { code: string }[]) =>
        [...new Set(findings.map((one) => one.code))].sort()
      const said = {
        sessions: new Map(
          unsettled.sessions.map((one) => [one.sessionId as string, codes(one.findings)]),
        ),
        series: new Map(
          unsettled.series.map((one) => [one.templateId as string, codes(one.findings)]),
        ),
      }
      for (const of of said.sessions.values()) for (const code of of) heard.add(code)
      for (const of of said.series.values()) for (const code of of) heard.add(`series ${code}`)
      expect(said).toEqual(await readApart())
      for (const changeId of changes.reverse()) {
        if (changeId !== null)
          await service.call('changes.undo', { changeId } as never, centre.coordinator)
      }
      expect(service.bugs).toEqual([])
    }),
    { numRuns: 50, seed: 5, endOnFailure: true },
  )
  expect([...heard].sort()).toEqual(spoken)
}, 180_000)

/** The rules that these histories make speak, of sessions and of series. */
const spoken = [
  ...[
    'closed_day',
    'contraindication_open',
    'horse_consecutive',
    'horse_daily_limit',
    'horse_rest',
  ],
  ...['horse_unavailable', 'horse_week', 'medical_expired', 'not_qualified', 'place_closed'],
  ...['series closed_day', 'series contraindication_open', 'series group_full'],
  ...['series horse_unavailable', 'series medical_expired', 'series not_qualified'],
  ...['series place_closed', 'series staff_hours', 'series team_incomplete'],
  ...['series weight_limit', 'staff_away', 'staff_hours', 'team_incomplete', 'weight_limit'],
]

test('when the best of all proposals are taken, nothing is left', async () => {
  for (const [resourceId, reason] of [
    [centre.zhuldyz, 'vet'],
    [centre.instructor, 'sick'],
    [centre.studio.teacherA, 'sick'],
  ]) {
    await service.call('availability.set', {
      ...{ resourceId, reason, from: monday, until: '2025-10-10' },
    } as never)
  }
  await service.call('settings.closeDay', { date: '2025-10-11', name: 'Қала күні' } as never)
  const { sessions } = await service.call('schedule.unsettled', days)
  expect(sessions.length).toBeGreaterThan(10)
  const decisions = sessions.flatMap(({ sessionId, version, proposals }) => {
    const { names: _, ...best } = proposals[0] ?? { names: [] }
    return 'do' in best ? [{ sessionId, version, ...best }] : []
  })
  const { outcomes } = await service.call('schedule.settle', { decisions } as never)
  expect(outcomes.filter((one) => one.outcome === 'refused')).toEqual([])
  expect((await service.call('schedule.unsettled', days)).sessions).toEqual([])
}, 30_000)
