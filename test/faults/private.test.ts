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
import { openDatabase } from '#service/db/open.ts'
import { trackedTables } from '#service/features/index.ts'
import { answerOf, childService } from '#test/support/child-service.ts'
import { rows } from '#test/support/tables.ts'

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

test('a note that is erased is nowhere in the file', async () => {
  const service = childService(folder)
  answerOf(await service.call('people.create', person))
  await service.end()
  const holds = () => readFileSync(file).includes('ұстама')
  expect(holds()).toBe(true)
  const database = await openDatabase(file, trackedTables)
  await database.write(async (tx) => {
    await tx.updateTable('person').set({ notes: '' }).execute()
    await tx.deleteFrom('change_step').execute()
  })
  await database.close()
  expect(rows(file, 'SELECT notes FROM person')).toEqual([{ notes: '' }])
  expect(holds()).toBe(false)
})
