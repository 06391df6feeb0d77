import { tracked } from '../../history/tracked.ts'

export const placesTracked = [
  tracked('place', { key: ['id'], topics: ['places'] }),
  tracked('slot', { key: ['weekday', 'start', 'place_id'], topics: ['places'] }),
]
