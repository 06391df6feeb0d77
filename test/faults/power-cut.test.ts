import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileTroubles } from '#contract/envelope.ts'
import { hasKeyFile, keyFileOf } from '#keys/key-file.ts'
import { type ChildService, childService } from '#test/support/child-service.ts'
import { protectFolder, testKey } from '#test/support/protection.ts'
import { testService } from '#test/support/service.ts'
import { rows, soundness } from '#test/support/tables.ts'

/** As often the power goes, each time amid writes that go on after it in the file that it was taken from. */
const cuts = 16
const sound = { integrity: 'ok', brokenReferences: [] }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-power-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Which journal it is, by its salt, and how many bytes of it hold pages of this one: SQLite begins it anew over the old one. */
function journalNow(): { salt: string; end: number } {
  const journal = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0)
  const salt = journal.subarray(16, 24)
  const frame = 24 + 4096
  let end = 32
  while (end + frame <= journal.length && journal.subarray(end + 8, end + 16).equals(salt))
    end += frame
  return { salt: salt.toString('hex'), end }
}

/** Stops a process where it is, with all its threads, as the power does; `go` lets it go on. */
function stopWhereItIs(service: ChildService) {
  const pid = String(service.pid)
  service.signal('SIGSTOP')
  const state = () => execFileSync('ps', ['-o', 'state=', '-p', pid], { encoding: 'utf8' }).trim()
  while (!state().startsWith('T'));
  return { go: () => service.signal('SIGCONT') }
}

/** What is on the disk, in another folder: the file, its key, and of the journal what comes before `end`. */
function onDisk(end: (journal: number) => number): string {
  const there = mkdtempSync(join(tmpdir(), 'bastau-power-'))
  copyFileSync(file, join(there, 'bastau.db'))
  if (hasKeyFile(folder)) copyFileSync(keyFileOf(folder), keyFileOf(there))
  if (existsSync(`${file}-wal`)) {
    const journal = join(there, 'bastau.db-wal')
    copyFileSync(`${file}-wal`, journal)
    truncateSync(journal, end(statSync(journal).size))
  }
  return there
}

/** Opens what was left in a folder: how many people are in it, or the code with which it is refused. */
async function opened(there: string): Promise<number | string> {
  const key = hasKeyFile(there) ? { key: testKey } : {}
  const service = await testService({ dataDir: there, ...key, inTrouble: true })
  const count = await service.raw('people.count', {})
  await service.close()
  rmSync(join(there, 'copies'), { recursive: true, force: true })
  if (!count.ok) return count.code
  expect(service.bugs).toEqual([])
  const left = join(there, 'bastau.db')
  expect(soundness(left)).toEqual(sound)
  const names = rows(left, 'SELECT given_name AS name FROM person').map(({ name }) => Number(name))
  // One write came after another: of what was written last something may be missing, and nothing before it.
  expect(names.toSorted((one, other) => one - other)).toEqual(names.map((_, index) => index))
  expect(count.value).toEqual({ people: names.length })
  return names.length
}

/** Somebody who writes without end, one person after another; `confirmed` is how many the service has confirmed. */
function writer(service: ChildService) {
  let asked = 0
  const desk = { confirmed: 0 }
  return {
    desk,
    /** Asks for that many at once, and waits until so many of them are confirmed; the others are still to come. */
    async ask(many: number, awaited: number): Promise<void> {
      const until = desk.confirmed + awaited
      const reached = Promise.withResolvers<void>()
      for (let number = 0; number < many; number++) {
        const person = { familyName: 'Серікова', givenName: String(asked++) }
        void service.call('people.create', person).then((reply) => {
          if (!reply?.ok) return reached.reject(new Error(JSON.stringify(reply)))
          desk.confirmed += 1
          if (desk.confirmed >= until) reached.resolve()
        })
      }
      await reached.promise
    },
  }
}

const moments = fc.sample(
  fc.record({
    many: fc.integer({ min: 4, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    where: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { numRuns: cuts, seed: 20251006 },
)

describe.each(['plain', 'protected'])('%s: when the power goes amid writes', (how) => {
  beforeEach(async () => {
    if (how === 'protected') await protectFolder(folder)
  })

  test(`the file is sound and holds all that was confirmed, ${cuts} times, wherever the journal ends`, async () => {
    const service = childService(folder)
    const { desk, ask } = writer(service)
    for (const { many, share, where } of moments) {
      await ask(many, Math.max(1, Math.floor(share * many)))
      // What is confirmed by now is on the disk, here; of what comes after it any part may be.
      const [{ confirmed }, then] = [{ ...desk }, journalNow()]
      const stopped = stopWhereItIs(service)
      const now = journalNow()
      const from = now.salt === then.salt ? then.end : now.end
      const there = onDisk((length) => from + Math.floor(where * (length - from)))
      stopped.go()
      expect(await opened(there)).toBeGreaterThanOrEqual(confirmed)
      rmSync(there, { recursive: true })
    }
    expect(await service.end()).toBe(0)
    expect(soundness(file)).toEqual(sound)
    expect(desk.confirmed).toBeGreaterThan(100)
  })

  test(`and the disk had said too early that it wrote, the file is sound or is refused, ${cuts} times`, async () => {
    const service = childService(folder)
    const { ask } = writer(service)
    for (const { many, share, where } of moments) {
      await ask(many, Math.max(1, Math.floor(share * many)))
      const stopped = stopWhereItIs(service)
      const { end } = journalNow()
      const there = onDisk(() => Math.floor(where * end))
      stopped.go()
      const left = await opened(there)
      if (typeof left === 'string') expect(fileTroubles).toContain(left)
      rmSync(there, { recursive: true })
    }
    expect(await service.end()).toBe(0)
  })
})
