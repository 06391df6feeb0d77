import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { contract } from '#contract/index.ts'
import { marksOf } from '#contract/sights.ts'
import { type Role, roles } from '#contract/team.ts'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

/** Who may do what, as the centre wants it: written by hand, beside the table in the code. */
const mayDo: Record<string, readonly Role[]> = {
  'people.search': [...roles],
  'hippotherapy.day': [...roles],
  'studio.week': [...roles],
  'attendance.day': [...roles],
  'horses.list': [...roles],
  'changes.recent': [...roles],
  'hippotherapy.book': ['receptionist', 'coordinator'],
  'hippotherapy.cancel': ['receptionist', 'coordinator'],
  'studio.join': ['receptionist', 'coordinator'],
  'studio.createGroup': ['receptionist', 'coordinator'],
  'schedule.unsettled': ['receptionist', 'administrator', 'coordinator'],
  'schedule.cancelMany': ['receptionist', 'administrator', 'coordinator'],
  'consultations.list': ['receptionist', 'psychologist', 'coordinator'],
  'consultations.book': ['receptionist', 'psychologist', 'coordinator'],
  'consultations.note': ['psychologist'],
  'consultations.writeNote': ['psychologist'],
  'boarding.course': ['receptionist', 'administrator', 'coordinator'],
  'boarding.place': ['receptionist', 'administrator', 'coordinator'],
  'attendance.mark': [
    'receptionist',
    'administrator',
    'coordinator',
    'instructor',
    'therapist',
    'teacher',
    'psychologist',
  ],
  'notices.list': ['receptionist', 'administrator', 'coordinator', 'psychologist'],
  'people.update': ['receptionist', 'administrator', 'coordinator'],
  'people.importCommit': ['receptionist', 'administrator', 'coordinator'],
  'availability.set': ['receptionist', 'administrator', 'coordinator'],
  'settings.closeDay': ['receptionist', 'administrator', 'coordinator'],
  'horses.update': ['coordinator'],
  'team.update': ['coordinator'],
  'settings.set': ['coordinator'],
  'access.makeKey': ['coordinator'],
  'access.newRecoveryCode': ['coordinator'],
  'access.keepRecoveryCode': ['coordinator'],
  'access.setPassphrase': ['coordinator'],
  'access.mayProtect': ['coordinator'],
}
const refusals = ['not_allowed', 'coordinator_only', 'psychologist_only']

/** The smallest input that a schema lets through. */
function least(schema: z.core.$ZodType): unknown {
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  const id = '01999999-9999-7999-8999-999999999999'
  switch (def.type) {
    case 'object': {
      const asked = Object.entries(def.shape).flatMap(([key, part]) =>
        part._zod.optin === 'optional' ? [] : [[key, least(part)]],
      )
      const found = Object.fromEntries(asked)
      if ((schema as z.ZodType).safeParse(found).success) return found
      // One that asks for one of several lists: the first of them.
      const list = Object.entries(def.shape).find(([, part]) => part._zod.def.type === 'default')
      return list ? { ...found, [list[0]]: [leastIn(list[1])] } : found
    }
    case 'array': {
      const needs = (schema as z.ZodType).safeParse([]).success
      return needs ? [] : [least(def.element)]
    }
    case 'union':
      return least(def.options[0] as z.core.$ZodType)
    case 'intersection':
      return { ...(least(def.left) as object), ...(least(def.right) as object) }
    case 'nullable':
      return null
    case 'enum':
      return Object.values(def.entries)[0]
    case 'literal':
      return def.values[0]
    case 'boolean':
      return false
    case 'number':
      return [1, 10, 100, 30, 2015].find((one) => (schema as z.ZodType).safeParse(one).success)
    case 'string':
      return [
        id,
        '2025-10-06',
        '10:00',
        '2025-10',
        'x1x2',
        'present',
        '2025-10-06T10:00',
        '061211600012',
        'bastau-2025-10-06T08-40-12-345-daily.db',
      ].find((one) => (schema as z.ZodType).safeParse(one).success)
    default:
      return least((def as { innerType: z.core.$ZodType }).innerType)
  }
}

/** The smallest line of a list that may be left out. */
function leastIn(list: z.core.$ZodType): unknown {
  const { innerType } = list._zod.def as unknown as { innerType: z.ZodArray }
  return least(innerType._zod.def.element)
}

