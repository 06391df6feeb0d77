/** Groups, members and queues in the history: what must hold when they are put back. */
import type { Finding } from '#contract/schedule.ts'
import type { GroupId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { hasCome, toldBy } from '../../history/telling.ts'
import { putIn, type Told, type Turn, tracked } from '../../history/tracked.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignLists, periodOfMembership } from '../../schedule/alignment.ts'
import { clientNames } from '../../schedule/facts.ts'
import { block } from '../../schedule/situation.ts'
import { personName } from '../../schedule/told.ts'
import { classOf, classRows } from './classes.ts'
import { mostMembers } from './rules.ts'
import { findGroup, type MembershipRow, membershipsOf, periodsOf } from './store.ts'

const refuse = (refusals: readonly Finding[]): void => {
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}

const meets = (one: MembershipRow, other: MembershipRow) =>
  one.joined_on < (other.left_on ?? '9999') && other.joined_on < (one.left_on ?? '9999')

async function alreadyMember(
  { tx }: CommandContext,
  { group_id, person_id }: Pick<MembershipRow, 'group_id' | 'person_id'>,
): Promise<Finding> {
  const name = (await clientNames(tx, [person_id])).get(person_id) ?? ''
  return block('already_member', { name, group: (await findGroup(tx, group_id)).name })
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
  const leaving = new Set(
    turn.rows('membership').flatMap(({ key, to }) => (to === null ? [key] : [])),
  )
  for (const row of putIn(turn.rows('waiting'))) {
    const member = (await membershipsOf(context.tx, row.group_id)).some(
      (one) =>
        one.person_id === row.person_id &&
        !leaving.has(one.id) &&
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
    const { groupName, people, capacity } = classOf(row)
    if (people > capacity) {
      refuse([block('group_full', { name: groupName, capacity, members: people - 1 })])
    }
  }
}

async function groupName(db: Reader, id: GroupId): Promise<string> {
  const row = await db
    .selectFrom('studio_group')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? ''
}

const groupTold: Told = {
  rank: 1,
  of: async (_, turn) => ({
    code: 'group',
    params: { name: toldBy(turn.rows('studio_group')).name },
  }),
}

const membershipTold: Told = {
  rank: 4,
  async of(db, turn) {
    // Of a transfer, the group that is joined.
    const rows = turn.rows('membership').toReversed()
    const { person_id, group_id, joined_on, left_on } = toldBy(rows)
    const [who, group] = [await personName(db, person_id), await groupName(db, group_id)]
    const put = hasCome(rows) && left_on === null
    return { code: 'membership', params: { who, group, put, from: joined_on, until: left_on } }
  },
}

const waitingTold: Told = {
  rank: 5,
  async of(db, turn) {
    const rows = turn.rows('waiting')
    const { person_id, group_id } = toldBy(rows)
    const [who, group] = [await personName(db, person_id), await groupName(db, group_id)]
    return { code: 'waiting', params: { who, group, put: hasCome(rows) } }
  },
}

export const studioTracked = [
  tracked('studio_group', { key: ['id'], topics: ['groups'], told: groupTold }),
  tracked('membership', {
    key: ['id'],
    topics: ['groups'],
    exchanged: true,
    told: membershipTold,
    restore: refuseTwice,
    async derive(context, turn) {
      await refuseFull(context, turn)
      for (const { from, to } of turn.rows('membership')) {
        await alignLists(context, periodOfMembership(from), periodOfMembership(to))
      }
      await refuseFullClass(context, turn)
    },
  }),
  tracked('waiting', {
    key: ['group_id', 'person_id'],
    topics: ['groups'],
    told: waitingTold,
    restore: refuseWaitingMember,
  }),
]
