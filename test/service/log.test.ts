import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallCentre } from '#test/support/centre.ts'
import { childService, quietNode, serviceSource } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { execute } from '#test/support/tables.ts'

const secrets = [
  'Құпиябекова',
  'Әсемгүл',
  '061211600012',
  '+77012345678',
  '7012345678',
  'эпилепсия',
]

test('what the service tells the log of a bug holds nobody’s name, number or illness', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-log-'))
  const service = await testService({ dataDir })
  await smallCentre(service)
  await service.close()

  const child = fork(serviceSource, ['--data-dir', dataDir], {
    execPath: process.execPath,
    execArgv: quietNode,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const said: string[] = []
  child.stdout?.on('data', (bytes) => said.push(String(bytes)))
  child.stderr?.on('data', (bytes) => said.push(String(bytes)))
  interface Said {
    id?: number
    event?: string
    code?: string
    logId?: string
    message?: string
    params?: { logId?: string }
  }
  const messages: Said[] = []
  const ready = new Promise<void>((resolve) => {
    child.on('message', ({ event }: Said) => event === 'ready' && resolve())
  })
  const answered = new Promise<void>((resolve) => {
    child.on('message', (message: Said) => {
      messages.push(message)
      if (messages.filter((one) => one.id !== undefined).length === 3) resolve()
    })
  })
  child.send({ control: 'start', key: null })
  await ready
  // A bug of the worst kind: a table is gone while the file is open, and every statement that names it fails.
  execute(
    service.databaseFile,
    'DROP TABLE person_word; ALTER TABLE person_category RENAME COLUMN category TO gone',
  )
  const person = {
    familyName: 'Құпиябекова',
    givenName: 'Әсемгүл',
    iin: '061211600012',
    phone: '+7 701 234 56 78',
    contraindication: 'эпилепсия',
    notes: 'Құпиябекова\n    at Әсемгүл (061211600012)',
    categories: [{ category: 'orphan', from: null, until: null }],
  }
  child.send({ id: 1, method: 'people.create', input: person })
  child.send({ id: 2, method: 'people.search', input: { text: 'Құпиябекова Әсемгүл' } })
  child.send({ id: 3, method: 'people.search', input: { text: '061211600012' } })
  await answered
  child.send({ control: 'stop' })
  await once(child, 'exit')

  const bugs = messages.filter((one) => one.event === 'log')
  const replies = messages.filter((one) => one.id !== undefined)
  expect(bugs.length).toBeGreaterThan(0)
  const internal = replies.filter((one) => one.code === 'internal')
  expect(internal.map((one) => one.params?.logId).toSorted()).toEqual(
    bugs.map((one) => one.logId).toSorted(),
  )
  for (const bug of bugs) {
    expect(bug.logId).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$/)
    // Enough for whoever mends it: the method, the kind of error, the place in the code.
    expect(bug.message).toMatch(/^people\.\w+: SqliteError\n {4}at SQLITE_ERROR/)
    expect(bug.message).toContain('/features/people/')
  }
  const everything = JSON.stringify(messages) + said.join('')
  for (const secret of secrets) expect(everything).not.toContain(secret)
  rmSync(dataDir, { recursive: true, force: true })
})

test('a script finds the bug under its number on standard error, again without a name', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-log-'))
  const service = await testService({ dataDir })
  await service.close()
  const child = childService(dataDir)
  expect(await child.call('people.count', {})).toMatchObject({ ok: true })
  execute(service.databaseFile, 'DROP TABLE person_word')
  const input = { familyName: 'Құпиябекова', givenName: 'Әсемгүл', iin: '061211600012' }
  const reply = await child.call('people.create', input)
  expect(reply).toMatchObject({ ok: false, code: 'internal' })
  await child.end()
  expect(child.errors()).toContain(`error ${reply?.params?.logId} people.create: SqliteError`)
  for (const secret of secrets) expect(child.errors()).not.toContain(secret)
  rmSync(dataDir, { recursive: true, force: true })
})

test('an error that nothing caught ends the service; standard error has its place and no name', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-log-'))
  for (const bug of [
    'Promise.reject(new TypeError("Құпиябекова"))',
    'setImmediate(()=>{throw new TypeError("Құпиябекова")})',
  ]) {
    const child = childService(dataDir, { before: `process.once("SIGUSR2",()=>{${bug}})` })
    expect(await child.call('people.count', {})).toMatchObject({ ok: true })
    child.signal('SIGUSR2')
    expect(await child.gone()).toBe(1)
    expect(child.errors()).toMatch(/^error uncaught: TypeError\n {4}at \S/)
    for (const secret of secrets) expect(child.errors()).not.toContain(secret)
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('a refusal says where an input is wrong, never what stood there', async () => {
  const service = await testService()
  for (const input of [
    { familyName: 'Құпиябекова', givenName: 'Әсемгүл', iin: '06121160001' },
    { familyName: 'Құпиябекова', givenName: ['Әсемгүл'] },
    { familyName: { Құпиябекова: 'Әсемгүл' }, phone: 7012345678 },
  ]) {
    const reply = await service.raw('people.create', input)
    expect(reply).toMatchObject({ ok: false, code: 'bad_request' })
    for (const secret of secrets) expect(JSON.stringify(reply)).not.toContain(secret)
  }
  const strict = await service.raw('settings.set', { Құпиябекова: 1 })
  expect(JSON.stringify(strict)).not.toContain('Құпиябекова')
  await service.remove()
})
