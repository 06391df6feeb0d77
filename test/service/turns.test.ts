import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#service/db/open.ts'
import { trackedTables } from '#service/features/index.ts'
import { smallHouse } from '#test/support/boarding.ts'
import { type ChildService, childService } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { execute } from '#test/support/tables.ts'

let dataDir: string
let file: string
let courseId: string
let child: ChildService

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bastau-turns-'))
  const service = await testService({ dataDir })
  const house = await smallHouse(service)
  for (const one of Object.values(house.people).slice(0, 4)) await house.enrol(one)
  courseId = house.courseId
  file = service.databaseFile
  await service.close()
  child = childService(dirname(file))
})
afterEach(async () => {
  await child.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const line = (id: number, method: string, input: object = {}) =>
  `${JSON.stringify({ id, method, input })}\n`
const placing = (id: number) => line(id, 'boarding.propose', { courseId })
const replies = async (count: number) => {
  const said = []
  for (let index = 0; index < count; index++) said.push(await child.nextLine())
  return said
}

test('who asks after a placing is answered before it, who reads as who writes', async () => {
  child.write(
    [
      placing(1),
      line(2, 'people.count'),
      line(3, 'people.create', { familyName: 'Оспанова', givenName: 'Ақбота' }),
      line(4, 'people.count'),
    ].join(''),
  )
  const said = await replies(4)
  expect(said.map((reply) => reply?.id)).toEqual([2, 3, 4, 1])
  expect(said[0]).toMatchObject({ value: { people: 6 } })
  expect(said[2]).toMatchObject({ value: { people: 7 } })
  expect(said[3]).toMatchObject({ ok: true, value: { placings: { length: 4 } } })
})

test('two placings are worked out one after another, and both are answered before the service leaves', async () => {
  child.write(placing(1) + placing(2) + line(3, 'people.count'))
  const ended = child.end()
  expect((await replies(3)).map((reply) => reply?.id)).toEqual([3, 1, 2])
  expect(await ended).toBe(0)
})

test('a placing that is refused says so, and the next one is worked out', async () => {
  const nobody = '01999999-9999-7999-8999-999999999999'
  child.write(line(1, 'boarding.propose', { courseId: nobody }) + placing(2))
  expect(await replies(2)).toMatchObject([
    { id: 1, ok: false, code: 'not_found' },
    { id: 2, ok: true },
  ])
})

test('of many asked at once each sees all that was written before it, and nothing that comes after', async () => {
  const asked = Array.from({ length: 40 }, (_, index) => [
    line(index * 2, 'people.create', { familyName: 'Оспанова', givenName: `Ақбота ${index}` }),
    line(index * 2 + 1, 'people.count'),
  ]).flat()
  child.write(asked.join(''))
  const said = await replies(asked.length)
  expect(said.map((reply) => reply?.id)).toEqual(asked.map((_, index) => index))
  const counted = said.filter((_, index) => index % 2 === 1)
  expect(counted.map((reply) => reply?.value)).toEqual(
    counted.map((_, index) => ({ people: 7 + index })),
  )
})

test('a read sees the file as it was when it began, whoever writes meanwhile', async () => {
  const database = await openDatabase(file, trackedTables)
  const rooms = () =>
    database.read(async (db) => {
      const count = async () => (await db.selectFrom('room').select('id').execute()).length
      const before = await count()
      execute(
        file,
        `INSERT INTO room (id, building, floor, number, accessible, for_whom)
         SELECT printf('01999999-9999-7999-8999-%012d', count(*)), 'Жаңа', 1, count(*), 0, 'any' FROM room`,
      )
      return [before, await count()]
    })
  expect(await rooms()).toEqual([5, 5])
  expect(await rooms()).toEqual([6, 6])
  await database.close()
})
