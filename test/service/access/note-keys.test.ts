import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

/** What a psychologist writes of an appointment, where people sign in. */
let service: TestService
let centre: SmallCentre
let psychologist: string
let colleague: string
let sessionId: string
const note = 'Тайна о семье 7391'
const coordinatorPin = '80247'
const pin = 'жылы жаңбыр 7'
const colleaguePin = 'құс қайтқанда 5'

beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
  const { call } = service
  const hours = [{ day: 'mo', from: '09:00', until: '18:00' }] as const
  const newPsychologist = async (familyName: string) =>
    (
      await call('team.create', {
        ...{ familyName, givenName: 'Айгүл', roles: ['psychologist'], hours: [...hours] },
      })
    ).memberId
  psychologist = await newPsychologist('Абенова')
  colleague = await newPsychologist('Ермекова')
  const cabinet = await call('places.create', { name: 'Кабинет', use: 'cabinet' })
  const booked = await call('consultations.book', {
    ...{ personId: centre.aliya, psychologistId: psychologist, placeId: cabinet.placeId },
    ...{ date: monday, start: '10:00', minutes: 50 },
  })
  sessionId = booked.sessionId
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const setPin = (memberId: string, secret: string, current?: string) =>
  service.call('access.setPin', { memberId, secret, ...(current !== undefined && { current }) })
const signIn = (memberId: string, secret: string) =>
  service.call('access.signIn', { memberId, secret })
const coordinator = () => signIn(centre.coordinator, coordinatorPin)
const write = () => service.call('consultations.writeNote', { sessionId, note })
const read = async () => (await service.call('consultations.note', { sessionId })).note
const refusal = () => service.refusal('consultations.note', { sessionId })
const handOver = () =>
  service.call('access.handOverNotes', { fromId: psychologist, toId: colleague })

/** A coordinator signs in first, and gives both psychologists a PIN. */
async function guard() {
  const { recoveryCode } = await setPin(centre.coordinator, coordinatorPin)
  await setPin(psychologist, pin)
  await setPin(colleague, colleaguePin)
  return recoveryCode ?? ''
}
/** All that lies in the folder of the data file. */
const folder = () =>
  readdirSync(service.dataDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name)).toString('latin1'))
const signs = Buffer.from(note).toString('latin1')

describe('in the data file', () => {
  test('nobody reads it, though the file is not protected', async () => {
    await guard()
    await signIn(psychologist, pin)
    await write()
    expect(folder().some((text) => text.includes(signs))).toBe(false)
    expect(await read()).toBe(note)
  })
  test('nor one that was written before anybody had a PIN, once the program has ended after the first PIN', async () => {
    await service.call('consultations.writeNote', { sessionId, note }, psychologist)
    expect(folder().some((text) => text.includes(signs))).toBe(true)
    await guard()
    await signIn(psychologist, pin)
    expect(await read()).toBe(note)
    await service.close()
    expect(folder().some((text) => text.includes(signs))).toBe(false)
    service = await testService({ dataDir: service.dataDir })
  })
})

test('it opens for nobody else, whatever they are', async () => {
  await guard()
  await signIn(psychologist, pin)
  await write()
  await signIn(colleague, colleaguePin)
  expect(await refusal()).toBe('psychologist_only')
  await coordinator()
  expect(await refusal()).toBe('psychologist_only')
})

