import type { notices } from '#contract/notices.ts'
import type { HandlersOf } from '../../context.ts'
import { lastStep } from '../../history/trail.ts'
import { setTold } from '../../schedule/notices.ts'
import { type Contacts, readCallList } from './list.ts'
import { changesOfMember } from './staff.ts'

export const noticeHandlers = (contactsOf: Contacts) =>
  ({
    'notices.list': async (context, asked) => ({
      families: await readCallList(context, contactsOf, asked),
    }),
    'notices.told': async (context, { noticeId, state }) => {
      await setTold(context, [noticeId], state)
      return {}
    },
    'notices.toldMany': async (context, { noticeIds, state }) => {
      await setTold(context, noticeIds, state)
      return {}
    },
    'notices.ofMember': async (context, { seen, ...asked }) => {
      // Whoever sees their own sessions alone is told of their own alone.
      const may = context.sees('everybodys') || asked.memberId === context.actor
      return {
        seen: await lastStep(context.db),
        changes: seen === null || !may ? [] : await changesOfMember(context, { ...asked, seen }),
      }
    },
  }) satisfies HandlersOf<typeof notices>
