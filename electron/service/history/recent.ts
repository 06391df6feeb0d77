/** The list of recent changes: who, when, what, and whether it can be taken back. */
import { isOfAppointment, type RecentChange } from '#contract/changes.ts'
import type { ChangeId, MemberId, PersonId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { ofPerson } from './listing.ts'
import { stepsOf } from './steps.ts'
import { summaryOf } from './telling.ts'
import type { Telling } from './tracked.ts'
import { namesOf } from './trail.ts'
import { type Ground, rowsToTurn } from './turning.ts'

export interface AskedChanges {
  limit: number
  before?: ChangeId | undefined
  by?: MemberId | undefined
  personId?: PersonId | undefined
  /** Whether those of appointments are told, too. */
  appointments: boolean
}

/** Changes of commands, the newest first; those of undo and redo stand with what they are about. */
async function changesOf(
  db: Reader,
  { limit, by, personId }: AskedChanges,
  after: { at: string; id: string } | undefined,
) {
  const names = personId ? await namesOf(db, personId) : []
  return db
    .selectFrom('change')
    .selectAll('change')
    .where('of_id', 'is', null)
    .$if(by !== undefined, (query) => query.where('by_id', '=', by as MemberId))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where('at', '<', after?.at as never),
          where.and([where('at', '=', after?.at as never), where('id', '<', after?.id as never)]),
        ]),
      ),
    )
    .$if(personId !== undefined, (query) => query.where(ofPerson(names)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Whether everything still stands as a change left it. */
const stands = async (db: Reader, ground: Ground, id: ChangeId): Promise<boolean> =>
  (await rowsToTurn(db, ground, id, true)).changed === null

/** Refuses `not_found` for a page after a change that there is not. */
export async function recentChanges(
  context: Telling,
  ground: Ground,
  asked: AskedChanges,
): Promise<RecentChange[]> {
  const { db, directory } = context
  let after = asked.before && (await changeAt(db, asked.before))
  if (after === undefined && asked.before) throw new DomainError('not_found', { what: 'change' })
  const nameOf = async (id: MemberId | null) => id && directory.nameOf('member', id)
  const changes: RecentChange[] = []
  for (;;) {
    const page = await changesOf(db, asked, after)
    for (const { id, at, by_id, kind, undone_by_id } of page) {
      const summary = await summaryOf(context, ground.tables, await stepsOf(db, id))
      if (isOfAppointment({ summary }) && !asked.appointments) continue
      const undone = undone_by_id && (await changeAt(db, undone_by_id))
      const ours = ground.methods[kind] !== undefined
      changes.push({
        changeId: id,
        at,
        by: await nameOf(by_id),
        kind,
        summary,
        canUndo: ours && undone === null && (await stands(db, ground, id)),
        ...(undone && { undoneBy: { at: undone.at, by: await nameOf(undone.by_id) } }),
      })
      if (changes.length === asked.limit) return changes
    }
    if (page.length < asked.limit) return changes
    after = page.at(-1)
  }
}

const changeAt = (db: Reader, id: ChangeId) =>
  db.selectFrom('change').select(['id', 'at', 'by_id']).where('id', '=', id).executeTakeFirst()