let service: TestService
let centre: SmallCentre
const staff = new Map<Role, { memberId: string; key: string }>()

beforeAll(async () => {
  service = await testService()
  centre = await smallCentre(service)
  const { members } = await service.call('team.list', {})
  for (const role of roles) {
    const known = members.find((one) => one.roles.length === 1 && one.roles[0] === role)
    const memberId = known?.id ?? (await centre.member('Қызметкер', [role]))
    staff.set(role, { memberId, key: '' })
  }
  const aliya = await service.call('people.get', { personId: centre.aliya })
  await service.call('people.update', {
    ...aliya,
    id: centre.aliya,
    iin: '061211600012',
    birthDate: '2006-12-11',
    sex: 'female',
    phone: '+77011234567',
    guardianName: 'Оспанова Гүлнар',
    guardianPhone: '+77017654321',
    weightKg: 40,
    heightCm: 150,
    notes: 'келісімі бар',
    precautions: 'шуды ұнатпайды',
    categories: [{ category: 'child_with_disability', from: null, until: null }],
  } as never)
  await service.call('hippotherapy.book', centre.ride())
  await service.call('hippotherapy.book', centre.otherRide())
  const coordinator = staff.get('coordinator')?.memberId as string
  await service.call('access.setPin', { memberId: coordinator, secret: '80247' })
  for (const [role, { memberId }] of staff) {
    if (role !== 'coordinator') {
      await service.call('access.setPin', { memberId, secret: '80247' })
    }
    const { key } = await service.call('access.makeKey', { memberId })
    staff.set(role, { memberId, key })
  }
}, 60_000)
afterAll(() => service.remove())

const actAs = (role: Role) =>
  service.call('access.signInWithKey', { key: staff.get(role)?.key as string })

describe.each([...roles])('somebody who is %s', (role) => {
  test('may do what the centre wants, and is told of all else who does it', async () => {
    for (const [method, allowed] of Object.entries(mayDo)) {
      await actAs(role)
      const { input } = contract[method as keyof typeof contract]
      const reply = await service.raw(method, least(input))
      const code = reply.ok ? null : reply.code
      expect([method, code === 'bad_request']).toEqual([method, false])
      expect([method, refusals.includes(code ?? '')]).toEqual([method, !allowed.includes(role)])
    }
  })
})

test('every method but those of signing in asks for a right', async () => {
  await service.call('access.signOut', {})
  for (const [name, { may, input }] of Object.entries(contract)) {
    if (may === null) continue
    const reply = await service.raw(name, least(input))
    const code = reply.ok ? null : reply.code
    expect([name, code]).toEqual([name, 'sign_in_required'])
  }
})

/** What each sees of a file, by hand. */
const seesOf: Record<string, readonly Role[]> = {
  iin: ['receptionist', 'administrator', 'coordinator'],
  categories: ['receptionist', 'administrator', 'coordinator'],
  phone: ['receptionist', 'administrator', 'coordinator', 'psychologist'],
  guardianName: ['receptionist', 'administrator', 'coordinator', 'psychologist'],
  guardianPhone: ['receptionist', 'administrator', 'coordinator', 'psychologist'],
  weightKg: ['receptionist', 'administrator', 'coordinator', 'instructor', 'therapist'],
  heightCm: ['receptionist', 'administrator', 'coordinator', 'instructor', 'therapist'],
  notes: ['receptionist', 'administrator', 'coordinator'],
  precautions: [...roles],
}
test.each([...roles])('%s sees of a file what their work needs', async (role) => {
  await actAs(role)
  const file = (await service.call('people.get', { personId: centre.aliya })) as never as Record<
    string,
    unknown
  >
  for (const [field, allowed] of Object.entries(seesOf)) {
    const value = file[field]
    const shown = Array.isArray(value) ? value.length > 0 : value !== null
    expect([field, shown]).toEqual([field, allowed.includes(role)])
  }
})

