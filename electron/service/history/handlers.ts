import type { changes } from '#contract/changes.ts'
import type { trail } from '#contract/trail.ts'
import type { ChangeId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../context.ts'
import { noteEvent } from './events.ts'
import { listTrail } from './listing.ts'
import { recentChanges } from './recent.ts'
import { checkSeals } from './sealing.ts'
import { type Ground, makingOf, turnChange } from './turning.ts'

/**
 * Whoever takes a change back, or does it again, needs the rights that it needed; that of somebody else is for those
 * who settle things. Refuses `not_allowed`.
 */
async function expectMayTurn({ db, actor, demand }: CommandContext, id: ChangeId) {
  const { by, rights } = await makingOf(db, id)
  for (const right of rights) demand(right)
  if (by !== actor) demand('settling')
}

export const historyHandlers = (ground: Ground) =>
  ({
    'changes.recent': async (context, { byMe, ...asked }) => {
      const { actor, sees } = context
      const own = byMe || !sees('everybodys')
      if (own && actor === null) return { changes: [] }
      const by = own && actor ? actor : undefined
      const appointments = sees('appointments')
      return { changes: await recentChanges(context, ground, { ...asked, by, appointments }) }
    },
    'changes.undo': async (context, { changeId }) => {
      await expectMayTurn(context, changeId)
      return { findings: await turnChange(context, ground, changeId, 'undo') }
    },
    'changes.redo': async (context, { changeId }) => {
      await expectMayTurn(context, changeId)
      return { findings: await turnChange(context, ground, changeId, 'redo') }
    },
    'trail.note': async ({ tx, clock, actor }, { kind, what }) => {
      await noteEvent(tx, { at: clock.now(), by: actor, kind, what })
      return {}
    },
    'trail.list': (context, asked) => listTrail(context, ground, asked),
    'trail.check': ({ db }, { after }) => checkSeals(db, after),
  }) satisfies HandlersOf<typeof changes & typeof trail>
