/** Running other programs, and where the project lies. Everything here works on Node 20 too. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where the person stood who typed the command: `npm run` itself moves to the project. */
export const askedFrom = process.env.INIT_CWD ?? process.cwd()

/** Node 24, from the package `node`: the machine's own may be older. */
export const node24 = join(root, 'node_modules', 'node', 'bin', 'node')

/** The program file of an installed package, to be started with Node 24. */
export const packageFile = (...path) => join(root, 'node_modules', ...path)

/** Node runs the TypeScript sources as they are; this hushes what it says about that. */
export const typescriptFlags = [
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  '--disable-warning=ExperimentalWarning',
]

/** Says a line to the person in front of the terminal; standard output stays for results. */
export const say = (text) => process.stderr.write(`${text}\n`)

/** Ends with one plain sentence. */
export function giveUp(sentence, code = 1) {
  say(sentence)
  process.exit(code)
}

/** The exit code that a shell would give for a program that ended so. */
export const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

/**
 * Runs a program with this terminal and answers its exit code. Signals to us go on to it. Windows
 * finds `npm` only through its shell; nothing typed by a person goes that way.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(exitCode(code, signal))
    })
  })
}

/** What a program prints, or null when it is missing or fails. */
export function output(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options })
  return done.status === 0 ? done.stdout.trim() : null
}

/** npm of this Node: as a file where it says so (inside `npm run`), else from the PATH. */
export function npm(args, options = {}) {
  const file = process.env.npm_execpath
  return file?.endsWith('.js') && existsSync(file)
    ? run(process.execPath, [file, ...args], options)
    : run('npm', args, { shell: process.platform === 'win32', ...options })
}

/** Node 24 with `node_modules/.bin` first on the PATH. */
export const withNode24 = () => ({
  ...process.env,
  BASTAU_NODE: node24,
  PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
})