test('an instructor sees their own rides, a receptionist all', async () => {
  const rides = async () =>
    (await service.call('hippotherapy.day', { date: monday })).sessions.length
  const listed = async () => (await service.call('attendance.day', { date: monday })).lines.length
  const printed = async () =>
    (await service.call('sheets.ridesDay', { date: monday })).instructors.length
  await actAs('receptionist')
  expect([await rides(), await listed(), await printed()]).toEqual([2, 2, 2])
  await actAs('instructor')
  expect([await rides(), await listed(), await printed()]).toEqual([1, 1, 1])
  await actAs('leader')
  expect(await rides()).toBe(1)
  await actAs('teacher')
  expect(await rides()).toBe(0)
})

test('an instructor finds their own rides in the register and among the weekly ones, a receptionist all', async () => {
  await actAs('receptionist')
  const weekly = { days: ['we'], interval: 1, validFrom: '2025-10-08', validUntil: '2025-10-09' }
  for (const { date: _, ...ride } of [centre.ride(), centre.otherRide()] as { date: string }[]) {
    await service.call('hippotherapy.commitSeries', { ...ride, ...weekly } as never)
  }
  const seen = async () => [
    (await service.call('attendance.register', { groupId: null, month: '2025-10' })).people.length,
    (await service.call('sheets.register', { groupId: null, month: '2025-10' })).people.length,
    (await service.call('hippotherapy.templates', {})).templates.length,
  ]
  expect(await seen()).toEqual([2, 2, 2])
  await actAs('instructor')
  expect(await seen()).toEqual([1, 1, 1])
  await actAs('teacher')
  expect(await seen()).toEqual([0, 0, 0])
})

test('a teacher finds all of their own group in its register, and nobody’s marks in that of another', async () => {
  const own = staff.get('teacher')?.memberId as string
  await actAs('coordinator')
  const standIn = await centre.member('Орынбасар', ['teacher'])
  const { placeId } = await service.call('places.create', {
    name: 'Шеберхана',
    use: 'studio',
  } as never)
  await actAs('receptionist')
  const { groupId } = await service.call('studio.createGroup', {
    ...{ studio: 'art', name: 'ИЗ-1', teacherId: own, placeId, capacity: 8, note: null },
    ...{ from: '2025-10-01', until: '2025-12-31', times: [] },
  } as never)
  await service.call('studio.join', { groupId, personId: centre.aliya, from: '2025-10-01' })
  const stoodIn = { date: '2025-10-15', start: '16:00', minutes: 40, teacherId: standIn, placeId }
  await service.call('studio.book', { groupId, ...stoodIn } as never)
  const classes = async () =>
    (await service.call('attendance.register', { groupId, month: '2025-10' })).totals.sessions
  expect(await classes()).toBe(1)
  await actAs('teacher')
  expect(await classes()).toBe(1)
  await actAs('instructor')
  expect(await classes()).toBe(0)
})

test('why a family is away is for those who see everybody’s sessions', async () => {
  const away = { personId: centre.aliya, from: '2025-11-03', until: '2025-11-04' }
  await actAs('receptionist')
  await service.call('attendance.announceAbsence', { ...away, reason: 'ауырып қалды' } as never)
  const reason = async () =>
    (await service.call('attendance.absences', away as never)).absences.map((one) => one.reason)
  expect(await reason()).toEqual(['ауырып қалды'])
  await actAs('instructor')
  expect(await reason()).toEqual([null])
})

test('an instructor is not told of the ride of another', async () => {
  await actAs('receptionist')
  const { sessions } = await service.call('hippotherapy.day', { date: monday })
  const others = sessions.find((one) => one.instructorId !== staff.get('instructor')?.memberId)
  await actAs('instructor')
  expect(await service.refusal('hippotherapy.session', { sessionId: others?.id })).toBe(
    'not_allowed',
  )
})

test('an instructor finds their own changes among the recent ones, a receptionist all', async () => {
  await actAs('instructor')
  expect((await service.call('changes.recent', {})).changes).toEqual([])
  await actAs('receptionist')
  expect((await service.call('changes.recent', {})).changes.length).toBeGreaterThan(0)
})

