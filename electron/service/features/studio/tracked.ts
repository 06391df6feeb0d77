/** Groups, members and queues in the history: what must hold when they are put back. */
import type { Finding } from '#contract/schedule.ts'
import type { CommandContext } from '../../context.ts'
import { putIn, type Turn, tracked } from '../../history/tracked.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignLists, periodOfMembership } from '../../schedule/alignment.ts'
import { clientNames } from '../../schedule/facts.ts'
import { block } from '../../schedule/situation.ts'
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

export const studioTracked = [
  tracked('studio_group', { key: ['id'], topics: ['groups'] }),
  tracked('membership', {
    key: ['id'],
    topics: ['groups'],
    exchanged: true,
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
    restore: refuseWaitingMember,
  }),
]