describe('a new PIN', () => {
  beforeEach(async () => {
    await guard()
    await signIn(psychologist, pin)
    await write()
  })
  test('that she chooses opens what she has written', async () => {
    await setPin(psychologist, 'басқа құпия 9', pin)
    expect(await read()).toBe(note)
    await service.call('access.signOut', {})
    await signIn(psychologist, 'басқа құпия 9')
    expect(await read()).toBe(note)
  })
  test('that a coordinator gives who is asked for it does so too, on record', async () => {
    await coordinator()
    await setPin(psychologist, 'басқа құпия 9')
    const { entries } = await service.call('trail.list', {
      ...{ from: monday, until: monday, kinds: ['pin_set'] },
    })
    expect(entries[0]).toMatchObject({
      ...{ by: expect.stringContaining('Әбдірова') },
      name: expect.stringContaining('Абенова'),
    })
    await signIn(psychologist, 'басқа құпия 9')
    expect(await read()).toBe(note)
  })
  test('of a coordinator who forgot theirs, by the recovery code, goes on giving them', async () => {
    await coordinator()
    const { recoveryCode } = await service.call('access.newRecoveryCode', {})
    await service.call('access.keepRecoveryCode', { recoveryCode })
    await service.call('access.signOut', {})
    await service.call('access.recover', {
      ...{ recoveryCode, memberId: centre.coordinator, secret: '51907' },
    })
    await setPin(psychologist, 'басқа құпия 9')
    await signIn(psychologist, 'басқа құпия 9')
    expect(await read()).toBe(note)
  })
  test('from a second coordinator opens them as well', async () => {
    await coordinator()
    const second = await centre.member('Жұмабаева', ['coordinator'])
    await setPin(second, '64209')
    await signIn(second, '64209')
    await setPin(psychologist, 'басқа құпия 9')
    await signIn(psychologist, 'басқа құпия 9')
    expect(await read()).toBe(note)
  })
  test('from somebody made a coordinator later opens them once another one has signed in', async () => {
    await coordinator()
    const late = await centre.member('Жұмабаева', ['receptionist'])
    await setPin(late, '64209')
    const { members } = await service.call('team.list', {})
    const them = members.find(({ id }) => id === late) as (typeof members)[number]
    await service.call('team.update', { ...them, roles: ['coordinator'] })
    await signIn(late, '64209')
    await setPin(psychologist, 'басқа құпия 9')
    await signIn(psychologist, 'басқа құпия 9')
    expect(await refusal()).toBe('note_locked')
    expect(await service.refusal('consultations.writeNote', { sessionId, note: 'x' })).toBe(
      'note_locked',
    )
    await coordinator()
    await signIn(psychologist, 'басқа құпия 9')
    expect(await read()).toBe(note)
  })
})

describe('a psychologist who leaves', () => {
  beforeEach(async () => {
    await guard()
    await signIn(psychologist, pin)
    await write()
    await coordinator()
    await service.call('access.removePin', { memberId: psychologist })
  })
  test('has the notes opened by whom a coordinator hands them over to, on record', async () => {
    await handOver()
    const { entries } = await service.call('trail.list', {
      ...{ from: monday, until: monday, kinds: ['notes_handed_over'] },
    })
    expect(entries).toMatchObject([
      {
        by: expect.stringContaining('Әбдірова'),
        name: expect.stringContaining('Абенова'),
        what: expect.stringContaining('Ермекова'),
      },
    ])
    expect(await refusal()).toBe('psychologist_only')
    await signIn(colleague, colleaguePin)
    expect(await read()).toBe(note)
  })
  test('has them closed again when that is taken back', async () => {
    await handOver()
    await service.call('access.takeNotesBack', { fromId: psychologist, toId: colleague })
    expect((await service.call('access.noteHolders', {})).notes).toMatchObject([{ holders: [] }])
    await signIn(colleague, colleaguePin)
    expect(await refusal()).toBe('psychologist_only')
  })
  test('hands them to psychologists alone, and by coordinators alone', async () => {
    const to = (toId: string) =>
      service.refusal('access.handOverNotes', { fromId: psychologist, toId })
    expect(await to(centre.coordinator)).toBe('not_found')
    expect(await to(psychologist)).toBe('not_found')
    await signIn(colleague, colleaguePin)
    expect(await to(colleague)).toBe('coordinator_only')
  })
})

test('whoever takes an appointment over does not see or write over what another wrote of it', async () => {
  await guard()
  await signIn(psychologist, pin)
  await write()
  await service.call('consultations.move', {
    ...{ sessionId, psychologistId: colleague, date: monday, start: '14:00' },
  })
  await signIn(colleague, colleaguePin)
  expect(await refusal()).toBe('note_closed')
  expect(await service.refusal('consultations.writeNote', { sessionId, note: '' })).toBe(
    'note_closed',
  )
  await signIn(psychologist, pin)
  expect(await read()).toBe(note)
  expect(await service.refusal('consultations.writeNote', { sessionId, note: '' })).toBe(
    'psychologist_only',
  )
})

test('her script opens them by its key', async () => {
  await guard()
  await signIn(psychologist, pin)
  await write()
  await coordinator()
  const { key } = await service.call('access.makeKey', { memberId: psychologist })
  await service.call('access.signInWithKey', { key })
  expect(await read()).toBe(note)
})
