import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorCodes } from '#contract/envelope.ts'
import { contract, type MethodName } from '#contract/index.ts'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { idsIn, inputSchema, rightForm } from '#test/support/fuzz.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump } from '#test/support/tables.ts'

const seed = 20251006
const unknownId = '01999999-9999-7999-8999-999999999999'
const methodNames = Object.keys(contract) as MethodName[]

let service: TestService
let centre: SmallCentre
beforeAll(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterAll(() => service.remove())

test('ten megabytes of text in any field are refused, and nothing is written', async () => {
  const before = dump(service.databaseFile)
  const ids = idsIn(service.databaseFile)
  const huge = 'ә'.repeat(5_000_000)
  // Fields that are declared alike are read alike: one of each sort is enough of so much text.
  const tried = new Set<string>()
  for (const method of methodNames) {
    const schema = inputSchema(method)
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const kinds = [field, ...(field.anyOf ?? [])].map((one) => one.type)
      if (!kinds.includes('string') || tried.has(JSON.stringify(field))) continue
      tried.add(JSON.stringify(field))
      const [sample] = fc.sample(rightForm(schema, ids), { seed, numRuns: 1 })
      const reply = await service.raw(method, { ...(sample as object), [name]: huge })
      expect(reply).toMatchObject({ ok: false })
      if (!reply.ok) expect(reply.code).not.toBe('internal')
    }
  }
  expect(dump(service.databaseFile)).toEqual(before)
}, 20_000)

test('whatever comes instead of a request gets one reply with a known code', async () => {
  const requestLike = fc.record(
    {
      id: fc.oneof(fc.integer(), fc.string(), fc.anything()),
      method: fc.oneof(
        fc.constantFrom(...methodNames, '__proto__', 'constructor', 'valueOf', 'people.__proto__'),
        fc.string(),
        fc.anything(),
      ),
      input: fc.anything(),
      actor: fc.oneof(
        fc.constantFrom(unknownId, centre.aliya, centre.coordinator, null),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  )
  const watch = new SqliteFile(service.databaseFile, { readonly: true })
  const version = () => watch.pragma('data_version', { simple: true })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), requestLike), async (raw) => {
      const before = version()
      const reply = await service.dispatch(raw)
      if (reply.ok) return
      expect(version()).toBe(before)
      expect(errorCodes).toContain(reply.code)
      expect(reply.code).not.toBe('internal')
    }),
    { seed, numRuns: 1500 },
  )
  watch.close()
}, 20_000)

test('a script learns what each method is, which right it needs and what it may refuse', async () => {
  const { methods } = await service.call('contract.describe', {})
  const named = new Map(methods.map((one) => [one.name, one]))
  expect(named.get('people.search')).toMatchObject({ kind: 'read', may: 'viewing', refuses: [] })
  expect(named.get('boarding.propose')).toMatchObject({ kind: 'read', long: true })
  expect(named.get('studio.tryJoin')).toMatchObject({ kind: 'preview', may: 'scheduling' })
  expect(named.get('hippotherapy.book')).toMatchObject({
    kind: 'command',
    may: 'scheduling',
    refuses: ['rules_refused', 'override_not_allowed'],
  })
  // Nothing changes the centre before somebody has signed in, but for signing in itself.
  const open = methods.filter(({ kind, may }) => kind !== 'read' && may === null)
  for (const { name } of open) expect(name).toMatch(/^access\./)
  expect(named.get('copies.restore')).toMatchObject({ kind: 'upkeep', may: 'keeping' })
})

test('nobody acts in the name of a stranger', async () => {
  const before = dump(service.databaseFile)
  const day = { date: '2025-12-31', name: 'Жабық күн' }
  for (const actor of [unknownId, centre.aliya, centre.zhuldyz]) {
    expect(await service.refusal('settings.closeDay', day, actor)).toBe('not_found')
  }
  expect(await service.refusal('settings.closeDay', day, 'somebody')).toBe('bad_request')
  expect(dump(service.databaseFile)).toEqual(before)
})
