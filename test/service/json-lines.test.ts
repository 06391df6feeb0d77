import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'

let dataDir: string
let service: ChildService

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'bastau-lines-'))
  service = childService(dataDir)
})
afterAll(async () => {
  await service.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const count = (id: number | string) => JSON.stringify({ id, method: 'people.count', input: {} })
/** Writes something, then a plain question: what is said to the first, and that the second is answered. */
async function saidTo(bytes: string | Buffer, id: number) {
  service.write(bytes)
  service.write(`\n${count(id)}\n`)
  const said = await service.nextLine()
  const next = await service.nextLine()
  expect(next).toMatchObject({ id, ok: true })
  return said
}

test('a line that is not JSON is refused with id null, and the next line is served', async () => {
  for (const line of ['not JSON', '{"id":1', '}{', '\u0000', 'undefined']) {
    expect(await saidTo(line, 90_001)).toMatchObject({ id: null, ok: false, code: 'bad_request' })
  }
})

test('JSON that is no request is refused with the id that it has, if any', async () => {
  for (const [line, id] of [
    ['[]', null],
    ['null', null],
    ['"people.count"', null],
    ['{"method":"people.count"}', null],
    ['{"id":{"a":1},"method":"people.count"}', null],
    ['{"id":1.5,"method":"people.count"}', null],
    ['{"id":90002}', 90_002],
    ['{"id":90002,"method":7}', 90_002],
  ] as const) {
    expect(await saidTo(line, 90_003)).toMatchObject({ id, ok: false, code: 'bad_request' })
  }
})

test('a line beyond all measure is refused as too large, and the next line is served', async () => {
  const huge = Buffer.alloc(17 * 1024 * 1024, 'я')
  expect(await saidTo(huge, 90_004)).toMatchObject({ id: null, ok: false, code: 'too_large' })
})

test('ten megabytes of text in a field are refused in words, and the service lives on', async () => {
  const line = JSON.stringify({
    id: 90_005,
    method: 'people.search',
    input: { text: 'ә'.repeat(5_000_000) },
  })
  expect(await saidTo(line, 90_006)).toMatchObject({
    id: 90_005,
    ok: false,
    code: 'bad_request',
    params: { problems: [{ path: 'text', problem: 'too_big' }] },
  })
})

test('deeply nested JSON is answered like any other', async () => {
  const depth = 100_000
  const nested = `{"id":90007,"method":"people.search","input":{"text":${'['.repeat(depth)}${']'.repeat(depth)}}}`
  expect(await saidTo(nested, 90_008)).toMatchObject({
    id: 90_007,
    ok: false,
    code: 'bad_request',
  })
})

test('empty lines say nothing', async () => {
  service.write(`\n   \n\r\n${count(90_009)}\n`)
  expect(await service.nextLine()).toMatchObject({ id: 90_009, ok: true })
})

test('lines may end as Windows ends them, and the first may begin with a byte order mark', async () => {
  service.write(`\uFEFF${count(90_010)}\r\n${count(90_011)}\r\n`)
  expect(await service.nextLine()).toMatchObject({ id: 90_010, ok: true })
  expect(await service.nextLine()).toMatchObject({ id: 90_011, ok: true })
})

test('Kazakh letters come through, even when a letter is torn between two packets', async () => {
  const person = { familyName: 'Қуанышбекқызы', givenName: 'Әсемгүл', notes: 'a\u2028b "«»" 🐎' }
  const line = Buffer.from(
    `${JSON.stringify({ id: 90_012, method: 'people.create', input: person })}\n`,
  )
  const inside = line.indexOf('Ә') + 1
  service.write(line.subarray(0, inside))
  service.write(line.subarray(inside))
  const created = await service.nextLine()
  expect(created).toMatchObject({ id: 90_012, ok: true })
  const { personId } = answerOf<{ personId: string }>(created)
  const read = await service.call('people.get', { personId })
  expect(read?.value).toMatchObject(person)
})

test('ids are given back as they came, numbers and words', async () => {
  for (const id of [0, -7, 'төрт', '']) {
    service.write(`${count(id)}\n`)
    expect((await service.nextLine())?.id).toBe(id)
  }
})

test('replies come in the order of the lines, refusals among them', async () => {
  const lines = [count('a'), 'not JSON', count('b'), '{}', 'also not', count('c')]
  service.write(`${lines.join('\n')}\n`)
  const ids = []
  for (const _ of lines) ids.push((await service.nextLine())?.id)
  expect(ids).toEqual(['a', null, 'b', null, null, 'c'])
})

test('names of things that every object has are no methods', async () => {
  for (const method of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
    expect(await service.call(method, {})).toMatchObject({ ok: false, code: 'unknown_method' })
  }
})

test('the last line needs no end, and every question gets its answer before the service leaves', async () => {
  const other = childService(dataDir)
  for (let id = 1; id <= 20; id++) other.write(`${count(id)}\n`)
  other.write(count(21))
  const ended = other.end()
  const ids = []
  for (let line = await other.nextLine(); line; line = await other.nextLine()) ids.push(line.id)
  expect(ids).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  expect(await ended).toBe(0)
})

test('half a line at the end is refused, not dropped in silence', async () => {
  const other = childService(dataDir)
  other.write(`${count(1)}\n{"id":2,"method":"peo`)
  const ended = other.end()
  expect(await other.nextLine()).toMatchObject({ id: 1, ok: true })
  expect(await other.nextLine()).toMatchObject({ id: null, ok: false, code: 'bad_request' })
  expect(await other.nextLine()).toBeNull()
  expect(await ended).toBe(0)
})
