import { basename } from 'node:path'
import type { SheetRefusal } from '#contract/shell.ts'
import type { CommandLine } from './command-line.ts'
import { isDiskFull } from './files.ts'
import type { Log } from './log.ts'
import { SheetRefused, sheetPdf } from './printing.ts'
import { writeAsked } from './saving.ts'

/** Exit codes of `npm run sheet`. */
const exits = { made: 0, failed: 1, askedWrongly: 2, noData: 3, empty: 4 } as const

const forms = { day: 'as 2025-10-06', month: 'as 2025-10', name: 'the name, or the id' } as const

/** What is said in the terminal, and the exit code. */
function answerTo(refusal: SheetRefusal): [sentence: string, exit: number] {
  switch (refusal.why) {
    case 'no_kind':
      return [`--kind is needed, one of: ${refusal.kinds.join(', ')}.`, exits.askedWrongly]
    case 'no_option': {
      const known = refusal.options.map((option) => `--${option}`).join(', ')
      return [
        `That sheet is not asked with --${refusal.option}, but with ${known}.`,
        exits.askedWrongly,
      ]
    }
    case 'needed':
      return [`--${refusal.option} is needed, ${forms[refusal.form]}.`, exits.askedWrongly]
    case 'unknown':
      return [`--${refusal.option}: nothing is called “${refusal.typed}”.`, exits.askedWrongly]
    case 'several':
      return [
        `--${refusal.option}: several are called “${refusal.typed}”; give the whole name, or the id.`,
        exits.askedWrongly,
      ]
    case 'empty':
      return ['Nothing stands on that sheet.', exits.empty]
    case 'refused':
      return refusal.code === 'not_found'
        ? ['There is nothing with that id.', exits.askedWrongly]
        : [`The data cannot be read: ${refusal.code}.`, exits.noData]
  }
}

/** Makes one PDF without a window, for `npm run sheet`, and notes it in the trail; answers the exit code. */
export async function makeSheet(
  { asked, out }: NonNullable<CommandLine['sheet']>,
  log: Log,
  note: (what: string) => Promise<void>,
): Promise<number> {
  try {
    await writeAsked(out, await sheetPdf(asked))
    await note(`${asked.kind}: ${basename(out)}`)
    return exits.made
  } catch (error) {
    if (error instanceof SheetRefused) {
      const [sentence, exit] = answerTo(error.refusal)
      process.stderr.write(`${sentence}\n`)
      return exit
    }
    if (isDiskFull(error)) {
      process.stderr.write('The disk is full: the sheet was not written.\n')
      return exits.failed
    }
    const logId = log.bug('sheet', error)
    process.stderr.write(`The sheet could not be made. In the log it is number ${logId}.\n`)
    return exits.failed
  }
}
