import type { team as base } from '../ru/team.ts'
import type { Words } from '../words.ts'

export const team: Words<typeof base> = {
  title: 'Team',
  list: 'List of the team',
  add: 'New member',
  withFormer: 'Show former ones as well',
  emptyTitle: 'The team of the centre stands here',
  emptyText: 'Bring it in from a table or enter the first member.',
  column: { name: 'Name', roles: 'Roles', hours: 'Working days', phone: 'Phone' },
  field: {
    familyName: 'Family name',
    givenName: 'Given name',
    patronymic: 'Patronymic',
    roles: 'Roles',
    subject: 'What they teach',
    volunteer: 'Volunteer',
    phone: 'Phone',
    active: 'Works at the centre',
    hours: 'Working days and hours',
  },
  section: { who: 'Who it is', roles: 'What they do', hours: 'Working days and hours' },
  volunteer: 'volunteer',
  former: 'former',
  noHours: 'no hours given',
  created: 'Entered: {{name}}',
  updated: 'Saved: {{name}}',
}
