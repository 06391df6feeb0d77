import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorCodes } from '#contract/envelope.ts'
import { contract } from '#contract/index.ts'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, dump, rows, soundness } from '#test/support/tables.ts'

const seed = 20251006

/** As much of JSON Schema as the contract is described in. */
interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
}

let service: TestService
let centre: SmallCentre
/** Moves on when anybody writes to the file, and never otherwise. */
let version: () => number
let closeWatch: () => void
const schemas = new Map<string, Schema>()

beforeAll(async () => {
  service = await testService()
  centre = await smallCentre(service)
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
  await service.call('hippotherapy.commitSeries', {
    ...centre.otherRide(),
    days: ['mo', 'we'],
    validFrom: '2025-10-06',
    validUntil: '2025-11-05',
  })
  const described = await service.call('contract.describe', {})
  for (const method of described.methods) schemas.set(method.name, method.input as Schema)
  const watch = new SqliteFile(service.databaseFile, { readonly: true })
  version = () => watch.pragma('data_version', { simple: true }) as number
  closeWatch = () => watch.close()
}, 20_000)
afterAll(async () => {
  closeWatch()
  await service.remove()
})

const unknownId = '01999999-9999-7999-8999-999999999999'
/** Where the ids of a field come from. */
const tableOf: Record<string, string> = {
  clientId: 'person',
  personId: 'person',
  keptId: 'person',
  mergedId: 'person',
  horseId: 'horse',
  instructorId: 'member',
  therapistId: 'member',
  leaderId: 'member',
  sidewalkerIds: 'member',
  placeId: 'place',
  sessionId: 'session',
  templateId: 'template',
  changeId: 'change',
}
const idsOf = (table: string) =>
  rows(service.databaseFile, `SELECT id FROM "${table}" ORDER BY id LIMIT 12`).map((row) =>
    String(row.id),
  )
const oneOf = (values: readonly unknown[]) => fc.constantFrom(...values)

const dates = ['2025-10-06', '2025-10-07', '2025-10-13', '2025-11-05', '2024-02-29']
const farDates = ['1900-01-01', '2199-12-31', '2199-12-28']
const times = ['09:00', '10:00', '10:10', '15:30', '23:50', '00:00', '23:59']
const words = [
  'Әлия',
  'алия',
  'aliya',
  '+7 701 234 56 78',
  '061211600012',
  '%',
  "' OR 1=1 --",
  '🐎',
]

/** Inputs that the schema lets through, with ids that mean something. */
function good(
  schema: Schema,
  key: string,
  ids: ReadonlyMap<string, string[]>,
): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return oneOf(schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => good(one, key, ids)))
  switch (schema.type) {
    case 'string': {
      if (schema.format === 'uuid') {
        const own = ids.get(tableOf[key] ?? '') ?? []
        const any = [...ids.values()].flat()
        return fc.oneof(
          { weight: 8, arbitrary: oneOf(own.length > 0 ? own : [unknownId]) },
          { weight: 1, arbitrary: oneOf([...any, unknownId]) },
        )
      }
      const pattern = schema.pattern ?? ''
      if (pattern.includes('T(')) return oneOf(['2025-10-06T12:00', '2025-10-06T00:00'])
      if (key === 'statementFrom') return oneOf(dates)
      if (pattern.startsWith('^\\d{4}-')) {
        return fc.oneof(
          { weight: 9, arbitrary: oneOf(dates) },
          { weight: 1, arbitrary: oneOf(farDates) },
        )
      }
      if (pattern.startsWith('^([01]')) return oneOf(times)
      if (pattern.includes('{12}')) return oneOf(['061211600012', '123456789012'])
      if (pattern.includes('[a-z_]')) return oneOf(['present', 'absent', 'excused', 'nonsense'])
      return oneOf(words)
    }
    case 'integer':
    case 'number': {
      const least = Math.max(schema.minimum ?? 0, -1000)
      const most = Math.min(schema.maximum ?? 100, 100_000)
      return oneOf([least, most, Math.min(most, Math.max(least, 30))])
    }
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(good(schema.items ?? {}, key, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      })
    case 'object': {
      const fields = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [
          name,
          good(field, name, ids),
        ]),
      )
      return fc.record(fields, { requiredKeys: (schema.required ?? []) as never[] })
    }
    case 'null':
      return fc.constant(null)
    default:
      return fc.constant(undefined)
  }
}

