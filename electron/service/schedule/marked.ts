/** What is marked already, what may be marked by now, and what a mark is in the way of. */
import type { Stretch } from '#contract/availability.ts'
import { mayStand } from '#contract/rules/marks.ts'
import type { LocalDateTime, PersonId, ResourceId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { MarkKindTable, Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { momentsOf, unavailableOf } from './availability.ts'
import type { When } from './session.ts'

/** Refuses `not_begun {date, start}` for a mark that cannot stand before the session begins. */
export function refuseAhead(
  { clock }: Pick<CommandContext, 'clock'>,
  { excused }: Pick<MarkKindTable, 'excused'>,
  { date, start }: Pick<When, 'date' | 'start'>,
): void {
  if (mayStand({ excused: excused === 1 }, { date, start }, clock.now())) return
  throw new DomainError('not_begun', { date, start })
}

/** Those on the list of a session without a mark. */
export async function unmarkedIn(db: Reader, id: SessionId): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('participant')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select('participant.person_id')
    .where('participant.session_id', '=', id)
    .where('attendance.mark', 'is', null)
    .orderBy('participant.person_id')
    .execute()
  return rows.map((row) => row.person_id)
}

/** Those on the list of a session with a mark. */
export async function markedIn(db: Reader, id: SessionId): Promise<Set<PersonId>> {
  const rows = await db
    .selectFrom('attendance')
    .select('person_id')
    .where('session_id', '=', id)
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

/** The mark of a person in a session, and what put it. */
export async function findMark(db: Reader, sessionId: SessionId, personId: PersonId) {
  return db
    .selectFrom('attendance')
    .select(['mark', 'remark', 'absence_id'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/**
 * The refusal `session_marked {who, date, start}` for a session in which somebody, or this person, has a mark
 * that a person put: of several, one that says that it was held.
 */
export async function sessionMarked(
  { db, directory }: Pick<Lookup, 'db' | 'directory'>,
  sessionId: SessionId,
  personId?: PersonId,
): Promise<DomainError> {
  const row = await db
    .selectFrom('attendance')
    .innerJoin('session', 'session.id', 'attendance.session_id')
    .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(['session.date', 'session.start', 'attendance.person_id'])
    .where('attendance.session_id', '=', sessionId)
    .where('attendance.absence_id', 'is', null)
    .$if(personId !== undefined, (query) =>
      query.where('attendance.person_id', '=', personId as PersonId),
    )
    .orderBy('mark_kind.excused')
    .orderBy('attendance.person_id')
    .executeTakeFirstOrThrow()
  const { date, start } = row
  const who = await directory.nameOf('person', row.person_id)
  return new DomainError('session_marked', { who, date, start })
}

/**
 * Refuses `session_marked {who, date, start}` where somebody was marked as having come to a session with it in
 * a time at which it cannot be used, unless that was said of this time before.
 */
export async function refuseMarkedThen(
  context: CommandContext,
  id: ResourceId,
  stretches: readonly Stretch[],
): Promise<void> {
  const said = await unavailableOf(context.tx, id)
  for (const stretch of stretches) {
    const { begins, ends } = momentsOf(stretch)
    const marked = await context.tx
      .selectFrom('claim')
      .innerJoin('attendance', 'attendance.session_id', 'claim.session_id')
      .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
      .select(['attendance.session_id', 'attendance.person_id'])
      .select(['claim.starts_at', 'claim.ends_at'])
      .where('claim.resource_id', '=', id)
      .where('claim.starts_at', '<', ends as LocalDateTime)
      .where('claim.ends_at', '>', begins as LocalDateTime)
      .where('mark_kind.counts_as_present', '=', 1)
      .orderBy('claim.starts_at')
      .execute()
    const wasSaid = (row: { starts_at: string; ends_at: string }) =>
      said.some((one) => {
        const before = momentsOf(one)
        return before.begins < row.ends_at && row.starts_at < before.ends
      })
    const first = marked.find((row) => !wasSaid(row))
    if (first?.session_id) {
      throw await sessionMarked(context, first.session_id, first.person_id as PersonId)
    }
  }
}

export async function markKind(db: Reader, code: string) {
  const kind = await db
    .selectFrom('mark_kind')
    .select(['code', 'gives_credit', 'counts_as_present', 'excused'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!kind) throw new DomainError('not_found', { what: 'mark' })
  return kind
}
