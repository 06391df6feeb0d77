import { tracked } from '../../history/tracked.ts'

export const horsesTracked = [
  tracked('horse', { key: ['id'], topics: ['horses'] }),
  tracked('horse_absence', { key: ['horse_id', 'from_date'], topics: ['horses'] }),
]
