/** The trail: who did what and when, for those who answer for it. Nothing in it is ever altered. */
import { z } from 'zod'
import { Summary } from './changes.ts'
import { command, methods, type OutputOf, read } from './envelope.ts'
import { ChangeId, LocalDate, LocalDateTime, MemberId, PersonId, ShortText } from './values.ts'

/**
 * What is written down beside changes: who signed in and out, whose PIN was mistyped, whose PIN or script's key was given or
 * taken, that the recovery code or the passphrase is another, whose notes of a psychologist were handed over or taken
 * back, what was printed or saved as a file, and whose file with health notes somebody opened.
 */
export const eventKinds = [
  'signed_in',
  'signed_out',
  'secret_wrong',
  'pin_set',
  'pin_removed',
  'key_made',
  'key_removed',
  'code_made',
  'passphrase_set',
  'notes_handed_over',
  'notes_taken_back',
  'printed',
  'saved',
  'looked',
] as const
export const EventKind = z.enum(eventKinds)
export type EventKind = z.infer<typeof EventKind>

/** Writes down that something has left the program: `what` names it, as its window or file does. */
export const note = command('trail.note', {
  may: 'viewing',
  input: z.object({ kind: z.enum(['printed', 'saved']), what: ShortText }),
  output: z.object({}),
})

export const TrailEntry = z.object({
  id: z.string(),
  at: LocalDateTime,
  /** Name of the member; null for nobody in particular. */
  by: z.string().nullable(),
  /** `change` for one, with its summary. */
  kind: z.enum(['change', ...eventKinds]),
  changeId: ChangeId.nullable(),
  summary: Summary.nullable(),
  /** Whose file, PIN or notes it was, or who mistyped. */
  name: z.string().nullable(),
  /** What was printed or saved; whom notes were handed over to or taken back from. */
  what: z.string().nullable(),
})
export type TrailEntry = z.infer<typeof TrailEntry>

/** What was done on some days, the newest first: by anybody or one, of one kind, about one person; a page of it. */
export const list = read('trail.list', {
  may: 'guarding',
  input: z.object({
    from: LocalDate,
    until: LocalDate,
    kinds: z.array(TrailEntry.shape.kind).min(1).exactOptional(),
    byId: MemberId.exactOptional(),
    personId: PersonId.exactOptional(),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ entries: z.array(TrailEntry), total: z.int() }),
  refuses: ['coordinator_only'],
})

/**
 * Whether what was written down still is as it was sealed, some thousand entries after a seal: `next` is the one to go on
 * after, null at the end. `broken` is the first that is not, without `at` when nothing of it is there.
 * Refuses `not_found {what: 'seal'}`.
 */
export const check = read('trail.check', {
  may: 'guarding',
  input: z.object({ after: z.int().min(0).default(0) }),
  output: z.object({
    checked: z.int(),
    broken: z
      .object({ changeId: ChangeId.exactOptional(), at: LocalDateTime.exactOptional() })
      .nullable(),
    next: z.int().nullable(),
  }),
  refuses: ['coordinator_only'],
})
export type SealsChecked = OutputOf<typeof check>
export const trail = methods(note, list, check)
