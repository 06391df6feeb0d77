import type { MemberId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { didWith, toldBy } from '../../history/telling.ts'
import { type Told, type Turn, tracked } from '../../history/tracked.ts'
import { knownRow } from '../../history/trail.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'

/** Whose roles or hours they are. */
async function nameOfOwner(db: Reader, turn: Turn): Promise<string> {
  const rows = [...turn.rows('member_role'), ...turn.rows('member_hours')]
  const row = await knownRow(db, 'member', toldBy<{ member_id: MemberId }>(rows).member_id)
  return row ? surnameFirst(row) : ''
}

/** `count` members of the team, the first of them `who`. */
const told: Told = {
  rank: 20,
  async of(db, turn) {
    const rows = turn.rows('member')
    const who = rows.length > 0 ? surnameFirst(toldBy(rows)) : await nameOfOwner(db, turn)
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
