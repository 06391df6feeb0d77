import { isAbsolute, resolve } from 'node:path'
import { TypedSheet } from '#contract/shell.ts'
import { SheetLanguage } from '#contract/values.ts'

/** What the app was started for. */
export interface CommandLine {
  /** Folder of the data; undefined is the person's own. */
  dataDir: string | undefined
  /** File with the recovery code or the passphrase of a protected file, where no keyring opens it. */
  dataKeyFile: string | undefined
  /** File of the key with which a script signs in. */
  keyFile: string | undefined
  /** Make this PDF without a window, and leave. */
  sheet: { asked: TypedSheet; out: string } | undefined
}

/** The value after `--name`, or after `--name=`. */
function option(args: string[], name: string): string | undefined {
  const joined = args.find((one) => one.startsWith(`--${name}=`))
  if (joined) return joined.slice(name.length + 3)
  const at = args.indexOf(`--${name}`)
  return at < 0 ? undefined : args[at + 1]
}

function typedSheet(raw: unknown): TypedSheet {
  const asked = TypedSheet.safeParse(raw)
  if (asked.success) return asked.data
  throw new Error(`--lang is needed, one of: ${SheetLanguage.options.join(', ')}.`)
}

/**
 * Reads `--data-dir DIR`, `--key-file FILE` and, for `npm run sheet`, `--sheet JSON --out FILE`. Throws a sentence when
 * there is no file or no language for the sheet; the rest is for the page of sheets to understand.
 */
export function readCommandLine(args: string[]): CommandLine {
  const dataDir = option(args, 'data-dir')
  const dataKeyFile = option(args, 'data-key-file')
  const keyFile = option(args, 'key-file')
  const sheet = option(args, 'sheet')
  const out = option(args, 'out')
  if (sheet !== undefined && (out === undefined || !isAbsolute(out))) {
    throw new Error('--sheet needs --out with the whole path of a file')
  }
  return {
    dataDir: dataDir === undefined ? undefined : resolve(dataDir),
    dataKeyFile: dataKeyFile === undefined ? undefined : resolve(dataKeyFile),
    keyFile: keyFile === undefined ? undefined : resolve(keyFile),
    sheet:
      sheet === undefined || out === undefined
        ? undefined
        : { asked: typedSheet(JSON.parse(sheet)), out },
  }
}
