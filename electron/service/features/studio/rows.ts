/** The rows of groups, their members and their queues, written whole. */

import { rowWriter } from '../../db/rows.ts'
import type { Writer } from '../../db/schema.ts'
import type { Form } from '../../history/versions.ts'
import type { GroupRow } from './store.ts'

/** What the form of a group sets; its times are the templates that go on to the end of its term. */
export const groupForm: Form = {
  table: 'studio_group',
  owned: {
    template: {
      by: 'roster_id',
      field: 'times',
      shows: ({ days, start, minutes, interval_weeks, counted_from, valid_until }, group) =>
        String(valid_until) >= String(group.valid_until)
          ? `${days} ${start} ${minutes} ${interval_weeks} ${counted_from}`
          : null,
    },
  },
  fields: {
    valid_from: 'from',
    valid_until: 'until',
    assistant_1_id: 'assistantIds',
    assistant_2_id: 'assistantIds',
  },
}

const putGroup = rowWriter('studio_group', ['id'])
/** A group is also a resource: it is in one class at a time. */
export async function writeGroup(
  tx: Writer,
  before: GroupRow | null,
  after: GroupRow | null,
): Promise<void> {
  if (!before && after) {
    await tx.insertInto('resource').values({ id: after.id, kind: 'group' }).execute()
  }
  await putGroup(tx, before, after)
}
export const writeMembership = rowWriter('membership', ['id'])
export const writeWaiting = rowWriter('waiting', ['group_id', 'person_id'])
