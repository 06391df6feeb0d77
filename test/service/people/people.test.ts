import { afterEach, beforeEach, expect, test } from 'vitest'
import { client } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.remove())

const create = async (change: Record<string, unknown> = {}) =>
  (await service.call('people.create', client(change))).personId
const found = async (text: string, more: { limit?: number; offset?: number } = {}) =>
  (await service.call('people.search', { text, ...more })).people.map(
    (person) => `${person.familyName} ${person.givenName}`,
  )

test('a file is kept as it was given, phones in one form, and counted', async () => {
  const personId = await create({
    iin: '061211600012',
    sex: 'female',
    birthDate: '2006-12-11',
    patronymic: 'Ерланқызы',
    phone: '8 (701) 234-56-78',
    guardianPhone: '87026420545',
    categories: [{ category: 'orphan', from: '2020-01-01', until: null }],
    contraindication: '',
  })
  const person = await service.call('people.get', { personId })
  expect(person).toMatchObject({
    familyName: 'Соколова',
    patronymic: 'Ерланқызы',
    iin: '061211600012',
    phone: '+77012345678',
    guardianPhone: '+77026420545',
    categories: [{ category: 'orphan', from: '2020-01-01', until: null }],
    keepsBalance: true,
    contraindication: null,
  })
  expect(await service.call('people.count', {})).toEqual({ people: 1 })
  expect(service.changes).toContainEqual({ event: 'changed', topics: ['people'] })
})

test('a wrong check digit is refused, a number that is somebody’s says whose', async () => {
  expect(await service.refusal('people.create', client({ iin: '123456789012' }))).toBe(
    'iin_invalid',
  )
  const personId = await create({ iin: '170317561547' })
  const reply = await service.raw('people.create', client({ givenName: 'Б', iin: '170317561547' }))
  expect(reply).toMatchObject({ ok: false, code: 'iin_taken', params: { personId } })
  const other = await create({ givenName: 'Бек' })
  const file = await service.call('people.get', { personId: other })
  expect(await service.refusal('people.update', { ...file, iin: '170317561547' })).toBe('iin_taken')
  expect(await service.refusal('people.update', { ...file, iin: '170317561548' })).toBe(
    'iin_invalid',
  )
  expect(await service.call('people.count', {})).toEqual({ people: 2 })
})

test('a number that does not fit the birth date or sex, a missing one and no consent only warn', async () => {
  const warnings = async (change: Record<string, unknown>) =>
    (await service.call('people.create', client(change))).warnings
  expect(await warnings({ iin: '170317561547', birthDate: '2017-03-18', sex: 'female' })).toEqual([
    'iin_birth_date',
    'iin_sex',
  ])
  expect(await warnings({ givenName: 'Бек', consentOn: null })).toEqual([
    'iin_missing',
    'consent_missing',
  ])
  expect(await warnings({ givenName: 'Ли', iinMissingReason: 'гражданин Китая' })).toEqual([])
})

test('the same name and birth date is offered as the same person, unless they are two', async () => {
  const personId = await create()
  const again = client({ familyName: 'СОКОЛОВА', givenName: 'Алия', patronymic: 'Ерланқызы' })
  const reply = await service.raw('people.create', again)
  expect(reply).toMatchObject({
    ok: false,
    code: 'same_person',
    params: { people: [{ id: personId }] },
  })
  await create({ birthDate: '2015-05-23' })
  await service.call('people.create', { ...again, evenIfSame: true })
  expect(await service.call('people.count', {})).toEqual({ people: 3 })
})

test('a weight is of the day on which it was entered, or of the day that was said', async () => {
  const { personId } = await service.call('people.create', client({ weightKg: 30 }))
  const file = () => service.call('people.get', { personId })
  expect(await file()).toMatchObject({ weightKg: 30, weighedOn: '2025-10-06' })
  await service.call('people.update', { ...(await file()), weighedOn: '2025-09-01' })
  // Nothing is weighed by a change of something else.
  await service.call('people.update', { ...(await file()), phone: '+77012345678' })
  expect(await file()).toMatchObject({ weighedOn: '2025-09-01' })
  const { changeId } = await service.call('people.update', { ...(await file()), weightKg: 32 })
  expect(await file()).toMatchObject({ weightKg: 32, weighedOn: '2025-10-06' })
  await service.call('changes.undo', { changeId })
  expect(await file()).toMatchObject({ weightKg: 30, weighedOn: '2025-09-01' })
  await service.call('people.update', { ...(await file()), weightKg: null })
  expect(await file()).toMatchObject({ weightKg: null, weighedOn: null })
})

