import { tracked } from '../../history/tracked.ts'

export const teamTracked = [
  tracked('member', { key: ['id'], topics: ['team'] }),
  tracked('member_role', { key: ['member_id', 'role'], topics: ['team'] }),
  tracked('member_hours', { key: ['member_id', 'weekday', 'from_time'], topics: ['team'] }),
]
