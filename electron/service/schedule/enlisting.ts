/** People put on the lists of the sessions of a group or a course from a day on, and taken off them. */
import type { Finding } from '#contract/schedule.ts'
import { minuteOf, overlaps, timeAt } from '#contract/time.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { Reader, RosterId } from '../db/schema.ts'
import { markAnnounced } from './announced.ts'
import { excusedFrom } from './claims.ts'
import { busyIntervals } from './facts.ts'
import { kindOf } from './kind.ts'
import { putOnList } from './lists.ts'
import { takeOffList } from './marks.ts'
import { noteJoined } from './notices.ts'
import { block } from './situation.ts'

/** Days of which lists are meant: from one on, to another, both included. */
export interface Days {
  from: LocalDate
  until?: LocalDate | undefined
}

/** Sessions of a group or course in some days, cancelled ones too. */
export const sessionsIn = (db: Reader, rosterId: RosterId, { from, until }: Days) =>
  db
    .selectFrom('session')
    .select(['id', 'kind', 'date', 'start', 'minutes', 'cancel_reason'])
    .where('roster_id', '=', rosterId)
    .where('date', '>=', from)
    .$if(until !== undefined, (query) => query.where('date', '<=', until as LocalDate))
    .orderBy('date')
    .orderBy('start')
    .execute()

type SessionRow = Awaited<ReturnType<typeof sessionsIn>>[number]

/** Sessions on whose list a person is. */
async function listedIn(db: Reader, rosterId: RosterId, personId: PersonId) {
  const rows = await db
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .select('session.id')
    .where('session.roster_id', '=', rosterId)
    .where('participant.person_id', '=', personId)
    .execute()
  return new Set(rows.map((one) => one.id))
}

export interface Clash {
  session: SessionRow
  finding: Finding
}

/** Members and guests with a place on the lists of some sessions; who walked in has none, nor who is excused. */
async function placesTaken(db: Reader, rosterId: RosterId, { from, until }: Days) {
  const rows = await db
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .select(['session.id', 'participant.person_id', 'participant.part'])
    .where('session.roster_id', '=', rosterId)
    .where('session.date', '>=', from)
    .$if(until !== undefined, (query) => query.where('session.date', '<=', until as LocalDate))
    .where('participant.part', '!=', 'walk_in')
    .execute()
  const bySession = Map.groupBy(rows, (row) => row.id)
  const excused = await excusedFrom(db, [...bySession.keys()])
  const taken = [...bySession].map(
    ([id, of]) => [id, of.filter((row) => !excused.get(id)?.has(row.person_id))] as const,
  )
  return new Map(
    taken.map(([id, of]) => [
      id,
      { all: of.length, members: of.filter((one) => one.part === 'member').length },
    ]),
  )
}

/**
 * What keeps a person off the lists of the sessions of a roster: they are elsewhere at that hour (`overlap`),
 * or guests have the last places of it (`group_full` with its `date`). Cancelled sessions keep nobody off.
 */
export async function clashesOf(
  look: Lookup,
  rosterId: RosterId,
  personId: PersonId,
  days: Days,
): Promise<Clash[]> {
  const sessions = await sessionsIn(look.db, rosterId, days)
  const last = sessions.at(-1)
  if (!last) return []
  const names = await look.directory.clientNames([personId])
  const first = { ...last, date: days.from }
  const there = await listedIn(look.db, rosterId, personId)
  const all = await busyIntervals(look, [personId], first, { until: last.date })
  const busy = all.get(personId) ?? []
  const { roster } = kindOf(look.kinds, last)
  const capacity = (await roster?.capacity?.(look.db, rosterId)) ?? Number.POSITIVE_INFINITY
  const title = (await roster?.name(look.db, rosterId)) ?? ''
  const taken = await placesTaken(look.db, rosterId, days)
  return sessions.flatMap((session): Clash[] => {
    // Somebody who walked in, or makes up there, is there already.
    if (session.cancel_reason !== null || there.has(session.id)) return []
    const start = minuteOf(session.start)
    const range = { from: start, until: start + session.minutes }
    const other = busy.find((one) => one.date === session.date && overlaps(one, range))
    if (!other) {
      const { all: members, members: own } = taken.get(session.id) ?? { all: 0, members: 0 }
      // A group that is full of members is another matter.
      if (members < capacity || own >= capacity) return []
      const { date } = session
      return [{ session, finding: block('group_full', { name: title, capacity, members, date }) }]
    }
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
 * Puts a person on the lists of some days, but for those that something keeps them off ({@link clashesOf}), and
 * leaves a notice of those that stand otherwise than their weekly hours.
 */
export async function putOnLists(
  context: CommandContext,
  rosterId: RosterId,
  personId: PersonId,
  days: Days,
): Promise<void> {
  const { tx } = context
  const clashes = await clashesOf(context, rosterId, personId, days)
  const left = new Set(clashes.map((one) => one.session.id))
  const there = await listedIn(tx, rosterId, personId)
  const listed: SessionId[] = []
  for (const session of await sessionsIn(tx, rosterId, days)) {
    if (left.has(session.id) || there.has(session.id)) continue
    await putOnList(context, { session_id: session.id, person_id: personId, part: 'member' })
    listed.push(session.id)
  }
  await markAnnounced(context, listed)
  await noteJoined(context, listed, personId)
}

/** Takes a member off the lists of some days, where nobody has marked them: marks stay. */
export async function takeOffLists(
  context: CommandContext,
  rosterId: RosterId,
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
    .where('session.roster_id', '=', rosterId)
    .where('session.date', '>=', from)
    .$if(until !== undefined, (query) => query.where('session.date', '<=', until as LocalDate))
    .where('participant.person_id', '=', personId)
    .where('participant.part', '=', 'member')
    .where('attendance.mark', 'is', null)
    .orderBy('participant.session_id')
    .execute()
  for (const row of listed) await takeOffList(context, row.session_id, personId)
}
