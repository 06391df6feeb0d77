import { spawn } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileTroubles } from '#contract/envelope.ts'
import { keyFileOf } from '#keys/key-file.ts'
import { answerOf, childService, quietNode, serviceSource } from '#test/support/child-service.ts'
import { protectFolder } from '#test/support/protection.ts'
import { hasSmallDisks, smallDisk } from '#test/support/small-disk.ts'
import { execute, openedAt, rows, soundness } from '#test/support/tables.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-opening-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const person = { familyName: 'Серікова', givenName: 'Әсел' }

/** What a service says of the file of a folder when it starts; null when it opens. */
async function saidOf(dataDir: string) {
  const service = childService(dataDir)
  const first = service.nextLine()
  service.write(`${JSON.stringify({ id: 1, method: 'people.count', input: {} })}\n`)
  const said = (await first) as { event?: string; code?: string; params?: object } | null
  await service.end()
  expect(service.errors()).toBe('')
  if (said?.event !== 'fatal') return null
  expect(fileTroubles).toContain(said.code)
  return { code: said.code, params: said.params }
}
const mended = async () => expect(await saidOf(folder)).toBeNull()

async function filled(): Promise<void> {
  const service = childService(folder)
  answerOf(await service.call('people.create', person))
  await service.end()
}

describe('the folder', () => {
  test('that is a file', async () => {
    const path = join(folder, 'data')
    writeFileSync(path, 'x')
    expect(await saidOf(path)).toEqual({ code: 'folder_is_file', params: { path } })
    expect(await saidOf(join(path, 'deeper'))).toMatchObject({ code: 'folder_is_file' })
  })

  test('that is a link to nothing', async () => {
    const path = join(folder, 'data')
    symlinkSync(join(folder, 'stick'), path)
    expect(await saidOf(path)).toEqual({ code: 'link_dangling', params: { path } })
    mkdirSync(join(folder, 'stick'))
    expect(await saidOf(path)).toBeNull()
  })

  test('that is not there and cannot be made', async () => {
    expect(await saidOf('/proc/nobody/data')).toMatchObject({ code: 'folder_missing' })
  })

  describe.skipIf(!hasSmallDisks())('on a disk of its own', () => {
    test('that can only be read', async () => {
      const disk = smallDisk(10)
      try {
        const service = childService(disk.folder)
        await service.call('people.create', person)
        await service.end()
        disk.protect(true)
        expect(await saidOf(disk.folder)).toEqual({
          code: 'folder_readonly',
          params: { path: disk.folder },
        })
        expect(await saidOf(join(disk.folder, 'new'))).toMatchObject({ code: 'folder_readonly' })
        disk.protect(false)
        expect(await saidOf(disk.folder)).toBeNull()
      } finally {
        disk.remove()
      }
    })
  })

  test.skipIf(process.getuid?.() !== 0)('that belongs to somebody else', async () => {
    await filled()
    chmodSync(folder, 0o755)
    const said = await saidAs('nobody')
    expect(said).toEqual({ event: 'fatal', code: 'access_denied', params: { path: file } })
  })
})

