/** Make-up places: a credit for an excused absence, spent on one place in another group. */
import type { ClassView, Credit } from '#contract/studio.ts'
import { laterOf, overlaps } from '#contract/time.ts'
import type { CreditId, LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, ReadContext } from '../../context.ts'
import type { CreditTable, Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { busyIntervals } from '../../schedule/facts.ts'
import { putOnList } from '../../schedule/lists.ts'
import { findMark, markAnnounced, sessionMarked, takeOffList } from '../../schedule/marks.ts'
import { rangeOf } from '../../schedule/session.ts'
import { block } from '../../schedule/situation.ts'
import { writeCredit } from '../../schedule/writing.ts'
import { classesOf, classOf, classRows } from './classes.ts'

/** Credits that are open on a day, or all of a person; those that expire first first. */
export async function readCredits(
  db: Reader,
  of: { personId?: PersonId | undefined; openOn: LocalDate },
): Promise<Credit[]> {
  const rows = await db
    .selectFrom('credit as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .innerJoin('session as missed', 'missed.id', 'c.session_id')
    .innerJoin('studio_group as g', 'g.id', 'missed.roster_id')
    .leftJoin('session as used', 'used.id', 'c.used_in_id')
    .leftJoin('studio_group as used_group', 'used_group.id', 'used.roster_id')
    .selectAll('c')
    .select([
      'p.family_name',
      'p.given_name',
      'g.id as group_id',
      'g.name',
      'g.studio',
      'missed.date',
      'used.date as used_date',
      'used.start as used_start',
      'used_group.name as used_name',
    ])
    .$if(of.personId !== undefined, (query) =>
      query.where('c.person_id', '=', of.personId as PersonId),
    )
    .$if(of.personId === undefined, (query) =>
      query.where('c.used_in_id', 'is', null).where('c.expires_on', '>=', of.openOn),
    )
    .orderBy('c.expires_on')
    .orderBy('p.sort_key')
    .execute()
  return rows.map((row) => ({
    creditId: row.id,
    personId: row.person_id,
    name: surnameFirst(row),
    studio: row.studio,
    groupId: row.group_id,
    groupName: row.name,
    sessionId: row.session_id,
    missedOn: row.date,
    expiresOn: row.expires_on,
    usedIn:
      row.used_in_id && row.used_name && row.used_date && row.used_start
        ? {
            sessionId: row.used_in_id,
            groupName: row.used_name,
            date: row.used_date,
            start: row.used_start,
          }
        : null,
  }))
}

async function findCredit(db: Reader, id: CreditId) {
  const row = await db
    .selectFrom('credit')
    .innerJoin('session', 'session.id', 'credit.session_id')
    .innerJoin('studio_group as g', 'g.id', 'session.roster_id')
    .selectAll('credit')
    .select(['g.id as group_id', 'g.studio'])
    .where('credit.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'credit' })
  return row
}
type FoundCredit = Awaited<ReturnType<typeof findCredit>>

const rowOf = (found: FoundCredit): CreditTable => ({
  id: found.id,
  session_id: found.session_id,
  person_id: found.person_id,
  expires_on: found.expires_on,
  used_in_id: found.used_in_id,
})

/** Classes of other groups of the studio that a credit may be spent on, the nearest first. */
const classesFor = (db: Reader, credit: FoundCredit, today: LocalDate) =>
  classRows(db)
    .where('g.studio', '=', credit.studio)
    .where('g.id', '!=', credit.group_id)
    .where('session.cancel_reason', 'is', null)
    .where('session.date', '>=', today)
    .where('session.date', '<=', credit.expires_on)
    .where('session.id', 'not in', (own) =>
      own
        .selectFrom('participant')
        .select('session_id')
        .where('participant.person_id', '=', credit.person_id),
    )
    .orderBy('session.date')
    .orderBy('session.start')

/** Those with room, at an hour when the person is free. */
export async function makeUpPlaces(
  look: ReadContext,
  id: CreditId,
  today: LocalDate,
): Promise<ClassView[]> {
  const { db } = look
  const credit = await findCredit(db, id)
  if (credit.used_in_id !== null) return []
  const classes = await classesOf(look, await classesFor(db, credit, today).execute())
  const [first] = classes
  const last = classes.at(-1)
  if (!first || !last) return []
  const until = laterOf(first.date, last.date)
  const all = await busyIntervals(look, [credit.person_id], first, { until })
  const busy = all.get(credit.person_id) ?? []
  return classes.filter(
    (one) =>
      one.people < one.capacity &&
      !busy.some(
        (other) =>
          other.date === one.date &&
          overlaps(other, rangeOf({ start: one.start, minutes: one.minutes })),
      ),
  )
}

/** Refuses `credit_spent`, `not_found`, `rules_refused` with `group_full` or `overlap`. */
export async function makeUp(
  context: CommandContext,
  id: CreditId,
  sessionId: SessionId,
): Promise<void> {
  const { tx, clock } = context
  const credit = await findCredit(tx, id)
  const today = clock.today()
  if (credit.used_in_id !== null || credit.expires_on < today) throw new DomainError('credit_spent')
  const row = await classesFor(tx, credit, today)
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  const { groupName, people, capacity } = classOf(row)
  if (people >= capacity) {
    throw new DomainError('rules_refused', {
      refusals: [block('group_full', { name: groupName, capacity, members: people })],
      alternatives: [],
    })
  }
  await putOnList(context, { session_id: sessionId, person_id: credit.person_id, part: 'make_up' })
  await writeCredit(tx, rowOf(credit), { ...rowOf(credit), used_in_id: sessionId })
  await markAnnounced(context, [sessionId])
}

/** Gives the place back. Refuses `not_found` for a credit that is open, `session_marked`. */
export async function cancelMakeUp(context: CommandContext, id: CreditId): Promise<void> {
  const { tx } = context
  const credit = await findCredit(tx, id)
  const { used_in_id, person_id } = credit
  if (used_in_id === null) throw new DomainError('not_found', { what: 'make_up' })
  const mark = await findMark(tx, used_in_id, person_id)
  if (mark && mark.absence_id === null) {
    throw await sessionMarked(context, used_in_id, person_id)
  }
  await writeCredit(tx, rowOf(credit), { ...rowOf(credit), used_in_id: null })
  await takeOffList(context, used_in_id, person_id)
}
