/** What a feature has that only says what it is: everything that the ground gives to all of them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { client, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { execute, rows, soundness } from '#test/support/tables.ts'
import { doUndoRedo, stateOf } from '#test/support/undo.ts'
import { table, withHelmets } from './index.ts'

let service: TestService
let centre: SmallCentre
beforeEach(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-'))
  const bare = await testService({ dataDir })
  await bare.close()
  execute(bare.databaseFile, table)
  service = await testService({ dataDir, features: withHelmets })
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})

async function ask<Value>(method: string, input: object, actor?: string): Promise<Value> {
  const reply = await service.raw(method, input, actor)
  if (!reply.ok) throw new Error(`${method}: ${reply.code}`)
  return reply.value as Value
}
interface Lent {
  loanId: string
  changeId: string
}
const lend = (personId: string, helmet = '№ 7', actor?: string) =>
  ask<Lent>('helmets.lend', { helmet, personId, until: '2025-10-31' }, actor)
interface Loan {
  loanId: string
  personId: string
  helmet: string
  until: string
  version: number
}
const loans = async () => (await ask<{ loans: Loan[] }>('helmets.list', {})).loans

test('a loan is taken back and made again', async () => {
  await doUndoRedo(service, () => lend(centre.aliya))
  expect(await loans()).toMatchObject([{ helmet: '№ 7', personId: centre.aliya }])
})

test('a loan is among the recent changes, with who lent what to whom, and of that person', async () => {
  await lend(centre.aliya, '№ 7', centre.administrator)
  const { changes } = await service.call('changes.recent', { personId: centre.aliya, limit: 1 })
  expect(changes).toMatchObject([
    {
      ...{ kind: 'helmets.lend', by: 'Ермеков Ғани', canUndo: true },
      summary: { code: 'helmet', params: { who: 'Соколова Әлия', name: '№ 7', put: true } },
    },
  ])
})

test('a right is asked for, also of whoever takes back what needed it', async () => {
  const { loanId } = await lend(centre.aliya)
  const refusal = (actor: string | null) => service.refusal('helmets.writeOff', { loanId }, actor)
  expect(await refusal(null)).toBe('override_not_allowed')
  expect(await refusal(centre.administrator)).toBe('override_not_allowed')
  const { changeId } = await ask<Lent>('helmets.writeOff', { loanId }, centre.coordinator)
  expect(await loans()).toEqual([])
  expect(await service.refusal('changes.undo', { changeId })).toBe('override_not_allowed')
  await service.call('changes.undo', { changeId }, centre.coordinator)
  expect(await loans()).toHaveLength(1)
})

test('the second desk that saves is told what the first has changed', async () => {
  const { loanId } = await lend(centre.aliya)
  const [{ version }] = (await loans()) as [Loan]
  await ask('helmets.extend', { loanId, until: '2025-11-30', version }, centre.administrator)
  expect(
    await service.raw('helmets.extend', { loanId, until: '2025-12-31', version }),
  ).toMatchObject({ code: 'changed_since', params: { by: 'Ермеков Ғани', fields: ['until'] } })
})

test('two borrowers who are one person have the helmets of both, and are two again', async () => {
  const { personId: twin } = await service.call('people.create', { ...client(), evenIfSame: true })
  await lend(centre.aliya, '№ 7')
  const { changeId } = await lend(twin, '№ 8')
  await doUndoRedo(service, () =>
    service.call('people.merge', { keptId: centre.aliya, mergedId: twin }),
  )
  expect((await loans()).map((one) => one.personId)).toEqual([centre.aliya, centre.aliya])
  // What was lent to the other file can still be taken back.
  await service.call('changes.undo', { changeId })
  expect((await loans()).map((one) => one.helmet)).toEqual(['№ 7'])
})

test('screens hear of it, and a script behind the program’s back is recorded too', async () => {
  await lend(centre.aliya)
  expect(service.changes.at(-1)).toEqual({ event: 'changed', topics: ['people'] })
  execute(service.databaseFile, `UPDATE helmet_loan SET until = '2025-12-01'`)
  const { changes } = await service.call('changes.recent', { limit: 1 })
  expect(changes).toMatchObject([{ kind: 'outside', canUndo: false }])
})

test('its rows are recorded whole, so that an archive has them as they are', async () => {
  await lend(centre.aliya)
  const recorded = rows(
    service.databaseFile,
    `SELECT after FROM change_step WHERE table_name = 'helmet_loan'`,
  )
  expect(recorded.map((row) => JSON.parse(String(row.after)))).toEqual(stateOf(service).helmet_loan)
})

test('its methods are described like all others', async () => {
  const { methods } = await service.call('contract.describe', {})
  expect(methods.find((one) => one.name === 'helmets.writeOff')).toMatchObject({
    ...{ kind: 'command', may: 'overriding', refuses: ['override_not_allowed'] },
  })
})
