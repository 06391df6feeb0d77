import { tracked } from '../../history/tracked.ts'

export const settingsTracked = [
  tracked('setting', { key: ['key'], topics: ['settings'] }),
  tracked('closed_day', { key: ['date'], topics: ['settings'] }),
]
