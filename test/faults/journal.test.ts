import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasKeyFile, keyFileOf } from '#keys/key-file.ts'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'
import { protectFolder } from '#test/support/protection.ts'
import { openedAt, rows, soundness } from '#test/support/tables.ts'

const sound = { integrity: 'ok', brokenReferences: [] }

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-journal-'))
  file = join(folder, 'bastau.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const beside = (name: string) =>
  readdirSync(folder)
    .filter((one) => one.startsWith(`bastau.db.${name}-`))
    .map((one) => join(folder, one))

/** Writes down that many people, one after another. */
async function write(service: ChildService, name: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    answerOf(await service.call('people.create', { familyName: name, givenName: `Адам ${number}` }))
  }
}
const people = (at = file) =>
  rows(at, 'SELECT family_name AS name, count(*) AS count FROM person GROUP BY 1 ORDER BY 1').map(
    ({ name, count }) => `${name} ${count}`,
  )

/** Works with the program from its start to its end. */
async function day(work: (service: ChildService) => Promise<unknown>): Promise<void> {
  const service = childService(folder)
  await work(service)
  expect(await service.end()).toBe(0)
}
/** Works with it until the power goes. */
async function cutDay(work: (service: ChildService) => Promise<unknown>): Promise<void> {
  const service = childService(folder)
  await work(service)
  await service.kill()
}

