/** Members with dates, and transfers. */
import type { Finding } from '#contract/schedule.ts'
import type { GroupId, LocalDate, MembershipId, PersonId, SessionId } from '#contract/values.ts'
import type { WriteContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { minuteOf, overlaps, timeAt } from '../../kernel/time.ts'
import { clientNames, takenOf } from '../../schedule/facts.ts'
import type { Recorder } from '../../schedule/recorder.ts'
import { block, isBlock } from '../../schedule/situation.ts'
import { joinFindings } from './rules.ts'
import { findGroup, findWaiting, type MembershipRow, membershipsOf, periodsOf } from './store.ts'

/** Classes of a group from a day on, cancelled ones too. */
const classesFrom = (db: Reader, groupId: GroupId, from: LocalDate, until?: LocalDate) =>
  db
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'cancel_reason'])
    .where('group_id', '=', groupId)
    .where('date', '>=', from)
    .$if(until !== undefined, (query) => query.where('date', '<=', until as LocalDate))
    .orderBy('date')
    .orderBy('start')
    .execute()

type ClassRow = Awaited<ReturnType<typeof classesFrom>>[number]

/** Classes of a group on whose list a person is. */
async function guestIn(db: Reader, groupId: GroupId, personId: PersonId) {
  const rows = await db
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .select('session.id')
    .where('session.group_id', '=', groupId)
    .where('participant.person_id', '=', personId)
    .execute()
  return new Set(rows.map((one) => one.id))
}

export interface Clash {
  session: ClassRow
  finding: Finding
}

