import type { MemberId } from '#contract/values.ts'
import { didWith, toldBy } from '../../history/telling.ts'
import { type Told, tracked } from '../../history/tracked.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'

/** `count` members of the team, the first of them `who`. */
const told: Told = {
  rank: 20,
  async of({ directory }, turn) {
    const rows = turn.rows('member')
    const owned = [...turn.rows('member_role'), ...turn.rows('member_hours')]
    const who =
      rows.length > 0
        ? surnameFirst(toldBy(rows))
        : await directory.nameOf('member', toldBy<{ member_id: MemberId }>(owned).member_id)
    return { code: 'member', params: { count: Math.max(rows.length, 1), who, did: didWith(rows) } }
  },
}

export const teamTracked = [
  tracked('member', { factsOf: 'resource', key: ['id'], topics: ['team'], told }),
  tracked('member_role', {
    factsOf: 'resource',
    key: ['member_id', 'role'],
    topics: ['team'],
    told,
  }),
  tracked('member_hours', {
    factsOf: 'resource',
    key: ['member_id', 'weekday', 'from_time'],
    topics: ['team'],
    told,
  }),
]
