/** Sessions, marks and make-up places of two people who turn out to be one. */
import type { Part } from '#contract/schedule.ts'
import { dateOf, timeOf } from '#contract/time.ts'
import type { PersonId, ResourceId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import type { Merge, Merging, RowOf } from '../history/tracked.ts'
import { lastPut } from '../history/trail.ts'
import { DomainError } from '../kernel/errors.ts'
import { settleAnnounced } from './announced.ts'
import { titlesOf } from './facts.ts'
import { settleClaims } from './given-free.ts'
import { kindOf } from './kind.ts'
import { givePlaceUp, settleCredits } from './marks.ts'
import { block } from './situation.ts'
import { writeCredit } from './writing.ts'

/** Nobody is in two sessions at once; both on the list of one session are one there. */
async function refuseOverlap(
  { tx, directory }: CommandContext,
  { keptId, mergedId }: Merging,
): Promise<void> {
  const both = await tx
    .selectFrom('claim as one')
    .innerJoin('claim as other', (join) =>
      join
        .onRef('other.starts_at', '<', 'one.ends_at')
        .onRef('other.ends_at', '>', 'one.starts_at'),
    )
    .select(['other.starts_at as from', 'other.ends_at as until'])
    .where('one.resource_id', '=', keptId)
    .where('other.resource_id', '=', mergedId)
    .whereRef('one.session_id', '!=', 'other.session_id')
    .orderBy('one.starts_at')
    .limit(20)
    .execute()
  if (both.length === 0) return
  const names = await directory.clientNames([keptId as PersonId, mergedId as PersonId])
  throw new DomainError('rules_refused', {
    refusals: both.map(({ from, until }) =>
      block('overlap', {
        seat: 'client',
        name: names.get(keptId as PersonId) ?? '',
        clientName: names.get(mergedId as PersonId) ?? '',
        date: dateOf(from),
        from: timeOf(from),
        until: timeOf(until),
      }),
    ),
    alternatives: [],
  })
}

/** The kept one is taken wherever either was; where both were, once. */
export const mergeClaims: Merge<RowOf<'session'>> = {
  refuse: refuseOverlap,
  async settle(context, { keptId, mergedId }) {
    const { tx } = context
    await tx
      .deleteFrom('claim')
      .where('resource_id', '=', mergedId)
      .where('session_id', 'in', (of) =>
        of
          .selectFrom('claim')
          .select('session_id')
          .where('resource_id', '=', keptId)
          .where('session_id', 'is not', null),
      )
      .execute()
    await tx
      .updateTable('claim')
      .set({ resource_id: keptId })
      .where('resource_id', '=', mergedId)
      .execute()
    const lacked = await tx
      .selectFrom('lack')
      .select('session_id')
      .where('resource_id', '=', mergedId)
      .execute()
    for (const { session_id } of lacked) {
      const row = { session_id, resource_id: keptId }
      await tx
        .insertInto('lack')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    await tx.deleteFrom('lack').where('resource_id', '=', mergedId).execute()
    for (const { session_id } of lacked) await settleClaims(context, session_id)
  },
}

/** A place of one's own counts before one that was booked with a credit, and that before walking in. */
const precedence: Record<Part, number> = { client: 0, member: 1, make_up: 2, walk_in: 3 }
export const mergeParticipants: Merge<RowOf<'participant'>> = {
  unite: (kept, merged) =>
    [...kept, ...merged].sort((one, other) => precedence[one.part] - precedence[other.part]),
}

/** One credit for one absence, for one place; that which is spent stays. */
function uniteCredits(
  kept: readonly RowOf<'credit'>[],
  merged: readonly RowOf<'credit'>[],
): RowOf<'credit'>[] {
  const spentFirst = [...kept, ...merged].sort(
    (one, other) => Number(one.used_in_id === null) - Number(other.used_in_id === null),
  )
  const of = new Set<SessionId>()
  const places = new Set<SessionId>()
  return spentFirst.flatMap((credit) => {
    if (of.has(credit.session_id)) return []
    of.add(credit.session_id)
    if (credit.used_in_id === null || !places.has(credit.used_in_id)) {
      if (credit.used_in_id !== null) places.add(credit.used_in_id)
      return [credit]
    }
    return [{ ...credit, used_in_id: null, spent_on: null }]
  })
}

/** Credits that are spent on a place which the person has anyway. */
const needlesslySpent = (db: Reader, personId: PersonId) =>
  db
    .selectFrom('credit')
    .innerJoin('participant', (join) =>
      join
        .onRef('participant.session_id', '=', 'credit.used_in_id')
        .onRef('participant.person_id', '=', 'credit.person_id'),
    )
    .selectAll('credit')
    .where('credit.person_id', '=', personId)
    .where('participant.part', '!=', 'make_up')
    .execute()

/** Places of a person that were booked with a credit and that no credit holds any more. */
async function unheldPlaces(db: Reader, personId: PersonId): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('participant')
    .leftJoin('credit', (join) =>
      join
        .onRef('credit.used_in_id', '=', 'participant.session_id')
        .onRef('credit.person_id', '=', 'participant.person_id'),
    )
    .select('participant.session_id')
    .where('participant.person_id', '=', personId)
    .where('participant.part', '=', 'make_up')
    .where('credit.id', 'is', null)
    .execute()
  return rows.map((row) => row.session_id)
}

export const mergeCredits: Merge<RowOf<'credit'>> = {
  unite: uniteCredits,
  async settle(context, { keptId }, turn) {
    const { tx } = context
    const personId = keptId as PersonId
    for (const credit of await needlesslySpent(tx, personId)) {
      await writeCredit(tx, credit, { ...credit, used_in_id: null, spent_on: null })
    }
    for (const sessionId of await unheldPlaces(tx, personId)) {
      await givePlaceUp(context, sessionId, personId)
    }
    for (const { from, to } of turn.rows('attendance')) {
      const row = to ?? from
      if (row) await settleCredits(context, row.session_id, personId)
    }
    // What either has announced is true of the one.
    const away = await tx
      .selectFrom('absence')
      .innerJoin('participant', 'participant.person_id', 'absence.person_id')
      .innerJoin('session', (join) =>
        join
          .onRef('session.id', '=', 'participant.session_id')
          .onRef('session.date', '>=', 'absence.from_date')
          .onRef('session.date', '<=', 'absence.until_date'),
      )
      .select('session.id')
      .distinct()
      .where('absence.person_id', '=', personId)
      .execute()
    await settleAnnounced(
      context,
      away.map((row) => row.id),
    )
    // Of two on one list, the mark that stays says whether they take anything of it.
    const joined = [...turn.rows('participant'), ...turn.rows('attendance')]
    const sessions = joined.flatMap(({ from, to }) => (to ?? from)?.session_id ?? [])
    for (const id of new Set(sessions)) await settleClaims(context, id)
  },
}

/** A mark of one of two people, and who put it when. */
interface PutMark {
  mark: string
  remark: string | null
  at: string | null
  by: string | null
}

/** Two marks of one session, and the classes in which the credits of either are spent. */
export interface TwoMarks {
  sessionId: SessionId
  kept: PutMark
  merged: PutMark
  /** They say different things: a person has to choose. */
  differ: boolean
  /** Which one was put last, by a person rather than by an absence known ahead. */
  later: 'kept' | 'merged'
  spentIn: SessionId[]
}

/** Where the credits of an absence are spent. */
async function placesFor(db: Reader, missed: SessionId, people: readonly PersonId[]) {
  const rows = await db
    .selectFrom('credit')
    .select('used_in_id')
    .where('session_id', '=', missed)
    .where('person_id', 'in', people)
    .orderBy('used_in_id')
    .execute()
  return rows.flatMap((row) => row.used_in_id ?? [])
}

/** Sessions in which both of two people have a mark, in order of time. */
export async function sessionsWithTwoMarks(
  { db, directory }: Pick<CommandContext, 'db' | 'directory'>,
  keptId: PersonId,
  mergedId: PersonId,
): Promise<TwoMarks[]> {
  const rows = await db
    .selectFrom('attendance as kept')
    .innerJoin('attendance as merged', 'merged.session_id', 'kept.session_id')
    .innerJoin('session', 'session.id', 'kept.session_id')
    .select(['session.id', 'kept.mark', 'kept.remark', 'kept.absence_id'])
    .select(['merged.mark as its_mark', 'merged.remark as its_remark'])
    .select('merged.absence_id as its_absence_id')
    .where('kept.person_id', '=', keptId)
    .where('merged.person_id', '=', mergedId)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const marks: TwoMarks[] = []
  for (const row of rows) {
    const kept = await lastPut(db, 'attendance', `${row.id} ${keptId}`)
    const merged = await lastPut(db, 'attendance', `${row.id} ${mergedId}`)
    const [own, its] = [row.absence_id === null, row.its_absence_id === null]
    const sayMore = row.remark === null && row.its_remark !== null
    const alike = row.mark === row.its_mark
    const differ =
      !alike || (row.remark !== null && row.its_remark !== null && row.remark !== row.its_remark)
    const itsIsLater = (merged?.step ?? 0) > (kept?.step ?? 0)
    const name = async (by: typeof kept) =>
      by?.by ? await directory.nameOf('member', by.by) : null
    marks.push({
      sessionId: row.id,
      kept: { mark: row.mark, remark: row.remark, at: kept?.at ?? null, by: await name(kept) },
      merged: {
        mark: row.its_mark,
        remark: row.its_remark,
        at: merged?.at ?? null,
        by: await name(merged),
      },
      differ,
      later: (own !== its ? its : differ ? itsIsLater : sayMore) ? 'merged' : 'kept',
      spentIn: await placesFor(db, row.id, [keptId, mergedId]),
    })
  }
  return marks
}

/** What is to be said of each, as things stand now. */
export async function marksAsTold(look: Lookup, twice: readonly TwoMarks[], personId: PersonId) {
  const sessionOf = async (id: SessionId) => {
    const session = await look.db
      .selectFrom('session')
      .select(['kind', 'date', 'start'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const isOfMany = kindOf(look.kinds, session).roster !== undefined
    const groupName = isOfMany ? ((await titlesOf(look, [id])).get(id) ?? null) : null
    return { ...session, groupName }
  }
  /** What became of a place that was booked with a credit. */
  const placeNow = async (id: SessionId) => {
    const { kind: _, ...session } = await sessionOf(id)
    const now = await look.db
      .selectFrom('participant')
      .select('part')
      .where('session_id', '=', id)
      .where('person_id', '=', personId)
      .executeTakeFirst()
    const becomes = !now ? 'freed' : now.part === 'walk_in' ? 'walk_in' : 'kept'
    return { sessionId: id, ...session, becomes } as const
  }
  return Promise.all(
    twice.map(async ({ sessionId, kept, merged, later, spentIn }) => ({
      ...{ sessionId, ...(await sessionOf(sessionId)), kept, merged, later },
      makeUps: await Promise.all(spentIn.map(placeNow)),
    })),
  )
}

/** The key of a mark in the history. */
export const markKey = (sessionId: SessionId, personId: ResourceId) => `${sessionId} ${personId}`
