import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerOf, childService } from '#test/support/child-service.ts'
import { inputsOfCommands, wholeCentre } from '#test/support/random-commands.ts'
import { testService } from '#test/support/service.ts'
import { hasSmallDisks, type SmallDisk, smallDisk } from '#test/support/small-disk.ts'
import { dump, soundness } from '#test/support/tables.ts'

const sound = { integrity: 'ok', brokenReferences: [] }
const person = (number: number) => ({ familyName: 'Серікова', givenName: `Қыз ${number}` })

describe.skipIf(!hasSmallDisks())('with a full disk', () => {
  let disk: SmallDisk
  let file: string
  beforeEach(() => {
    disk = smallDisk(40)
    file = join(disk.folder, 'bastau.db')
  })
  afterEach(() => disk.remove())

  test('every command says so, leaves everything as it was, and does its work when there is room', async () => {
    const service = await testService({ dataDir: disk.folder })
    const centre = await wholeCentre(service)
    const inputs = inputsOfCommands(service, centre)
    const before = dump(file)
    disk.fill()
    // What fits into the journal as it is still goes: until that is full, one after another is taken back.
    const room = { number: 0, code: '' as string | null }
    while (room.code !== 'disk_full') {
      room.code = await service.refusal('people.create', person(room.number++))
      expect([null, 'disk_full']).toContain(room.code)
    }
    const full = dump(file)
    const said = new Map<string, string | null>()
    for (const [method, ask] of Object.entries(inputs)) {
      const input = await ask({ number: 1, other: 2, day: 0, flag: false })
      if (input) said.set(method, await service.refusal(method, input))
    }
    // What the rules refuse before anything is written is refused as ever.
    expect([...said.values()]).not.toContain('internal')
    expect([...said.values()]).not.toContain(null)
    const stopped = [...said.values()].filter((code) => code === 'disk_full')
    expect(stopped.length).toBeGreaterThan(30)
    expect(dump(file)).toEqual(full)
    expect(service.bugs).toEqual([])

    disk.empty()
    expect(await service.refusal('people.create', person(-1))).toBeNull()
    await service.close()
    expect(Object.keys(dump(file))).toEqual(Object.keys(before))
    expect(soundness(file)).toEqual(sound)
  })

  test('an import and the sample centre are taken back whole', async () => {
    const service = childService(disk.folder)
    answerOf(await service.call('people.count', {}))
    disk.fill()
    const contentBase64 = readFileSync('resources/sample/studio-members-2025.csv', 'base64')
    for (const [method, input] of [
      ['sample.load', {}],
      ['people.importCommit', { fileName: 'studio-members-2025.csv', contentBase64 }],
    ] as const) {
      expect(await service.call(method, input)).toMatchObject({ ok: false, code: 'disk_full' })
    }
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 0 } })
    disk.empty()
    answerOf(await service.call('people.importCommit', { fileName: 'a.csv', contentBase64 }))
    expect(await service.end()).toBe(0)
    expect(service.errors()).toBe('')
    expect(soundness(file)).toEqual(sound)
  })

  test('the program starts, is read, and writes again when there is room', async () => {
    const first = childService(disk.folder)
    for (let number = 0; number < 5; number++) {
      answerOf(await first.call('people.create', person(number)))
    }
    await first.end()
    disk.fill()
    const service = childService(disk.folder)
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 5 } })
    expect(await service.call('hippotherapy.day', { date: '2025-10-06' })).toMatchObject({
      ok: true,
    })
    expect(await service.call('people.create', person(5))).toMatchObject({ code: 'disk_full' })
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 5 } })
    disk.empty()
    answerOf(await service.call('people.create', person(6)))
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 6 } })
    expect(await service.end()).toBe(0)
    expect(soundness(file)).toEqual(sound)
  })

  test('after a crash it starts too, and nothing confirmed is lost', async () => {
    const first = childService(disk.folder)
    for (let number = 0; number < 5; number++) {
      answerOf(await first.call('people.create', person(number)))
    }
    disk.fill()
    await first.kill()
    const service = childService(disk.folder)
    expect(await service.call('people.count', {})).toMatchObject({ value: { people: 5 } })
    await service.end()
    disk.empty()
    expect(soundness(file)).toEqual(sound)
    const again = childService(disk.folder)
    expect(await again.call('people.count', {})).toMatchObject({ value: { people: 5 } })
    await again.end()
  })

  test('a first start says so and leaves nothing behind', async () => {
    disk.fill()
    const service = childService(disk.folder)
    expect(await service.nextLine()).toMatchObject({ event: 'fatal', code: 'disk_full' })
    expect(await service.end()).toBe(1)
    expect(readdirSync(disk.folder)).toEqual(['filler'])
  })
})
