/** Groups, members and queues in the history: what must hold when they are put back. */
import type { Finding } from '#contract/schedule.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { didWith, hasCome, toldBy } from '../../history/telling.ts'
import { type Merging, putIn, type Told, type Turn, tracked } from '../../history/tracked.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignLists, type Period } from '../../schedule/alignment.ts'
import { block } from '../../schedule/situation.ts'
import { classOf, classRows } from './classes.ts'
import { groupName } from './kind.ts'
import { mostMembers } from './rules.ts'
import { findGroup, type MembershipRow, membershipsOf, periodsOf } from './store.ts'

const refuse = (refusals: readonly Finding[]): void => {
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}

const meets = (one: MembershipRow, other: MembershipRow) =>
  one.joined_on < (other.left_on ?? '9999') && other.joined_on < (one.left_on ?? '9999')

async function alreadyMember(
  { tx, directory }: CommandContext,
  { group_id, person_id }: Pick<MembershipRow, 'group_id' | 'person_id'>,
): Promise<Finding> {
  const name = (await directory.clientNames([person_id])).get(person_id) ?? ''
  return block('already_member', { name, group: (await findGroup(tx, group_id)).name })
}

const periodOf = (row: MembershipRow | null): Period | null =>
  row && {
    kind: 'class',
    rosterId: row.group_id,
    personId: row.person_id,
    from: row.joined_on,
    to: row.left_on,
  }

/** Times in a group that meet become one, from the earlier beginning to the later end. */
function uniteMemberships(
  kept: readonly MembershipRow[],
  merged: readonly MembershipRow[],
): MembershipRow[] {
  const end = ({ left_on }: MembershipRow) => left_on ?? '9999'
  const inOrder = [...kept, ...merged].sort((one, other) =>
    one.joined_on < other.joined_on ? -1 : 1,
  )
  const united: MembershipRow[] = []
  for (const row of inOrder) {
    const last = united.find((one) => one.group_id === row.group_id && row.joined_on <= end(one))
    if (!last) united.push({ ...row })
    else if (end(row) > end(last)) {
      Object.assign(last, { left_on: row.left_on, went_to_id: row.went_to_id })
    }
  }
  return united
}

/** Who is a member of a group, or will be, does not wait for it. */
async function endWaiting({ tx, clock }: CommandContext, { keptId }: Merging): Promise<void> {
  await tx
    .deleteFrom('waiting')
    .where('person_id', '=', keptId as PersonId)
    .where('group_id', 'in', (of) =>
      of
        .selectFrom('membership')
        .select('group_id')
        .where('person_id', '=', keptId as PersonId)
        .where((where) =>
          where.or([where('left_on', 'is', null), where('left_on', '>', clock.today())]),
        ),
    )
    .execute()
}

/** Nobody is a member twice over: who has joined again since stays so. */
async function refuseTwice(context: CommandContext, turn: Turn): Promise<void> {
  const own = new Set(turn.rows('membership').map(({ key }) => key))
  for (const row of putIn(turn.rows('membership'))) {
    const others = (await membershipsOf(context.tx, row.group_id)).filter(
      (one) => one.person_id === row.person_id && !own.has(one.id),
    )
    if (others.some((one) => meets(one, row))) refuse([await alreadyMember(context, row)])
  }
}

/** Who has become a member since does not wait any more. */
async function refuseWaitingMember(context: CommandContext, turn: Turn): Promise<void> {
  const today = context.clock.today()
  const turned = new Set(turn.rows('membership').map(({ key }) => key))
  for (const row of putIn(turn.rows('waiting'))) {
    const active = await membershipsOf(context.tx, row.group_id)
    const member = [
      ...active.filter((one) => !turned.has(one.id)),
      ...putIn(turn.rows('membership')),
    ].some(
      (one) =>
        one.group_id === row.group_id &&
        one.person_id === row.person_id &&
        (one.left_on === null || one.left_on > today),
    )
    if (member) refuse([await alreadyMember(context, row)])
  }
}

/** A group that has filled up since has no place for whom it would get back. */
async function refuseFull({ tx }: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('membership')) {
    if (to === null) continue
    const stays = from !== null && from.joined_on <= to.joined_on
    const since = stays && from.group_id === to.group_id ? from.left_on : to.joined_on
    if (since === null || (to.left_on !== null && to.left_on <= since)) continue
    const group = await findGroup(tx, to.group_id)
    const members = mostMembers(periodsOf(await membershipsOf(tx, group.id)), since)
    if (members <= group.capacity) continue
    const { name, capacity } = group
    refuse([block('group_full', { name, capacity, members: members - 1 })])
  }
}

