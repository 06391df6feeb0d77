/** Members with dates, and transfers. */
import { isOfOneDay } from '#contract/rules/lists.ts'
import type { Finding } from '#contract/schedule.ts'
import type { GroupId, LocalDate, MembershipId, PersonId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../../context.ts'
import type { Reader, Writer } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { clashesOf, putOnLists, sessionsIn, takeOffLists } from '../../schedule/enlisting.ts'
import { isBlock } from '../../schedule/situation.ts'
import { writeMembership, writeWaiting } from './rows.ts'
import { joinFindings } from './rules.ts'
import { findGroup, findWaiting, type MembershipRow, membershipsOf, periodsOf } from './store.ts'

export interface Joining {
  groupId: GroupId
  personId: PersonId
  from: LocalDate
  /** Leaves the person out of the classes at whose hour they are elsewhere, or that guests have filled. */
  leaveClashes: boolean
}

/** What stands in the way of a membership. Refuses `not_found`. */
export async function tryJoin(
  look: Lookup,
  { groupId, personId, from }: Joining,
): Promise<{ findings: Finding[]; classes: number }> {
  const { db, directory } = look
  const row = await findGroup(db, groupId)
  const names = await directory.clientNames([personId])
  const clashes = await clashesOf(look, groupId, personId, { from })
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
  const sessions = await sessionsIn(db, groupId, { from })
  const classes = sessions.filter((one) => !one.cancel_reason).length
  return { findings: [...findings, ...clashes.map((one) => one.finding)], classes }
}

/**
 * Makes a member from a day on, on the list of every class since, and off the queue. Refuses
 * `rules_refused {refusals}`.
 */
export async function join(context: CommandContext, joining: Joining): Promise<MembershipId> {
  const { tx, newId } = context
  const { groupId, personId, from, leaveClashes } = joining
  const { findings } = await tryJoin(context, joining)
  const refusals = findings.filter((one) => isBlock(one) && !(leaveClashes && isOfOneDay(one)))
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  const left = (await membershipsOf(tx, groupId)).find(
    (one) => one.person_id === personId && one.left_on === from,
  )
  const membership: MembershipRow = {
    // Who comes back on the very day of leaving has never been away.
    ...(left ?? { id: newId<MembershipId>(), group_id: groupId, person_id: personId }),
    joined_on: left?.joined_on ?? from,
    left_on: null,
    went_to_id: null,
  }
  await writeMembership(tx, left ?? null, membership)
  await putOnLists(context, groupId, personId, { from })
  const waiting = await findWaiting(tx, groupId, personId)
  if (waiting) await writeWaiting(tx, waiting, null)
  return membership.id
}

/** The membership that a person has in a group on a day or later. Refuses `not_found`. */
async function activeMembership(
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

/** Whoever left for a group in which they never were went to the next one, or nowhere. */
async function passOn(
  tx: Writer,
  { group_id, person_id, joined_on }: MembershipRow,
  wentTo: GroupId | null,
): Promise<void> {
  const left = await tx
    .selectFrom('membership')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('went_to_id', '=', group_id)
    .where('left_on', '=', joined_on)
    .execute()
  for (const row of left) {
    await writeMembership(tx, row, {
      ...row,
      went_to_id: wentTo === row.group_id ? null : wentTo,
    })
  }
}

/**
 * Ends a membership: `on` is the first day without. The person leaves the lists since that day, where
 * nobody has marked them: marks stay. A membership that had not begun by then never was.
 */
export async function endMembership(
  context: CommandContext,
  membership: MembershipRow,
  on: LocalDate,
  wentTo: GroupId | null = null,
): Promise<void> {
  const { group_id, person_id, joined_on } = membership
  const gone = on <= joined_on
  if (gone) await passOn(context.tx, membership, wentTo)
  await writeMembership(
    context.tx,
    membership,
    gone ? null : { ...membership, left_on: on, went_to_id: wentTo },
  )
  await takeOffLists(context, group_id, person_id, {
    from: gone ? joined_on : on,
  })
}

/** Refuses `not_found` for somebody who is no member then. */
export async function leave(
  context: CommandContext,
  groupId: GroupId,
  personId: PersonId,
  on: LocalDate,
  wentTo: GroupId | null = null,
): Promise<void> {
  const membership = await activeMembership(context.tx, groupId, personId, on)
  await endMembership(context, membership, on, wentTo)
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
  context: CommandContext,
  { personId, fromGroupId, toGroupId, on, leaveClashes }: Transferring,
): Promise<Joining> {
  if (fromGroupId === toGroupId) {
    throw new DomainError('bad_request', { problems: [{ path: 'toGroupId', problem: 'id' }] })
  }
  await findGroup(context.tx, toGroupId)
  await leave(context, fromGroupId, personId, on, toGroupId)
  return { groupId: toGroupId, personId, from: on, leaveClashes }
}