/** What no field expects. The keys of the last ones are those that every object has. */
const nasty: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  0.5,
  1e308,
  Number.NaN,
  '',
  '   ',
  '2025-02-30',
  '2025-13-01',
  '0000-00-00',
  '25:00',
  '10:60',
  '2025-10-06T24:00',
  unknownId,
  'not an id',
  '\u0000',
  '\ud800',
  'ә'.repeat(5000),
  [],
  [[[[[[[[]]]]]]]],
  [null],
  Array.from({ length: 600 }, () => ({})),
  {},
  { a: { b: { c: { d: {} } } } },
  JSON.parse('{"__proto__":{"code":"present"}}'),
  JSON.parse('{"constructor":{"prototype":{}}}'),
]

type Path = readonly (string | number)[]
const pathsOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
    : [path]

/** The value with one place in it put otherwise, or left out. */
function putAt(value: unknown, [key, ...rest]: Path, part: unknown, leaveOut: boolean): unknown {
  if (key === undefined) return part
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >
  if (leaveOut && rest.length === 0) delete copy[key]
  else copy[key] = putAt(copy[key], rest, part, leaveOut)
  return copy
}
const broken = (schema: Schema, ids: ReadonlyMap<string, string[]>) =>
  fc
    .tuple(good(schema, '', ids), fc.nat(), oneOf(nasty), fc.boolean())
    .map(([input, at, part, leaveOut]) => {
      const paths = pathsOf(input)
      return putAt(input, paths[at % paths.length] ?? [], part, leaveOut)
    })

/** Asks, and holds the reply against what is promised for every one. */
async function ask(method: string, input: unknown) {
  const before = version()
  const reply = await service.raw(method, input)
  if (!reply.ok) {
    if (reply.code === 'internal') throw service.bugs.at(-1)?.error
    expect(errorCodes).toContain(reply.code)
    expect(version()).toBe(before)
  }
  const kind = contract[method as keyof typeof contract].kind
  if (kind !== 'command') expect(version()).toBe(before)
  return reply.ok
}

/** These work through weeks or whole files at every call. */
const slow = /Series|copy|tryCopy|import|sample|move|tryMove/i
const runsOf = (method: string) => (slow.test(method) ? 25 : 60)
const idsNow = () =>
  new Map([...new Set(Object.values(tableOf))].map((table) => [table, idsOf(table)]))

describe('whatever is asked, the service answers once, in a known code, with nothing half written', () => {
  for (const method of Object.keys(contract)) {
    test(`${method}, with inputs of the right form`, async () => {
      const schema = schemas.get(method)
      expect(schema).toBeDefined()
      await fc.assert(
        fc.asyncProperty(good(schema ?? {}, '', idsNow()), async (input) => {
          await ask(method, input)
        }),
        { seed, numRuns: runsOf(method) },
      )
    }, 20_000)

    test(`${method}, with one thing in the input wrong`, async () => {
      await fc.assert(
        fc.asyncProperty(broken(schemas.get(method) ?? {}, idsNow()), async (input) => {
          await ask(method, input)
        }),
        { seed: seed + 1, numRuns: runsOf(method) },
      )
    }, 20_000)
  }

  test('and after all of it the file is sound', () => {
    expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
    expect(bookedTwice(service.databaseFile)).toEqual([])
  })
})

test('ten megabytes of text in any field are refused, and nothing is written', async () => {
  const before = dump(service.databaseFile)
  const huge = 'ә'.repeat(5_000_000)
  // Fields that are declared alike are read alike: one of each sort is enough of so much text.
  const tried = new Set<string>()
  for (const [method, schema] of schemas) {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const kinds = [field, ...(field.anyOf ?? [])].map((one) => one.type)
      if (!kinds.includes('string') || tried.has(JSON.stringify(field))) continue
      tried.add(JSON.stringify(field))
      const [sample] = fc.sample(good(schema, '', idsNow()), { seed, numRuns: 1 })
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
        oneOf([...schemas.keys(), '__proto__', 'constructor', 'valueOf', 'people.__proto__']),
        fc.string(),
        fc.anything(),
      ),
      input: fc.anything(),
      actor: fc.oneof(oneOf([unknownId, centre.aliya, centre.coordinator, null]), fc.anything()),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), requestLike), async (raw) => {
      const before = version()
      const reply = await service.dispatch(raw)
      if (reply.ok) return
      expect(errorCodes).toContain(reply.code)
      expect(reply.code).not.toBe('internal')
      expect(version()).toBe(before)
    }),
    { seed, numRuns: 1500 },
  )
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
