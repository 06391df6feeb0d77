import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrations } from '#service/db/migrate.ts'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'
import { protectFolder } from '#test/support/protection.ts'
import { openedAt, rows, soundness } from '#test/support/tables.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-versions-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Brings the file up as a version of the program does that has one more step. */
async function newerVersionStarts(): Promise<void> {
  const later = async (db: Kysely<unknown>) => {
    await sql`ALTER TABLE person ADD COLUMN shoe_size INTEGER`.execute(db)
    await sql`UPDATE person SET shoe_size = 38`.execute(db)
  }
  const raw = openedAt(file)
  raw.pragma('busy_timeout = 5000')
  try {
    await migrate(raw, undefined, { ...migrations, '9990-later': { up: later } })
  } finally {
    raw.close()
  }
}

const create = (service: ChildService, number: number) =>
  service.call('people.create', { familyName: 'Серікова', givenName: `Әсел ${number}` })
const people = () =>
  rows(file, 'SELECT given_name AS name FROM person').map(({ name }) => String(name))

describe.each(['plain', 'protected'])('%s: two versions of the program on one file', (how) => {
  beforeEach(async () => {
    if (how === 'protected') await protectFolder(folder)
  })

  test('the older one, at work when the newer one starts, confirms nothing more, and says why', async () => {
    const older = childService(folder)
    const confirmed: string[] = []
    const refused: (string | undefined)[] = []
    const writes = Array.from({ length: 120 }, async (_, number) => {
      const reply = await create(older, number)
      if (reply?.ok) confirmed.push(`Әсел ${number}`)
      else refused.push(reply?.code)
      if (number === 30) await newerVersionStarts()
    })
    await Promise.all(writes)
    for (const method of ['people.count', 'horses.list']) {
      expect(await older.call(method, {})).toMatchObject({ ok: false, code: 'file_newer' })
    }
    expect(await create(older, 1000)).toMatchObject({ ok: false, code: 'file_newer' })
    await older.end()
    expect(older.errors()).toBe('')

    expect(confirmed.length).toBeGreaterThanOrEqual(30)
    expect(new Set(refused)).toEqual(refused.length > 0 ? new Set(['file_newer']) : new Set())
    expect(people().toSorted()).toEqual(confirmed.toSorted())
    expect(rows(file, 'SELECT count(*) AS given FROM person WHERE shoe_size = 38')).not.toEqual([
      { given: 0 },
    ])
    expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  })

  test('the older one, started after the newer one, does not open, and changes nothing', async () => {
    const older = childService(folder)
    for (let number = 0; number < 20; number++) answerOf(await create(older, number))
    await older.end()
    await newerVersionStarts()
    const before = rows(file, 'SELECT * FROM person ORDER BY id')
    const again = childService(folder)
    expect(await again.nextLine()).toMatchObject({ event: 'fatal', code: 'file_newer' })
    await again.end()
    expect(rows(file, 'SELECT * FROM person ORDER BY id')).toEqual(before)
    expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  })

  test('the same version, started beside it, is none of the newer', async () => {
    const [first, second] = [childService(folder), childService(folder)]
    for (let number = 0; number < 10; number++) {
      answerOf(await create(first, 2 * number))
      answerOf(await create(second, 2 * number + 1))
    }
    for (const service of [first, second]) expect(await service.end()).toBe(0)
    expect(people()).toHaveLength(20)
  })
})
