import type { places as base } from '../ru/places.ts'
import type { Words } from '../words.ts'

export const places: Words<typeof base> = {
  list: 'List of places',
  add: 'New place',
  withClosed: 'Show closed ones as well',
  emptyTitle: 'The places of the sessions stand here',
  emptyText: 'An arena, a field, a studio, a cabinet: whatever a session takes.',
  column: { name: 'Place', use: 'What for' },
  field: {
    name: 'Name',
    lane: 'Lane',
    laneHint: 'When sessions go side by side',
    use: 'What for',
    active: 'Open for sessions',
  },
  use: { arena: 'arena', studio: 'studio', cabinet: 'cabinet' },
  closed: 'closed',
  created: 'Place entered: {{name}}',
  updated: 'Saved: {{name}}',
}
