import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, rows, soundness } from '#test/support/tables.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.remove())

const fileOf = (fileName: string) => ({
  fileName,
  contentBase64: readFileSync(
    new URL(`../../../resources/sample/${fileName}`, import.meta.url),
  ).toString('base64'),
})
const preview = (fileName: string) => service.call('people.importPreview', fileOf(fileName))
const commit = (fileName: string) => service.call('people.importCommit', fileOf(fileName))
const found = async (text: string) => (await service.call('people.search', { text })).people

/** Every file, what it holds, how many rows are new, and which doubts stand how often. */
const files = [
  [
    'hippotherapy-clients-2025.csv',
    'clients',
    50,
    1,
    { iin_missing: 2, statement_expired: 2, contraindication_open: 4 },
  ],
  ['studio-members-2025.csv', 'studio', 240, 0, { iin_missing: 8 }],
  ['course-participants-2025.csv', 'course', 400, 0, {}],
  ['horses.csv', 'horses', 6, 0, {}],
  ['staff.csv', 'team', 19, 0, {}],
  ['hippotherapy-slots.csv', 'slots', 54, 0, { place_unknown: 2 }],
  ['rooms.csv', 'rooms', 18, 0, {}],
] as const

test.each(files)(
  '%s is known as %s and comes in whole: %i new',
  async (name, kind, fresh, same, doubts) => {
    const shown = await preview(name)
    const counts = { new: fresh, same, changed: 0, refused: 0 }
    expect(shown).toMatchObject({ kind, counts })
    expect(shown.columns.filter((one) => one.field === null).map((one) => one.heading)).toEqual(
      kind === 'clients' || kind === 'studio' ? ['№'] : [],
    )
    const warned = Object.groupBy(
      shown.rows.flatMap((row) => row.warnings),
      (problem) => problem.code,
    )
    expect(
      Object.fromEntries(Object.entries(warned).map(([code, all]) => [code, all?.length])),
    ).toEqual(doubts)
    // A preview writes nothing.
    expect(await service.call('people.count', {})).toEqual({ people: 0 })
    const input = { ...fileOf(name), fingerprint: shown.fingerprint }
    expect(await service.call('people.importCommit', input)).toMatchObject({ kind, counts })
  },
)

test('the whole centre comes in once: a second time every row is the same and nothing is written', async () => {
  for (const [name] of files) await commit(name)
  // 690 who stand in the lists, and 83 who accompany participants of courses.
  expect(await service.call('people.count', {})).toEqual({ people: 773 })
  const before = dump(service.databaseFile)
  service.changes.length = 0
  for (const [name, kind, fresh, same] of files) {
    const shown = await preview(name)
    expect(shown).toMatchObject({
      kind,
      counts: { new: 0, same: fresh + same, changed: 0, refused: 0 },
    })
    await commit(name)
  }
  expect(service.changes).toEqual([])
  expect(dump(service.databaseFile)).toEqual(before)
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
})

test('the child who stands twice becomes one, under the name as it should be written', async () => {
  const shown = await preview('hippotherapy-clients-2025.csv')
  expect(shown.rows.find((row) => row.row === 52)).toEqual({
    row: 52,
    outcome: 'same',
    title: 'Сүлейменов Қайрат',
    sameAsRow: 6,
    changes: [],
    refusals: [],
    warnings: [],
  })
  await commit('hippotherapy-clients-2025.csv')
  expect(await found('сулейменов кайрат')).toMatchObject([
    { familyName: 'Сүлейменов', givenName: 'Қайрат', iinMasked: '1901••••••33' },
  ])
})

