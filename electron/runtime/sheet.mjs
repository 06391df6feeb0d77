/**
 * Makes a sheet without showing a window: `npm run sheet -- --kind KIND --lang kk+ru --out FILE.pdf`
 * `[--data-dir DIR]`, with
 *
 * - `--kind rides-day --date 2025-10-06 [--instructor NAME-or-ID]`
 * - `--kind class --date 2025-10-06 [--group NAME]`: the lists of all classes of a day, or of one group
 * - `--kind register --month 2025-10 [--group NAME]`: of a group; of hippotherapy without one
 * - `--kind register --course NAME-or-ID`, `--kind class --course NAME-or-ID --date 2025-10-06`
 * - `--kind course-roster`, `rooming-list`, `door-signs` or `meals`, each with `--course NAME-or-ID`
 * - `--kind client-timetable --person NAME-or-ID --from 2025-10-06 --until 2025-11-02`
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

const courseKinds = ['course-roster', 'rooming-list', 'door-signs', 'meals']
const kinds = ['rides-day', 'class', 'register', 'client-timetable', ...courseKinds]
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
  const names = ['kind', 'date', 'lang', 'out', 'data-dir', 'instructor']
  const more = ['course', 'group', 'month', 'person', 'from', 'until']
  let values
  try {
    const options = Object.fromEntries([...names, ...more].map((name) => [name, text]))
    values = parseArgs({ options }).values
  } catch (error) {
    return wrong(error.message)
  }
  const { kind, lang, out } = values
  if (!kinds.includes(kind)) wrong(`--kind is needed, one of: ${kinds.join(', ')}.`)
  const needDay = (name) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values[name] ?? '')) {
      wrong(`--${name} is needed, as 2025-10-06.`)
    }
  }
  if (kind === 'rides-day' || kind === 'class') needDay('date')
  if (courseKinds.includes(kind) && !values.course) {
    wrong('--course is needed: the name, or the id.')
  }
  if (kind === 'register' && !values.course && !/^\d{4}-\d{2}$/.test(values.month ?? '')) {
    wrong('--month is needed, as 2025-10.')
  }
  if (kind === 'client-timetable') {
    for (const name of ['from', 'until']) needDay(name)
    if (!values.person) wrong('--person is needed: the name, or the id.')
  }
  if (!languages.includes(lang)) wrong(`--lang is needed, one of: ${languages.join(', ')}.`)
  if (!out) wrong('--out is needed: the PDF file to write.')
  const dataDir = values['data-dir'] ? resolve(askedFrom, values['data-dir']) : usualDataDir()
  return { ...values, out: resolve(askedFrom, out), dataDir }
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

/** The one of those whose id or one of whose names that is; `among` says where was looked. */
function oneNamed(all, asked, among, namesOf) {
  const named = all.filter(
    (one) => one.id === asked || namesOf(one).some((name) => fold(name) === fold(asked)),
  )
  if (named.length === 0) throw new NoSheet(`${among} is called “${asked}”.`, 2)
  if (named.length > 1) {
    throw new NoSheet(`Several are called “${asked}”: give the whole name, or the id.`, 2)
  }
  return named[0]
}

const namesOfPerson = (one) => [
  one.familyName,
  `${one.familyName} ${one.givenName}`,
  `${one.familyName} ${one.givenName} ${one.patronymic ?? ''}`,
]

async function groupNamed(call, name) {
  const { groups } = await call('studio.groups', { withPast: true })
  const all = groups.map((one) => ({ ...one, id: one.groupId }))
  return oneNamed(all, name, 'No group', (one) => [one.name]).groupId
}

/** A course that is not over, or of one of the last years; an id is any course's. */
async function courseNamed(call, name) {
  if (/^[0-9a-f-]{36}$/.test(name)) return name
  const year = new Date().getFullYear()
  const found = []
  for (const asked of [{}, ...[0, 1, 2, 3].map((ago) => ({ year: year - ago }))]) {
    found.push(...(await call('boarding.courses', asked)).courses)
  }
  const all = new Map(found.map((one) => [one.courseId, { ...one, id: one.courseId }]))
  return oneNamed([...all.values()], name, 'No course', (one) => [one.name]).courseId
}

