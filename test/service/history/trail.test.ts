import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { rows } from '#test/support/tables.ts'

/** What coordinators find in the trail beside changes. */
let service: TestService
let centre: SmallCentre
let receptionist: string
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
  receptionist = await centre.member('Сәрсенова', ['receptionist'])
  await service.call('access.setPin', { memberId: centre.coordinator, secret: '80247' })
  await service.call('access.setPin', { memberId: receptionist, secret: 'жалын 7' })
  await service.call('access.signOut', {})
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const reception = () => service.call('access.signIn', { memberId: receptionist, secret: 'жалын 7' })
type Asked = Partial<Parameters<typeof service.call<'trail.list'>>[1]>
/** What stands in the trail, asked by a coordinator, without what that itself leaves there. */
async function trail(asked: Asked = {}) {
  await service.call('access.signIn', { memberId: centre.coordinator, secret: '80247' })
  const found = await service.call('trail.list', {
    ...{ from: '2025-10-06', until: '2025-10-06', kinds: ['looked', 'printed', 'saved'] },
    ...asked,
  })
  return found.entries
}

test('it says who signed in and out, and whose PIN was mistyped', async () => {
  await service.refusal('access.signIn', { memberId: receptionist, secret: 'жалын 8' })
  await reception()
  await service.call('access.signOut', {})
  const kinds = ['signed_in', 'signed_out', 'secret_wrong'] as const
  const entries = await trail({ kinds: [...kinds] })
  expect(entries.slice(1, 4)).toMatchObject([
    { kind: 'signed_out', by: expect.stringContaining('Сәрсенова') },
    { kind: 'signed_in', by: expect.stringContaining('Сәрсенова') },
    { kind: 'secret_wrong', by: null, name: expect.stringContaining('Сәрсенова') },
  ])
})

test('it says whose PIN and script’s key was given or taken, and that there is a new recovery code', async () => {
  await service.call('access.signIn', { memberId: centre.coordinator, secret: '80247' })
  const { keyId } = await service.call('access.makeKey', { memberId: receptionist })
  await service.call('access.removeKey', { keyId })
  await service.call('access.newRecoveryCode', {})
  await service.call('access.removePin', { memberId: receptionist })
  const kinds = ['pin_set', 'pin_removed', 'key_made', 'key_removed', 'code_made'] as const
  const entries = await trail({ kinds: [...kinds] })
  const them = {
    by: expect.stringContaining('Әбдірова'),
    name: expect.stringContaining('Сәрсенова'),
  }
  expect(entries.slice(0, 5)).toMatchObject([
    { kind: 'pin_removed', ...them },
    { kind: 'code_made', by: them.by, name: null },
    { kind: 'key_removed', ...them },
    { kind: 'key_made', ...them },
    { kind: 'pin_set', ...them },
  ])
})

describe('a look into somebody’s file', () => {
  test('is there with who looked and whose it is, once in a while', async () => {
    await reception()
    for (let turn = 0; turn < 3; turn++) {
      await service.call('people.get', { personId: centre.aliya })
    }
    await service.call('people.get', { personId: centre.baurzhan })
    expect(await trail()).toMatchObject([
      { kind: 'looked', by: expect.stringContaining('Сәрсенова'), name: expect.any(String) },
      { kind: 'looked', by: expect.stringContaining('Сәрсенова'), name: expect.any(String) },
    ])
    expect(await trail({ personId: centre.aliya })).toHaveLength(1)
  })

  test('that was refused is none', async () => {
    const stranger = '01999999-9999-7999-8999-999999999999'
    expect(await service.refusal('people.get', { personId: centre.aliya })).toBe('sign_in_required')
    await reception()
    expect(await service.refusal('people.get', { personId: stranger })).toBe('not_found')
    expect(await trail()).toEqual([])
  })
})

test('what was printed or saved is there', async () => {
  await reception()
  await service.call('trail.note', { kind: 'printed', what: 'rides-day 2025-10-06' })
  await service.call('trail.note', { kind: 'saved', what: 'Журнал.xlsx' })
  expect(await trail()).toMatchObject([
    { kind: 'saved', what: 'Журнал.xlsx', by: expect.stringContaining('Сәрсенова') },
    { kind: 'printed', what: 'rides-day 2025-10-06' },
  ])
})

test('changes are there by day, by whom and about whom, a page at a time', async () => {
  await reception()
  const { changeId } = await service.call('hippotherapy.book', centre.ride())
  const kinds = ['change'] as const
  expect(
    (await trail({ kinds: [...kinds], byId: receptionist as never })).map((one) => one.changeId),
  ).toEqual([changeId])
  expect(
    await trail({ kinds: [...kinds], personId: centre.baurzhan, byId: receptionist as never }),
  ).toEqual([])
  expect(await trail({ kinds: [...kinds], from: '2025-10-07', until: '2025-10-08' })).toEqual([])
  const all = { from: '2025-10-06', until: '2025-10-06', kinds: [...kinds] }
  const { total, entries } = await service.call('trail.list', { ...all, limit: 2, offset: 1 })
  const whole = await service.call('trail.list', { ...all, limit: 200 })
  expect(entries).toEqual(whole.entries.slice(1, 3))
  expect(total).toBe(whole.entries.length)
})

test('only coordinators read it', async () => {
  await reception()
  const asked = { from: '2025-10-06', until: '2025-10-06' }
  expect(await service.refusal('trail.list', asked)).toBe('coordinator_only')
})

test('all of it is sealed', async () => {
  await reception()
  await service.call('people.get', { personId: centre.aliya })
  await trail()
  expect(await service.call('trail.check', {})).toMatchObject({ broken: null })
  const [seal] = rows(
    service.databaseFile,
    'SELECT last_event FROM seal ORDER BY number DESC LIMIT 1',
  )
  const [event] = rows(service.databaseFile, 'SELECT max(number) AS last FROM event')
  expect(seal?.last_event).toBe(event?.last)
})
