import { hasCome, toldBy } from '../../history/telling.ts'
import { tracked } from '../../history/tracked.ts'

export const settingsTracked = [
  tracked('setting', {
    key: ['key'],
    topics: ['settings'],
    told: {
      rank: 20,
      of: async (_, turn) => ({
        code: 'setting',
        params: { keys: turn.rows('setting').map(({ key }) => key) },
      }),
    },
  }),
  tracked('closed_day', {
    key: ['date'],
    topics: ['settings'],
    told: {
      rank: 19,
      async of(_, turn) {
        const rows = turn.rows('closed_day')
        const { date, name } = toldBy(rows)
        return { code: 'closed_day', params: { date, name, put: hasCome(rows) } }
      },
    },
  }),
]
