/** What is written down beside changes: see `eventKinds` of the contract. */
import type { EventKind } from '#contract/trail.ts'
import type { LocalDateTime, MemberId, PersonId } from '#contract/values.ts'
import type { Writer } from '../db/schema.ts'

export interface NewEvent {
  at: LocalDateTime
  by: MemberId | null
  kind: EventKind
  /** Whose file, PIN or notes it is, or who mistyped. */
  of?: PersonId | MemberId
  /** What was printed or saved; whom notes were handed over to or taken back from. */
  what?: string
}

export async function noteEvent(tx: Writer, { at, by, kind, of, what }: NewEvent): Promise<void> {
  const row = { at, by_id: by, kind, of_id: of ?? null, what: what ?? null }
  await tx.insertInto('event').values(row).execute()
}
