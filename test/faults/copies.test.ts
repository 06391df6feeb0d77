import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import SqliteFile from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MethodOutput } from '#contract/index.ts'
import { seededRandom } from '#service/kernel/ids.ts'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'
import { hasSmallDisks, type SmallDisk, smallDisk } from '#test/support/small-disk.ts'
import { execute, rows, soundness } from '#test/support/tables.ts'

const sound = { integrity: 'ok', brokenReferences: [] }
type Copies = MethodOutput<'copies.list'>['copies']

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-copying-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const person = (name: string) => ({ familyName: 'Серікова', givenName: name })
const write = async (service: ChildService, name: string) =>
  answerOf(await service.call('people.create', person(name)))
const names = (at = file) =>
  rows(at, 'SELECT given_name AS name FROM person ORDER BY 1').map(({ name }) => String(name))
const list = async (service: ChildService): Promise<Copies> =>
  answerOf<MethodOutput<'copies.list'>>(await service.call('copies.list', {})).copies
const make = async (service: ChildService) =>
  answerOf<MethodOutput<'copies.make'>>(await service.call('copies.make', {}))
async function coordinator(service: ChildService): Promise<string> {
  const member = { familyName: 'Сәрсен', givenName: 'Айгүл', roles: ['coordinator'] }
  return answerOf<{ memberId: string }>(await service.call('team.create', member)).memberId
}
const leftovers = () =>
  [...readdirSync(folder), ...readdirSync(join(folder, 'copies'))].filter((name) =>
    /unfinished|putting-back|foreign|as-found/.test(name),
  )

/** So much in it that a copy takes its time. */
function enlarge(): void {
  execute(
    file,
    `CREATE TABLE filler (content BLOB);
     WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 40)
     INSERT INTO filler SELECT zeroblob(1000000) FROM counted`,
  )
}

describe('kill −9', () => {
  const random = seededRandom(20251006)

  test('in the middle of copies: nothing confirmed is lost, and only whole copies are called so', async () => {
    const first = childService(folder)
    await write(first, 'Бірінші')
    await first.end()
    enlarge()
    const confirmed = ['Бірінші']
    for (let round = 0; round < 8; round++) {
      const service = childService(folder)
      await list(service)
      const copying = service.call('copies.make', {})
      const writing = Array.from({ length: 10 }, async (_, number) => {
        const name = `Адам ${round} ${number}`
        if ((await service.call('people.create', person(name)))?.ok) confirmed.push(name)
      })
      await sleep(random() * 700)
      await service.kill()
      await Promise.all([copying, ...writing])
    }
    const service = childService(folder)
    const copies = await list(service)
    expect(copies.filter(({ state }) => state !== 'sound')).toEqual([])
    await make(service)
    expect(await service.end()).toBe(0)
    const there = new Set(names())
    expect(confirmed.filter((name) => !there.has(name))).toEqual([])
    expect(soundness(file)).toEqual(sound)
    expect(leftovers()).toEqual([])
  }, 120_000)

  test('while a copy is put back: the old file or the new one lies there, whole, and the old one is kept', async () => {
    const first = childService(folder)
    const actor = await coordinator(first)
    await write(first, 'Бұрынғы')
    await first.end()
    enlarge()
    const second = childService(folder)
    const { name } = await make(second)
    await second.end()
    const outcomes = new Set<string>()
    for (let round = 0; round < 8; round++) {
      const service = childService(folder, { clock: `2025-10-06T${10 + round}:00` })
      await list(service)
      await write(service, `Кейінгі ${round}`)
      const before = names()
      const restoring = service.call('copies.restore', { name }, actor)
      if (round === 0) answerOf(await restoring)
      else {
        while (!existsSync(`${file}.putting-back`)) await sleep(1)
        await sleep(round === 1 ? 0 : random() * 600)
      }
      await service.kill()
      await restoring
      const again = childService(folder, { clock: `2025-10-06T${10 + round}:30` })
      const copies = await list(again)
      const now = names()
      const isNew = now.length === 1
      outcomes.add(isNew ? 'new' : 'old')
      expect(now).toEqual(isNew ? ['Бұрынғы'] : before)
      if (isNew) {
        const kept = copies.find(({ reason }) => reason === 'restore')
        expect(kept).toMatchObject({ state: 'sound', people: before.length })
        expect(names(join(folder, 'copies', kept?.name ?? ''))).toEqual(before)
      }
      expect(await again.end()).toBe(0)
      expect(soundness(file)).toEqual(sound)
    }
    expect([...outcomes].sort()).toEqual(['new', 'old'])
    const last = childService(folder, { clock: '2025-10-06T23:00' })
    answerOf(await last.call('copies.restore', { name }, actor))
    expect(await last.end()).toBe(0)
    expect(names()).toEqual(['Бұрынғы'])
    expect(leftovers()).toEqual([])
  }, 180_000)
})

