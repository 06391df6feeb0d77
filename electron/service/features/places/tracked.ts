import { didWith, toldBy } from '../../history/telling.ts'
import { tracked } from '../../history/tracked.ts'
import { placeName } from '../../schedule/facts.ts'

export const placesTracked = [
  tracked('place', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['places'],
    told: {
      rank: 20,
      of: async (_, turn) => ({
        code: 'place',
        params: {
          name: placeName(toldBy(turn.rows('place'))),
          did: didWith(turn.rows('place')),
        },
      }),
    },
  }),
  tracked('slot', { key: ['weekday', 'start', 'place_id'], topics: ['places'] }),
]
