/** People put on the lists of the sessions of a group or a course from a day on, and taken off them. */
import type { Finding } from '#contract/schedule.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { minuteOf, overlaps, timeAt } from '../kernel/time.ts'
import { clientNames, takenOf } from './facts.ts'
import { type Owner, putOnList } from './lists.ts'
import { markAnnounced, takeOffList } from './marks.ts'
import { block } from './situation.ts'

/** Days of which lists are meant: from one on, to another, both included. */
export interface Days {
  from: LocalDate
  until?: LocalDate | undefined
}

/** Sessions of a group or course in some days, cancelled ones too. */
export const sessionsIn = (db: Reader, owner: Owner, { from, until }: Days) =>
  db
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'cancel_reason'])
    .where(owner.column, '=', owner.id as never)
    .where('date', '>=', from)
    .$if(until !== undefined, (query) => query.where('date', '<=', until as LocalDate))
    .orderBy('date')
    .orderBy('start')
    .execute()

type SessionRow = Awaited<ReturnType<typeof sessionsIn>>[number]

/** Sessions on whose list a person is. */
async function listedIn(db: Reader, owner: Owner, personId: PersonId) {
  const rows = await db
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .select('session.id')
    .where(`session.${owner.column}`, '=', owner.id as never)
    .where('participant.person_id', '=', personId)
    .execute()
  return new Set(rows.map((one) => one.id))
}

export interface Clash {
  session: SessionRow
  finding: Finding
}

/** Where a person is at the hours of the sessions of a group or course, of those that are not cancelled. */
export async function clashesOf(
  db: Reader,
  owner: Owner,
  personId: PersonId,
  days: Days,
): Promise<Clash[]> {
  const sessions = await sessionsIn(db, owner, days)
  const last = sessions.at(-1)
  if (!last) return []
  const names = await clientNames(db, [personId])
  const first = { ...last, date: days.from }
  const there = await listedIn(db, owner, personId)
  const taken = (await takenOf(db, [personId], first, { until: last.date })).get(personId) ?? []
  return sessions.flatMap((session): Clash[] => {
    // Somebody who walked in, or makes up there, is there already.
    if (session.cancel_reason !== null || there.has(session.id)) return []
    const start = minuteOf(session.start)
    const range = { from: start, until: start + session.minutes }
    const other = taken.find((one) => one.date === session.date && overlaps(one, range))
    if (!other) return []
    return [
      {
        session,
        finding: block('overlap', {
          seat: 'client',
          name: names.get(personId) ?? '',
          date: session.date,
          from: timeAt(other.from),
          until: timeAt(other.until % 1440),
          clientName: other.clientName,
        }),
      },
    ]
  })
}

/**
 * Puts a person on the lists of some days, but for those at whose hour they are elsewhere.
 */
export async function putOnLists(
  context: CommandContext,
  owner: Owner,
  personId: PersonId,
  days: Days,
): Promise<void> {
  const { tx } = context
  const clashes = await clashesOf(tx, owner, personId, days)
  const left = new Set(clashes.map((one) => one.session.id))
  const there = await listedIn(tx, owner, personId)
  const listed: SessionId[] = []
  for (const session of await sessionsIn(tx, owner, days)) {
    if (left.has(session.id) || there.has(session.id)) continue
    await putOnList(tx, { session_id: session.id, person_id: personId, part: 'member' })
    listed.push(session.id)
  }
  await markAnnounced(context, listed)
}

/** Takes a member off the lists of some days, where nobody has marked them: marks stay. */
export async function takeOffLists(
  context: CommandContext,
  owner: Owner,
  personId: PersonId,
  { from, until }: Days,
): Promise<void> {
  const listed = await context.tx
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id')
        .on('attendance.absence_id', 'is', null),
    )
    .select('participant.session_id')
    .where(`session.${owner.column}`, '=', owner.id as never)
    .where('session.date', '>=', from)
    .$if(until !== undefined, (query) => query.where('session.date', '<=', until as LocalDate))
    .where('participant.person_id', '=', personId)
    .where('participant.part', '=', 'member')
    .where('attendance.mark', 'is', null)
    .orderBy('participant.session_id')
    .execute()
  for (const row of listed) await takeOffList(context, row.session_id, personId)
}
