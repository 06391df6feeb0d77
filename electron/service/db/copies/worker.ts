/**
 * The thread in which copies are made, read and put back: SQLite does each of these in one go, and
 * meanwhile the service has to answer.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { ErrorCode, ErrorParams } from '#contract/envelope.ts'
import type { DataKey } from '#keys/key-file.ts'
import { blueprint } from '../check.ts'
import { refusalOfTrouble } from '../trouble.ts'
import { compareWith, type Difference, look, openUnder, type Seen } from './look.ts'
import { type Bringing, bringCopy, type Making, makeCopy, protectCopies } from './making.ts'
import { type Restored, type Restoring, restoreCopy, soundOf } from './restoring.ts'
import { type Unlocking, unlockCopy } from './unlocking.ts'

/** What the thread can be asked, and what it answers. */
export interface Tasks {
  make: { asked: Making; answer: Seen | null }
  bring: { asked: Bringing; answer: Seen }
  look: { asked: { path: string }; answer: Seen }
  protect: { asked: { folder: string }; answer: null }
  compare: { asked: { file: string; sources: readonly string[] }; answer: Difference | null }
  unlock: { asked: Unlocking; answer: Seen }
  restore: { asked: Restoring; answer: Restored }
}
export type TaskName = keyof Tasks
export interface Task<Name extends TaskName = TaskName> {
  name: Name
  asked: Tasks[Name]['asked']
}
export type Answer<Name extends TaskName = TaskName> =
  | { ok: true; value: Tasks[Name]['answer'] }
  | { ok: false; code: ErrorCode; params: ErrorParams }

type Work = {
  [Name in TaskName]: (
    asked: Tasks[Name]['asked'],
  ) => Tasks[Name]['answer'] | Promise<Tasks[Name]['answer']>
}

/** Null where the file that is there cannot be read: then nobody knows what is in it. */
function compare({ file, sources }: Tasks['compare']['asked']): Difference | null {
  const source = soundOf(sources)
  try {
    return compareWith(file, source)
  } catch (error) {
    if (!refusalOfTrouble(error, file)) throw error
    return null
  }
}

const work: Work = {
  make: makeCopy,
  bring: bringCopy,
  look: ({ path }) => look(path),
  protect: (asked) => {
    protectCopies(asked)
    return null
  },
  compare,
  unlock: unlockCopy,
  restore: async (asked) => restoreCopy(asked, await blueprint()),
}

async function answer<Name extends TaskName>({ name, asked }: Task<Name>): Promise<Answer<Name>> {
  try {
    return { ok: true, value: await work[name](asked) }
  } catch (error) {
    const file = 'file' in asked ? asked.file : ''
    const refusal = refusalOfTrouble(error, file)
    // A bug ends the thread, and is heard of in the service.
    if (!refusal) throw error
    return { ok: false, code: refusal.code, params: refusal.params }
  }
}

openUnder(workerData as DataKey | null)
parentPort?.on('message', (task: Task) => {
  void answer(task).then((said) => parentPort?.postMessage(said))
})
