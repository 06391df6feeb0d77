import type { team } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { insertMember, listMembers, updateMember } from './store.ts'

export const handlers = {
  'team.list': async ({ db }, { withFormer }) => ({ members: await listMembers(db, withFormer) }),
  'team.create': async ({ tx, newId }, member) => {
    const memberId = newId<MemberId>()
    await insertMember(tx, memberId, member)
    return { memberId }
  },
  'team.update': async ({ tx }, member) => {
    await updateMember(tx, member)
    return { memberId: member.id }
  },
} satisfies HandlersOf<typeof team>