/** What a service says that is started by somebody else at this computer. */
async function saidAs(user: string): Promise<unknown> {
  const child = spawn(
    'setpriv',
    [
      `--reuid=${user}`,
      '--clear-groups',
      process.execPath,
      ...quietNode,
      serviceSource,
      '--json-lines',
      `--data-dir=${folder}`,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const [line] = await new Promise<string[]>((resolve) => {
    let text = ''
    child.stdout.on('data', (part: Buffer) => {
      text += part
    })
    child.once('close', () => resolve(text.split('\n')))
    child.stdin.end()
  })
  return JSON.parse(line || 'null')
}

describe.each(['plain', 'protected'])('%s:', (how) => {
  beforeEach(async () => {
    if (how === 'protected') await protectFolder(folder)
  })
  /** The key of a protected folder stands in a file of its own. */
  const inFolder = () => readdirSync(folder).filter((name) => name !== 'bastau.key')

  describe('the file', () => {
    test('that is a folder', async () => {
      mkdirSync(file)
      expect(await saidOf(folder)).toEqual({ code: 'file_is_folder', params: { path: file } })
    })

    test('that is a link to nothing, and to a file', async () => {
      symlinkSync(join(folder, 'elsewhere.db'), file)
      expect(await saidOf(folder)).toEqual({ code: 'link_dangling', params: { path: file } })
      rmSync(file)
      await filled()
      const there = mkdtempSync(join(tmpdir(), 'bastau-there-'))
      symlinkSync(file, join(there, 'bastau.db'))
      if (how === 'protected') symlinkSync(keyFileOf(folder), keyFileOf(there))
      const service = childService(there)
      expect(await service.call('people.count', {})).toMatchObject({ value: { people: 1 } })
      await service.end()
      expect(readdirSync(there).filter((name) => name !== 'bastau.key')).toEqual(['bastau.db'])
      rmSync(there, { recursive: true })
    })

    test('that is nothing but its name', async () => {
      writeFileSync(file, '')
      expect(await saidOf(folder)).toEqual({ code: 'file_blank', params: { path: file } })
      rmSync(file)
      await mended()
    })

    test('that is no database', async () => {
      writeFileSync(file, 'Тізім: Әлия, Бауыржан\n'.repeat(400))
      expect(await saidOf(folder)).toEqual({ code: 'file_not_database', params: { path: file } })
    })

    const others: [string, string][] = [
      ['of another program', 'CREATE TABLE visits (id INTEGER PRIMARY KEY)'],
      [
        'of another program with the same means',
        `CREATE TABLE kysely_migration (name TEXT, timestamp TEXT);
       INSERT INTO kysely_migration VALUES ('2021-users', '2021')`,
      ],
    ]
    for (const [whose, statements] of others) {
      test(whose, async () => {
        execute(file, statements)
        const before = readFileSync(file)
        expect(await saidOf(folder)).toEqual({ code: 'file_foreign', params: { path: file } })
        expect(readFileSync(file).equals(before)).toBe(true)
        expect(inFolder()).toEqual(['bastau.db'])
      })
    }

    test('of a newer version', async () => {
      await filled()
      execute(file, `INSERT INTO kysely_migration VALUES ('9999-tomorrow', '2030-01-01')`)
      expect(await saidOf(folder)).toMatchObject({ code: 'file_newer' })
    })

    test('that another program holds for itself', async () => {
      await filled()
      const raw = openedAt(file)
      raw.pragma('locking_mode = EXCLUSIVE')
      raw.exec('BEGIN EXCLUSIVE')
      expect(await saidOf(folder)).toEqual({ code: 'file_locked', params: { path: file } })
      raw.close()
      await mended()
    })

    const altering: [string, string, string][] = [
      [
        'a trigger',
        'DROP TRIGGER claim_never_overlaps_on_insert',
        'claim_never_overlaps_on_insert',
      ],
      ['an index', 'DROP INDEX session_by_day', 'session_by_day'],
      ['a table', 'PRAGMA foreign_keys = OFF; DROP TABLE notice', 'notice'],
      ['a column', 'ALTER TABLE person ADD COLUMN extra TEXT', 'person'],
      [
        'a trigger too many',
        'CREATE TRIGGER quietly AFTER INSERT ON person BEGIN DELETE FROM horse; END',
        'quietly',
      ],
    ]
    for (const [what, statements, name] of altering) {
      test(`in which another program has changed ${what}`, async () => {
        await filled()
        execute(file, statements)
        expect(await saidOf(folder)).toMatchObject({
          code: 'file_altered',
          params: { names: expect.stringMatching(new RegExp(`(^|, )${name}(,|$)`)) },
        })
      })
    }

    test('that is gone while its journal or what was once put aside is left', async () => {
      await filled()
      rmSync(file)
      writeFileSync(`${file}.as-found-2025-10-06T08-40-00-000Z`, 'a copy')
      expect(await saidOf(folder)).toEqual({ code: 'file_missing', params: { path: file } })
      expect(inFolder()).toEqual(['bastau.db.as-found-2025-10-06T08-40-00-000Z'])
    })
  })

  describe('a file that was left in the middle of work', () => {
    async function leftByCrash(): Promise<void> {
      const service = childService(folder)
      for (let number = 0; number < 30; number++)
        answerOf(await service.call('people.create', person))
      await service.kill()
    }

    test('and is torn, is not used, and neither it nor its journal is changed', async () => {
      await filled()
      const [page] = rows(file, `SELECT rootpage FROM sqlite_master WHERE name = 'session_by_day'`)
      await leftByCrash()
      const bytes = readFileSync(file)
      bytes.fill(0xff, (Number(page?.rootpage) - 1) * 4096, Number(page?.rootpage) * 4096)
      writeFileSync(file, bytes)
      const journal = readFileSync(`${file}-wal`)
      expect(await saidOf(folder)).toMatchObject({ code: 'file_damaged' })
      expect(readFileSync(file).equals(bytes)).toBe(true)
      expect(readFileSync(`${file}-wal`).equals(journal)).toBe(true)
    })

    test('and is large, is checked while it is read: commands wait, and are refused when it is torn', async () => {
      await filled()
      execute(
        file,
        `CREATE TABLE filler (content BLOB);
       WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 70)
       INSERT INTO filler SELECT zeroblob(1000000) FROM counted`,
      )
      const [page] = rows(file, `SELECT rootpage FROM sqlite_master WHERE name = 'session_by_day'`)
      await leftByCrash()
      const sound = childService(folder)
      answerOf(await sound.call('people.create', person))
      await sound.kill()
      const bytes = readFileSync(file)
      bytes.fill(0xff, (Number(page?.rootpage) - 1) * 4096, Number(page?.rootpage) * 4096)
      writeFileSync(file, bytes)
      const journal = readFileSync(`${file}-wal`)
      const torn = childService(folder)
      const [read, written] = await Promise.all([
        torn.call('people.count', {}),
        torn.call('people.create', person),
      ])
      expect(read).toMatchObject({ ok: true, value: { people: 32 } })
      expect(written).toMatchObject({ ok: false, code: 'file_damaged' })
      await torn.end()
      expect(readFileSync(`${file}-wal`).equals(journal)).toBe(true)
    })

    test('and holds on to a row that there is not, is not used', async () => {
      await filled()
      execute(
        file,
        `PRAGMA foreign_keys = OFF;
       INSERT INTO person_word VALUES ('әлия', 'a', '01999999-9999-7999-8999-000000000000')`,
      )
      await leftByCrash()
      expect(await saidOf(folder)).toMatchObject({ code: 'file_damaged' })
    })

    test('and whose journal ends in the middle of a transaction, goes on with what was whole', async () => {
      await filled()
      await leftByCrash()
      const journal = readFileSync(`${file}-wal`)
      truncateSync(`${file}-wal`, journal.length - 1000)
      await mended()
      expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
      expect(rows(file, 'SELECT count(*) AS people FROM person')).toEqual([{ people: 30 }])
    })
  })

  test('eight services that start at once on an older file take one copy of it', async () => {
    const raw = openedAt(file)
    raw.exec(`CREATE TABLE kysely_migration (name TEXT NOT NULL PRIMARY KEY, timestamp TEXT NOT NULL);
    CREATE TABLE kept (words TEXT); INSERT INTO kept VALUES ('ескі файл')`)
    raw.close()
    const services = Array.from({ length: 8 }, () => childService(folder))
    for (const reply of await Promise.all(services.map((one) => one.call('people.count', {})))) {
      expect(reply).toMatchObject({ ok: true })
    }
    for (const service of services) expect(await service.end()).toBe(0)
    expect(readdirSync(join(folder, 'copies')).filter((name) => name.endsWith('.db'))).toHaveLength(
      1,
    )
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([])
  })
})
