import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { MethodOutput } from '#contract/index.ts'
import { isProtectedAt } from '#keys/head.ts'
import {
  newDataKey,
  noWayTo,
  passphraseWay,
  readKeyFile,
  unlock,
  writeKeyFile,
} from '#keys/key-file.ts'
import { protectFolder, testKey, testPassphrase } from '#test/support/protection.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, execute, rows, soundness } from '#test/support/tables.ts'

const sound = { integrity: 'ok', brokenReferences: [] }
let folder: string
let file: string
let service: TestService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-copies-'))
  file = join(folder, 'bastau.db')
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async (clock = '2025-10-06T08:40') => {
  service = await testService({ dataDir: folder, clock })
  return service
}
/** The program is closed and opened again. */
const reopen = async (clock: string) => {
  await service.close()
  return open(clock)
}
const add = (givenName: string) =>
  service.call('people.create', { familyName: 'Серікова', givenName })
const names = (at = file) =>
  rows(at, 'SELECT given_name AS name FROM person ORDER BY 1').map(({ name }) => name)
const list = async () => (await service.call('copies.list', {})).copies
async function newest() {
  const [copy] = await list()
  if (!copy) throw new Error('there is no copy')
  return copy
}
const pathOf = (name: string) => join(folder, 'copies', name)
const state = async () => (await service.call('file.state', {})).copies
const isIdle = () => vi.waitUntil(async () => (await state()).running === null, { timeout: 10_000 })
async function coordinator(): Promise<string> {
  const { memberId } = await service.call('team.create', {
    familyName: 'Сәрсен',
    givenName: 'Айгүл',
    roles: ['coordinator'],
  })
  return memberId
}
/** A table of clients, as it is brought in. */
const people = (...lines: string[]) =>
  [
    '№;Фамилия;Имя;Отчество;Дата рождения;ИИН;Вес, кг',
    ...lines.map((line) => `1;${line};;01.02.2015;;30`),
  ].join('\n')
/** Puts back the first copy of the list for which that holds. */
async function restore(which: (copy: MethodOutput<'copies.list'>['copies'][number]) => boolean) {
  const actor = await coordinator()
  const copy = (await list()).find(which)
  if (!copy) throw new Error('there is no such copy')
  return service.call('copies.restore', { name: copy.name }, actor)
}

describe('a copy that is asked for', () => {
  test('holds all that is in the file, is sound, and says whose last change is in it', async () => {
    const { call } = await open()
    const actor = await coordinator()
    await call('people.create', { familyName: 'Серікова', givenName: 'Әсел' }, actor)
    const made = await call('copies.make', {})
    expect(made).toMatchObject({ at: '2025-10-06T08:40', people: 1, second: null })
    expect(dump(made.path)).toEqual(dump(file))
    expect(soundness(made.path)).toEqual(sound)
    expect(await list()).toMatchObject([
      {
        name: made.name,
        reason: 'asked',
        state: 'sound',
        people: 1,
        lastChange: { at: '2025-10-06T08:40', by: 'Сәрсен Айгүл' },
        places: [{ place: 'first', state: 'sound' }],
      },
    ])
  })

  test('has what was written before it was asked for, and lets others write meanwhile', async () => {
    const { call } = await open()
    for (let number = 0; number < 5; number++) await add(`Бұрын ${number}`)
    const [made] = await Promise.all([
      call('copies.make', {}),
      ...Array.from({ length: 20 }, (_, number) => add(`Кейін ${number}`)),
    ])
    const copied = names(made.path)
    expect(copied.filter((name) => String(name).startsWith('Бұрын'))).toHaveLength(5)
    expect(names()).toHaveLength(25)
    expect(soundness(made.path)).toEqual(sound)
  })

  test('is nobody’s but the computer’s owner’s to read', async () => {
    const { call } = await open()
    await add('Әсел')
    const { path } = await call('copies.make', {})
    const { mode } = await import('node:fs').then(({ statSync }) => statSync(path))
    expect(mode & 0o777).toBe(0o600)
  })

  test('is made by everybody; put back by coordinators alone', async () => {
    const { call, refusal } = await open()
    await add('Әсел')
    const { name } = await call('copies.make', {})
    expect(await refusal('copies.restore', { name })).toBe('keeping_not_allowed')
    expect(await refusal('copies.useFolder', { folder: null })).toBe('keeping_not_allowed')
    expect(await refusal('copies.restore', { name }, await coordinator())).toBeNull()
  })
})