describe('two services at once', () => {
  test('make one copy of the day', async () => {
    const first = childService(folder)
    await write(first, 'Бірінші')
    await first.end()
    const services = Array.from({ length: 4 }, () =>
      childService(folder, { clock: '2025-10-07T08:40' }),
    )
    await Promise.all(services.map((service) => service.call('people.count', {})))
    // Whoever goes has made what was due.
    for (const service of services) expect(await service.end()).toBe(0)
    const copies = readdirSync(join(folder, 'copies')).filter((name) => name.endsWith('.db'))
    expect(copies).toHaveLength(1)
    expect(names(join(folder, 'copies', copies[0] ?? ''))).toEqual(['Бірінші'])
  })

  test('make copies and write at the same time, and both see each other’s', async () => {
    const services = [childService(folder), childService(folder)] as const
    await write(services[0], 'Бірінші')
    const made = await Promise.all([
      ...services.map(make),
      ...Array.from({ length: 20 }, (_, number) =>
        write(services[number % 2] as ChildService, `Адам ${number}`),
      ),
    ])
    expect(made).toHaveLength(22)
    for (const service of services) {
      const asked = (await list(service)).filter(({ reason }) => reason === 'asked')
      expect(asked.map(({ state }) => state)).toEqual(['sound', 'sound'])
      expect(await service.end()).toBe(0)
    }
    expect(names()).toHaveLength(21)
  })

  test('of which one puts a copy back: it is refused while the other has the file, and nothing changes', async () => {
    const one = childService(folder)
    const actor = await coordinator(one)
    await write(one, 'Бұрынғы')
    const { name } = await make(one)
    await write(one, 'Кейінгі')
    const other = childService(folder)
    await other.call('people.count', {})
    expect(await one.call('copies.restore', { name }, actor)).toMatchObject({
      ok: false,
      code: 'file_locked',
      params: { path: file },
    })
    await write(other, 'Басқадан')
    await write(one, 'Тағы')
    expect(names()).toHaveLength(4)
    expect(await other.end()).toBe(0)
    answerOf(await one.call('copies.restore', { name }, actor))
    await write(one, 'Жаңа')
    expect(await one.end()).toBe(0)
    expect(names()).toEqual(['Бұрынғы', 'Жаңа'])
    expect(soundness(file)).toEqual(sound)
    expect(leftovers()).toEqual([])
  })
})

describe.skipIf(!hasSmallDisks())('with a full disk', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = smallDisk(40)
    folder = disk.folder
    file = join(folder, 'bastau.db')
  })
  afterEach(() => disk.remove())

  test('a copy says so, leaves nothing half, and people go on; there is one when there is room', async () => {
    const service = childService(folder)
    for (let number = 0; number < 30; number++) await write(service, `Адам ${number}`)
    disk.fill()
    expect(await service.call('copies.make', {})).toMatchObject({ ok: false, code: 'disk_full' })
    const state = await service.call('file.state', {})
    expect(state).toMatchObject({ value: { copies: { failed: 'disk_full', overdue: true } } })
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 30 } })
    disk.empty()
    await write(service, 'Тағы')
    await make(service)
    expect(await list(service)).toMatchObject([{ state: 'sound', people: 31 }])
    expect(await service.call('file.state', {})).toMatchObject({
      value: { copies: { failed: null, overdue: false } },
    })
    expect(await service.end()).toBe(0)
    expect(leftovers()).toEqual([])
  })

  test('that fills up while a copy is written, nothing half is left', async () => {
    const first = childService(folder)
    await write(first, 'Бірінші')
    await first.end()
    execute(
      file,
      `CREATE TABLE filler (content BLOB);
       WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 12)
       INSERT INTO filler SELECT zeroblob(1000000) FROM counted`,
    )
    const service = childService(folder)
    await list(service)
    const making = service.call('copies.make', {})
    // As soon as there is something of it.
    const isBegun = () =>
      existsSync(join(folder, 'copies')) &&
      readdirSync(join(folder, 'copies')).some((name) => name.endsWith('.unfinished'))
    while (!isBegun()) await sleep(1)
    disk.fill()
    const made = await making
    if (!made?.ok) expect(made).toMatchObject({ code: 'disk_full' })
    disk.empty()
    for (const copy of await list(service)) expect(copy.state).toBe('sound')
    await write(service, 'Тағы')
    expect(await service.end()).toBe(0)
    expect(leftovers()).toEqual([])
  })

  test('no copy is put back, and the file stays as it was', async () => {
    const service = childService(folder)
    const actor = await coordinator(service)
    await write(service, 'Бұрынғы')
    const { name } = await make(service)
    await write(service, 'Кейінгі')
    disk.fill()
    expect(await service.call('copies.restore', { name }, actor)).toMatchObject({
      ok: false,
      code: 'disk_full',
    })
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 2 } })
    disk.empty()
    answerOf(await service.call('copies.restore', { name }, actor))
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 1 } })
    expect(await service.end()).toBe(0)
    expect(soundness(file)).toEqual(sound)
    expect(leftovers()).toEqual([])
  })

  test('an import is not done without its copy', async () => {
    const first = childService(folder)
    await write(first, 'Бірінші')
    await first.end()
    execute(
      file,
      `CREATE TABLE filler (content BLOB);
       WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 24)
       INSERT INTO filler SELECT zeroblob(1000000) FROM counted`,
    )
    const service = childService(folder)
    const table = readFileSync('resources/sample/studio-members-2025.csv', 'base64')
    const input = { fileName: 'a.csv', contentBase64: table }
    expect(await service.call('people.importCommit', input)).toMatchObject({ code: 'disk_full' })
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 1 } })
    expect(await service.end()).toBe(0)
  })
})