test('a child comes in with everything the list says', async () => {
  await commit('hippotherapy-clients-2025.csv')
  const personOf = async (text: string) => {
    const [line] = await found(text)
    if (!line) throw new Error(`nobody is found by ${text}`)
    return service.call('people.get', { personId: line.id })
  }
  expect(await personOf('соколов темирлан')).toMatchObject({
    familyName: 'Соколов',
    givenName: 'Темірлан',
    patronymic: 'Маратович',
    birthDate: '2013-01-23',
    sex: 'male',
    iin: '130123575416',
    district: 'Медеуский',
    guardianName: 'Соколова Раяна Нұрланқызы',
    guardianPhone: '+77019993708',
    phone: null,
    categories: [{ category: 'child_with_disability', from: null, until: null }],
    weightKg: 44.3,
    heightCm: 142,
    mobility: 'with_support',
    keepsBalance: true,
    sidewalkersNeeded: 0,
    statementFrom: '2025-04-20',
    statementUntil: '2026-04-19',
    precautions: 'аллергия на сено',
    contraindication: null,
    consentOn: null,
  })
  // The other two ways of writing a date, and of a phone.
  expect(await personOf('оспанова нурай')).toMatchObject({ birthDate: '2014-06-10' })
  expect(await personOf('иванов хамза')).toMatchObject({ birthDate: '2016-09-19', weightKg: 35.4 })
  expect(await personOf('цой санжар')).toMatchObject({ guardianPhone: '+77773845531' })
})

test('the two expired statements come in and are shown as expired', async () => {
  const shown = await preview('hippotherapy-clients-2025.csv')
  const doubted = shown.rows.filter((row) =>
    row.warnings.some((problem) => problem.code === 'statement_expired'),
  )
  expect(doubted.map((row) => [row.title, row.warnings[0]?.text])).toEqual([
    ['Байжанова Амина', '13.05.2025'],
    ['Кузнецов Өмір', '13.05.2025'],
  ])
  await commit('hippotherapy-clients-2025.csv')
  expect(await found('байжанова амина')).toMatchObject([{ statement: 'expired' }])
  const { people } = await service.call('people.expiring', { on: '2025-10-06', days: 0 })
  expect(people.map((person) => [person.familyName, person.statement])).toEqual([
    ['Байжанова', 'expired'],
    ['Кузнецов', 'expired'],
  ])
})

test('a missing IIN is asked about and never made up', async () => {
  const shown = await preview('hippotherapy-clients-2025.csv')
  const asked = shown.rows.flatMap((row) =>
    row.warnings
      .filter((problem) => problem.code === 'iin_missing')
      .map((problem) => [row.title, problem.heading, problem.column]),
  )
  expect(asked).toEqual([
    ['Байжанов Максим', 'ИИН', 6],
    ['Мұратов Әлихан', 'ИИН', 6],
  ])
  await commit('hippotherapy-clients-2025.csv')
  const [line] = await found('байжанов максим')
  const person = await service.call('people.get', { personId: line?.id ?? '' })
  expect(person).toMatchObject({ iin: null, iinMissingReason: null })
  expect(await service.call('people.update', person)).toMatchObject({
    warnings: ['iin_missing', 'consent_missing'],
  })
})

test('a flagged contraindication comes in without a decision that nobody has written', async () => {
  await commit('hippotherapy-clients-2025.csv')
  const [line] = await found('байжанов максим')
  const person = await service.call('people.get', { personId: line?.id ?? '' })
  expect(person).toMatchObject({
    contraindication: 'эпилепсия в анамнезе — решение врача',
    physicianDecisionOn: null,
    physicianDecision: null,
    precautions: null,
  })
  await service.call('people.update', {
    ...person,
    physicianDecisionOn: '2025-09-01',
    physicianDecision: 'допущен, шагом, 20 минут',
  })
  const shown = await preview('hippotherapy-clients-2025.csv')
  const row = shown.rows.find((one) => one.title === 'Байжанов Максим')
  expect(row?.outcome).toBe('same')
  expect(row?.warnings.map((problem) => problem.code)).toEqual(['iin_missing'])
})

test('horses come in with their own limits and the days on which they are away', async () => {
  await commit('horses.csv')
  const { horses } = await service.call('horses.list', {})
  expect(horses.map((horse) => horse.name)).toEqual([
    'Ақбоз',
    'Арай',
    'Дос',
    'Жұлдыз',
    'Күміс',
    'Тұлпар',
  ])
  expect(horses.find((horse) => horse.name === 'Тұлпар')).toMatchObject({
    birthYear: 2014,
    massKg: 510,
    heightCm: 156,
    temper: 'бодрый',
    dailyWarnMinutes: 180,
    restMinutes: 10,
    loadPercent: 20,
    absences: [{ from: '2025-10-13', until: '2025-10-19', reason: 'ветеринар' }],
  })
})

