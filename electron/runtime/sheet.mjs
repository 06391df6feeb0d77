/**
 * `npm run sheet -- --kind rides-day --date 2025-10-06 --lang kk+ru --out FILE.pdf`
 * `[--data-dir DIR] [--instructor NAME-or-ID]`: makes a sheet without showing a window.
 *
 * Exit codes: 0 made; 1 could not be made; 2 asked wrongly; 3 there is no data; 4 nothing is on
 * that sheet.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { runApp } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { installNpmPackages } from './packages.mjs'
import { askedFrom, giveUp, node24, root, say, typescriptFlags } from './run.mjs'
import { setUp } from './setup.mjs'

const kinds = ['rides-day']
const languages = ['kk', 'ru', 'en', 'kk+ru']
const wrong = (sentence) =>
  giveUp(
    `${sentence}\nFor example: npm run sheet -- --kind rides-day --date 2025-10-06 --lang kk+ru --out rides.pdf`,
    2,
  )

/** The folder that the app uses when it is told of no other. */
function usualDataDir() {
  const appData =
    process.platform === 'win32'
      ? process.env.APPDATA
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'))
  return join(appData, 'aq-bastau', 'data')
}

function readArguments() {
  const text = { type: 'string' }
  let values
  try {
    values = parseArgs({
      options: {
        kind: text,
        date: text,
        lang: text,
        out: text,
        'data-dir': text,
        instructor: text,
      },
    }).values
  } catch (error) {
    return wrong(error.message)
  }
  const { kind, date, lang, out } = values
  if (!kinds.includes(kind)) wrong(`--kind is needed, one of: ${kinds.join(', ')}.`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? '')) wrong('--date is needed, as 2025-10-06.')
  if (!languages.includes(lang)) wrong(`--lang is needed, one of: ${languages.join(', ')}.`)
  if (!out) wrong('--out is needed: the PDF file to write.')
  const dataDir = values['data-dir'] ? resolve(askedFrom, values['data-dir']) : usualDataDir()
  return { kind, date, lang, out: resolve(askedFrom, out), dataDir, instructor: values.instructor }
}

/** Why there will be no sheet, said once the service has closed its file. */
class NoSheet extends Error {
  constructor(sentence, code) {
    super(sentence)
    this.code = code
  }
}

/** Lets `ask` call the service of a data folder, without a window. */
async function withService(dataDir, ask) {
  const entry = join(root, 'electron', 'service', 'index.ts')
  const service = spawn(
    node24,
    [...typescriptFlags, entry, '--json-lines', '--data-dir', dataDir],
    { stdio: ['pipe', 'pipe', 2] },
  )
  const over = new Promise((resolve) => service.once('exit', resolve))
  const replies = createInterface({ input: service.stdout })[Symbol.asyncIterator]()
  const call = async (method, input) => {
    service.stdin.write(`${JSON.stringify({ id: 1, method, input })}\n`)
    const { value, done } = await replies.next()
    const reply = done ? { ok: false, code: 'service_lost' } : JSON.parse(value)
    if (reply.ok) return reply.value
    throw reply.code === 'bad_request'
      ? new NoSheet('The service refused that: is the date a day of the calendar?', 2)
      : new NoSheet(`The data cannot be read: ${reply.code}.`, 3)
  }
  try {
    return await ask(call)
  } finally {
    service.stdin.end()
    await over
  }
}

const fold = (name) => name.toLocaleLowerCase('kk').replace(/\s+/g, ' ').trim()

/** The member whose id, family name or whole name that is. */
function memberOf(members, asked) {
  const named = members.filter(
    (one) =>
      one.id === asked ||
      [
        one.familyName,
        `${one.familyName} ${one.givenName}`,
        `${one.familyName} ${one.givenName} ${one.patronymic ?? ''}`,
      ].some((name) => fold(name) === fold(asked)),
  )
  if (named.length === 0) throw new NoSheet(`Nobody on the team is called “${asked}”.`, 2)
  if (named.length > 1) {
    throw new NoSheet(`Several are called “${asked}”: give the whole name, or the id.`, 2)
  }
  return named[0].id
}

const asked = readArguments()
if (!existsSync(join(asked.dataDir, 'bastau.db'))) {
  giveUp(`There is no data in ${asked.dataDir}. Name its folder with --data-dir.`, 3)
}
await installNpmPackages()
const instructorId = await withService(asked.dataDir, async (call) => {
  const id =
    asked.instructor === undefined
      ? undefined
      : memberOf((await call('team.list', { withFormer: true })).members, asked.instructor)
  const sheet = await call('sheets.ridesDay', { date: asked.date, instructorId: id })
  if (sheet.instructors.every(({ rides }) => rides.length === 0)) {
    const whose = id ? ' with that instructor' : ''
    throw new NoSheet(`There are no rides on ${asked.date}${whose}.`, 4)
  }
  return id
}).catch((error) => {
  if (error instanceof NoSheet) giveUp(error.message, error.code)
  throw error
})

const electron = await setUp()
await buildIfStale()
const request = { kind: asked.kind, date: asked.date, language: asked.lang, instructorId }
// Chromium's own files of this run, so that it may run beside an open window.
const profile = mkdtempSync(join(tmpdir(), 'bastau-sheet-'))
const code = await runApp(electron, [
  `--user-data-dir=${profile}`,
  `--data-dir=${asked.dataDir}`,
  `--sheet=${JSON.stringify(request)}`,
  `--out=${asked.out}`,
])
rmSync(profile, { recursive: true, force: true })
if (code === 0) say(`Written: ${asked.out}`)
process.exit(code)