describe.skipIf(!hasSmallDisks())('a stick', () => {
  let stick: SmallDisk
  let service: ChildService
  beforeEach(async () => {
    stick = smallDisk(20)
    service = childService(folder)
    const actor = await coordinator(service)
    await write(service, 'Бірінші')
    answerOf(await service.call('copies.useFolder', { folder: stick.folder }, actor))
  })
  let isPulled = false
  afterEach(async () => {
    await service.end()
    if (!isPulled) stick.remove()
    isPulled = false
  })
  const second = async () => (await make(service)).second

  test('that is full has none of this copy, and the first folder has', async () => {
    stick.fill()
    expect(await second()).toEqual({ code: 'disk_full' })
    expect(await service.call('file.state', {})).toMatchObject({
      value: { copies: { overdue: false, second: { overdue: true } } },
    })
    stick.empty()
    expect(await second()).toMatchObject({ path: expect.stringContaining(stick.folder) })
  })

  test('that is protected says so', async () => {
    stick.protect(true)
    expect(await second()).toEqual({ code: 'folder_readonly' })
    stick.protect(false)
    expect(await second()).toMatchObject({ path: expect.stringContaining(stick.folder) })
  })

  test('that is pulled out leaves nothing of it in the place where it was', async () => {
    await second()
    stick.remove()
    isPulled = true
    mkdirSync(stick.folder)
    expect(await second()).toEqual({ code: 'folder_missing' })
    expect(readdirSync(stick.folder)).toEqual([])
    expect((await list(service)).map(({ places }) => places.length)).not.toContain(2)
    rmSync(stick.folder, { recursive: true })
    expect(await second()).toEqual({ code: 'folder_missing' })
  })
})