describe('an instructor', () => {
  const ride = async (whose: 'own' | 'others') => {
    await actAs('receptionist')
    const { sessions } = await service.call('hippotherapy.day', { date: monday })
    const mine = staff.get('instructor')?.memberId
    const found = sessions.find((one) => (one.instructorId === mine) === (whose === 'own'))
    if (!found) throw new Error('the rides have changed')
    service.turnClock(`${monday}T12:00`)
    await actAs('instructor')
    return { sessionId: found.id, personId: found.clientId }
  }
  test('marks their own rides, and nobody else’s in any way', async () => {
    const others = await ride('others')
    const { sessionId } = others
    const refused = (method: string, input: unknown) => service.refusal(method, input)
    expect(await refused('attendance.mark', { ...others, mark: 'present' })).toBe('not_allowed')
    expect(await refused('attendance.markMany', { marks: [{ ...others, mark: 'present' }] })).toBe(
      'not_allowed',
    )
    expect(await refused('attendance.markAll', { sessionId, mark: 'present' })).toBe('not_allowed')
    expect(await refused('attendance.session', { sessionId })).toBe('not_allowed')
    expect(await refused('attendance.trail', others)).toBe('not_allowed')
    const own = await ride('own')
    expect(await refused('attendance.mark', { ...own, mark: 'present' })).toBeNull()
  })
  test('announces of a family what is about their own rides, and excuses nobody from those of others', async () => {
    const others = await ride('others')
    const days = { from: monday, until: '2025-10-07' }
    const announced = (personId: string) =>
      service.refusal('attendance.announceAbsence', { personId, ...days })
    expect(await announced(others.personId)).toBe('not_allowed')
    const own = await ride('own')
    expect(await announced(own.personId)).toBeNull()
    await actAs('receptionist')
    const away = { personId: others.personId, ...days }
    const { absenceId } = await service.call('attendance.announceAbsence', away as never)
    await actAs('instructor')
    expect(await service.refusal('attendance.withdrawAbsence', { absenceId })).toBe('not_allowed')
    // The rides of the other tests stay as they were.
    await actAs('receptionist')
    const { absences } = await service.call('attendance.absences', days)
    for (const one of absences) await service.call('attendance.withdrawAbsence', one)
  })
  test('takes back their own marks, not those of others', async () => {
    const own = await ride('own')
    await actAs('receptionist')
    const late = await service.call('attendance.mark', { ...own, mark: 'late' })
    await actAs('instructor')
    expect(await service.refusal('changes.undo', { changeId: late.changeId })).toBe('not_allowed')
    const present = await service.call('attendance.mark', { ...own, mark: 'present' })
    expect(await service.refusal('changes.undo', { changeId: present.changeId })).toBeNull()
  })
  test('is told how many of their own are unmarked, and of no other', async () => {
    await actAs('receptionist')
    const all = await service.call('attendance.unmarked', { until: `${monday}T12:00` })
    await ride('own')
    const own = await service.call('attendance.unmarked', { until: `${monday}T12:00` })
    expect(own.total).toBe(own.lines.length)
    expect(own.total).toBeLessThan(all.total)
  })
  test('does not find out by a number whose it is', async () => {
    const found = async (text: string) =>
      (await service.call('people.search', { text })).people.length
    await actAs('receptionist')
    expect([await found('061211600012'), await found('701 123')]).toEqual([1, 1])
    await actAs('instructor')
    expect([await found('061211600012'), await found('701 123')]).toEqual([0, 0])
    expect(await found('Оспан')).toBeGreaterThan(0)
  })
})

describe('a table of the staff', () => {
  const file = {
    fileName: 'staff.csv',
    contentBase64: Buffer.from(
      'ФИО;Должность;Дни;Начало;Конец\nСәрсенова Ғани;координатор;пн-пт;09:00;18:00\n',
    ).toString('base64'),
    kind: 'team' as const,
  }
  test('makes nobody a coordinator who may not make one by hand', async () => {
    await actAs('receptionist')
    expect(await service.refusal('people.importPreview', file)).toBe('not_allowed')
    expect(await service.refusal('people.importCommit', file)).toBe('not_allowed')
    const { members } = await service.call('team.list', {})
    expect(members.some(({ familyName }) => familyName === 'Сәрсенова')).toBe(false)
  })
  test('is not done again by them once a coordinator has taken it back', async () => {
    await actAs('coordinator')
    const { changeId } = await service.call('people.importCommit', file)
    await service.call('changes.undo', { changeId: changeId as never })
    await actAs('receptionist')
    expect(await service.refusal('changes.redo', { changeId })).toBe('not_allowed')
  })
})