describe('by itself', () => {
  test('a copy is made once a day, and none of a file in which there is nothing', async () => {
    await open()
    await isIdle()
    expect(await list()).toEqual([])
    await add('Әсел')
    for (const [clock, copies] of [
      ['2025-10-06T09:00', 1],
      ['2025-10-06T17:00', 1],
      ['2025-10-07T09:00', 2],
    ] as const) {
      await reopen(clock)
      await vi.waitUntil(async () => (await list()).length === copies, { timeout: 10_000 })
      await isIdle()
      expect((await list()).map(({ reason }) => reason)).toEqual(Array(copies).fill('daily'))
    }
  })

  test('a copy is made before an import, of what was there, and none before one that is refused', async () => {
    const { call, refusal } = await open()
    await add('Әсел')
    const content = (text: string) => Buffer.from(text).toString('base64')
    const table = people('Ахметова;Дана', 'Оспан;Ерлан')
    expect(
      await refusal('people.importCommit', { fileName: 'a.csv', contentBase64: content('') }),
    ).not.toBeNull()
    expect(await list()).toEqual([])
    await call('people.importCommit', { fileName: 'a.csv', contentBase64: content(table) })
    const [copy, ...more] = await list()
    expect(more).toEqual([])
    expect(copy).toMatchObject({ reason: 'import', people: 1 })
    expect(names()).toHaveLength(3)
  })

  test('what is not kept goes, when there is a new one', async () => {
    await open()
    await add('Әсел')
    for (let number = 0; number < 7; number++) {
      service.turnClock(`2025-10-06T09:0${number}`)
      await service.call('copies.make', {})
    }
    expect((await list()).map(({ at }) => at)).toEqual(
      [6, 5, 4, 3, 2].map((number) => `2025-10-06T09:0${number}`),
    )
  })

  test('that none was made for longer than three days is known', async () => {
    await open()
    expect(await state()).toMatchObject({ lastGood: null, overdue: false })
    await add('Әсел')
    await service.call('copies.make', {})
    service.turnClock('2025-10-09T08:40')
    expect(await state()).toMatchObject({ lastGood: '2025-10-06T08:40', overdue: false })
    service.turnClock('2025-10-09T08:41')
    expect(await state()).toMatchObject({ lastGood: '2025-10-06T08:40', overdue: true })
  })
})

