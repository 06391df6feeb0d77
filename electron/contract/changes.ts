/** The history of commands: what was changed, taken back and done again. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import { Finding } from './findings.ts'
import { refusalsOfRights } from './rights.ts'
import type { SessionKind } from './schedule.ts'
import { ChangeId, LocalDateTime, PersonId } from './values.ts'

const refusals = [
  'nothing_to_undo',
  'changed_since',
  'session_marked',
  'session_cancelled',
  'not_begun',
  'rules_refused',
  'in_use',
  ...refusalsOfRights,
] as const

/**
 * Takes one change back, where everything still stands as it left it (`changed_since {by, at, what}`, with the
 * summary of the change in the way) and the rules let through what is put back (`rules_refused {refusals}`). It needs the right that the change itself needed.
 * `findings` say what others have meanwhile of sessions to which somebody comes after all; `unsettled` what it has
 * left against the rules, as of any command that changes a fact.
 */
export const undo = command('changes.undo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({ findings: z.array(Finding) }),
  may: 'viewing',
  changesFacts: true,
  refuses: refusals,
})
/** Does again what was taken back: named by the change, or by the one that took it back. Refuses as `undo`. */
export const redo = command('changes.redo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({ findings: z.array(Finding) }),
  may: 'viewing',
  changesFacts: true,
  refuses: refusals,
})
/**
 * What a change was about, for a sentence of the window. Each feature brings codes of its own, with their
 * `params`, where it says what it tracks; `other` is told where nothing says more.
 */
export const Summary = z.object({
  code: z.string().min(1).max(60),
  params: z.record(z.string(), z.unknown()),
})
export type Summary = z.infer<typeof Summary>

export const RecentChange = z.object({
  changeId: ChangeId,
  at: LocalDateTime,
  /** Name of the member, or null for a script. */
  by: z.string().nullable(),
  /** The method, or `outside` for what a script wrote behind the program's back. */
  kind: z.string(),
  summary: Summary,
  /** Everything still stands as it left it; the rules are asked when it is taken back. */
  canUndo: z.boolean(),
  /** Who took it back, and when; then it may be done again. */
  undoneBy: z.object({ at: LocalDateTime, by: z.string().nullable() }).exactOptional(),
})
export type RecentChange = z.infer<typeof RecentChange>

/** Whether a change is told by an appointment with the psychologist: those are not everybody's. */
export const isOfAppointment = ({ summary }: Pick<RecentChange, 'summary'>): boolean =>
  summary.params.kind === ('consultation' satisfies SessionKind)

/** What was changed, the newest first: by anybody or `byMe`, of everything or of one person's. */
export const recent = read('changes.recent', {
  may: 'viewing',
  input: z.object({
    limit: z.int().min(1).max(100).default(30),
    /** Only those before this one: the next page. */
    before: ChangeId.exactOptional(),
    byMe: z.boolean().exactOptional(),
    personId: PersonId.exactOptional(),
  }),
  output: z.object({ changes: z.array(RecentChange) }),
})
export const changes = methods(recent, undo, redo)
