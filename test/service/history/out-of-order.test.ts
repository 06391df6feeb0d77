/**
 * Commands of all kinds at random, of which any is taken back or made again, in any order: each answer is
 * a change or a refusal that the method declares, a refusal changes nothing, and the file stays sound.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrongLists, wrongNights } from '#test/support/boarding.ts'
import { givenCommand, inputsOfCommands, wholeCentre } from '#test/support/random-commands.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { wrongClasses } from '#test/support/studio.ts'
import { brokenReferences, dump, keptOpen, rows } from '#test/support/tables.ts'

/** Rides on a horse that is away. */
const ridesOnAbsentHorses = (file: string): string[] =>
  rows(
    file,
    `SELECT s.id, s.date FROM session s JOIN ride r ON r.session_id = s.id
     JOIN unavailability a ON a.resource_id = r.horse_id AND s.date BETWEEN a.from_date AND a.until_date
     WHERE s.cancel_reason IS NULL ORDER BY 1`,
  ).map((row) => `${row.id} on ${row.date}`)

/** What is wrong in the file, whoever wrote it. Written apart from the app: it shares no code with it. */
const wrongs = (file: string): string[] => [
  ...wrongClasses(file),
  ...wrongLists(file),
  ...wrongNights(file),
  ...brokenReferences(file).map((one) => JSON.stringify(one)),
]

/** A command, or a change of the list that is taken back or made again. */
const asked = fc.oneof(
  { weight: 3, arbitrary: givenCommand },
  { weight: 2, arbitrary: fc.record({ change: fc.nat({ max: 40 }), again: fc.boolean() }) },
)
type Asked = typeof asked extends fc.Arbitrary<infer One> ? One : never
interface Request {
  method: string
  input: object
  /** The kind of the change that is made, taken back or made again. */
  kind: string
}

/** What rules look at, of what is there already: a new horse, room or course is nobody's yet. */
const facts = [
  ...['person', 'horse', 'member', 'member_role', 'member_hours', 'place', 'setting', 'closed_day'],
  ...['studio_group', 'room', 'bed', 'course'],
]
/** What rules look at as soon as it is said. */
const said = ['unavailability', 'membership', 'room_closure', 'enrolment', 'nights_away', 'absence']

/** The tables of facts that a change has touched. */
const factsOf = (file: string, changeId: unknown): unknown[] =>
  rows(
    file,
    `SELECT DISTINCT table_name AS name FROM change_step WHERE change_id = '${changeId}'
     AND (table_name IN ('${said.join("','")}')
       OR (before IS NOT NULL AND table_name IN ('${facts.join("','")}')))`,
  ).map(({ name }) => name)

const done = new Map<string, number>()
const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1)

/** Lives through the steps in a centre of its own. */
async function live(service: TestService, steps: readonly Asked[]): Promise<void> {
  const { databaseFile: file, call } = service
  const centre = await wholeCentre(service)
  const inputs = inputsOfCommands(service, centre)

  async function requestOf(step: Asked): Promise<Request | null> {
    if ('method' in step) {
      const { method } = step
      const input = await inputs[method](step)
      return input && { method, kind: method, input }
    }
    const { changes } = await call('changes.recent', { limit: 40 })
    const these = changes.filter((one) => (one.undoneBy !== undefined) === step.again)
    const change = these[step.change % Math.max(1, these.length)]
    if (!change) return null
    const { kind, changeId } = change
    return { method: `changes.${step.again ? 'redo' : 'undo'}`, kind, input: { changeId } }
  }

  let state = dump(file)
  for (const step of steps) {
    const request = await requestOf(step)
    if (request === null) continue
    const { method, kind, input } = request
    const counselling = kind === 'consultations.writeNote'
    const actor = counselling ? centre.psychologist : centre.coordinator
    const absent = ridesOnAbsentHorses(file)
    const reply = await service.raw(method, input, actor)
    const told = `${method} of ${kind} ${JSON.stringify(input)}`
    if (!reply.ok) {
      if (reply.code === 'internal') throw new Error(told, { cause: service.bugs.at(-1)?.error })
      expect(dump(file), told).toEqual(state)
      count(`${method} refused`)
      continue
    }
    state = dump(file)
    count(method)
    const { changeId, unsettled } = reply.value as { changeId: unknown; unsettled?: object }
    if (!unsettled) expect(factsOf(file, changeId), `${told} says not whom it hits`).toEqual([])
    expect(wrongs(file), told).toEqual([])
    // Whoever sends a horse away is not kept from it by its rides.
    if (kind === 'horses.update') continue
    expect(absent, told).toEqual(expect.arrayContaining(ridesOnAbsentHorses(file)))
  }
}

test('any change that is still listed is taken back or made again, or refused for a reason that is told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 30, maxLength: 60 }), async (steps) => {
      const service = await testService()
      try {
        await keptOpen(service.databaseFile, () => live(service, steps))
      } finally {
        await service.remove()
      }
    }),
    { seed: 20251006, numRuns: 8, endOnFailure: true },
  )
  // The property is worth nothing if nothing was taken back, made again, or refused.
  for (const what of ['changes.undo', 'changes.redo', 'changes.undo refused']) {
    expect(done.get(what) ?? 0, what).toBeGreaterThan(5)
  }
}, 120_000)
