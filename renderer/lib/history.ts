/** What was changed in this window, so that it can be taken back and done again. */
import { useSyncExternalStore } from 'react'
import type { ChangeId } from '#contract/values.ts'
import { call, ServiceError } from './client.ts'

interface History {
  /** The newest last. */
  readonly done: readonly ChangeId[]
  readonly undone: readonly ChangeId[]
}

let history: History = { done: [], undone: [] }
const listeners = new Set<() => void>()
function become(next: History): void {
  history = next
  for (const listener of listeners) listener()
}
function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Remembers a change; what had been taken back before cannot be done again after it. */
export const remember = (changeId: ChangeId): void =>
  become({ done: [...history.done, changeId], undone: [] })

/** These refusals will not change: the step is forgotten, and the one before it comes next. */
const forGood = new Set(['changed_since', 'nothing_to_undo', 'not_found'])

/** Takes one change back. Throws `ServiceError` when it can no longer be. */
export async function takeBack(changeId: ChangeId): Promise<void> {
  const without = () => history.done.filter((one) => one !== changeId)
  try {
    await call('changes.undo', { changeId })
    become({ done: without(), undone: [...history.undone, changeId] })
  } catch (error) {
    if (error instanceof ServiceError && forGood.has(error.code))
      become({ ...history, done: without() })
    throw error
  }
}

/** Takes the newest change back. Answers whether there was one. */
export async function undo(): Promise<boolean> {
  const changeId = history.done.at(-1)
  if (changeId === undefined) return false
  await takeBack(changeId)
  return true
}

/** Does again what was taken back last. Answers whether there was anything. */
export async function redo(): Promise<boolean> {
  const changeId = history.undone.at(-1)
  if (changeId === undefined) return false
  const undone = history.undone.slice(0, -1)
  try {
    await call('changes.redo', { changeId })
    become({ done: [...history.done, changeId], undone })
  } catch (error) {
    if (error instanceof ServiceError && forGood.has(error.code)) become({ ...history, undone })
    throw error
  }
  return true
}

export const useHistory = (): { canUndo: boolean; canRedo: boolean } => {
  const now = useSyncExternalStore(listen, () => history)
  return { canUndo: now.done.length > 0, canRedo: now.undone.length > 0 }
}
