/** Make-up places: a credit for an excused absence, spent on one place in another group. */
import type { OpenCredit } from '#contract/attendance.ts'
import type { ClassView, Credit } from '#contract/studio.ts'
import { earlierOf, laterOf, overlaps } from '#contract/time.ts'
import type { CreditId, LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, ReadContext } from '../../context.ts'
import type { CreditTable, Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { markAnnounced } from '../../schedule/announced.ts'
import { busyIntervals } from '../../schedule/facts.ts'
import { putOnList } from '../../schedule/lists.ts'
import { findMark, sessionMarked } from '../../schedule/marked.ts'
import { takeOffList } from '../../schedule/marks.ts'
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
    .select(['g.id as group_id', 'g.studio', 'session.date as missed_on'])
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
  spent_on: found.spent_on,
})

/**
 * Classes of other groups of the studio on whose lists the person is not, or only walked in, in order of time.
 */
const classesFor = (db: Reader, credit: FoundCredit) =>
  classRows(db)
    .where('g.studio', '=', credit.studio)
    .where('g.id', '!=', credit.group_id)
    .where('session.cancel_reason', 'is', null)
    .where('session.id', 'not in', (own) =>
      own
        .selectFrom('participant')
        .select('session_id')
        .where('participant.person_id', '=', credit.person_id)
        .where('participant.part', '!=', 'walk_in'),
    )
    .orderBy('session.date')
    .orderBy('session.start')

/** Those from a day on with room, at an hour when the person is free. */
export async function makeUpPlaces(
  look: ReadContext,
  id: CreditId,
  from: LocalDate,
): Promise<ClassView[]> {
  const { db } = look
  const credit = await findCredit(db, id)
  if (credit.used_in_id !== null) return []
  const within = classesFor(db, credit)
    .where('session.date', '>=', from)
    .where('session.date', '<=', credit.expires_on)
  const classes = await classesOf(look, await within.execute())
  const [first] = classes
  const last = classes.at(-1)
  if (!first || !last) return []
  const until = laterOf(first.date, last.date)
  const all = await busyIntervals(look, [credit.person_id], first, { until })
  const busy = all.get(credit.person_id) ?? []
  return classes.filter(
    (one) =>
      one.placesTaken < one.capacity &&
      !busy.some(
        (other) =>
          other.sessionId !== one.sessionId &&
          other.date === one.date &&
          overlaps(other, rangeOf({ start: one.start, minutes: one.minutes })),
      ),
  )
}

/** Credits of a person that are open and could be spent on a class which they are in, those that expire first first. */
export async function openCredits(
  { db }: Pick<ReadContext, 'db'>,
  personId: PersonId,
  sessionId: SessionId,
): Promise<OpenCredit[]> {
  const row = await classRows(db)
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .where('session.id', '=', sessionId)
    .where('participant.person_id', '=', personId)
    .where('participant.part', '=', 'walk_in')
    .executeTakeFirst()
  if (!row) return []
  const { studio, groupId, date } = classOf(row)
  const credits = await readCredits(db, { personId, openOn: date })
  return credits
    .filter((one) => one.usedIn === null && one.expiresOn >= date)
    .filter((one) => one.studio === studio && one.groupId !== groupId)
    .map(({ creditId, groupName, missedOn, expiresOn }) => ({
      ...{ creditId, groupName, missedOn, expiresOn },
    }))
}

interface MakeUp {
  creditId: CreditId
  sessionId: SessionId
  /** Whose credit it has to be. */
  personId?: PersonId
}

/**
 * Spends a credit on a class, one of a day past too. Refuses `credit_spent`, `not_found`, `rules_refused` with
 * `group_full` or `overlap`.
 */
export async function makeUp(
  context: CommandContext,
  { creditId, sessionId, personId }: MakeUp,
): Promise<void> {
  const { tx, clock } = context
  const credit = await findCredit(tx, creditId)
  const { person_id } = credit
  if (personId !== undefined && personId !== person_id) {
    throw new DomainError('not_found', { what: 'credit' })
  }
  if (credit.used_in_id !== null) throw new DomainError('credit_spent')
  // What has been made up already was made up since the absence, or for one to come.
  const first = earlierOf(clock.today(), credit.missed_on)
  const row = await classesFor(tx, credit)
    .where('session.id', '=', sessionId)
    .where('session.date', '>=', first)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  const { groupName, placesTaken, capacity, date } = classOf(row)
  if (credit.expires_on < date) throw new DomainError('credit_spent')
  const there = await tx
    .selectFrom('participant')
    .select('part')
    .where('session_id', '=', sessionId)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  // Whoever walked in is there already, whether there was room or not.
  if (!there && placesTaken >= capacity) {
    throw new DomainError('rules_refused', {
      refusals: [block('group_full', { name: groupName, capacity, members: placesTaken })],
      alternatives: [],
    })
  }
  await putOnList(context, { session_id: sessionId, person_id, part: 'make_up' })
  const spent_on = earlierOf(clock.today(), date)
  await writeCredit(tx, rowOf(credit), { ...rowOf(credit), used_in_id: sessionId, spent_on })
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
  await writeCredit(tx, rowOf(credit), { ...rowOf(credit), used_in_id: null, spent_on: null })
  await takeOffList(context, used_in_id, person_id)
}
