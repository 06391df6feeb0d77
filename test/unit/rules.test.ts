import { describe, expect, test } from 'vitest'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import { Settings } from '#contract/settings.ts'
import { addDays, minuteOf } from '#contract/time.ts'
import type {
  HorseId,
  LocalDate,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import { findingsOf } from '#service/features/hippotherapy/rules.ts'
import type {
  ClientFacts,
  Facts,
  HorseFacts,
  RideDraft,
} from '#service/features/hippotherapy/situation.ts'
import type { Unavailable } from '#service/schedule/availability.ts'
import type { BusyInterval, MemberFacts } from '#service/schedule/situation.ts'

/** Monday. */
const monday = '2025-10-06' as LocalDate
const day = (offset: number) => addDays(monday, offset)
const allDay = ['mo', 'tu', 'we', 'th', 'fr', 'sa'].map((one) => ({
  day: one,
  from: 9 * 60,
  until: 18 * 60,
}))

const client: ClientFacts = {
  name: 'Соколова Әлия',
  birthDate: '2015-05-22' as LocalDate,
  weightKg: 30,
  weighedOn: '2025-09-01' as LocalDate,
  keepsBalance: true,
  mobility: null,
  sidewalkersNeeded: 0,
  sessionLimitMinutes: null,
  consentOn: '2025-01-10' as LocalDate,
  statementFrom: '2025-01-10' as LocalDate,
  statementUntil: '2026-01-09' as LocalDate,
  contraindicationOpen: false,
}
const horse: HorseFacts = {
  name: 'Жұлдыз',
  birthYear: 2012,
  massKg: 460,
  active: true,
  dailyWarnMinutes: null,
  dailyBlockMinutes: null,
  restMinutes: null,
  loadPercent: null,
  tackKg: null,
  work: new Map(),
}
const member = (name: string, role: string): MemberFacts => ({
  name,
  active: true,
  roles: new Set([role]) as MemberFacts['roles'],
  hours: allDay,
})
const team = {
  instructor: member('Кузнецов', 'instructor'),
  therapist: member('Оспанов', 'therapist'),
  leader: member('Есенова', 'leader'),
  sidewalker: member('Байжанов', 'sidewalker'),
  sidewalker2: member('Дүйсенова', 'sidewalker'),
}

interface World {
  client?: Partial<ClientFacts>
  horse?: Partial<HorseFacts>
  team?: Partial<Record<keyof typeof team, Partial<MemberFacts>>>
  settings?: Partial<Settings>
  closedDays?: [LocalDate, string][]
  /** When the horse cannot be used. */
  away?: Unavailable[]
  busy?: [string, BusyInterval[]][]
}
/** Facts under which nothing forbids the ride, with what a test changes. */
const factsOf = (world: World): Facts => ({
  settings: { ...Settings.parse({}), ...world.settings },
  closedDays: new Map(world.closedDays),
  clients: new Map([['client' as PersonId, { ...client, ...world.client }]]),
  horses: new Map([['horse' as HorseId, { ...horse, ...world.horse }]]),
  members: new Map(
    Object.entries(team).map(([key, one]) => [
      key as MemberId,
      { ...one, ...world.team?.[key as keyof typeof team] },
    ]),
  ),
  places: new Map([['arena' as PlaceId, { name: 'Манеж', use: 'arena', active: true }]]),
  names: new Map<ResourceId, string>([
    ['client' as PersonId, { ...client, ...world.client }.name],
    ['horse' as HorseId, { ...horse, ...world.horse }.name],
  ]),
  away: new Map([['horse' as ResourceId, world.away ?? []]]),
  busy: new Map(world.busy?.map(([id, busy]) => [id as ResourceId, busy])),
})
/** What the rules say to a ride of Monday at 10:00, half an hour, with what a test changes. */
function say(world: World, change: Record<string, unknown> = {}): Finding[] {
  const ride = {
    date: monday,
    start: '10:00',
    minutes: 30,
    clientId: 'client',
    horseId: 'horse',
    instructorId: 'instructor',
    therapistId: null,
    leaderId: 'leader',
    sidewalkerIds: [],
    placeId: 'arena',
    riderBehindKg: 0,
    ...change,
  }
  return findingsOf(ride as unknown as RideDraft, factsOf(world))
}
const block = (code: RuleCode) => ({ code, severity: 'block', overridable: false })
const overridable = (code: RuleCode) => ({ code, severity: 'block', overridable: true })
const warn = (code: RuleCode) => ({ code, severity: 'warn', overridable: false })
const briefly = (findings: Finding[]) =>
  findings.map(({ code, severity, overridable }) => ({ code, severity, overridable }))

/** Work of the horse: `09:00-09:30` of that day. */
const work = (...spans: string[]) => ({
  work: Map.groupBy(
    spans.map((span) => {
      const [offset, times] = span.includes(' ') ? span.split(' ') : ['0', span]
      const [from, until] = (times ?? '').split('-')
      return {
        date: day(Number(offset)),
        from: minuteOf(from ?? ''),
        until: minuteOf(until ?? ''),
        sessionId: 'other' as SessionId,
      }
    }),
    (one) => one.date,
  ),
})
/** The horse works half an hour on each of these days from Monday. */
const workOn = (...offsets: number[]) => work(...offsets.map((offset) => `${offset} 10:00-10:30`))

test('a ride that nothing forbids hears nothing', () => {
  expect(say({})).toEqual([])
})

/** On the limit a rule is silent, one step beyond it speaks. */
const limits: [
  name: string,
  onTheLimit: [World, Record<string, unknown>?],
  beyond: [World, Record<string, unknown>?],
  said: ReturnType<typeof block>,
][] = [
  [
    'a horse away until the day before',
    [{ away: [{ from: day(-9), until: day(-1), reason: 'farrier', note: 'кузнец' }] }],
    [{ away: [{ from: day(-9), until: day(0), reason: 'farrier', note: 'кузнец' }] }],
    block('horse_unavailable'),
  ],
  [
    'a horse away from the day after',
    [{ away: [{ from: day(1), until: day(9), reason: 'vet', note: null }] }],
    [{ away: [{ from: day(0), until: day(9), reason: 'vet', note: null }] }],
    block('horse_unavailable'),
  ],
  [
    'a horse that has left the stable',
    [{ horse: { active: true } }],
    [{ horse: { active: false } }],
    block('horse_unavailable'),
  ],
  [
    '180 minutes of work a day',
    [{ horse: work('12:00-13:15', '15:00-16:15') }],
    [{ horse: work('12:00-13:15', '15:00-16:16') }],
    warn('horse_daily_limit'),
  ],
  [
    'the horse’s own minutes before a warning',
    [{ horse: { ...work('12:00-12:30'), dailyWarnMinutes: 60 } }],
    [{ horse: { ...work('12:00-12:31'), dailyWarnMinutes: 60 } }],
    warn('horse_daily_limit'),
  ],
  [
    'the horse’s own minutes before a refusal',
    [{ horse: { ...work('12:00-12:30'), dailyBlockMinutes: 60 } }],
    [{ horse: { ...work('12:00-12:31'), dailyBlockMinutes: 60 } }],
    block('horse_daily_limit'),
  ],
  [
    '120 minutes without a rest',
    [{ horse: work('10:40-11:30', '11:40-12:20') }],
    [{ horse: work('10:40-11:30', '11:40-12:21') }],
    block('horse_consecutive'),
  ],
  [
    'a rest of 30 minutes after two hours',
    [{ horse: work('11:00-13:00') }],
    [{ horse: work('10:59-12:59') }],
    block('horse_consecutive'),
  ],
  [
    'a rest of 30 minutes before two hours',
    [{ horse: work('07:30-09:30') }],
    [{ horse: work('07:31-09:31') }],
    block('horse_consecutive'),
  ],
  [
    'ten minutes of rest after the last session',
    [{ horse: work('09:20-09:50') }],
    [{ horse: work('09:20-09:51') }],
    block('horse_rest'),
  ],
  [
    'ten minutes of rest before the next session',
    [{ horse: work('10:40-11:10') }],
    [{ horse: work('10:39-11:10') }],
    block('horse_rest'),
  ],
  [
    'the horse’s own rest',
    [{ horse: { ...work('10:50-11:10'), restMinutes: 20 } }],
    [{ horse: { ...work('10:49-11:10'), restMinutes: 20 } }],
    block('horse_rest'),
  ],
  [
    'six working days, the seventh before',
    [{ horse: workOn(-5, -4, -3, -2, -1) }],
    [{ horse: workOn(-6, -5, -4, -3, -2, -1) }],
    block('horse_week'),
  ],
  [
    'six working days, the seventh after',
    [{ horse: workOn(1, 2, 3, 4, 5) }],
    [{ horse: workOn(1, 2, 3, 4, 5, 6) }],
    block('horse_week'),
  ],
  [
    'six working days, the day in their middle',
    [{ horse: workOn(-4, -2, -1, 1, 2, 4) }],
    [{ horse: workOn(-3, -2, -1, 1, 2, 3) }],
    block('horse_week'),
  ],
  [
    'twenty per cent of the horse’s mass',
    [{ client: { weightKg: 84 } }],
    [{ client: { weightKg: 84.1 } }],
    overridable('weight_limit'),
  ],
  [
    'a tenth more for a rider without balance',
    [{ client: { weightKg: 80, keepsBalance: false }, horse: { massKg: 480 } }],
    [{ client: { weightKg: 80.1, keepsBalance: false }, horse: { massKg: 480 } }],
    overridable('weight_limit'),
  ],
  [
    '33 kilograms without balance, where computers count 36.300000000000004',
    [{ client: { weightKg: 33, keepsBalance: false }, horse: { massKg: 221.5 } }],
    [{ client: { weightKg: 33, keepsBalance: false }, horse: { massKg: 221 } }],
    overridable('weight_limit'),
  ],
  [
    'the horse’s own tack',
    [{ client: { weightKg: 80 }, horse: { tackKg: 12 } }],
    [{ client: { weightKg: 80 }, horse: { tackKg: 12.1 } }],
    overridable('weight_limit'),
  ],
  [
    'the horse’s own per cent',
    [{ client: { weightKg: 61 }, horse: { loadPercent: 15 } }],
    [{ client: { weightKg: 61.1 }, horse: { loadPercent: 15 } }],
    overridable('weight_limit'),
  ],
  [
    'a rider behind the client',
    [{}, { riderBehindKg: 54 }],
    [{}, { riderBehindKg: 54.1 }],
    overridable('weight_limit'),
  ],
  [
    'the first day of the statement',
    [{ client: { statementFrom: day(0) } }],
    [{ client: { statementFrom: day(1) } }],
    overridable('medical_expired'),
  ],
  [
    'a statement that ends in more than 28 days',
    [{ client: { statementUntil: day(29) } }],
    [{ client: { statementUntil: day(28) } }],
    warn('medical_expired'),
  ],
  [
    'a statement at all',
    [{}],
    [{ client: { statementFrom: null, statementUntil: null } }],
    overridable('medical_expired'),
  ],
  [
    'a contraindication that a physician has decided on',
    [{ client: { contraindicationOpen: false } }],
    [{ client: { contraindicationOpen: true } }],
    block('contraindication_open'),
  ],
  ['an instructor', [{}], [{}, { instructorId: null }], warn('team_incomplete')],
  ['a leader', [{}], [{}, { leaderId: null }], warn('team_incomplete')],
  [
    'as many sidewalkers as the client needs',
    [{ client: { sidewalkersNeeded: 2 } }, { sidewalkerIds: ['sidewalker', 'sidewalker2'] }],
    [{ client: { sidewalkersNeeded: 2 } }, { sidewalkerIds: ['sidewalker'] }],
    warn('team_incomplete'),
  ],
  [
    'a role that the person holds',
    [{}, { therapistId: 'therapist' }],
    [{}, { therapistId: 'sidewalker' }],
    block('not_qualified'),
  ],
  [
    'a member who still works here',
    [{ team: { leader: { active: true } } }],
    [{ team: { leader: { active: false } } }],
    block('not_qualified'),
  ],
  [
    'a member whose day begins with the session',
    [{ team: { instructor: { hours: [{ day: 'mo', from: 600, until: 1080 }] } } }],
    [{ team: { instructor: { hours: [{ day: 'mo', from: 601, until: 1080 }] } } }],
    warn('staff_hours'),
  ],
  [
    'a member whose day ends with the session',
    [{ team: { leader: { hours: [{ day: 'mo', from: 540, until: 630 }] } } }],
    [{ team: { leader: { hours: [{ day: 'mo', from: 540, until: 629 }] } } }],
    warn('staff_hours'),
  ],
  [
    'a member’s working days',
    [{ team: { leader: { hours: [{ day: 'mo', from: 540, until: 1080 }] } } }],
    [{ team: { leader: { hours: [{ day: 'tu', from: 540, until: 1080 }] } } }],
    warn('staff_hours'),
  ],
  [
    'two halves of a working day that meet, and two with a gap',
    [
      {
        team: {
          leader: {
            hours: [
              { day: 'mo', from: 540, until: 615 },
              { day: 'mo', from: 615, until: 1080 },
            ],
          },
        },
      },
    ],
    [
      {
        team: {
          leader: {
            hours: [
              { day: 'mo', from: 540, until: 615 },
              { day: 'mo', from: 616, until: 1080 },
            ],
          },
        },
      },
    ],
    warn('staff_hours'),
  ],
  [
    'the day after a closed day',
    [{ closedDays: [[day(-1), 'Республика күні']] }],
    [{ closedDays: [[day(0), 'Республика күні']] }],
    warn('closed_day'),
  ],
  [
    'the centre’s closing time',
    [{}, { start: '17:30' }],
    [
      {
        team: {
          instructor: { hours: [{ day: 'mo', from: 0, until: 1439 }] },
          leader: { hours: [{ day: 'mo', from: 0, until: 1439 }] },
        },
      },
      { start: '17:31' },
    ],
    warn('closed_day'),
  ],
  [
    'the centre’s opening time',
    [{}, { start: '09:00' }],
    [
      {
        team: {
          instructor: { hours: [{ day: 'mo', from: 0, until: 1439 }] },
          leader: { hours: [{ day: 'mo', from: 0, until: 1439 }] },
        },
      },
      { start: '08:59' },
    ],
    warn('closed_day'),
  ],
  [
    'thirty minutes of a session',
    [{}, { minutes: 30 }],
    [{}, { minutes: 31 }],
    warn('session_length'),
  ],
  [
    'the client’s own limit',
    [{ client: { sessionLimitMinutes: 20 } }, { minutes: 20 }],
    [{ client: { sessionLimitMinutes: 20 } }, { minutes: 21 }],
    warn('session_length'),
  ],
  [
    'five years of a horse',
    [{ horse: { birthYear: 2020 } }],
    [{ horse: { birthYear: 2021 } }],
    warn('horse_age'),
  ],
]
describe('each rule is silent on its limit and speaks one step beyond it', () => {
  for (const [name, onTheLimit, beyond, said] of limits) {
    test(name, () => {
      expect(briefly(say(...onTheLimit))).toEqual([])
      expect(briefly(say(...beyond))).toEqual([said])
    })
  }
})

test('on its last day a statement is a warning, on the day after a refusal that may be overridden', () => {
  expect(briefly(say({ client: { statementUntil: day(0) } }))).toEqual([warn('medical_expired')])
  expect(briefly(say({ client: { statementUntil: day(-1) } }))).toEqual([
    overridable('medical_expired'),
  ])
})

test('360 minutes a day are a warning, 361 a refusal, and never both', () => {
  const spans = ['12:00-14:00', '15:00-17:00']
  const settings = { horseConsecutiveMinutes: 1000 }
  expect(briefly(say({ settings, horse: work(...spans, '17:30-19:00') }))).toEqual([
    warn('horse_daily_limit'),
  ])
  expect(briefly(say({ settings, horse: work(...spans, '17:30-19:01') }))).toEqual([
    block('horse_daily_limit'),
  ])
})

test('a session ends a minute before midnight at the latest', () => {
  const night = [{ day: 'mo', from: 0, until: 1439 }]
  const world: World = {
    team: { instructor: { hours: night }, leader: { hours: night } },
    settings: {
      openingHours: [{ day: 'mo', from: '00:00', until: '23:59' }] as Settings['openingHours'],
    },
  }
  expect(say(world, { start: '23:29' })).toEqual([])
  for (const start of ['23:30', '23:31', '23:59']) {
    expect(briefly(say(world, { start }))).toContainEqual(block('past_midnight'))
  }
})

test('what is taken is in the way for each seat from its first minute to its last', () => {
  for (const [seat, id, change] of [
    ['client', 'client', {}],
    ['horse', 'horse', {}],
    ['instructor', 'instructor', {}],
    ['therapist', 'therapist', { therapistId: 'therapist' }],
    ['leader', 'leader', {}],
    ['sidewalker', 'sidewalker', { sidewalkerIds: ['sidewalker'] }],
    ['place', 'arena', {}],
  ] as const) {
    const takenAt = (from: string, until: string, date = monday): World => ({
      busy: [
        [
          id,
          [
            {
              ...{ date, from: minuteOf(from), until: minuteOf(until) },
              ...{ clientName: 'Оспанов', sessionId: 'other' as SessionId },
            },
          ],
        ],
      ],
    })
    expect(say(takenAt('09:30', '10:00'), change)).toEqual([])
    expect(say(takenAt('10:30', '11:00'), change)).toEqual([])
    expect(say(takenAt('10:00', '10:30', day(1)), change)).toEqual([])
    for (const [from, until] of [
      ['09:31', '10:01'],
      ['10:29', '11:00'],
      ['10:10', '10:20'],
      ['09:00', '12:00'],
    ] as const) {
      expect(say(takenAt(from, until), change)).toMatchObject([
        { ...block('overlap'), params: { seat, from, until, clientName: 'Оспанов' } },
      ])
    }
  }
})

test('one member cannot sit in two seats of one session', () => {
  const roles = new Set(['leader', 'sidewalker']) as MemberFacts['roles']
  const findings = say({ team: { leader: { roles } } }, { sidewalkerIds: ['leader'] })
  expect(findings).toMatchObject([
    { ...block('overlap'), params: { seat: 'sidewalker', name: 'Есенова', clientName: null } },
  ])
})

test('rules that need a missing part are silent while the form is half filled', () => {
  const ride = { date: monday, start: '10:00', minutes: 30 } as unknown as RideDraft
  expect(findingsOf(ride, { ...factsOf({}), clients: new Map() })).toEqual([])
})

test('refusals come before warnings, and each says what its sentence needs', () => {
  const findings = say(
    { horse: { ...work('09:20-09:55'), birthYear: 2022 }, client: { weightKg: 90 } },
    { minutes: 35 },
  )
  expect(findings.map((one) => one.severity)).toEqual(['block', 'block', 'warn', 'warn'])
  expect(Object.fromEntries(findings.map((one) => [one.code, one.params]))).toEqual({
    horse_rest: { name: 'Жұлдыз', gap: 5, rest: 10 },
    weight_limit: { name: 'Жұлдыз', loadKg: 98, limitKg: 92 },
    session_length: { minutes: 35, limit: 30 },
    horse_age: { name: 'Жұлдыз', years: 3, limit: 5 },
  })
})

describe('what must be known of a client', () => {
  const missing = (change: Partial<ClientFacts>, ride = {}) =>
    say({ client: change }, ride).flatMap((one) =>
      one.code === 'facts_missing' ? [{ severity: one.severity, ...one.params }] : [],
    )
  const child = { birthDate: '2015-05-22' as LocalDate }

  test('stands in one warning of a ride, and no horse is asked for its load', () => {
    expect(say({ client: { weightKg: null, keepsBalance: null, consentOn: null } })).toEqual([
      {
        code: 'facts_missing',
        severity: 'warn',
        overridable: false,
        params: {
          name: 'Соколова Әлия',
          missing: ['weight', 'balance', 'consent'],
          weighedOn: '2025-09-01',
          years: 10,
          limit: 4,
        },
      },
    ])
  })

  test.each([
    ['a year ago to the day', '2024-10-06', []],
    ['the day before that', '2024-10-05', ['weight_old']],
    ['on a day that nobody knows', null, ['weight_old']],
  ])('a child was weighed %s', (_, weighedOn, said) => {
    const [one] = missing({ ...child, weighedOn: weighedOn as LocalDate | null })
    expect(one?.missing ?? []).toEqual(said)
  })

  test('the 29th of February is not over before the end of that February', () => {
    const weighed = { ...child, weighedOn: '2024-02-29' as LocalDate }
    expect(missing(weighed, { date: '2025-02-28' })).toEqual([])
    expect(missing(weighed, { date: '2025-03-01' })).toMatchObject([{ missing: ['weight_old'] }])
  })

  test('the weight of a grown-up does not grow old: from the eighteenth birthday on', () => {
    const weighedOn = '2019-01-01' as LocalDate
    expect(missing({ birthDate: '2007-10-07' as LocalDate, weighedOn })).toMatchObject([
      { missing: ['weight_old'], years: 17 },
    ])
    expect(missing({ birthDate: '2007-10-06' as LocalDate, weighedOn })).toEqual([])
    expect(missing({ birthDate: null, weighedOn })).toEqual([])
  })

  test('a child rides without a word from the fourth birthday on, or as the centre says', () => {
    const born = (birthDate: string) => ({ birthDate: birthDate as LocalDate })
    expect(missing(born('2021-10-06'))).toEqual([])
    expect(missing(born('2021-10-07'))).toMatchObject([{ missing: ['young'], years: 3, limit: 4 }])
    const settings = { clientMinAgeYears: 3 }
    expect(say({ client: born('2021-10-07'), settings })).toEqual([])
  })

  test('how long a weight holds is for the centre to say', () => {
    const weighed = { ...child, weighedOn: '2025-03-01' as LocalDate }
    expect(say({ client: weighed, settings: { childWeightMonths: 6 } })).toMatchObject([
      { code: 'facts_missing', params: { missing: ['weight_old'], weighedOn: '2025-03-01' } },
    ])
  })
})
