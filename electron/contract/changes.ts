/** The history of commands: what was changed, taken back and done again. */
import { z } from 'zod'
import { command, methods } from './envelope.ts'
import { ChangeId } from './values.ts'

/**
 * Takes one change back, where everything still stands as it left it (`changed_since`) and the rules let
 * through what is put back (`rules_refused {refusals}`). It needs the right that the change itself needed.
 */
export const undo = command('changes.undo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({}),
  may: 'scheduling',
  refuses: [
    'nothing_to_undo',
    'changed_since',
    'session_marked',
    'session_cancelled',
    'rules_refused',
    'in_use',
  ],
})
/** Does again what was taken back: named by the change, or by the one that took it back. Refuses as `undo`. */
export const redo = command('changes.redo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({}),
  may: 'scheduling',
  refuses: [
    'nothing_to_undo',
    'changed_since',
    'session_marked',
    'session_cancelled',
    'rules_refused',
    'in_use',
  ],
})
export const changes = methods(undo, redo)