test('the team comes in with roles, subjects, working days and hours', async () => {
  await commit('staff.csv')
  const { members } = await service.call('team.list', {})
  const named = (familyName: string, givenName: string) =>
    members.find((one) => one.familyName === familyName && one.givenName === givenName)
  const akhmetov = named('Ахметов', 'Ғани')
  expect(akhmetov).toMatchObject({
    patronymic: 'Серікұлы',
    roles: ['instructor'],
    volunteer: false,
    phone: '+77473111249',
  })
  expect(new Set(akhmetov?.hours)).toEqual(
    new Set(['mo', 'we', 'fr', 'sa'].map((day) => ({ day, from: '09:00', until: '18:00' }))),
  )
  expect(named('Оспанов', 'Мирас')?.roles).toEqual(['therapist'])
  expect(named('Байжанов', 'Рамазан')).toMatchObject({ roles: ['sidewalker'], volunteer: true })
  expect(named('Соколов', 'Максим')).toMatchObject({ roles: ['teacher'], subject: 'изо' })
})

test('slots make the two places they name, once, and rooms have their beds and repairs', async () => {
  await commit('hippotherapy-slots.csv')
  await commit('rooms.csv')
  const { places } = await service.call('places.list', {})
  expect(places.map((place) => [place.name, place.lane, place.use])).toEqual([
    ['Манеж', null, 'arena'],
    ['Открытая площадка', null, 'arena'],
  ])
  const file = service.databaseFile
  expect(rows(file, `SELECT count(*) AS slots FROM slot WHERE minutes = 30`)).toEqual([
    { slots: 54 },
  ])
  const { rooms } = await service.call('boarding.rooms', {})
  expect(rooms).toHaveLength(18)
  expect(rooms.flatMap((room) => room.beds)).toHaveLength(48)
  expect(rooms.filter((room) => room.accessible).map((room) => room.number)).toEqual([
    ...['101', '102', '103', '104'],
  ])
  expect(rooms.find((room) => room.number === '302')).toMatchObject({
    building: 'Ақ Бастау',
    floor: 3,
    forWhom: 'women',
    note: 'ремонт до 15.03.2025',
  })
  expect(rows(file, 'SELECT from_date, until_date, reason FROM room_closure')).toEqual([
    { from_date: '2025-01-01', until_date: '2025-03-15', reason: 'ремонт до 15.03.2025' },
  ])
})

test('members of studios and participants of courses keep what their lists say', async () => {
  await commit('studio-members-2025.csv')
  await commit('course-participants-2025.csv')
  const file = service.databaseFile
  expect(
    rows(
      file,
      'SELECT studio, count(*) AS members FROM membership JOIN studio_group g ON g.id = group_id GROUP BY studio ORDER BY 2 DESC',
    ),
  ).toEqual([
    { studio: 'music', members: 57 },
    { studio: 'computer', members: 54 },
    { studio: 'art', members: 47 },
    { studio: 'dance', members: 43 },
    { studio: 'acting', members: 39 },
  ])
  expect(
    rows(
      file,
      `SELECT sum(companion_of_id IS NULL) AS participants, count(DISTINCT course_id) AS courses,
        sum(wheelchair) AS wheelchairs, count(companion_of_id) AS companions, count(diet) AS diets
      FROM enrolment`,
    ),
  ).toEqual([{ participants: 400, courses: 16, wheelchairs: 102, companions: 83, diets: 202 }])
  const { courses } = await service.call('boarding.courses', { year: 2025 })
  expect(courses).toHaveLength(16)
  expect(courses.at(-1)).toMatchObject({
    name: '03.02.2025',
    from: '2025-02-03',
    until: '2025-02-09',
    participants: 25,
    companions: 5,
  })
  expect(
    rows(
      file,
      'SELECT category, count(*) AS people FROM person_category GROUP BY category ORDER BY category',
    ),
  ).toContainEqual({ category: 'disability_3', people: 164 })
})