describe('putting a copy back', () => {
  /** Two people, a copy, and two more that are not in it. */
  async function workedOn(): Promise<void> {
    await open()
    await add('Әсел')
    await add('Дана')
    await service.call('copies.make', {})
    service.turnClock('2025-10-07T10:00')
    await add('Ерлан')
    await add('Жанар')
  }

  test('gives the file as it was, takes work, and the file that was there is in the list', async () => {
    await workedOn()
    const restored = await restore(({ reason }) => reason === 'asked')
    expect(restored).toMatchObject({ at: '2025-10-06T08:40', people: 2 })
    expect(await service.call('people.count', {})).toEqual({ people: 2 })
    await add('Кейін')
    expect(names()).toEqual(['Дана', 'Кейін', 'Әсел'].toSorted())
    const [kept] = await list()
    expect(kept).toMatchObject({ reason: 'restore', at: '2025-10-07T10:00', people: 4 })
    expect(restored.kept).toBe(pathOf(kept?.name ?? ''))
    await reopen('2025-10-07T11:00')
    expect(names()).toHaveLength(3)
    expect(soundness(file)).toEqual(sound)
    expect(readdirSync(folder).sort()).toEqual([
      'bastau.db',
      'bastau.db-shm',
      'bastau.db-wal',
      'copies',
    ])
  })

  test('can itself be taken back: the file that was there is put back from the list', async () => {
    await workedOn()
    const before = names()
    await restore(({ reason }) => reason === 'asked')
    await add('Басқа')
    await restore(({ reason, people }) => reason === 'restore' && people === 4)
    expect(names()).toEqual(before)
    expect((await list()).filter(({ reason }) => reason === 'restore')).toMatchObject([
      { people: 3 },
      { people: 4 },
    ])
  })

  test('says before what would be lost: how many changes, the last by whom and when', async () => {
    await open()
    const actor = await coordinator()
    await service.close()
    await workedOn()
    service.turnClock('2025-10-07T15:00')
    await service.call('people.create', { familyName: 'Серікова', givenName: 'Соңғы' }, actor)
    const { name } = await newest()
    expect(await service.call('copies.compare', { name }, actor)).toEqual({
      lost: { changes: 3, last: { at: '2025-10-07T15:00', by: 'Сәрсен Айгүл' } },
      regained: 0,
    })
    await service.call('copies.restore', { name }, actor)
    const { name: kept } = await newest()
    expect(await service.call('copies.compare', { name: kept }, actor)).toMatchObject({
      lost: { changes: 0, last: null },
      regained: 3,
    })
  })

  test('is done before what is asked later, and after what was asked before', async () => {
    await workedOn()
    const actor = await coordinator()
    const { name } = await newest()
    const [before, , after] = await Promise.all([
      service.call('people.count', {}),
      service.call('copies.restore', { name }, actor),
      service.call('people.count', {}),
      add('Кейін'),
    ])
    expect([before, after]).toEqual([{ people: 4 }, { people: 2 }])
    expect(names()).toEqual(['Дана', 'Кейін', 'Әсел'].toSorted())
  })

  test('leaves nothing to be taken back that is not in it any more', async () => {
    await workedOn()
    const changeId = (await add('Қайтарылмас')).changeId
    await restore(({ reason }) => reason === 'asked')
    expect(await service.refusal('changes.undo', { changeId })).toBe('not_found')
  })

  test('is refused for one that is not there, and for a name that leads elsewhere', async () => {
    await workedOn()
    const actor = await coordinator()
    for (const [name, code] of [
      ['bastau-2025-10-06T08-40-12-345-daily.db', 'not_found'],
      ['bastau-2025-10-06.db', 'not_found'],
      ['../bastau.db', 'bad_request'],
      ['bastau.db', 'bad_request'],
    ] as const) {
      expect(await service.refusal('copies.restore', { name }, actor)).toBe(code)
    }
    expect(names()).toHaveLength(4)
  })

  test('works for each kind of copy', async () => {
    await open()
    await add('Бірінші')
    await reopen('2025-10-07T09:00')
    await vi.waitUntil(async () => (await list()).length === 1, { timeout: 10_000 })
    const contentBase64 = Buffer.from(people('Ахметова;Дана')).toString('base64')
    await service.call('people.importCommit', { fileName: 'a.csv', contentBase64 })
    await add('Үшінші')
    await service.call('copies.make', {})
    await add('Төртінші')
    for (const [reason, people] of [
      ['asked', 3],
      ['import', 1],
      ['daily', 1],
      ['restore', 1],
    ] as const) {
      await restore((copy) => copy.reason === reason)
      expect({ reason, ...(await service.call('people.count', {})) }).toEqual({ reason, people })
      expect(soundness(file)).toEqual(sound)
    }
  })
})

