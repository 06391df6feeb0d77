/** Absences that are known ahead. */
import type { Absence } from '#contract/attendance.ts'
import type { Finding } from '#contract/schedule.ts'
import type { AbsenceId, LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { notTheirs } from '../../masking.ts'
import { markAnnounced } from '../../schedule/announced.ts'
import { putMark } from '../../schedule/marks.ts'
import { isOfOthers } from '../../schedule/own.ts'

interface Announced {
  personId: PersonId
  from: LocalDate
  until: LocalDate
  reason?: string | undefined
}

/** Refuses `not_allowed` where somebody who sees their own sessions alone would mark those of others. */
async function expectOwn(context: CommandContext, sessionIds: readonly SessionId[]): Promise<void> {
  const { tx, actor, sees } = context
  if (sees('everybodys')) return
  for (const id of sessionIds) if (await isOfOthers(tx, id, actor)) throw notTheirs()
}

/** Writes the absence and marks the sessions in it. Refuses `bad_request`, `not_found`, `not_allowed`. */
export async function announceAbsence(
  context: CommandContext,
  { personId, from, until, reason }: Announced,
): Promise<{ absenceId: AbsenceId; marked: number }> {
  const { tx, newId, clock, actor, directory } = context
  if (until < from) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  await directory.clientNames([personId])
  const absenceId = newId<AbsenceId>()
  await tx
    .insertInto('absence')
    .values({
      id: absenceId,
      person_id: personId,
      from_date: from,
      until_date: until,
      reason: reason ?? null,
      at: clock.now(),
      by_id: actor,
    })
    .execute()
  const sessions = await tx
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .select('session.id')
    .where('participant.person_id', '=', personId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .execute()
  const ids = sessions.map((one) => one.id)
  await expectOwn(context, ids)
  return { absenceId, marked: await markAnnounced(context, ids) }
}

/**
 * Takes an absence back with the marks that it put. Answers how many, and what others have meanwhile of the
 * sessions. Refuses `not_found`, `not_allowed`.
 */
export async function withdrawAbsence(
  context: CommandContext,
  id: AbsenceId,
): Promise<{ unmarked: number; findings: Finding[] }> {
  const { tx } = context
  const absence = await tx
    .selectFrom('absence')
    .select('person_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!absence) throw new DomainError('not_found', { what: 'absence' })
  const marks = await tx
    .selectFrom('attendance')
    .select(['session_id', 'person_id'])
    .where('absence_id', '=', id)
    .execute()
  await expectOwn(
    context,
    marks.map((one) => one.session_id),
  )
  const findings: Finding[] = []
  for (const { session_id, person_id } of marks) {
    const back = { sessionId: session_id, personId: person_id, mark: null }
    findings.push(...(await putMark(context, back)).findings)
  }
  await tx.deleteFrom('absence').where('id', '=', id).execute()
  // Another absence may hold over the same days.
  await markAnnounced(
    context,
    marks.map((one) => one.session_id),
  )
  return { unmarked: marks.length, findings }
}

/** Absences that reach into some days, or of a person, by their first day. */
export async function readAbsences(
  db: Reader,
  of: {
    personId?: PersonId | undefined
    from?: LocalDate | undefined
    until?: LocalDate | undefined
  },
): Promise<Absence[]> {
  const rows = await db
    .selectFrom('absence')
    .innerJoin('person', 'person.id', 'absence.person_id')
    .selectAll('absence')
    .select(['person.family_name', 'person.given_name'])
    .$if(of.personId !== undefined, (query) => query.where('person_id', '=', of.personId as never))
    .$if(of.from !== undefined, (query) => query.where('until_date', '>=', of.from as LocalDate))
    .$if(of.until !== undefined, (query) => query.where('from_date', '<=', of.until as LocalDate))
    .orderBy('from_date')
    .orderBy('person.sort_key')
    .execute()
  return rows.map((row) => ({
    absenceId: row.id,
    personId: row.person_id,
    name: surnameFirst(row),
    from: row.from_date,
    until: row.until_date,
    reason: row.reason,
  }))
}
