import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rows, soundness } from '#test/support/tables.ts'
import { type ElectronApp, isRunning, startElectronApp, temporaryFolder } from './fixtures.ts'

/** Each of the three is killed as often, after so many confirmed writes of the window: a thousand in all. */
const rounds = 8
const writesOfRound = 42

type Victim = 'the service' | 'the main process' | 'both'
const victims: readonly Victim[] = ['the main process', 'both', 'the service']

/**
 * The window writes one person after another, several at once, and says which the service has confirmed, until it is told
 * that this is enough or is refused: a service that was killed is started again, and would take more for ever.
 */
async function writeUntilItDies(
  app: ElectronApp,
  round: number,
  isEnough: (confirmed: string) => boolean,
) {
  await app.page.exposeFunction('isEnough', isEnough)
  const writing = app.page.evaluate(async (of) => {
    const { isEnough } = window as unknown as { isEnough(name: string): Promise<boolean> }
    const desk = async (number: number) => {
      for (let count = 0; ; count++) {
        const name = `${of} ${number} ${count}`
        const person = { familyName: 'Серікова', givenName: name }
        const reply = await window.bastau.call('people.create', person, null)
        if (!reply.ok || (await isEnough(name))) return
      }
    }
    await Promise.all([1, 2, 3, 4].map(desk))
  }, round)
  // The window goes with its main process, in the middle of this.
  return writing.catch(() => undefined)
}

test(`of a thousand writes nothing confirmed is lost when ${victims.join(', ')} are killed in the middle, and the next start opens`, async () => {
  const dataDir = temporaryFolder()
  const file = join(dataDir, 'bastau.db')
  const confirmed: string[] = []
  for (let round = 0; round < rounds * victims.length; round++) {
    const victim = victims[round % victims.length] as Victim
    const app = await startElectronApp({ dataDir })
    const { people } = await app.call('people.count', {})
    expect(people).toBeGreaterThanOrEqual(confirmed.length)
    const [main, service] = [app.electron.process().pid as number, app.servicePid() as number]
    const until = confirmed.length + writesOfRound
    const kill = () => {
      if (victim !== 'the main process') process.kill(service, 'SIGKILL')
      if (victim !== 'the service') process.kill(main, 'SIGKILL')
    }
    await writeUntilItDies(app, round, (name) => {
      confirmed.push(name)
      if (confirmed.length === until) kill()
      return confirmed.length >= until
    })
    expect(confirmed.length).toBeGreaterThanOrEqual(until)
    if (victim === 'the service') {
      // What the window asks next is answered by a new one.
      await app.call('people.count', {})
      await app.close()
    }
    // A service that has lost its shell leaves by itself.
    for (const pid of [main, service]) {
      await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false)
    }
    const there = new Set(
      rows(file, 'SELECT given_name AS name FROM person').map((row) => row.name),
    )
    expect(confirmed.filter((name) => !there.has(name))).toEqual([])
    expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  }
  expect(confirmed.length).toBeGreaterThanOrEqual(1000)
  const bugs = readFileSync(join(dataDir, 'logs', 'app.log'), 'utf8').match(/ bug .*/g) ?? []
  expect(bugs).toHaveLength(rounds)
  expect(bugs.filter((bug) => !bug.includes('service: ended unexpectedly'))).toEqual([])
}, 600_000)
