/**
 * Makes a sheet without showing a window: `npm run sheet -- --kind KIND --lang kk+ru --out FILE.pdf`
 * `[--data-dir DIR] [--key-file FILE] [--data-key-file FILE]`, with what the sheet is asked with, such as
 *
 * - `--kind rides-day --date 2025-10-06 [--instructor NAME-or-ID]`
 * - `--kind class --date 2025-10-06 [--group NAME]`: the lists of all classes of a day, or of one group
 * - `--kind register --month 2025-10 [--group NAME]`: of a group; of hippotherapy without one
 * - `--kind register --course NAME-or-ID`, `--kind class --course NAME-or-ID --date 2025-10-06`
 * - `--kind course-roster --course NAME-or-ID`, and so each sheet of a course
 * - `--kind client-timetable --person NAME-or-ID --from 2025-10-06 --until 2025-11-02`
 *
 * The page of sheets knows what sheets there are and understands the options; what is wrong with them
 * is said by it. Exit codes: 0 made; 1 could not be made; 2 asked wrongly; 3 there is no data;
 * 4 nothing is on that sheet.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runApp } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { askedFrom, giveUp, say } from './run.mjs'
import { setUp } from './setup.mjs'

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

/** `--name value` and `--name=value`, whatever the names: which there are, the sheets know. */
function readOptions([option, ...rest], read = {}) {
  if (option === undefined) return read
  const [, name, value = rest.shift()] = /^--([a-z-]+)(?:=(.*))?$/s.exec(option) ?? []
  if (name === undefined) return wrong(`“${option}” is no option.`)
  if (value === undefined) return wrong(`--${name} has no value.`)
  return readOptions(rest, { ...read, [name]: value })
}

const {
  kind = '',
  lang,
  out,
  'data-dir': folder,
  'key-file': keyFile,
  'data-key-file': dataKeyFile,
  ...typed
} = readOptions(process.argv.slice(2))
if (!out) wrong('--out is needed: the PDF file to write.')
const dataDir = folder ? resolve(askedFrom, folder) : usualDataDir()
if (!existsSync(join(dataDir, 'bastau.db'))) {
  giveUp(`There is no data in ${dataDir}. Name its folder with --data-dir.`, 3)
}

const electron = await setUp()
await buildIfStale()
const file = resolve(askedFrom, out)
// Chromium's own files of this run, so that it may run beside an open window.
const profile = mkdtempSync(join(tmpdir(), 'bastau-sheet-'))
const code = await runApp(electron, [
  `--user-data-dir=${profile}`,
  `--data-dir=${dataDir}`,
  ...(keyFile ? [`--key-file=${resolve(askedFrom, keyFile)}`] : []),
  ...(dataKeyFile ? [`--data-key-file=${resolve(askedFrom, dataKeyFile)}`] : []),
  `--sheet=${JSON.stringify({ kind, language: lang, typed })}`,
  `--out=${file}`,
])
rmSync(profile, { recursive: true, force: true })
if (code === 0) say(`Written: ${file}`)
process.exit(code)
