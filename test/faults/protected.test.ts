import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isProtectedAt } from '#keys/head.ts'
import { keyFileOf, newDataKey, noWayTo, passphraseWay, writeKeyFile } from '#keys/key-file.ts'
import { openUnder, withFile } from '#service/db/copies/look.ts'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'
import { protectFolder, secretFile, testKey, testPassphrase } from '#test/support/protection.ts'
import { hasSmallDisks, smallDisk } from '#test/support/small-disk.ts'
import { openedAt, rows, soundness } from '#test/support/tables.ts'

const sound = { integrity: 'ok', brokenReferences: [] }
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-protected-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const child = (number: number) => ({
  familyName: 'Құпиябекова',
  givenName: `Әсемгүл ${number}`,
  iin: '150522612000',
  notes: 'ұстамасы бар, дәрісі — вальпроат',
})
/** What nobody may read in a file, whoever opens it with whatever. */
const secrets = ['Құпиябекова', 'Әсемгүл', '150522612000', 'ұстама', 'вальпроат', 'kupiiabekov']

/** The files of the folder in which something of somebody can be read. */
const readable = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    try {
      const content = readFileSync(path)
      return secrets.some((secret) => content.includes(secret))
    } catch (error) {
      // A folder, or gone meanwhile.
      if (['EISDIR', 'ENOENT'].includes((error as { code?: string }).code ?? '')) return false
      throw error
    }
  })

async function write(service: ChildService, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    answerOf(await service.call('people.create', { ...child(number), iin: undefined }))
  }
}
async function plainFolder(): Promise<void> {
  const service = childService(folder)
  answerOf(await service.call('people.create', child(0)))
  await write(service, 10)
  await service.end()
  expect(readable()).toEqual(['bastau.db'])
}
async function saidOf(args?: string[]) {
  const service = childService(folder, args ? { args } : {})
  const first = service.nextLine()
  service.write(`${JSON.stringify({ id: 1, method: 'people.count', input: {} })}\n`)
  const said = await first
  await service.end()
  expect(service.errors()).toBe('')
  return said
}

describe('a protected file', () => {
  beforeEach(() => protectFolder(folder))

  test('shows nothing of anybody, nor do its journal, its copies and its key, at any moment', async () => {
    const service = childService(folder)
    answerOf(await service.call('people.create', child(0)))
    const seen = new Set(readable())
    const working = write(service, 60)
    let over = false
    void working.then(() => {
      over = true
    })
    while (!over) {
      for (const name of readable()) seen.add(name)
      await sleep(5)
    }
    await service.kill()
    for (const name of readable()) seen.add(name)
    expect(readdirSync(folder)).toContain('bastau.db-wal')
    expect(await saidOf()).toMatchObject({ value: { people: 61 } })
    const copy = join(folder, 'bastau.db.kept-2025-10-06T08-40-00-000Z')
    openUnder(testKey)
    withFile(file, { readonly: true }, (raw) => raw.prepare('VACUUM INTO ?').run(copy))
    for (const name of readable()) seen.add(name)
    expect([...seen]).toEqual([])
    expect(rows(copy, 'SELECT count(*) AS people FROM person')).toEqual([{ people: 61 }])
  })

  test('does not open without its key, with another, or when its key is gone, and is not changed', async () => {
    const service = childService(folder)
    await write(service, 3)
    await service.end()
    const before = readFileSync(file)
    expect(await saidOf([])).toMatchObject({ event: 'fatal', code: 'key_needed' })
    const wrong = secretFile('бұл басқа құпиясөз')
    expect(await saidOf(['--data-key-file', wrong])).toMatchObject({
      event: 'fatal',
      code: 'key_wrong',
      params: { path: wrong },
    })
    // The key of another file.
    const another = newDataKey()
    writeKeyFile(folder, {
      ...noWayTo(another),
      ...(await passphraseWay(another, testPassphrase, 1024)),
    })
    expect(await saidOf()).toMatchObject({ code: 'key_wrong', params: { path: file } })
    rmSync(keyFileOf(folder))
    const lost = { code: 'key_missing', params: { path: keyFileOf(folder) } }
    expect(await saidOf([])).toMatchObject(lost)
    expect(await saidOf(['--data-key-file', secretFile(testPassphrase)])).toMatchObject(lost)
    // Nor is a new key made for it.
    expect(
      await saidOf(['--data-key-file', secretFile(testPassphrase), '--protect']),
    ).toMatchObject(lost)
    expect(readFileSync(file).equals(before)).toBe(true)
    await protectFolder(folder)
    expect(await saidOf()).toMatchObject({ ok: true, value: { people: 3 } })
  })

  test('whose page somebody has changed is called damaged', async () => {
    const service = childService(folder)
    await write(service, 3)
    await service.end()
    const [page] = rows(file, `SELECT rootpage FROM sqlite_master WHERE name = 'person'`)
    const bytes = readFileSync(file)
    const at = (Number(page?.rootpage) - 1) * 4096 + 2000
    bytes[at] = (bytes[at] as number) ^ 1
    writeFileSync(file, bytes)
    const again = childService(folder)
    expect(await again.call('people.search', { text: 'Әсемгүл' })).toMatchObject({
      ok: false,
      code: 'file_damaged',
    })
    await again.end()
  })

  test.skipIf(process.platform !== 'linux')(
    'keeps its passphrase out of what other programs of this computer see',
    async () => {
      const service = childService(folder)
      answerOf(await service.call('people.count', {}))
      const seen = readFileSync(`/proc/${service.pid}/cmdline`, 'utf8')
      expect(seen).toContain('--data-key-file')
      expect(seen + readFileSync(`/proc/${service.pid}/environ`, 'utf8')).not.toContain(
        testPassphrase,
      )
      await service.end()
    },
  )
})

