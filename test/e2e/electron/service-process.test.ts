import { test as base, beforeAll, describe, expect, vi } from 'vitest'
import {
  buildSupervised,
  type How,
  type Supervised,
  startSupervised,
  type Way,
} from '#test/support/supervised/index.ts'
import { isRunning } from './fixtures.ts'

let app: string
beforeAll(async () => {
  app = await buildSupervised()
})

const soon = { timeout: 20_000, interval: 50 }
const lost = { ok: false, code: 'service_lost' }

describe.for<Way>(['utility process', 'fork'])('a service started as a %s', (way) => {
  const test = base
    .extend('how', 'opens' as How)
    .extend('service', async ({ how }, { onCleanup }): Promise<Supervised> => {
      const service = await startSupervised(app, way, how)
      onCleanup(() => service.close())
      return service
    })

  test('answers what it was asked while it started, in that order', async ({ service }) => {
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => service.call('echo', { number })),
    )
    expect(replies).toEqual(
      [1, 2, 3, 4, 5].map((number) => ({ id: number, ok: true, value: { number } })),
    )
    expect(await service.told()).toEqual(['ready', ...Array(5).fill('changed')])
    expect(service.life()).toEqual(['started'])
  })

  test('gets and gives messages as they are, keys without a value too', async ({ service }) => {
    const input = {
      name: 'Әлия 🐎',
      nothing: null,
      nested: [{ hours: [9, 10.5] }],
      unsaid: undefined,
    }
    expect(await service.call('keys', input)).toMatchObject({
      value: ['name', 'nothing', 'nested', 'unsaid'],
    })
    const reply = await service.call('echo', input)
    expect(reply).toStrictEqual({ id: 2, ok: true, value: input })
  })

  test('gets and gives ten megabytes', async ({ service }) => {
    const sizes = await service.electron.evaluate(async () => {
      const { service } = globalThis as unknown as {
        service: { call(method: string, input: unknown, actor: null): Promise<{ value: string }> }
      }
      const letters = await service.call('letters', 5_000_000, null)
      const back = await service.call('echo', letters.value, null)
      return [letters.value.length, back.value.length, back.value === letters.value]
    })
    expect(sizes).toEqual([5_000_000, 5_000_000, true])
  })

  describe('when it dies', () => {
    test('what it was asked is refused, and it is started again three times in a minute', async ({
      service,
    }) => {
      for (let time = 1; time <= 4; time++) {
        expect(await service.call('echo', time)).toMatchObject({ ok: true, value: time })
        const asked = service.call('never')
        process.kill((await service.pid()) ?? -1, 'SIGKILL')
        expect(await asked).toMatchObject(lost)
      }
      expect(await service.call('echo')).toMatchObject(lost)
      expect(service.life()).toEqual(Array(4).fill('started'))
      expect(service.log().match(/ended unexpectedly/g)).toHaveLength(4)
    })

    test.for(['failUnseen', 'throwUnseen'])(
      'of an error that nothing caught (%s), the log has the place and no name, and the next one answers',
      async (method, { service }) => {
        expect(await service.call(method)).toMatchObject(lost)
        expect(await service.call('echo', 'again')).toMatchObject({ ok: true, value: 'again' })
        expect(service.life()).toEqual(['started', 'ended with 1', 'started'])
        expect(service.log()).toMatch(
          / bug [2-9A-Z]{4}-[2-9A-Z]{2} service: uncaught: Error\n {4}at .*service\.cjs:\d+:\d+/,
        )
        expect(service.log()).toContain('service: ended unexpectedly, code 1')
        expect(service.log()).not.toMatch(/[Ѐ-ӿ]/)
      },
    )
  })

  describe('when it is told to stop', () => {
    test('it answers what it was asked, closes its file, and leaves', async ({ service }) => {
      await service.call('echo')
      const pid = (await service.pid()) ?? -1
      const calls = [
        ['wait', 200],
        ...Array.from({ length: 20 }, () => ['letters', 200_000] as const),
      ] as const
      expect(await service.callAndStop(calls, 20_000)).toEqual(calls.map(() => true))
      await vi.waitUntil(() => !isRunning(pid), soon)
      expect(service.life()).toEqual(['started', 'closed', 'ended with 0'])
      expect(await service.call('echo')).toMatchObject(lost)
      expect(service.log()).toBe('')
    })

    test('and does not in its time, it is ended', async ({ service }) => {
      await service.call('echo')
      const pid = (await service.pid()) ?? -1
      const asked = service.call('neverEvenLooksUp')
      await service.stop(300)
      expect(await asked).toMatchObject(lost)
      await vi.waitUntil(() => !isRunning(pid), soon)
      expect(service.life()).toEqual(['started'])
      expect(service.log()).toContain('service did not stop in time and was ended')
    })

    test('while it starts, it leaves too', async ({ service }) => {
      const asked = service.call('echo')
      await service.stop(20_000)
      expect(await asked).toMatchObject(lost)
      expect(service.life()).toEqual(['started', 'closed', 'ended with 0'])
    })
  })

  describe('whose file is damaged', () => {
    test.override({ how: 'refuses' })
    test('says so to whoever asked and will ask, and stays, so that a copy can be put back', async ({
      service,
    }) => {
      const refused = { ok: false, code: 'file_damaged', params: { file: 'bastau.db' } }
      expect(await service.call('echo')).toMatchObject(refused)
      expect(await service.call('echo')).toMatchObject(refused)
      expect(service.life()).toEqual(['started'])
      expect(service.log()).toContain('service cannot open its file: file_damaged')
    })
  })

  describe('when somebody asks for it', () => {
    test('is started anew after it has closed its file', async ({ service }) => {
      expect(await service.call('echo', 'one')).toMatchObject({ value: 'one' })
      await service.startAgain()
      expect(await service.call('echo', 'two')).toMatchObject({ value: 'two' })
      expect(service.life()).toEqual(['started', 'closed', 'ended with 0', 'started'])
      expect(service.log()).toBe('')
    })

    describe('though its file is damaged', () => {
      test.override({ how: 'refuses' })
      test('is started anew, and says so again', async ({ service }) => {
        expect(await service.call('echo')).toMatchObject({ code: 'file_damaged' })
        await service.startAgain()
        expect(await service.call('echo')).toMatchObject({ code: 'file_damaged' })
        expect(service.life()).toEqual(['started', 'closed', 'ended with 1', 'started'])
      })
    })
  })

  describe('that cannot open for a bug', () => {
    test.override({ how: 'breaks' })
    test('says so before it goes, and the log has the place and no name', async ({ service }) => {
      expect(await service.call('echo')).toMatchObject({ ok: false, code: 'internal' })
      await vi.waitUntil(() => service.life().length > 1, soon)
      expect(service.life()).toEqual(['started', 'ended with 1'])
      expect(service.log()).toMatch(/ service: start: Error\n {4}at .*service\.cjs:\d+:\d+/)
      expect(service.log()).not.toMatch(/[Ѐ-ӿ]/)
    })
  })
})
