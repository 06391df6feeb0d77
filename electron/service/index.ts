import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LocalDateTime } from '#contract/values.ts'
import { workbookTexts } from '#renderer/texts/workbook.ts'
import { clockSetTo, systemClock } from './kernel/clock.ts'
import { keyOfScript, keyOfShell } from './key.ts'
import { serve } from './serve.ts'
import { openService } from './service.ts'
import { jsonLinesPort } from './transports/json-lines.ts'
import { processPort } from './transports/process-port.ts'

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    'key-file': { type: 'string' },
    'json-lines': { type: 'boolean', default: false },
    events: { type: 'boolean', default: false },
    'data-key-file': { type: 'string' },
    protect: { type: 'boolean', default: false },
  },
  strict: false,
})
const dataDir = values['data-dir']
if (typeof dataDir !== 'string') {
  process.stderr.write('The service needs --data-dir FOLDER.\n')
  process.exit(2)
}

if (values.protect === true && typeof values['data-key-file'] !== 'string') {
  process.stderr.write('--protect needs --data-key-file FILE, in which the passphrase stands.\n')
  process.exit(2)
}

const port = values['json-lines']
  ? jsonLinesPort(process.stdin, process.stdout, process.stderr, values.events === true)
  : processPort()
if (!port) {
  process.stderr.write('Nobody to talk to: start the service from the app, or with --json-lines.\n')
  process.exit(2)
}

// What this process makes is its owner's alone: there are health notes of children in it.
process.umask(0o077)

/** What stands in the file of a script's key; of one that cannot be read, nothing that opens anything. */
function keyIn(path: string | boolean | undefined): string | undefined {
  if (path === undefined) return undefined
  try {
    return readFileSync(String(path), 'utf8').trim() || '-'
  } catch {
    return '-'
  }
}

// Ten frames, Node's measure, end inside the query builder: a bug must be seen in our own code.
Error.stackTraceLimit = 50

const fixed = LocalDateTime.safeParse(process.env.BASTAU_CLOCK)
const clock = fixed.success ? clockSetTo(fixed.data) : systemClock
const dataKeyFile = values['data-key-file']
const protect = values.protect === true
const toldKey = values['json-lines'] ? null : keyOfShell(port)
await serve(port, async (hear) => {
  const key =
    typeof dataKeyFile === 'string'
      ? await keyOfScript(dataDir, dataKeyFile, { protect })
      : await toldKey
  return openService({
    dataDir,
    key,
    clock,
    workbookTexts,
    memberKey: keyIn(values['key-file']),
    ...hear,
  })
})