describe('a file that cannot be used', () => {
  /** A copy with one person, a second person after it, and the program closed. */
  async function copied(): Promise<string> {
    const service = childService(folder)
    await write(service, 'Бұрынғы')
    const { name } = await make(service)
    await write(service, 'Кейінгі')
    expect(await service.end()).toBe(0)
    return name
  }

  const spoiling: [string, string, () => void][] = [
    [
      'is torn',
      'file_damaged',
      () => writeFileSync(file, readFileSync(file).subarray(0, 3 * 4096)),
    ],
    ['is gone', 'file_missing', () => rmSync(file)],
    ['is empty', 'file_blank', () => writeFileSync(file, '')],
    [
      'is something else',
      'file_not_database',
      () => writeFileSync(file, 'Бұл деректер файлы емес. '.repeat(500)),
    ],
    [
      'is another program’s',
      'file_foreign',
      () => {
        rmSync(file)
        const raw = new SqliteFile(file)
        raw.exec('CREATE TABLE visits (id INTEGER PRIMARY KEY)')
        raw.close()
      },
    ],
    [
      'is a newer program’s',
      'file_newer',
      () => execute(file, `INSERT INTO kysely_migration VALUES ('9999-tomorrow', '2030-01-01')`),
    ],
    ['was changed by another', 'file_altered', () => execute(file, 'DROP INDEX session_by_day')],
  ]
  for (const [how, code, spoil] of spoiling) {
    test(`because it ${how}: the copies are listed, one is put back, and the file is kept as it was`, async () => {
      const name = await copied()
      spoil()
      const found = existsSync(file) ? readFileSync(file) : null
      const service = childService(folder)
      expect(await service.nextLine()).toMatchObject({ event: 'fatal', code })
      expect(await service.call('people.count', {})).toMatchObject({ ok: false, code })
      expect(await list(service)).toMatchObject([{ name, state: 'sound', people: 1 }])
      const compared = await service.call('copies.compare', { name })
      expect(compared).toMatchObject({ ok: true })
      const { kept } = answerOf<MethodOutput<'copies.restore'>>(
        await service.call('copies.restore', { name }),
      )
      expect(await service.call('people.count', {})).toMatchObject({ value: { people: 1 } })
      await write(service, 'Жаңа')
      expect(await service.end()).toBe(0)
      expect(names()).toEqual(['Бұрынғы', 'Жаңа'])
      expect(soundness(file)).toEqual(sound)
      if (found && code !== 'file_altered') {
        expect(
          readFileSync(kept ?? '')
            .subarray(100)
            .equals(found.subarray(100)),
        ).toBe(true)
      }
      expect(kept === null).toBe(found === null)
    })
  }

  test('and no copy is whole either, says so', async () => {
    const name = await copied()
    writeFileSync(file, 'torn')
    const path = join(folder, 'copies', name)
    writeFileSync(path, readFileSync(path).subarray(0, 8 * 4096))
    const service = childService(folder)
    expect(await list(service)).toMatchObject([{ state: 'damaged' }])
    expect(await service.call('copies.restore', { name })).toMatchObject({
      code: 'copy_damaged',
      params: { path },
    })
    expect(await service.end()).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('torn')
  })

  test('after a crash with a journal beside it: what was in that is kept with it', async () => {
    const name = await copied()
    const [page] = rows(file, `SELECT rootpage FROM sqlite_master WHERE name = 'session_by_day'`)
    const crashed = childService(folder)
    await write(crashed, 'Журналда')
    await crashed.kill()
    // A page that is not in the journal.
    const bytes = readFileSync(file)
    bytes.fill(0xff, (Number(page?.rootpage) - 1) * 4096, Number(page?.rootpage) * 4096)
    writeFileSync(file, bytes)
    const journal = readFileSync(`${file}-wal`)
    const service = childService(folder)
    expect(await service.nextLine()).toMatchObject({ event: 'fatal', code: 'file_damaged' })
    const { kept } = answerOf<MethodOutput<'copies.restore'>>(
      await service.call('copies.restore', { name }),
    )
    expect(await service.end()).toBe(0)
    expect(names()).toEqual(['Бұрынғы'])
    const keptJournal = `${kept}-wal`
    if (existsSync(keptJournal)) expect(readFileSync(keptJournal).equals(journal)).toBe(true)
    else expect(names(kept ?? '')).toContain('Журналда')
  })
})

test('a copy from before an update is put back, and brought up anew', async () => {
  const raw = new SqliteFile(file)
  raw.exec(`CREATE TABLE kysely_migration (name TEXT NOT NULL PRIMARY KEY, timestamp TEXT NOT NULL);
    CREATE TABLE kept (words TEXT); INSERT INTO kept VALUES ('ескі файл')`)
  raw.close()
  const service = childService(folder)
  const actor = await coordinator(service)
  await write(service, 'Жаңартудан кейін')
  const [copy] = await list(service)
  expect(copy).toMatchObject({ reason: 'migration', state: 'sound', people: null })
  answerOf(await service.call('copies.restore', { name: copy?.name }, actor))
  expect(await service.call('people.count', {})).toMatchObject({ value: { people: 0 } })
  expect(await service.end()).toBe(0)
  expect(rows(file, 'SELECT words FROM kept')).toEqual([{ words: 'ескі файл' }])
})

test('a copy that somebody puts into the folder by hand after a crash is never taken for the file of the journal', async () => {
  const service = childService(folder)
  await write(service, 'Бұрынғы')
  const { path } = await make(service)
  for (let number = 0; number < 20; number++) await write(service, `Кейінгі ${number}`)
  await service.kill()
  copyFileSync(path, file)
  const again = childService(folder)
  expect(await again.call('people.count', {})).toMatchObject({ value: { people: 1 } })
  await write(again, 'Жаңа')
  expect(await again.end()).toBe(0)
  expect(soundness(file)).toEqual(sound)
  expect(readdirSync(folder).filter((name) => name.includes('foreign-journal'))).toHaveLength(1)
})