/** A class that has filled up since has no place for a guest. */
async function refuseFullClass({ tx }: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('credit')) {
    if (!to?.used_in_id || from?.used_in_id === to.used_in_id) continue
    const row = await classRows(tx).where('session.id', '=', to.used_in_id).executeTakeFirst()
    if (!row) continue
    const { groupName, placesTaken, capacity } = classOf(row)
    if (placesTaken > capacity) {
      refuse([block('group_full', { name: groupName, capacity, members: placesTaken - 1 })])
    }
  }
}

/** Guests may have filled a class to come since its member left. */
async function refuseFullLists({ tx, clock }: CommandContext, turn: Turn): Promise<void> {
  for (const { person_id, group_id } of putIn(turn.rows('membership'))) {
    const classes = await classRows(tx)
      .innerJoin('participant', (join) =>
        join
          .onRef('participant.session_id', '=', 'session.id')
          .on('participant.person_id', '=', person_id),
      )
      .where('session.roster_id', '=', group_id)
      .where('session.date', '>=', clock.today())
      .where('session.cancel_reason', 'is', null)
      .orderBy('session.date')
      .execute()
    const guests = await tx
      .selectFrom('participant')
      .select('session_id')
      .where('part', '=', 'make_up')
      .where(
        'session_id',
        'in',
        classes.map((one) => one.id),
      )
      .execute()
    const withGuest = new Set(guests.map((one) => one.session_id))
    refuse(
      classes
        .filter((one) => withGuest.has(one.id))
        .map(classOf)
        .filter((one) => one.placesTaken > one.capacity)
        .map(({ groupName: name, capacity, placesTaken, date }) =>
          block('group_full', { name, capacity, members: placesTaken - 1, date }),
        ),
    )
  }
}

/** The group `name`. */
const groupTold: Told = {
  rank: 1,
  async of(_, turn) {
    const rows = turn.rows('studio_group')
    return { code: 'group', params: { name: toldBy(rows).name, did: didWith(rows) } }
  },
}

/** `who` is a member of `group` `from` a day `until` another or null; `put` while there is no end to it. */
const membershipTold: Told = {
  rank: 4,
  async of({ db, directory }, turn) {
    // Of a transfer, the group that is joined.
    const rows = turn.rows('membership').toReversed()
    const { person_id, group_id, joined_on, left_on } = toldBy(rows)
    const [who, group] = [
      await directory.nameOf('person', person_id),
      await groupName(db, group_id),
    ]
    const put = hasCome(rows) && left_on === null
    return { code: 'membership', params: { who, group, put, from: joined_on, until: left_on } }
  },
}

/** `who` waits for `group`, or does not any more: `put`. */
const waitingTold: Told = {
  rank: 5,
  async of({ db, directory }, turn) {
    const rows = turn.rows('waiting')
    const { person_id, group_id } = toldBy(rows)
    const [who, group] = [
      await directory.nameOf('person', person_id),
      await groupName(db, group_id),
    ]
    return { code: 'waiting', params: { who, group, put: hasCome(rows) } }
  },
}

export const studioTracked = [
  tracked('studio_group', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['groups'],
    told: groupTold,
  }),
  tracked('membership', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['groups'],
    exchanged: true,
    told: membershipTold,
    restore: refuseTwice,
    async derive(context, turn) {
      await refuseFull(context, turn)
      for (const { from, to } of turn.rows('membership')) {
        await alignLists(context, periodOf(from), periodOf(to))
      }
      await refuseFullClass(context, turn)
      await refuseFullLists(context, turn)
    },
    merge: { unite: uniteMemberships },
  }),
  tracked('waiting', {
    key: ['group_id', 'person_id'],
    topics: ['groups'],
    told: waitingTold,
    restore: refuseWaitingMember,
    merge: {
      // The earlier place in the queue stays.
      unite: (kept, merged) =>
        [...kept, ...merged].sort((one, other) =>
          `${one.since} ${one.at}` < `${other.since} ${other.at}` ? -1 : 1,
        ),
      settle: endWaiting,
    },
  }),
]