test('whoever runs the courses cancels no rides, neither one nor many at once', async () => {
  await actAs('receptionist')
  const { sessionId } = await service.call(
    'hippotherapy.book',
    centre.ride({ date: '2025-10-08', start: '15:00' }),
  )
  await actAs('administrator')
  const reason = 'weather' as const
  expect(await service.refusal('hippotherapy.cancel', { sessionId, reason })).toBe('not_allowed')
  const { outcomes } = await service.call('schedule.cancelMany', {
    sessionIds: [sessionId],
    reason,
  })
  expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'not_allowed' }])
  await actAs('receptionist')
  const done = await service.call('schedule.cancelMany', { sessionIds: [sessionId], reason })
  await actAs('administrator')
  expect(await service.refusal('changes.undo', { changeId: done.changeId })).toBe('not_allowed')
})

test('appointments with the psychologist stand in no year, list or timetable of others', async () => {
  const psychologist = staff.get('psychologist')?.memberId as string
  await actAs('coordinator')
  const { placeId } = await service.call('places.create', {
    name: 'Кабинет 3',
    use: 'cabinet',
  } as never)
  await actAs('receptionist')
  const appointment = {
    personId: centre.baurzhan,
    psychologistId: psychologist,
    placeId,
    date: '2025-10-09',
    start: '15:00',
    minutes: 50,
  }
  const { sessionId } = await service.call('consultations.book', appointment as never)
  await service.call('consultations.move', { sessionId, start: '16:00' })
  const days = { from: '2025-10-09', until: '2025-10-09' }
  const seen = async () => ({
    year: (await service.call('attendance.grid', days)).people.length,
    list: (await service.call('attendance.day', { date: '2025-10-09' })).lines.length,
    calls: (await service.call('notices.list', days)).families.flatMap(({ lines }) => lines).length,
    timetable: (
      await service.call('sheets.clientTimetable', { ...days, personId: centre.baurzhan })
    ).sessions.length,
    history: (await service.call('changes.recent', {})).changes.filter(({ kind }) =>
      kind.startsWith('consultations.'),
    ).length,
    news: (
      await service.call('notices.ofMember', { ...days, memberId: psychologist, seen: 0 } as never)
    ).changes.length,
    marks: await service.refusal('attendance.trail', { sessionId, personId: centre.baurzhan }),
    sheet: await service.refusal('attendance.session', { sessionId }),
  })
  const all = { year: 1, list: 1, calls: 1, timetable: 1, history: 2, news: 1 }
  expect(await seen()).toEqual({ ...all, marks: null, sheet: null })
  await actAs('administrator')
  const none = { year: 0, list: 0, calls: 0, timetable: 0, history: 0, news: 0 }
  expect(await seen()).toEqual({ ...none, marks: 'not_allowed', sheet: 'not_allowed' })
})

test('the recent changes are as many as were asked for, also without those of appointments', async () => {
  await actAs('administrator')
  const { changes } = await service.call('changes.recent', { limit: 3 })
  expect(changes).toHaveLength(3)
})

/** Fields whose names say that not everybody is to see them. */
const telling = /^(iin|phone|guardian|weight|height|contraindication|physician|categories|notes$)/i
/** Of the centre's own: horses, staff, and what is put in rather than asked. */
const own = [
  'horses.list',
  'team.list',
  'access.',
  'people.importPreview',
  'people.tryMerge',
  'settings.',
]

test('no answer has a field of a client that everybody sees, unless it is known to be harmless', () => {
  const open: string[] = []
  const walk = (path: string, schema: z.core.$ZodType) => {
    if (marksOf(schema).sight) return
    const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
    if (def.type === 'object') {
      for (const [key, part] of Object.entries(def.shape)) {
        if (telling.test(key) && !marksOf(part).sight) open.push(`${path}.${key}`)
        walk(`${path}.${key}`, part)
      }
    } else if (def.type === 'array') walk(path, def.element)
    else if (def.type === 'union') for (const one of def.options) walk(path, one)
    else if ('innerType' in def) walk(path, def.innerType as z.core.$ZodType)
  }
  for (const { name, may, output } of Object.values(contract)) {
    // Whoever has these rights sees all of that.
    if (may === 'telling' || may === 'filing' || own.some((one) => name.startsWith(one))) continue
    walk(name, output)
  }
  expect(open).toEqual([])
})
