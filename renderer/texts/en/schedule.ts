import type { schedule as base } from '../ru/schedule.ts'
import type { Words } from '../words.ts'

export const schedule: Words<typeof base> = {
  scope: {
    label: 'What to change',
    this: 'This session only',
    later: 'This and later ones',
    all: 'All sessions',
    question: '{{name}}, new time {{time}}. What should move?',
    leave: 'Leave as it was',
  },
  cancel: {
    title: 'Cancel a session',
    reason: 'Reason',
    save: 'Cancel the session',
    reach:
      'To be cancelled: {{cancelled}}. Stay as they are (begun, marked or changed by hand): {{kept}}.',
  },
  reasons: {
    family: 'The family cannot come',
    centre: 'The centre cancels',
    weather: 'Weather',
    horse: 'The horse cannot work',
    staff: 'A member of staff cannot come',
  },
  outcome: {
    made: 'will be',
    changed: 'will change',
    kept: 'stays as it is',
    clash: 'in the way',
    closed: 'closed',
    exists: 'there already',
    skipped: 'left out',
    skippedBefore: 'left out before',
    removed: 'is taken out',
  },
  endReach:
    'Sessions taken out: {{cancelled}}. Stay as they are (begun, marked or changed by hand): {{kept}}.',
  repeat: {
    label: 'How often',
    weekly: 'Every week',
    every: 'Every {{weeks}} weeks',
    countedFrom: 'Counted from the week of',
    short: 'every {{weeks}} weeks',
  },
  feast: {
    asked: '{{feast}} {{year}}: probably {{date}} — please confirm.',
    hint: 'The muftiate announces the day. Until it is confirmed, sessions are planned on it.',
    confirm: 'Confirm: {{date}}',
    other: 'Another day',
    otherDate: 'Day of {{feast}}',
    save: 'Confirm this day',
    known: '{{feast}}: {{date}}, the day is closed',
  },
  takeInstead: 'Free:',
  preview: 'What will be',
  skip: 'Leave out',
  make: 'Hold it all the same',
  asBefore: 'Put back',
  without: 'Hold it without them',
}
