import type { availability as base } from '../ru/availability.ts'
import type { Words } from '../words.ts'

export const availability: Words<typeof base> = {
  title: { horse: 'When it is away', member: 'When they are away', place: 'When it is closed' },
  add: { horse: 'The horse is away…', member: 'Away from work…', place: 'Close for a time…' },
  none: 'Nothing is written down.',
  when: 'When',
  day: {
    today: 'today',
    tomorrow: 'tomorrow',
    one: 'that day',
    next: 'the next day',
    week: 'a week',
  },
  hours: 'Part of the day only',
  fromTime: 'From what hour',
  untilTime: 'Until what hour',
  hoursMissing: 'State the hours, or switch “Part of the day only” off.',
  fromNow: 'From this hour on: {{time}}',
  remove: 'Take the absence back',
  saved: '{{name}}: {{when}}',
  removed: '{{name}}: the absence is taken back',
}
