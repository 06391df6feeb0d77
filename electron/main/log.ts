import { randomInt } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * [Note: Nothing personal in the log] A log is sent to whoever repairs the program, so it never
 * holds what a person entered: no inputs, no parameters, no names. What it holds is the name of a
 * method, a code, and where in the program a bug was. The words of an unexpected error may quote
 * data, so quoted text, words that are not in Latin letters, and longer numbers are taken out.
 */

/**
 * Bytes after which a log file is put aside, and how many are kept with the one in use. (electron-log keeps one
 * old file; for five its `archiveLogFn` would be these very lines, beside a filter on everything it writes.)
 */
const rotateAt = 1024 * 1024
const kept = 5
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A bug's number, as a person can read it out over the telephone: `7F3K-2Q`. */
export const newLogId = (): string => {
  const sign = () => alphabet[randomInt(alphabet.length)]
  const signs = (count: number) => Array.from({ length: count }, sign).join('')
  return `${signs(4)}-${signs(2)}`
}

/** The text without anything that may be data. See [Note: Nothing personal in the log]. */
export const impersonal = (text: string): string =>
  text
    .replaceAll(homedir(), '~')
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|«[^»]*»|“[^”]*”|‘[^’]*’/g, '…')
    .replace(/[^\p{ASCII}…]+/gu, '…')
    .replace(/\d{5,}/g, '#')
    .replace(/[^\P{Cc}\n]/gu, ' ')

/** A line of a stack; in a bundle the number of its line is a long one. */
function frame(line: string): string {
  const [where = ''] = /:\d{1,6}:\d{1,6}\)?$/.exec(line) ?? []
  return impersonal(line.slice(0, line.length - where.length)) + where
}

const frames = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s*at /.test(line))
    .slice(0, 30)
    .map((line) => `    ${frame(line.trim())}`)

/** What of a bug may be written down: its kind, its impersonal words, and where it was. */
export const describeBug = (message: string, stack: string | undefined): string =>
  [impersonal(message.split('\n')[0] ?? '').slice(0, 300), ...frames(stack ?? '')].join('\n')

export interface Log {
  info(message: string): void
  /** Writes a bug down and answers its number; a number that it already has is kept. */
  bug(where: string, error: unknown, logId?: string): string
}

/** The log of a data folder: `logs/app.log`, put aside at 1 MB, five kept. */
export function openLog(dataDir: string): Log {
  const folder = join(dataDir, 'logs')
  const file = join(folder, 'app.log')
  const aside = (number: number) => join(folder, `app.${number}.log`)

  function rotate() {
    rmSync(aside(kept - 1), { force: true })
    for (let number = kept - 2; number >= 1; number--) {
      try {
        renameSync(aside(number), aside(number + 1))
      } catch {
        // That one has not been written yet.
      }
    }
    renameSync(file, aside(1))
  }

  function write(level: 'info' | 'bug', text: string) {
    try {
      mkdirSync(folder, { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= rotateAt) rotate()
      appendFileSync(file, `${new Date().toISOString()} ${level} ${text}\n`, { mode: 0o600 })
    } catch {
      // A full or read-only disk must not keep the app from saying so in its window.
    }
  }

  return {
    info: (message) => write('info', impersonal(message)),
    bug(where, error, logId = newLogId()) {
      const text =
        error instanceof Error
          ? describeBug(`${error.name}: ${error.message}`, error.stack)
          : describeBug(String(error), String(error))
      write('bug', `${logId} ${where}: ${text}`)
      return logId
    },
  }
}
