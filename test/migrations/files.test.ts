import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrations, pendingMigrations } from '#service/db/migrate.ts'
import { smallCentre } from '#test/support/centre.ts'
import { testService } from '#test/support/service.ts'
import { dump, execute, rows } from '#test/support/tables.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-file-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => testService({ dataDir: folder })
const fingerprint = () => createHash('sha256').update(readFileSync(file)).digest('hex')
/** A file with a small centre in it, closed again. */
async function filledFile() {
  const service = await open()
  const centre = await smallCentre(service)
  await service.call('hippotherapy.book', centre.ride())
  await service.close()
}

describe('a schema type', () => {
  const source = readFileSync(join(process.cwd(), 'electron/service/db/schema.ts'), 'utf8')
  /** `interface PersonTable { … }` as its lines, by the name of the interface. */
  const interfaces = new Map(
    [...source.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].map((match) => [
      match[1] as string,
      [...(match[2] as string).matchAll(/^ {2}(\w+): (.+)$/gm)].map((line) => ({
        name: line[1] as string,
        type: line[2] as string,
      })),
    ]),
  )
  const tables = interfaces.get('Schema') ?? []

  test('stands for every table of the file, and for no other', async () => {
    await filledFile()
    const inFile = rows(
      file,
      `SELECT name FROM sqlite_master WHERE type = 'table'
       AND name NOT LIKE 'kysely_%' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    expect(tables.map((one) => one.name).toSorted()).toEqual(inFile.map((row) => row.name))
    expect(tables.length).toBeGreaterThan(20)
  })

  test('has every column, with its type, and says which may be empty', async () => {
    await filledFile()
    for (const table of tables) {
      const inFile = rows(file, `PRAGMA table_info("${table.name}")`).map((row) => ({
        name: String(row.name),
        nullable: row.notnull === 0,
        number: row.type === 'INTEGER' || row.type === 'REAL',
      }))
      const inTypes = (interfaces.get(table.type) ?? []).map(({ name, type }) => ({
        name,
        nullable: type.includes('| null'),
        number: /\b(number|Flag)\b/.test(type),
      }))
      const byName = <One extends { name: string }>(columns: One[]) =>
        columns.toSorted((one, other) => (one.name < other.name ? -1 : 1))
      expect({ [table.name]: byName(inTypes) }).toEqual({ [table.name]: byName(inFile) })
    }
  })
})

describe('migrating', () => {
  /** A second migration that gets half-way and fails. */
  const failing = {
    ...migrations,
    '9990-half': {
      async up(db: Kysely<unknown>) {
        await sql`CREATE TABLE half (id TEXT) STRICT`.execute(db)
        await sql`UPDATE person SET notes = 'half'`.execute(db)
        await sql`ALTER TABLE nowhere ADD COLUMN lost TEXT`.execute(db)
      },
    },
  }

  test('all or nothing: a second step that fails leaves nothing of itself', async () => {
    await filledFile()
    const before = dump(file)
    const raw = new SqliteFile(file)
    await expect(migrate(raw, undefined, failing)).rejects.toThrow(/nowhere/)
    expect(raw.inTransaction).toBe(false)
    raw.close()
    expect(dump(file)).toEqual(before)
  })

  test('all or nothing: on a new file not even the first step stays', async () => {
    const raw = new SqliteFile(file)
    await expect(migrate(raw, undefined, failing)).rejects.toThrow()
    expect(raw.prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(0)
    raw.close()
  })

  test('goes up to a step that is named, and knows what is still to come', async () => {
    const known = {
      ...migrations,
      '9990-later': {
        up: async (db: Kysely<unknown>) =>
          void (await sql`CREATE TABLE later (id TEXT) STRICT`.execute(db)),
      },
    }
    const raw = new SqliteFile(file)
    await migrate(raw, '0010-baseline', known)
    const left = Object.keys(known).length - 1
    expect(pendingMigrations(raw, known)).toBe(left)
    await migrate(raw, undefined, known)
    expect(pendingMigrations(raw, known)).toBe(0)
    raw.close()
  })

  test('takes a copy of a file that is there before it is changed, and none of a new one', async () => {
    await (await open()).close()
    const inFolder = join(folder, 'copies')
    const copies = () =>
      existsSync(inFolder)
        ? readdirSync(inFolder).filter((name) => name.endsWith('-migration.db'))
        : []
    expect(copies()).toEqual([])
    // As an older app would have left it: without one of today's steps.
    rmSync(file)
    const raw = new SqliteFile(file)
    raw.exec(`CREATE TABLE kysely_migration (name TEXT NOT NULL PRIMARY KEY, timestamp TEXT NOT NULL);
      CREATE TABLE kept (words TEXT); INSERT INTO kept VALUES ('ескі файл')`)
    raw.close()
    await (await open()).close()
    expect(copies()).toHaveLength(1)
    expect(rows(join(inFolder, copies()[0] ?? ''), 'SELECT words FROM kept')).toEqual([
      { words: 'ескі файл' },
    ])
    await (await open()).close()
    expect(copies()).toHaveLength(1)
  })
})

describe('a file that cannot be opened', () => {
  test('because a newer app wrote it, is refused and stays untouched', async () => {
    await filledFile()
    execute(file, `INSERT INTO kysely_migration VALUES ('9999-tomorrow', '2030-01-01')`)
    const before = fingerprint()
    await expect(open()).rejects.toMatchObject({ code: 'file_newer' })
    expect(fingerprint()).toBe(before)
    expect(readdirSync(folder)).toEqual(['bastau.db'])
  })

  test('because it is a picture, is called no database and stays untouched', async () => {
    const picture = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.alloc(20_000, 7),
    ])
    writeFileSync(file, picture)
    await expect(open()).rejects.toMatchObject({
      code: 'file_not_database',
      params: { path: file },
    })
    expect(readFileSync(file).equals(picture)).toBe(true)
  })

  test('because it is some other program’s database, is called foreign and stays untouched', async () => {
    const raw = new SqliteFile(file)
    raw.exec('CREATE TABLE visits (id INTEGER PRIMARY KEY)')
    raw.close()
    await expect(open()).rejects.toMatchObject({ code: 'file_foreign', params: { path: file } })
    const after = new SqliteFile(file, { readonly: true })
    expect(after.prepare('SELECT name FROM sqlite_master').pluck().all()).toEqual(['visits'])
    after.close()
  })

  test('because its end is torn off, is called damaged', async () => {
    await filledFile()
    const size = readFileSync(file).length
    truncateSync(file, Math.floor(size / 4096 / 2) * 4096)
    await expect(open()).rejects.toMatchObject({ code: 'file_damaged' })
  })

  test('because it is torn in the middle, says so to whoever asks for what is lost', async () => {
    await filledFile()
    const [page] = rows(file, `SELECT rootpage FROM sqlite_master WHERE name = 'session_by_day'`)
    const bytes = readFileSync(file)
    const from = (Number(page?.rootpage) - 1) * 4096
    bytes.fill(0xff, from, from + 4096)
    writeFileSync(file, bytes)
    const service = await open()
    const reply = await service.raw('hippotherapy.day', { date: '2025-10-06' })
    expect(reply).toMatchObject({ ok: false, code: 'file_damaged' })
    await service.close()
  })

  test('opens again where it is put back from its copy', async () => {
    await filledFile()
    const copy = join(folder, 'copy.db')
    copyFileSync(file, copy)
    writeFileSync(file, 'torn')
    await expect(open()).rejects.toMatchObject({ code: 'file_not_database' })
    copyFileSync(copy, file)
    const service = await open()
    expect((await service.call('hippotherapy.day', { date: '2025-10-06' })).sessions).toHaveLength(
      1,
    )
    await service.close()
  })

  test('because there is nothing in it, is refused: no file of ours is ever empty', async () => {
    writeFileSync(file, '')
    await expect(open()).rejects.toMatchObject({ code: 'file_blank', params: { path: file } })
    expect(readFileSync(file)).toHaveLength(0)
  })
})