describe('a copy that is damaged', () => {
  const damage = (path: string) => {
    const bytes = readFileSync(path)
    bytes.fill(0xff, 8 * 4096, 9 * 4096)
    writeFileSync(path, bytes)
  }

  test('is called so in the list and is not put back; the last good one is the one before', async () => {
    await open()
    await add('Әсел')
    await service.call('copies.make', {})
    service.turnClock('2025-10-07T08:40')
    const { path, name } = await service.call('copies.make', {})
    damage(path)
    expect(await list()).toMatchObject([
      { name, state: 'damaged', people: null },
      { state: 'sound', people: 1 },
    ])
    expect(await service.raw('copies.restore', { name }, await coordinator())).toMatchObject({
      code: 'copy_damaged',
      params: { path },
    })
    expect(await state()).toMatchObject({ lastGood: '2025-10-06T08:40' })
    expect(names()).toEqual(['Әсел'])
  })

  const spoiling: [string, (path: string) => void][] = [
    ['in which a page is torn', damage],
    ['whose end is missing', (path) => writeFileSync(path, readFileSync(path).subarray(0, 40_960))],
    ['that is empty', (path) => writeFileSync(path, '')],
    ['that is something else', (path) => writeFileSync(path, 'Бұл көшірме емес. '.repeat(500))],
    [
      'that holds on to a row that there is not',
      (path) =>
        execute(
          path,
          `PRAGMA foreign_keys = OFF;
           INSERT INTO person_word VALUES ('әлия', 'a', '01999999-9999-7999-8999-000000000000')`,
        ),
    ],
  ]
  for (const [how, spoil] of spoiling) {
    test(`is known by what is in it: one ${how}`, async () => {
      await open()
      await add('Әсел')
      const { path } = await service.call('copies.make', {})
      expect(await list()).toMatchObject([{ state: 'sound' }])
      spoil(path)
      expect(await list()).toMatchObject([{ state: 'damaged' }])
    })
  }

  test('is told from one that a newer program has made', async () => {
    await open()
    await add('Әсел')
    const { path, name } = await service.call('copies.make', {})
    execute(path, `INSERT INTO kysely_migration VALUES ('9999-tomorrow', '2030-01-01')`)
    expect(await list()).toMatchObject([{ state: 'newer' }])
    expect(await service.refusal('copies.restore', { name }, await coordinator())).toBe(
      'file_newer',
    )
  })
})

