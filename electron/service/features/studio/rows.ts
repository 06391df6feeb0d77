/** The rows of groups, their members and their queues, written whole. */

import { rowWriter } from '../../db/rows.ts'
import type { Form } from '../../history/versions.ts'

/** What the form of a group sets; its times are the templates that go on to the end of its term. */
export const groupForm: Form = {
  table: 'studio_group',
  owned: {
    template: {
      by: 'group_id',
      field: 'times',
      shows: ({ days, start, minutes, valid_until }, group) =>
        String(valid_until) >= String(group.valid_until) ? `${days} ${start} ${minutes}` : null,
    },
  },
  fields: { valid_from: 'from', valid_until: 'until' },
}

export const writeGroup = rowWriter('studio_group', ['id'])
export const writeMembership = rowWriter('membership', ['id'])
export const writeWaiting = rowWriter('waiting', ['group_id', 'person_id'])
