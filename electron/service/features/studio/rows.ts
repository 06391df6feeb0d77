/** The rows of groups, their members and their queues, written whole. */
import { rowWriter } from '../../db/rows.ts'

export const writeGroup = rowWriter('studio_group', ['id'])
export const writeMembership = rowWriter('membership', ['id'])
export const writeWaiting = rowWriter('waiting', ['group_id', 'person_id'])