describe('a second folder', () => {
  let stick: string
  let actor: string
  const inStick = () =>
    readdirSync(join(stick, 'bastau-copies')).filter((name) => name.endsWith('.db'))
  beforeEach(async () => {
    stick = mkdtempSync(join(tmpdir(), 'bastau-stick-'))
    await open()
    actor = await coordinator()
    await add('Әсел')
  })
  afterEach(() => rmSync(stick, { recursive: true, force: true }))
  const choose = () => service.call('copies.useFolder', { folder: stick }, actor)

  test('gets every copy too', async () => {
    await choose()
    await isIdle()
    const made = await service.call('copies.make', {})
    expect(made?.second).toEqual({ path: join(stick, 'bastau-copies', made?.name ?? '') })
    expect(dump(join(stick, 'bastau-copies', made?.name ?? ''))).toEqual(dump(file))
    const [copy] = await list()
    expect(copy?.places).toEqual([
      { place: 'first', state: 'sound' },
      { place: 'second', state: 'sound' },
    ])
    expect((await state()).second).toMatchObject({ folder: stick, overdue: false })
  })

  test('that is pulled out leaves the copy in the first one, and it is known since when it had none', async () => {
    await choose()
    await service.call('copies.make', {})
    service.turnClock('2025-10-08T10:00')
    // The place of a stick stays, and is empty.
    renameSync(join(stick, 'bastau-copies'), join(folder, 'pulled'))
    const made = await service.call('copies.make', {})
    expect(made).toMatchObject({ people: 1, second: { code: 'folder_missing' } })
    expect(existsSync(made?.path ?? '')).toBe(true)
    expect(readdirSync(stick)).toEqual([])
    expect(await state()).toMatchObject({
      lastGood: '2025-10-08T10:00',
      overdue: false,
      second: { folder: stick, since: '2025-10-06T08:40', overdue: true },
    })
    expect((await service.call('copies.list', {}))?.second).toEqual({
      folder: stick,
      there: false,
    })

    renameSync(join(folder, 'pulled'), join(stick, 'bastau-copies'))
    await reopen('2025-10-08T11:00')
    const isThere = async () => (await state()).second?.since === '2025-10-08T11:00'
    await vi.waitUntil(isThere, { timeout: 10_000 })
    await isIdle()
    expect((await state()).second).toMatchObject({ overdue: false })
  })

  test('gives back what the first one has lost', async () => {
    await choose()
    await service.call('copies.make', {})
    await add('Дана')
    rmSync(join(folder, 'copies'), { recursive: true })
    await restore(({ reason }) => reason === 'asked')
    expect(names()).toEqual(['Әсел'])
  })

  test('gives back a copy that is damaged in the first one', async () => {
    await choose()
    const made = await service.call('copies.make', {})
    await add('Дана')
    writeFileSync(made?.path ?? '', 'torn')
    const copy = (await list()).find(({ name }) => name === made?.name)
    expect(copy).toMatchObject({
      state: 'sound',
      people: 1,
      places: [
        { place: 'first', state: 'damaged' },
        { place: 'second', state: 'sound' },
      ],
    })
    await restore(({ name }) => name === made?.name)
    expect(names()).toEqual(['Әсел'])
  })

  test('outlives that an older file is put back: the choice is the computer’s', async () => {
    await service.call('copies.make', {})
    await choose()
    await restore(({ reason }) => reason === 'asked')
    expect((await state()).second).toMatchObject({ folder: stick })
  })

  test('is refused where there is none, where it is a file, and in the data folder', async () => {
    const path = join(stick, 'file')
    writeFileSync(path, '')
    mkdirSync(join(folder, 'inside'))
    for (const [asked, code] of [
      [join(stick, 'nowhere'), 'folder_missing'],
      ['relative', 'folder_missing'],
      [path, 'folder_is_file'],
      [folder, 'folder_inside'],
      [join(folder, 'inside'), 'folder_inside'],
    ] as const) {
      expect(await service.refusal('copies.useFolder', { folder: asked }, actor)).toBe(code)
    }
    expect((await state()).second).toBeNull()
  })

  test('is thinned like the first one', async () => {
    await choose()
    await isIdle()
    for (let number = 0; number < 7; number++) {
      service.turnClock(`2025-10-06T09:0${number}`)
      await service.call('copies.make', {})
    }
    expect(inStick().filter((name) => name.includes('asked'))).toHaveLength(5)
  })
})