/** A sheet of a course; `count` says how much is on it. */
const ofCourse =
  (method, count) =>
  async (call, { course }) => {
    const courseId = await courseNamed(call, course)
    if (count(await call(method, { courseId })) === 0) {
      throw new NoSheet('Nobody is on that sheet of the course.', 4)
    }
    return { courseId }
  }

/** For each kind: what the shell is asked for, once it is sure that something stands on it. */
const requests = {
  'rides-day': async (call, { date, instructor }) => {
    const instructorId =
      instructor === undefined
        ? undefined
        : oneNamed(
            (await call('team.list', { withFormer: true })).members,
            instructor,
            'Nobody on the team',
            namesOfPerson,
          ).id
    const sheet = await call('sheets.ridesDay', { date, instructorId })
    if (sheet.instructors.every(({ rides }) => rides.length === 0)) {
      const whose = instructorId ? ' with that instructor' : ''
      throw new NoSheet(`There are no rides on ${date}${whose}.`, 4)
    }
    return { date, instructorId }
  },
  class: async (call, { date, group, course }) => {
    if (course !== undefined) {
      const of = { courseId: await courseNamed(call, course), date }
      const { classes } = await call('sheets.classes', of)
      if (classes.length === 0) throw new NoSheet(`The course has no sessions on ${date}.`, 4)
      return { of }
    }
    const groupId = group === undefined ? undefined : await groupNamed(call, group)
    const { classes } = await call('studio.week', { from: date })
    const ids = classes
      .filter((one) => one.date === date && one.state !== 'cancelled')
      .filter((one) => groupId === undefined || one.groupId === groupId)
      .map((one) => one.sessionId)
    if (ids.length === 0) throw new NoSheet(`There are no such classes on ${date}.`, 4)
    return { of: { sessionIds: ids } }
  },
  register: async (call, { month, group, course }) => {
    const of =
      course === undefined
        ? { groupId: group === undefined ? null : await groupNamed(call, group), month }
        : { courseId: await courseNamed(call, course) }
    const { people } = await call('sheets.register', of)
    if (people.length === 0) throw new NoSheet('Nobody is in that register.', 4)
    return { of }
  },
  'course-roster': ofCourse('sheets.courseRoster', ({ people }) => people.length),
  'rooming-list': ofCourse(
    'sheets.roomingList',
    ({ byRoom, unplaced }) => byRoom.length + unplaced.length,
  ),
  'door-signs': ofCourse('sheets.doorSigns', ({ rooms }) => rooms.length),
  meals: ofCourse('sheets.meals', ({ diets }) => diets.length),
  'client-timetable': async (call, { person, from, until }) => {
    const { people } = await call('people.search', { text: person, limit: 20 })
    const known = people.length > 0 ? people : [await call('people.get', { personId: person })]
    const personId = oneNamed(known, person, 'Nobody', namesOfPerson).id
    const { sessions } = await call('sheets.clientTimetable', { personId, from, until })
    if (sessions.length === 0) throw new NoSheet('There are no sessions on those days.', 4)
    return { personId, from, until }
  },
}

const asked = readArguments()
if (!existsSync(join(asked.dataDir, 'bastau.db'))) {
  giveUp(`There is no data in ${asked.dataDir}. Name its folder with --data-dir.`, 3)
}
await installNpmPackages()
const what = await withService(asked.dataDir, (call) => requests[asked.kind](call, asked)).catch(
  (error) => {
    if (error instanceof NoSheet) giveUp(error.message, error.code)
    throw error
  },
)

const electron = await setUp()
await buildIfStale()
const request = { kind: asked.kind, language: asked.lang, ...what }
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
