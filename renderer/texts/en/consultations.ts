import type { consultations as base } from '../ru/consultations.ts'
import type { Words } from '../words.ts'

export const consultations: Words<typeof base> = {
  title: 'Appointments with the psychologist',
  find: 'Whom to book',
  findHint: 'Choose a person, and the free times of two weeks appear here.',
  free: 'Free times: {{name}}',
  none: 'There is no free time in the next two weeks. Look at the psychologist’s hours and the cabinet.',
  later: 'The following two weeks',
  earlier: 'The next two weeks',
  week: 'Appointments of the week',
  empty: 'There are no appointments in this week.',
  one: 'Appointment',
  psychologist: 'Psychologist',
  place: 'Cabinet',
  phone: 'Telephone',
  came: 'Came',
  noShow: 'Did not come',
  unmark: 'Take the mark back',
  marked: 'Marked: {{mark}}. Take the mark back to move it.',
  move: 'Move',
  moveHint: 'Choose the new time',
  cancel: 'Cancel the appointment',
  restore: 'Bring the appointment back',
  note: 'The psychologist’s note',
  noteHint: 'Only the psychologist of this appointment sees it',
  saveNote: 'Save the note',
  done: {
    note: 'The note is saved',
  },
}
