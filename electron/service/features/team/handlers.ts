import type { team } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { insertMember, listMembers, updateMember } from './store.ts'

const form: Form = {
  table: 'member',
  parts: { member_role: 'roles', member_hours: 'hours' },
  fields: { sort_key: null },
}

export const handlers = {
  'team.list': async ({ db }, { withFormer }) => ({
    members: await withVersions(db, form, await listMembers(db, withFormer), (one) => one.id),
  }),
  'team.create': async ({ tx, newId }, member) => {
    const memberId = newId<MemberId>()
    await insertMember(tx, memberId, member)
    return { memberId }
  },
  'team.update': async (context, { version, ...member }) => {
    await refuseStale(context, form, member.id, version)
    await updateMember(context.tx, member)
    return { memberId: member.id }
  },
} satisfies HandlersOf<typeof team>