test('a changed file is found by its new words and no more by the old', async () => {
  const personId = await create()
  const file = await service.call('people.get', { personId })
  await service.call('people.update', {
    ...file,
    familyName: 'Құдайбергенова',
    phone: '87770001122',
  })
  expect(await found('кудайбер')).toEqual(['Құдайбергенова Әлия'])
  expect(await found('1122')).toEqual(['Құдайбергенова Әлия'])
  expect(await found('соколова')).toEqual([])
  const nobody = '01900000-0000-7000-8000-000000000000'
  expect(await service.refusal('people.update', { ...file, id: nobody })).toBe('not_found')
  expect(await service.refusal('people.get', { personId: nobody })).toBe('not_found')
})

test('a receptionist finds people however their names are typed', async () => {
  await create({ familyName: 'Ахметова', givenName: 'Әлия', phone: '+77012345678' })
  await create({ familyName: 'Ахметов', givenName: 'Құралай', guardianPhone: '87779998877' })
  await create({ familyName: 'Ғабдуллин', givenName: 'Хамза', patronymic: 'Шыңғысұлы' })
  await create({ familyName: 'Жүсіпова', givenName: 'Жанна', iin: '061211600012' })
  for (const query of ['алия', 'aliya', 'alia', 'ахметова', 'akhmetova al', '345678', '8701234']) {
    expect(await found(query), query).toEqual(['Ахметова Әлия'])
  }
  for (const query of ['куралай', 'quralay', 'qural ai', '8877', 'кур ахм']) {
    expect(await found(query), query).toEqual(['Ахметов Құралай'])
  }
  for (const query of ['hamza', 'khamza', 'габдуллин', 'shyngysuly', 'шынг хам габ']) {
    expect(await found(query), query).toEqual(['Ғабдуллин Хамза'])
  }
  for (const query of ['janna', 'zhanna', '0612', '0612 жанна']) {
    expect(await found(query), query).toEqual(['Жүсіпова Жанна'])
  }
  expect(await found('ахм')).toEqual(['Ахметов Құралай', 'Ахметова Әлия'])
  expect(await found('ахметов жанна')).toEqual([])
  expect(await found('%')).toEqual([])
  // «ң» is also a pair of letters: nobody is found twice by two of their words.
  expect(await found('ж')).toEqual(['Жүсіпова Жанна'])
})

test('without words the list stands in the order of the Kazakh alphabet, page by page', async () => {
  for (const familyName of ['Өтеулиев', 'Оспанов', 'Қасымов', 'Ким', 'Әбдіров', 'Абдуллаев']) {
    await create({ familyName })
  }
  const inOrder = ['Абдуллаев', 'Әбдіров', 'Ким', 'Қасымов', 'Оспанов', 'Өтеулиев']
  expect(await found('')).toEqual(inOrder.map((name) => `${name} Әлия`))
  expect(await found('  ', { limit: 2, offset: 3 })).toEqual(['Қасымов Әлия', 'Оспанов Әлия'])
  expect(await found('әлия', { limit: 2, offset: 4 })).toEqual(['Оспанов Әлия', 'Өтеулиев Әлия'])
})

test('lists mask the IIN and say how the medical statement stands today', async () => {
  await create({ iin: '061211600012', birthDate: '2006-12-11' })
  const { people } = await service.call('people.search', { text: 'соколова' })
  expect(people).toMatchObject([{ iinMasked: '0612••••••12', statement: 'valid' }])
  expect(JSON.stringify(people)).not.toContain('061211600012')
})

test('statements that end soon or have ended are listed, the first to end first', async () => {
  const until = (givenName: string, statementUntil: string | null, statementFrom?: string | null) =>
    create({ givenName, statementUntil, statementFrom: statementFrom ?? null })
  await until('Бес', '2025-11-03')
  await until('Ерте', '2025-10-05')
  await until('Кеш', '2025-11-04')
  await until('Жоқ', null)
  await create({ givenName: 'Жыл', statementFrom: '2024-10-07', statementUntil: null })
  const { people } = await service.call('people.expiring', { on: '2025-10-06', days: 28 })
  expect(people.map((one) => [one.givenName, one.statement, one.statementUntil])).toEqual([
    ['Ерте', 'expired', '2025-10-05'],
    ['Жыл', 'expiring', '2025-10-06'],
    ['Бес', 'expiring', '2025-11-03'],
  ])
})