describe('a file that is protected after copies were made', () => {
  let stick: string
  let actor: string
  const second = () => join(stick, 'bastau-copies')
  const copiesIn = (at: string) =>
    readdirSync(at)
      .filter((name) => name.endsWith('.db'))
      .map((name) => join(at, name))
  const plain = async () => (await service.call('file.state', {})).stillReadable
  const reopenProtected = async () => {
    await service.close()
    service = await testService({ dataDir: folder, clock: '2025-10-06T08:50', key: testKey })
  }
  const areProtected = () =>
    vi.waitUntil(async () => (await plain()).length === 0, { timeout: 10_000 })
  const readable = (at: string) =>
    readdirSync(at).filter((name) => readFileSync(join(at, name)).includes('Серікова'))
  beforeEach(async () => {
    stick = mkdtempSync(join(tmpdir(), 'bastau-stick-'))
    await open()
    actor = await coordinator()
    await add('Әсел')
    await service.call('copies.useFolder', { folder: stick }, actor)
    await service.call('copies.make', {})
    await protectFolder(folder)
  })
  afterEach(() => rmSync(stick, { recursive: true, force: true }))

  test('has them encrypted, in both folders, and nothing readable is left', async () => {
    expect(readable(second())).not.toEqual([])
    await reopenProtected()
    await areProtected()
    for (const at of [pathOf(''), second()]) {
      expect(copiesIn(at).length).toBeGreaterThan(0)
      expect(copiesIn(at).map((path) => isProtectedAt(path))).not.toContain(false)
      expect(readable(at)).toEqual([])
    }
  })

  test('can still have one of them put back', async () => {
    await reopenProtected()
    await areProtected()
    await add('Мирас')
    const copy = (await list()).find(({ reason }) => reason === 'asked')
    expect(copy).toMatchObject({ state: 'sound', people: 1 })
    await service.call('copies.restore', { name: copy?.name ?? '' }, actor)
    expect(names()).toEqual(['Әсел'])
  })

  test('says that those in a folder that is not there are plain, until it is there again', async () => {
    const pulledOut = `${stick}-away`
    renameSync(stick, pulledOut)
    await reopenProtected()
    await vi.waitUntil(async () => (await plain()).length === 1, { timeout: 10_000 })
    expect(await plain()).toEqual([second()])
    renameSync(pulledOut, stick)
    await reopenProtected()
    await areProtected()
    expect(readable(second())).toEqual([])
  })

  test('says which cannot be encrypted, because it is torn', async () => {
    const [torn = ''] = copiesIn(second())
    writeFileSync(torn, readFileSync(torn).subarray(0, 40_000))
    await reopenProtected()
    await vi.waitUntil(async () => (await plain()).length === 1, { timeout: 10_000 })
    expect(await plain()).toEqual([torn])
  })

  test('has its key beside the copies of the second folder: one opens on another computer by the code', async () => {
    await reopenProtected()
    const { recoveryCode } = await service.call('access.newRecoveryCode', {})
    await service.call('copies.make', {})
    await vi.waitUntil(() => readKeyFile(second())?.recovery.length === 1, { timeout: 10_000 })
    const elsewhere = mkdtempSync(join(tmpdir(), 'bastau-elsewhere-'))
    const newestThere = copiesIn(second()).toSorted().at(-1) ?? ''
    copyFileSync(newestThere, join(elsewhere, 'bastau.db'))
    copyFileSync(join(second(), 'bastau.key'), join(elsewhere, 'bastau.key'))
    const ways = readKeyFile(elsewhere)
    const { key } = await unlock(ways ?? expect.fail('there is no key'), recoveryCode)
    const other = await testService({ dataDir: elsewhere, ...(key && { key }) })
    try {
      expect(await other.call('people.count', {})).toEqual({ people: 1 })
    } finally {
      await other.remove()
    }
  })

  test('keeps the key of another file that lies in the second folder', async () => {
    const others = JSON.stringify({
      ...readKeyFile(folder),
      keyId: 'another',
    })
    writeFileSync(join(second(), 'bastau.key'), others)
    await reopenProtected()
    const kept = () => join(second(), 'bastau.key.kept-another')
    await vi.waitUntil(() => existsSync(kept()), { timeout: 10_000 })
    expect(readFileSync(kept(), 'utf8')).toBe(others)
  })
})

