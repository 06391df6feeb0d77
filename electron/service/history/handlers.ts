import type { changes } from '#contract/changes.ts'
import type { ChangeId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../context.ts'
import { recentChanges } from './recent.ts'
import { type Ground, kindOfChange, turnChange } from './turning.ts'

/** Whoever takes a change back, or does it again, needs the right that it needed. */
async function demandItsRight(
  { db, demand }: CommandContext,
  { methods }: Ground,
  id: ChangeId,
): Promise<void> {
  const right = methods[await kindOfChange(db, id)]?.may
  if (right) demand(right)
}

export const historyHandlers = (ground: Ground) =>
  ({
    'changes.recent': async (context, { byMe, ...asked }) => {
      const { actor, sees } = context
      const own = byMe || !sees('everybodys')
      if (own && actor === null) return { changes: [] }
      const by = own && actor ? actor : undefined
      return { changes: await recentChanges(context, ground, { ...asked, by }) }
    },
    'changes.undo': async (context, { changeId }) => {
      await demandItsRight(context, ground, changeId)
      return { findings: await turnChange(context, ground, changeId, 'undo') }
    },
    'changes.redo': async (context, { changeId }) => {
      await demandItsRight(context, ground, changeId)
      return { findings: await turnChange(context, ground, changeId, 'redo') }
    },
  }) satisfies HandlersOf<typeof changes>