describe.each(['plain', 'protected'])('%s:', (how) => {
  beforeEach(async () => {
    if (how === 'protected') await protectFolder(folder)
  })

  describe('a copy that is put back after a crash', () => {
    const copy = () => join(folder, 'copy of Monday.db')

    /** Monday ends as it should and is copied; on Tuesday the power goes. */
    async function mondayAndTuesday() {
      await day((service) => write(service, 'Дүйсенбі', 30))
      copyFileSync(file, copy())
      await cutDay((service) => write(service, 'Сейсенбі', 30))
      expect(existsSync(`${file}-wal`)).toBe(true)
    }

    test('is used as it was copied, takes work, and is sound', async () => {
      await mondayAndTuesday()
      copyFileSync(copy(), file)
      await day((service) => write(service, 'Сәрсенбі', 40))
      expect(people()).toEqual(['Дүйсенбі 30', 'Сәрсенбі 40'])
      expect(soundness(file)).toEqual(sound)
      await day((service) => write(service, 'Бейсенбі', 1))
      expect(people()).toEqual(['Бейсенбі 1', 'Дүйсенбі 30', 'Сәрсенбі 40'])
    })

    test('leaves both as they were found, under names that say so', async () => {
      await mondayAndTuesday()
      const tuesday = join(folder, 'tuesday.db')
      copyFileSync(file, tuesday)
      copyFileSync(copy(), file)
      await day((service) => write(service, 'Сәрсенбі', 1))
      const [asFound] = beside('as-found')
      const [journal] = beside('foreign-journal')
      expect(people(asFound)).toEqual(['Дүйсенбі 30'])
      // With the file that it was written for the journal gives back all that was confirmed on Tuesday.
      renameSync(journal as string, `${tuesday}-wal`)
      expect(people(tuesday)).toEqual(['Дүйсенбі 30', 'Сейсенбі 30'])
      expect(soundness(tuesday)).toEqual(sound)
    })

    test('is recognised when it was taken in the middle of the same day', async () => {
      await cutDay(async (service) => {
        await write(service, 'Таңертең', 20)
        copyFileSync(file, copy())
        // So much that SQLite begins its journal anew meanwhile.
        await write(service, 'Түсте', 400)
      })
      copyFileSync(copy(), file)
      await day((service) => write(service, 'Кеште', 1))
      expect(soundness(file)).toEqual(sound)
      expect(beside('foreign-journal')).toHaveLength(1)
    })

    test('of another folder, worked on there, is recognised too', async () => {
      await mondayAndTuesday()
      const elsewhere = mkdtempSync(join(tmpdir(), 'bastau-elsewhere-'))
      copyFileSync(copy(), join(elsewhere, 'bastau.db'))
      if (hasKeyFile(folder)) copyFileSync(keyFileOf(folder), keyFileOf(elsewhere))
      const other = childService(elsewhere)
      await write(other, 'Басқа', 10)
      await other.end()
      copyFileSync(join(elsewhere, 'bastau.db'), file)
      rmSync(elsewhere, { recursive: true })
      await day((service) => write(service, 'Сәрсенбі', 1))
      expect(people()).toEqual(['Басқа 10', 'Дүйсенбі 30', 'Сәрсенбі 1'])
      expect(soundness(file)).toEqual(sound)
      expect(beside('foreign-journal')).toHaveLength(1)
    })
  })

  describe('a file whose program was killed', () => {
    test('goes on with all that was confirmed, and nothing is put aside', async () => {
      for (let round = 1; round <= 3; round++) {
        await cutDay((service) => write(service, `Күн ${round}`, 20))
      }
      await day((service) => service.call('people.count', {}))
      expect(people()).toEqual(['Күн 1 20', 'Күн 2 20', 'Күн 3 20'])
      expect([...beside('as-found'), ...beside('foreign-journal')]).toEqual([])
    })

    test('is not taken for another by services that start while others write', async () => {
      const first = childService(folder)
      await write(first, 'Бірінші', 5)
      const writing = write(first, 'Көп', 300)
      const others = Array.from({ length: 4 }, () => childService(folder))
      await Promise.all(others.map((service, number) => write(service, `Қызмет ${number}`, 20)))
      await writing
      for (const service of [first, ...others]) expect(await service.end()).toBe(0)
      expect(people()).toEqual([
        'Бірінші 5',
        'Көп 300',
        'Қызмет 0 20',
        'Қызмет 1 20',
        'Қызмет 2 20',
        'Қызмет 3 20',
      ])
      expect([...beside('as-found'), ...beside('foreign-journal')]).toEqual([])
      expect(soundness(file)).toEqual(sound)
    })
  })

  test('a file to which another program writes meanwhile goes on, also when that empties the journal', async () => {
    const service = childService(folder)
    await write(service, 'Дүйсенбі', 5)
    for (let round = 1; round <= 5; round++) {
      const other = openedAt(file)
      other.exec(`UPDATE person SET given_name = 'Басқа ${round}'`)
      other.pragma('wal_checkpoint(RESTART)')
      other.exec(`UPDATE person SET given_name = 'Тағы ${round}'`)
      other.pragma('wal_checkpoint(TRUNCATE)')
      other.close()
      await write(service, 'Сейсенбі', 2)
    }
    expect(await service.end()).toBe(0)
    expect(people()).toEqual(['Дүйсенбі 5', 'Сейсенбі 10'])
    expect([...beside('kept'), ...beside('as-found'), ...beside('foreign-journal')]).toEqual([])
  })

  test('a rollback journal of whatever file is never played back', async () => {
    await day((service) => write(service, 'Дүйсенбі', 3))
    copyFileSync(file, `${file}-journal`)
    await day((service) => write(service, 'Сейсенбі', 3))
    expect(people()).toEqual(['Дүйсенбі 3', 'Сейсенбі 3'])
    expect(beside('foreign-rollback-journal')).toHaveLength(1)
  })

  describe('a file that is replaced while it is open', () => {
    let copy: string
    beforeEach(async () => {
      await day((service) => write(service, 'Дүйсенбі', 10))
      copy = join(folder, 'copy.db')
      copyFileSync(file, copy)
    })

    const replacing: [string, () => void][] = [
      ['by another that is moved over it', () => renameSync(copy, file)],
      ['by another that is copied over it', () => copyFileSync(copy, file)],
      ['by nothing: somebody has deleted it', () => rmSync(file)],
    ]
    for (const [how, replace] of replacing) {
      test(`${how}: no change is confirmed any more, and what was open is kept`, async () => {
        const service = childService(folder)
        await write(service, 'Сейсенбі', 10)
        replace()
        const reply = await service.call('people.create', {
          familyName: 'Жоғалған',
          givenName: 'Жазба',
        })
        // Copied over, the file is shorter for a moment, at which the engine may end: then nobody answers.
        if (reply) {
          expect(reply).toMatchObject({ ok: false, code: 'file_replaced' })
          const kept = String(reply.params?.kept)
          expect(existsSync(kept)).toBe(true)
          if (!how.includes('copied')) {
            expect(people(kept).slice(0, 2)).toEqual(['Дүйсенбі 10', 'Сейсенбі 10'])
            expect(soundness(kept)).toEqual(sound)
          }
          expect(await service.call('people.count', {})).toMatchObject({ code: 'file_replaced' })
        }
        await service.end()
        if (!existsSync(file)) {
          const again = childService(folder)
          expect(await again.nextLine()).toMatchObject({ event: 'fatal', code: 'file_missing' })
          await again.end()
          return
        }
        await day((again) => write(again, 'Сәрсенбі', 5))
        expect(people()).toEqual(['Дүйсенбі 10', 'Сәрсенбі 5'])
        expect(soundness(file)).toEqual(sound)
      })
    }
  })
})