/** Where a person is at the hours of the classes of a group, of those that are not cancelled. */
export async function clashesOf(
  db: Reader,
  groupId: GroupId,
  personId: PersonId,
  from: LocalDate,
  until?: LocalDate,
): Promise<Clash[]> {
  const classes = await classesFrom(db, groupId, from, until)
  const last = classes.at(-1)
  if (!last) return []
  const names = await clientNames(db, [personId])
  const first = { ...last, date: from }
  const guest = await guestIn(db, groupId, personId)
  const taken = (await takenOf(db, [personId], first, { until: last.date })).get(personId) ?? []
  return classes.flatMap((session): Clash[] => {
    // Somebody who walked in, or makes up there, is there already.
    if (session.cancel_reason !== null || guest.has(session.id)) return []
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

export interface Joining {
  groupId: GroupId
  personId: PersonId
  from: LocalDate
  /** Leaves the person out of the classes at whose hour they are elsewhere. */
  leaveClashes: boolean
}

/** What stands in the way of a membership. Refuses `not_found`. */
export async function tryJoin(
  db: Reader,
  { groupId, personId, from }: Joining,
): Promise<{ findings: Finding[]; classes: number }> {
  const row = await findGroup(db, groupId)
  const names = await clientNames(db, [personId])
  const clashes = await clashesOf(db, groupId, personId, from)
  const findings = joinFindings({
    personId,
    name: names.get(personId) ?? '',
    from,
    group: {
      name: row.name,
      capacity: row.capacity,
      from: row.valid_from,
      until: row.valid_until,
    },
    periods: periodsOf(await membershipsOf(db, groupId)),
  })
  const classes = (await classesFrom(db, groupId, from)).filter((one) => !one.cancel_reason).length
  return { findings: [...findings, ...clashes.map((one) => one.finding)], classes }
}

/**
 * Makes a member from a day on, on the list of every class since, and off the queue. Refuses
 * `rules_refused {refusals}`.
 */
export async function join(
  { tx, newId }: WriteContext,
  recorder: Recorder,
  joining: Joining,
): Promise<MembershipId> {
  const { groupId, personId, from, leaveClashes } = joining
  const { findings } = await tryJoin(tx, joining)
  const refusals = findings.filter(
    (one) => isBlock(one) && !(leaveClashes && one.code === 'overlap'),
  )
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  const membership: MembershipRow = {
    id: newId<MembershipId>(),
    group_id: groupId,
    person_id: personId,
    joined_on: from,
    left_on: null,
    went_to_id: null,
  }
  await recorder.row('membership', null, membership)
  await putOnLists({ tx }, recorder, { groupId, personId, from })
  const waiting = await findWaiting(tx, groupId, personId)
  if (waiting) await recorder.row('waiting', waiting, null)
  return membership.id
}

/**
 * Puts a member on the lists of the classes of a group from a day on (and before another), but for those
 * at whose hour they are elsewhere. Answers which.
 */
export async function putOnLists(
  { tx }: Pick<WriteContext, 'tx'>,
  recorder: Recorder,
  {
    groupId,
    personId,
    from,
    before,
  }: { groupId: GroupId; personId: PersonId; from: LocalDate; before?: LocalDate | undefined },
): Promise<SessionId[]> {
  const clashes = await clashesOf(tx, groupId, personId, from)
  const left = new Set(clashes.map((one) => one.session.id))
  const there = await guestIn(tx, groupId, personId)
  const listed: SessionId[] = []
  for (const session of await classesFrom(tx, groupId, from)) {
    if (left.has(session.id) || there.has(session.id)) continue
    if (before !== undefined && session.date >= before) continue
    await recorder.listed({ session_id: session.id, person_id: personId, part: 'member' })
    listed.push(session.id)
  }
  return listed
}

/** The membership that a person has in a group on a day or later. Refuses `not_found`. */
async function standingMembership(
  db: Reader,
  groupId: GroupId,
  personId: PersonId,
  on: LocalDate,
): Promise<MembershipRow> {
  const rows = await membershipsOf(db, groupId)
  const found = rows.find(
    (one) => one.person_id === personId && (one.left_on === null || one.left_on > on),
  )
  if (!found) throw new DomainError('not_found', { what: 'membership' })
  return found
}

/**
 * Ends a membership: `on` is the first day without. The person leaves the lists since that day, where
 * nobody has marked them: marks stay. A membership that had not begun by then never was.
 */
export async function endMembership(
  { tx }: WriteContext,
  recorder: Recorder,
  membership: MembershipRow,
  on: LocalDate,
  wentTo: GroupId | null = null,
): Promise<void> {
  const { group_id, person_id, joined_on } = membership
  const gone = on <= joined_on
  await recorder.row(
    'membership',
    membership,
    gone ? null : { ...membership, left_on: on, went_to_id: wentTo },
  )
  const listed = await tx
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id')
        .on('attendance.absence_id', 'is', null),
    )
    .select(['participant.session_id', 'participant.person_id', 'participant.part'])
    .where('session.group_id', '=', group_id)
    .where('session.date', '>=', gone ? joined_on : on)
    .where('participant.person_id', '=', person_id)
    .where('participant.part', '=', 'member')
    .where('attendance.mark', 'is', null)
    .orderBy('participant.session_id')
    .execute()
  for (const row of listed) await recorder.unlisted(row)
}

/** Refuses `not_found` for somebody who is no member then. */
export async function leave(
  context: WriteContext,
  recorder: Recorder,
  groupId: GroupId,
  personId: PersonId,
  on: LocalDate,
  wentTo: GroupId | null = null,
): Promise<void> {
  const membership = await standingMembership(context.tx, groupId, personId, on)
  await endMembership(context, recorder, membership, on, wentTo)
}

export interface Transferring {
  personId: PersonId
  fromGroupId: GroupId
  toGroupId: GroupId
  on: LocalDate
  leaveClashes: boolean
}

/** Out of the first group, and what the second is joined with. Refuses `bad_request` for one group. */
export async function leaveForTransfer(
  context: WriteContext,
  recorder: Recorder,
  { personId, fromGroupId, toGroupId, on, leaveClashes }: Transferring,
): Promise<Joining> {
  if (fromGroupId === toGroupId) {
    throw new DomainError('bad_request', { problems: [{ path: 'toGroupId', problem: 'id' }] })
  }
  await findGroup(context.tx, toGroupId)
  await leave(context, recorder, fromGroupId, personId, on, toGroupId)
  return { groupId: toGroupId, personId, from: on, leaveClashes }
}
