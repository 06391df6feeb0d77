import type { team } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { insertMember, listMembers, updateMember } from './store.ts'

export const handlers = {
  'team.list': async ({ db }, { withFormer }) => ({ members: await listMembers(db, withFormer) }),
  'team.create': async ({ tx, newId, changed }, member) => {
    const memberId = newId<MemberId>()
    await insertMember(tx, memberId, member)
    changed('team')
    return { memberId }
  },
  'team.update': async ({ tx, changed }, member) => {
    await updateMember(tx, member)
    changed('team')
    return { memberId: member.id }
  },
} satisfies HandlersOf<typeof team>