describe('a copy of another computer, on the stick that is the second folder here', () => {
  let stick: string
  let elsewhere: string
  let actor: string
  const own = newDataKey()
  const second = () => join(stick, 'bastau-copies')
  const ofElsewhere = () => {
    const [name = ''] = readdirSync(second()).filter((one) => one.endsWith('-asked.db'))
    return name
  }
  const seen = async () => (await list()).find(({ name }) => name === ofElsewhere())
  const openHere = async ({ isProtected }: { isProtected: boolean }) => {
    if (isProtected) {
      const way = await passphraseWay(own, 'осындағы құпиясөз', 1024)
      writeKeyFile(folder, { ...noWayTo(own), ...way })
    }
    service = await testService({ dataDir: folder, ...(isProtected && { key: own }) })
    actor = await coordinator()
    await service.call('copies.useFolder', { folder: stick }, actor)
    const kept = () => readdirSync(second()).some((name) => name.startsWith('bastau.key.kept-'))
    if (isProtected) await vi.waitUntil(kept, { timeout: 10_000 })
  }
  beforeEach(async () => {
    stick = mkdtempSync(join(tmpdir(), 'bastau-stick-'))
    elsewhere = mkdtempSync(join(tmpdir(), 'bastau-elsewhere-'))
    await protectFolder(elsewhere)
    const other = await testService({ dataDir: elsewhere, key: testKey })
    await other.call('people.create', { familyName: 'Серікова', givenName: 'Әсел' })
    const { memberId } = await other.call('team.create', {
      familyName: 'Сәрсен',
      givenName: 'Айгүл',
      roles: ['coordinator'],
    })
    await other.call('copies.useFolder', { folder: stick }, memberId)
    await other.call('copies.make', {})
    await vi.waitUntil(() => readKeyFile(second()) !== null, { timeout: 10_000 })
    await other.remove()
  })
  afterEach(() => rmSync(stick, { recursive: true, force: true }))

  test('is under another key, is opened by the code or passphrase of there, and then put back', async () => {
    await openHere({ isProtected: true })
    await add('Мирас')
    expect(await seen()).toMatchObject({ state: 'locked', people: null })
    const onStick = readFileSync(join(second(), ofElsewhere()))
    const secret = ` ${testPassphrase} `
    const opened = await service.call('copies.unlock', { name: ofElsewhere(), secret }, actor)
    expect(opened).toEqual({ people: 1 })
    expect(await seen()).toMatchObject({ state: 'sound', people: 1 })
    expect(isProtectedAt(pathOf(ofElsewhere()))).toBe(true)
    await service.call('copies.restore', { name: ofElsewhere() }, actor)
    expect((await service.call('people.count', {})).people).toBe(1)
    const [found] = (await service.call('people.search', { text: 'Әсел' })).people
    expect(found?.givenName).toBe('Әсел')
    // The stick is as it was.
    expect(readFileSync(join(second(), ofElsewhere()))).toEqual(onStick)
  })

  const unlockBy = (secret: string) =>
    service.call('copies.unlock', { name: ofElsewhere(), secret }, actor)

  test('is not called damaged when it is put back unopened, and opens in the first folder too', async () => {
    await openHere({ isProtected: true })
    const name = ofElsewhere()
    const restoring = service.call('copies.restore', { name }, actor)
    await expect(restoring).rejects.toMatchObject({ code: 'key_wrong' })
    mkdirSync(pathOf(''), { recursive: true })
    copyFileSync(join(second(), name), pathOf(name))
    rmSync(join(second(), name))
    expect((await list()).find((one) => one.name === name)?.places).toEqual([
      { place: 'first', state: 'locked' },
    ])
    // The ways to its key lie beside the data file then.
    for (const key of readdirSync(second()).filter((one) => one.startsWith('bastau.key.kept-'))) {
      copyFileSync(join(second(), key), join(folder, key))
    }
    const secret = testPassphrase
    expect(await service.call('copies.unlock', { name, secret }, actor)).toEqual({ people: 1 })
    const now = (await list()).find((one) => one.name === name)
    expect(now).toMatchObject({ state: 'sound', people: 1 })
  })

  test('stays closed while the file here is not protected', async () => {
    await openHere({ isProtected: false })
    expect(await seen()).toMatchObject({ state: 'locked' })
    await expect(unlockBy(testPassphrase)).rejects.toMatchObject({ code: 'protect_first' })
  })

  test('stays closed to what does not open it, and without its key file', async () => {
    await openHere({ isProtected: true })
    await expect(unlockBy('осындағы құпиясөз')).rejects.toMatchObject({ code: 'copy_key_wrong' })
    for (const name of readdirSync(second())) {
      if (name.startsWith('bastau.key')) rmSync(join(second(), name))
    }
    rmSync(join(folder, 'bastau.key'))
    await expect(unlockBy(testPassphrase)).rejects.toMatchObject({ code: 'copy_key_missing' })
    expect(existsSync(pathOf(ofElsewhere()))).toBe(false)
  })
})
