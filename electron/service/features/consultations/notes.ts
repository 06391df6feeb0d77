/**
 * [Note: Whose note] What a psychologist writes of an appointment opens for her alone, and for whom a coordinator has
 * handed her notes over to. Where people sign in, it is sealed with her key, so that nobody reads it in the file either;
 * before, there is no secret that it could be sealed by, and it stands as it was typed until the first PIN of the
 * centre is set. It stays out of the history, and is lost by nothing that can be taken back.
 */
import type { MemberId, SessionId } from '#contract/values.ts'
import { open, seal } from '#keys/sealed-box.ts'
import type { CommandContext, ReadContext } from '../../context.ts'
import type { ConsultationNoteTable, Reader, SharedKeyTable } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'

/** The keys of notes, as signing in lends them. */
export interface NoteKeys {
  /** The key that somebody's notes are sealed with; null where nobody signs in. */
  keyOf(
    context: Pick<CommandContext, 'tx' | 'newId'>,
    memberId: MemberId,
  ): Promise<Pick<SharedKeyTable, 'id' | 'public_key'> | null>
  /** Its private half, for whoever has signed in at this desk and holds it. */
  privateKey(db: Reader, keyId: string): Promise<Buffer | null>
  /** Who holds it: whose notes it seals, and whom they were handed over to. */
  holders(db: Reader, keyId: string): Promise<{ owner: MemberId; all: ReadonlySet<MemberId> }>
}

const about = (id: SessionId) => `note ${id}`

const rowOf = (db: Reader, id: SessionId): Promise<ConsultationNoteTable | undefined> =>
  db.selectFrom('consultation_note').selectAll().where('session_id', '=', id).executeTakeFirst()

/** Whether somebody leads an appointment. Refuses `not_found`. */
async function leads(db: Reader, id: SessionId, actor: MemberId): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('led_by_id')
    .where('id', '=', id)
    .where('kind', '=', 'consultation')
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  return row.led_by_id === actor
}

/** Refuses `psychologist_only`, `note_closed {name}`, `note_locked`, as the contract has it. */
async function opened(
  { db, directory }: Pick<ReadContext, 'db' | 'directory'>,
  row: ConsultationNoteTable | undefined,
  { actor, isLeader, keys }: { actor: MemberId; isLeader: boolean; keys: NoteKeys },
): Promise<string> {
  if (row?.key_id == null || row.sealed === null) {
    if (!isLeader) throw new DomainError('psychologist_only')
    return row?.plain ?? ''
  }
  const { owner, all } = await keys.holders(db, row.key_id)
  if (!all.has(actor)) {
    if (!isLeader) throw new DomainError('psychologist_only')
    throw new DomainError('note_closed', { name: await directory.nameOf('member', owner) })
  }
  const privateKey = await keys.privateKey(db, row.key_id)
  const note = privateKey && open(privateKey, row.sealed, about(row.session_id))
  if (!note) throw new DomainError('note_locked')
  return note.toString()
}

/** The note of an appointment, empty when there is none. */
export async function readNote(
  context: Pick<ReadContext, 'db' | 'directory' | 'actor'>,
  id: SessionId,
  keys: NoteKeys,
): Promise<string> {
  const { db, actor } = context
  if (actor === null) throw new DomainError('psychologist_only')
  const isLeader = await leads(db, id, actor)
  return opened(context, await rowOf(db, id), { actor, isLeader, keys })
}

/** Writes the note; an empty one takes it away. What one cannot open one does not write over. */
export async function writeNote(
  context: CommandContext,
  { sessionId, note }: { sessionId: SessionId; note: string },
  keys: NoteKeys,
): Promise<void> {
  const { tx, actor } = context
  if (actor === null || !(await leads(tx, sessionId, actor))) {
    throw new DomainError('psychologist_only')
  }
  const before = await rowOf(tx, sessionId)
  await opened({ ...context, db: tx }, before, { actor, isLeader: true, keys })
  if (note === '') {
    await tx.deleteFrom('consultation_note').where('session_id', '=', sessionId).execute()
    return
  }
  const key = await keys.keyOf(context, actor)
  const columns = key
    ? { plain: null, key_id: key.id, sealed: sealed(key, sessionId, note) }
    : { plain: note, key_id: null, sealed: null }
  await tx
    .insertInto('consultation_note')
    .values({ session_id: sessionId, ...columns })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(columns))
    .execute()
}

const sealed = ({ public_key }: Pick<SharedKeyTable, 'public_key'>, id: SessionId, note: string) =>
  seal(public_key, Buffer.from(note), about(id))

/** Seals the notes that stand as they were typed, each with the key of the psychologist of its appointment. */
export async function sealNotes(context: CommandContext, keys: NoteKeys): Promise<void> {
  const { tx } = context
  const rows = await tx
    .selectFrom('consultation_note')
    .innerJoin('session', 'session.id', 'consultation_note.session_id')
    .select(['session_id', 'plain', 'led_by_id'])
    .where('plain', 'is not', null)
    .execute()
  for (const { session_id, plain, led_by_id } of rows) {
    const key = led_by_id && (await keys.keyOf(context, led_by_id))
    if (!key || plain === null) continue
    await tx
      .updateTable('consultation_note')
      .set({ plain: null, key_id: key.id, sealed: sealed(key, session_id, plain) })
      .where('session_id', '=', session_id)
      .execute()
  }
}
