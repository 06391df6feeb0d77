/**
 * In which order calls get at the file.
 *
 * [Note: Turns] The engine does one thing at a time, so that calls which only look at the file or write
 * to it lose nothing by taking turns: a command begins when all that was asked before it is done with
 * the file, a read when all commands that were asked before it are, and so it sees what they wrote.
 * Nobody waits for a preview, which leaves nothing behind, but who writes. What is worked out without
 * the file (a placing, a workbook) takes no turn.
 */
import type { MethodKind } from '#contract/envelope.ts'

/** Runs a call when its turn has come. */
export type TakeTurn = <Value>(kind: MethodKind, call: () => Promise<Value>) => Promise<Value>

export function turns(): TakeTurn {
  /** When all commands asked so far are done with the file; when all calls are. */
  let written: Promise<unknown> = Promise.resolve()
  let free: Promise<unknown> = Promise.resolve()
  return (kind, call) => {
    const turn = (kind === 'read' ? written : free).then(call)
    // What it came to is its caller's: the next one only waits for its end.
    free = Promise.allSettled([free, turn])
    if (kind === 'command') written = free
    return turn
  }
}
