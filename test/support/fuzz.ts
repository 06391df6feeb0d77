/** Inputs for every method of the contract: of the right form, and with one thing in them wrong. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorCodes } from '#contract/envelope.ts'
import { contract, type MethodName } from '#contract/index.ts'
import { smallHouse } from './boarding.ts'
import { smallCentre } from './centre.ts'
import { testService } from './service.ts'
import { smallStudio } from './studio.ts'
import { bookedTwice, rows, soundness } from './tables.ts'

const seed = 20251006

/** As much of JSON Schema as the contract is described in. */
export interface Schema {
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

/** The form of a method's input, as a script is told it. */
export const inputSchema = (method: MethodName): Schema =>
  z.toJSONSchema(contract[method].input, { io: 'input', unrepresentable: 'any' }) as Schema

const unknownId = '01999999-9999-7999-8999-999999999999'
const members = (role: string) => `SELECT member_id FROM member_role WHERE role = '${role}'`
/** Where the ids of a field are found, by what its name ends with; what a name is not here for gets any id. */
const idsOf: Record<string, string> = {
  id: 'SELECT id FROM resource UNION SELECT id FROM room UNION SELECT id FROM person',
  personId: 'SELECT id FROM person',
  personIds: 'SELECT id FROM person',
  clientId: 'SELECT id FROM person',
  keptId: 'SELECT id FROM person',
  mergedId: 'SELECT id FROM person',
  shareWithIds: 'SELECT id FROM person',
  companionOfId: 'SELECT id FROM person',
  horseId: 'SELECT id FROM horse',
  memberId: 'SELECT id FROM member',
  instructorId: members('instructor'),
  therapistId: members('therapist'),
  leaderId: `${members('leader')} UNION ${members('teacher')}`,
  sidewalkerIds: members('sidewalker'),
  teacherId: members('teacher'),
  assistantIds: members('sidewalker'),
  psychologistId: members('psychologist'),
  ledById: 'SELECT id FROM member',
  placeId: 'SELECT id FROM place',
  sessionId: 'SELECT id FROM session',
  sessionIds: 'SELECT id FROM session',
  withSessionId: 'SELECT id FROM session',
  templateId: 'SELECT id FROM template',
  changeId: 'SELECT id FROM change',
  groupId: 'SELECT id FROM studio_group',
  fromGroupId: 'SELECT id FROM studio_group',
  toGroupId: 'SELECT id FROM studio_group',
  membershipId: 'SELECT id FROM membership',
  creditId: 'SELECT id FROM credit',
  absenceId: 'SELECT id FROM absence',
  courseId: 'SELECT id FROM course',
  roomId: 'SELECT id FROM room',
  bedId: 'SELECT id FROM bed',
  stayId: 'SELECT id FROM stay',
  withStayId: 'SELECT id FROM stay',
  awayId: 'SELECT id FROM nights_away',
  closureId: 'SELECT id FROM room_closure',
  keyId: 'SELECT id FROM credential',
}
/** Ids that stand in a file, by the name of the field that they are for. */
export type KnownIds = ReadonlyMap<string, string[]>
export const idsIn = (file: string): KnownIds =>
  new Map(
    Object.entries(idsOf).map(([field, query]) => [
      field,
      rows(file, `${query} LIMIT 30`).flatMap((row) => Object.values(row).map(String)),
    ]),
  )
const oneOf = (values: readonly unknown[]) => fc.constantFrom(...values)

const dates = ['2025-10-06', '2025-10-07', '2025-10-13', '2025-11-05', '2024-02-29']
const farDates = ['1900-01-01', '2199-12-31', '2199-12-28']
const times = ['09:00', '10:00', '10:10', '15:30', '23:50', '00:00', '23:59']
const usualWords = ['Әлия', 'алия', 'aliya', '+7 701 234 56 78', '061211600012']
/** Words that a text may hold, and that something else might take for its own. */
const hostileWords = [
  '%',
  '🐎',
  "' OR 1=1 --",
  "Роберт'); DROP TABLE person; --",
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '=HYPERLINK("https://127.0.0.1";"Әлия")',
  '+1+1',
  '-2+3',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  'Әлия\u202Eяілә',
  '\u200B\u200D\uFEFF',
  '__proto__',
  'constructor',
  '{{constructor.constructor("return 1")()}}',
  '../../../etc/passwd',
  'ә'.repeat(100),
]
const textWords = fc.oneof(
  { weight: 2, arbitrary: oneOf(usualWords) },
  { weight: 1, arbitrary: oneOf(hostileWords) },
)

/** Inputs that the schema lets through, with ids that mean something. */
export function rightForm(schema: Schema, ids: KnownIds, key = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return oneOf(schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => rightForm(part, ids, key)))
  switch (schema.type) {
    case 'string': {
      if (schema.format === 'uuid') {
        const own = ids.get(key) ?? []
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
      return textWords
    }
    case 'integer':
    case 'number': {
      // The forms of a centre that nobody has changed yet.
      if (key === 'version') return oneOf([1, 1, 1, 2])
      const least = Math.max(schema.minimum ?? 0, -1000)
      const most = Math.min(schema.maximum ?? 100, 100_000)
      return oneOf([least, most, Math.min(most, Math.max(least, 30))])
    }
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(rightForm(schema.items ?? {}, ids, key), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      })
    case 'object': {
      const fields = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [
          name,
          rightForm(field, ids, name),
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

/** Arrays in arrays, that many. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

/** What no field expects. The keys of the last ones are those that every object has. */
const nasty: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  -0,
  0.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '   ',
  '2025-02-30',
  '2025-13-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '-271821-04-20',
  '+275760-09-13',
  '25:00',
  '10:60',
  '24:00',
  '2025-10-06T24:00',
  '9999-12-31T23:59',
  unknownId,
  'not an id',
  '٠٦١٢١١٦٠٠٠١٢',
  '\u0000',
  'Әлия\u0000',
  '\ud800',
  '\udc00Әлия',
  '\u202E',
  ...hostileWords,
  'ә'.repeat(5000),
  '\u0301'.repeat(2000),
  [],
  [[[[[[[[]]]]]]]],
  nested(1000),
  [null],
  Array.from({ length: 600 }, () => ({})),
  Array.from({ length: 2000 }, (_, index) => index),
  {},
  { a: { b: { c: { d: {} } } } },
  { length: 1e9 },
  { toString: 'x', valueOf: 'y' },
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
/** Inputs with one thing wrong, or with something in one place that no field expects and a text may hold. */
const oneThingWrong = (inputs: readonly unknown[]) =>
  fc
    .tuple(oneOf(inputs), fc.nat(), oneOf(nasty), fc.integer({ min: 0, max: 3 }))
    .map(([input, at, part, how]) => {
      const paths = pathsOf(input)
      return putAt(input, paths[at % paths.length] ?? [], part, how === 0)
    })

/** In memory, where the computer has such a folder: what is asked here waits for no disk. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A small centre of every kind, in the middle of its work, closed, to be copied for each feature. */
async function preparedFolder(): Promise<string> {
  const dataDir = mkdtempSync(join(quickFolder, 'bastau-fuzz-'))
  const service = await testService({ dataDir })
  const centre = await smallCentre(service)
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
  await service.call('hippotherapy.commitSeries', {
    ...centre.otherRide(),
    days: ['mo', 'we'],
    validFrom: '2025-10-06',
    validUntil: '2025-11-05',
  })
  const studio = await smallStudio(service)
  const [member, other] = studio.people as [string, string]
  for (const personId of [member, other]) await studio.join(studio.groupA, personId)
  await studio.plan(studio.groupA)
  await service.call('attendance.announceAbsence', {
    personId: member,
    from: '2025-10-13',
    until: '2025-10-14',
  })
  const psychologistId = await centre.member('Жұмабаева', ['psychologist'])
  await service.call('consultations.book', {
    date: '2025-10-07',
    start: '11:00',
    minutes: 60,
    psychologistId,
    personId: centre.aliya,
    placeId: studio.roomA,
  })
  // The house has one of that name, too.
  await service.call('places.update', { id: studio.roomB, name: 'Би залы', use: 'studio' })
  const house = await smallHouse(service)
  for (const personId of [house.people.aisha, house.people.bolat]) await house.enrol(personId)
  await house.sleep(house.people.aisha, house.bed('101'))
  await house.sleep(house.people.bolat, house.bed('102'))
  await house.book()
  await service.close()
  return dataDir
}

/** How many inputs each method gets. */
const inputsOfEach = 10_000

/** These work through weeks, whole files or all of the contract; this one works out who sleeps where. */
const works =
  /Series|copy|import|sample|move|Many|describe|copies|rack|merge|Workbook|settings.set/i
const worksLong = /propose/

/**
 * How many of them may be of the right form, or come near enough to be let in: each of these does what the method does,
 * from a millisecond on. All others are refused at the border.
 */
function mostWorkOf(method: string): number {
  const most = worksLong.test(method) ? 6 : works.test(method) ? 60 : 200
  return Math.min(Math.ceil(inputsOfEach / 2), most)
}

/** A wrong secret is counted, though it is refused. */
const counted = ['secret_wrong', 'recovery_code_wrong', 'sign_in_later']

/** A service with a file of its own, and how a method is asked and its reply held against what is promised. */
async function askedService(prepared: string) {
  const dataDir = mkdtempSync(join(quickFolder, 'bastau-fuzz-'))
  cpSync(prepared, dataDir, { recursive: true })
  const service = await testService({ dataDir })
  const watch = new SqliteFile(service.databaseFile, { readonly: true })
  // Moves on when anybody writes to the file, and never otherwise.
  const version = watch.prepare('PRAGMA data_version').pluck()
  let before = version.get()
  return {
    file: service.databaseFile,
    async ask(method: MethodName, input: unknown) {
      const reply = await service.raw(method, input)
      if (!reply.ok) {
        if (reply.code === 'internal') throw service.bugs.at(-1)?.error
        expect(errorCodes).toContain(reply.code)
      }
      const now = version.get()
      const mayWrite =
        contract[method].kind === 'command' && (reply.ok || counted.includes(reply.code))
      if (!mayWrite) expect(now).toBe(before)
      before = now
    },
    async close() {
      watch.close()
      await service.close()
    },
    remove: () => rmSync(dataDir, { recursive: true }),
  }
}

/**
 * Tests of these methods: whatever each is asked, it answers once, in a known code, with nothing half written. Each
 * feature begins with a file that no other has worked on.
 */
export function fuzzMethods(methods: readonly MethodName[]): void {
  let prepared: string
  beforeAll(async () => {
    prepared = await preparedFolder()
  }, 20_000)
  afterAll(() => rmSync(prepared, { recursive: true }))

  for (const [feature, own] of Map.groupBy(methods, (method) => method.split('.')[0])) {
    describe(`${feature}: whatever is asked is answered once, in a known code, with nothing half written`, () => {
      let service: Awaited<ReturnType<typeof askedService>>
      beforeAll(async () => {
        service = await askedService(prepared)
      })
      afterAll(() => service.remove())

      for (const method of own) {
        test(`${method}, with ${inputsOfEach} inputs, right and wrong`, async () => {
          const ask = (input: unknown) => service.ask(method, input)
          const right = rightForm(inputSchema(method), idsIn(service.file))
          const most = mostWorkOf(method)
          const rightRuns = Math.ceil(most / 2)
          let workLeft = most - rightRuns
          await fc.assert(fc.asyncProperty(right, ask), { seed, numRuns: rightRuns })
          const { input } = contract[method]
          const isWork = (value: unknown) => input.safeParse(value ?? {}).success
          const numRuns = Math.min(200, inputsOfEach)
          const wrong = oneThingWrong(fc.sample(right, { seed: seed + 1, numRuns })).filter(
            (value) => !isWork(value) || workLeft-- > 0,
          )
          const wrongRuns = inputsOfEach - rightRuns
          await fc.assert(fc.asyncProperty(wrong, ask), { seed: seed + 1, numRuns: wrongRuns })
        }, 120_000)
      }

      test('and after all of it the file is sound', async () => {
        await service.close()
        expect(soundness(service.file)).toEqual({ integrity: 'ok', brokenReferences: [] })
        expect(bookedTwice(service.file)).toEqual([])
      })
    })
  }
}
