/**
 * What was changed at this desk today, so that Ctrl+Z is about it: kept by the computer, so that it is
 * known after a restart, too. What became of it, and whether it can be taken back, the service knows.
 */
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { ChangeId, MemberId } from '#contract/values.ts'
import { today } from './dates.ts'
import { stored } from './stored.ts'

/** A step of this desk: one change, or several that were made as one, the last one last. */
const Step = z.object({ by: MemberId.nullable(), changeIds: z.array(ChangeId).min(1) })
export type Step = z.infer<typeof Step>
const Made = z.object({ date: z.string(), done: z.array(Step), undone: z.array(Step) })
type Made = z.infer<typeof Made>

const kept = stored('bastau.made')
const most = 200

let read: { text: string | null; made: Made } | null = null
function made(): Made {
  const text = kept.get()
  if (read?.text !== text || read.made.date !== today()) {
    const nothing: Made = { date: today(), done: [], undone: [] }
    let found: Made = nothing
    try {
      found = Made.parse(JSON.parse(text ?? 'null'))
    } catch {
      // Nothing was kept yet, or by a program of another day: the list of all changes still knows.
    }
    read = { text, made: found.date === today() ? found : nothing }
  }
  return read.made
}

const keep = (next: Partial<Made>) =>
  kept.set(JSON.stringify({ ...made(), ...next } satisfies Made))

const isSame = (one: Step, other: Step) => one.changeIds.join() === other.changeIds.join()

/** Remembers a change; what had been taken back before cannot be done again after it. */
export const remember = (changeId: ChangeId, by: MemberId | null): void =>
  keep({ done: [...made().done, { by, changeIds: [changeId] }].slice(-most), undone: [] })

/** Several changes that have just been remembered are one step from now on. */
export function joinSteps(changeIds: readonly ChangeId[]): void {
  const [first] = made().done.filter(({ changeIds: [id] }) => id === changeIds[0])
  if (!first || changeIds.length < 2) return
  const others = made().done.filter(({ changeIds: [id] }) => !id || !changeIds.includes(id))
  keep({ done: [...others, { by: first.by, changeIds: [...changeIds] }] })
}

/** The step that somebody at this desk made last and that still stands, or null. */
export const lastDone = (by: MemberId | null): Step | null =>
  made().done.findLast((step) => step.by === by) ?? null
export const lastUndone = (by: MemberId | null): Step | null =>
  made().undone.findLast((step) => step.by === by) ?? null
/** The step of which a change is, or one of its own. */
export const stepOf = (changeId: ChangeId, by: MemberId | null): Step =>
  made().done.find(({ changeIds }) => changeIds.includes(changeId)) ?? { by, changeIds: [changeId] }

/** It was taken back, and can be done again. */
export const movedBack = (step: Step): void =>
  keep({
    done: made().done.filter((one) => !isSame(one, step)),
    undone: [...made().undone.filter((one) => !isSame(one, step)), step],
  })
/** It was done again. */
export const movedOn = (step: Step): void =>
  keep({
    done: [...made().done, step],
    undone: made().undone.filter((one) => !isSame(one, step)),
  })
/** It cannot be taken back or done again: it does not stand in the way of the one before. */
export const forget = (step: Step): void =>
  keep({
    done: made().done.filter((one) => !isSame(one, step)),
    undone: made().undone.filter((one) => !isSame(one, step)),
  })

/** Whether there is anything of today to take back, or to do again. */
export function useMade(by: MemberId | null): { canUndo: boolean; canRedo: boolean } {
  useSyncExternalStore(kept.listen, kept.get)
  return { canUndo: lastDone(by) !== null, canRedo: lastUndone(by) !== null }
}

/** Forgets all steps: the file in which they were made has been exchanged for another. */
export const forgetAll = (): void => kept.set(null)