describe('a plain file that is to be protected', () => {
  const protecting = () =>
    childService(folder, { args: ['--data-key-file', secretFile(testPassphrase), '--protect'] })

  test('is encrypted with the copies beside it; nothing is lost, and nothing readable is left', async () => {
    await plainFolder()
    copyFileSync(file, `${file}.as-found-2025-10-06T08-40-00-000Z`)
    copyFileSync(file, `${file}.kept-2025-10-06T08-40-00-000Z`)
    writeFileSync(`${file}.foreign-journal-2025-10-06T08-40-00-000Z`, 'Құпиябекова')
    const service = protecting()
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 11 } })
    expect(await service.call('file.state', {})).toMatchObject({ value: { stillReadable: [] } })
    await service.end()
    expect(readable()).toEqual([])
    expect(readdirSync(folder).sort()).toEqual([
      'bastau.db',
      'bastau.db-opening',
      'bastau.db.as-found-2025-10-06T08-40-00-000Z',
      'bastau.db.kept-2025-10-06T08-40-00-000Z',
      'bastau.key',
      'copies',
    ])
  })

  test('by eight services at once, is encrypted once', async () => {
    await plainFolder()
    await protectFolder(folder)
    const services = Array.from({ length: 8 }, () => childService(folder))
    for (const reply of await Promise.all(services.map((one) => one.call('people.count', {})))) {
      expect(reply).toMatchObject({ value: { people: 11 } })
    }
    for (const service of services) expect(await service.end()).toBe(0)
    expect(readable()).toEqual([])
  })

  test('while another program has it open, stays as it is and says so', async () => {
    await plainFolder()
    const other = openedAt(file)
    other.prepare('SELECT count(*) FROM person').get()
    await protectFolder(folder)
    expect(await saidOf()).toMatchObject({ code: 'file_locked' })
    expect(other.prepare('SELECT count(*) FROM person').pluck().get()).toBe(11)
    other.close()
    expect(isProtectedAt(file)).toBe(false)
    expect(await saidOf()).toMatchObject({ value: { people: 11 } })
    expect(readable()).toEqual([])
  })

  test('with what a crash has left in its journal, has all of that', async () => {
    const service = childService(folder)
    await write(service, 20)
    await service.kill()
    await protectFolder(folder)
    expect(await saidOf()).toMatchObject({ value: { people: 20 } })
    expect(readable()).toEqual([])
    expect(soundness(file)).toEqual(sound)
  })

  test('is there whole, plain or encrypted, whenever the power goes, and becomes protected the next time', async () => {
    await plainFolder()
    const copy = join(folder, '..', `${folder.split('/').at(-1)}.copy`)
    copyFileSync(file, copy)
    await protectFolder(folder)
    for (let after = 350; after < 900; after += 50) {
      const service = childService(folder)
      await sleep(after)
      await service.kill()
      expect(await saidOf()).toMatchObject({ value: { people: 11 } })
      expect(readable()).toEqual([])
      rmSync(`${file}-wal`, { force: true })
      rmSync(`${file}-shm`, { force: true })
      copyFileSync(copy, file)
    }
    rmSync(copy)
  })

  test('leaves nothing readable when the power went just before or after the encrypted one took its place', async () => {
    await plainFolder()
    const second = () => `${file}.plain-${randomUUID()}`
    linkSync(file, second())
    const after = second()
    copyFileSync(file, after)
    await protectFolder(folder)
    expect(await saidOf()).toMatchObject({ value: { people: 11 } })
    expect(readable()).toEqual([])
    expect(readdirSync(folder).filter((name) => name.includes('.plain-'))).toEqual([])
  })

  test('of another program, or torn, stays as it is', async () => {
    await plainFolder()
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4096 * 8, 4096 * 20)
    writeFileSync(file, bytes)
    await protectFolder(folder)
    expect(await saidOf()).toMatchObject({ code: 'file_damaged' })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  test.skipIf(!hasSmallDisks())('stays as it is while the disk is full', async () => {
    await plainFolder()
    const disk = smallDisk(10)
    try {
      copyFileSync(file, join(disk.folder, 'bastau.db'))
      await protectFolder(disk.folder)
      disk.fill()
      const service = childService(disk.folder)
      expect(await service.nextLine()).toMatchObject({ code: 'disk_full' })
      await service.end()
      expect(isProtectedAt(join(disk.folder, 'bastau.db'))).toBe(false)
      disk.empty()
      const again = childService(disk.folder)
      expect(await again.call('people.count', {})).toMatchObject({ value: { people: 11 } })
      await again.end()
      expect(readdirSync(disk.folder).filter((name) => /\.(new|plain)-/.test(name))).toEqual([])
    } finally {
      disk.remove()
    }
  })
})

test('a plain copy that is put back into a protected folder is encrypted, and the journal of the other kept aside', async () => {
  await plainFolder()
  const copy = join(folder, 'copy.db')
  copyFileSync(file, copy)
  await protectFolder(folder)
  const service = childService(folder)
  await write(service, 5)
  await service.kill()
  renameSync(copy, file)
  expect(await saidOf()).toMatchObject({ value: { people: 11 } })
  expect(readable()).toEqual([])
  expect(soundness(file)).toEqual(sound)
})
