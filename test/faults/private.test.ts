import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerOf, childService } from '#test/support/child-service.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'bastau-private-')), 'data')
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const person = { familyName: 'Серікова', givenName: 'Әсел', notes: 'Эпилепсия, ұстама 2024 жылы' }

describe.skipIf(process.platform === 'win32')('what other users of this computer may do', () => {
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8)
  const ofAll = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, rights(join(folder, name))]))

  test('is nothing, with a new file, its journal and its folder', async () => {
    const service = childService(folder)
    answerOf(await service.call('people.create', person))
    expect(ofAll()).toEqual({ 'bastau.db': '600', 'bastau.db-shm': '600', 'bastau.db-wal': '600' })
    expect(rights(folder)).toBe('700')
    await service.end()
  })

  test('is nothing either with files that were put there by hand, once the program has started', async () => {
    await (async () => childService(folder).end())()
    mkdirSync(join(folder, 'logs'))
    chmodSync(file, 0o644)
    chmodSync(folder, 0o755)
    const service = childService(folder)
    answerOf(await service.call('people.create', person))
    expect(ofAll()).toMatchObject({ 'bastau.db': '600', 'bastau.db-wal': '600' })
    expect(rights(folder)).toBe('700')
    await service.end()
  })
})

test('a note of the psychologist that is erased is nowhere in the file', async () => {
  let service = childService(folder)
  const call = async (method: string, input: unknown, actor: string | null = null) =>
    answerOf(await service.call(method, input, actor)) as Record<string, string>
  const { personId } = await call('people.create', person)
  const { memberId: psychologistId = '' } = await call('team.create', {
    ...{ familyName: 'Абенова', givenName: 'Айгүл', roles: ['psychologist'], hours: [] },
  })
  const { placeId } = await call('places.create', { name: 'Кабинет', use: 'cabinet' })
  const { sessionId } = await call('consultations.book', {
    ...{ personId, psychologistId, placeId, date: '2025-10-07', start: '10:00', minutes: 50 },
  })
  const write = (note: string) =>
    call('consultations.writeNote', { sessionId, note }, psychologistId)
  const holds = () => readFileSync(file).includes('құпиялап айтты')
  await write('құпиялап айтты')
  await service.end()
  expect(holds()).toBe(true)
  service = childService(folder)
  await write('')
  await service.end()
  expect(holds()).toBe(false)
})
