/** The sample centre: made-up people to try the program with, while the database is empty. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'

export const state = read('sample.state', {
  may: null,
  input: z.object({}),
  /** `loaded` says that this database holds the sample, not a real centre. */
  output: z.object({ empty: z.boolean(), loaded: z.boolean() }),
})
/** Refuses `not_empty` when anybody has entered anything. */
export const load = command('sample.load', {
  may: 'managing',
  refuses: ['not_empty'],
  input: z.object({}),
  output: z.object({ people: z.int(), sessions: z.int(), marks: z.int() }),
})
export const sample = methods(state, load)
