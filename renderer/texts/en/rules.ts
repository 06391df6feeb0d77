import type { rules as base } from '../ru/rules.ts'
import type { Words } from '../words.ts'

export const rules: Words<typeof base> = {
  overlap: {
    client: '{{name}} is elsewhere {{from}}–{{until}}: {{clientName}}. Choose another time.',
    clientOnDay:
      '{{name}}: on {{date}} {{from}}–{{until}} already in {{clientName}}. Choose another time.',
    own: '{{name}} is elsewhere {{from}}–{{until}}. Choose another time.',
    ownOnDay:
      '{{name}}: on {{date}} {{from}}–{{until}} already in another session. Choose another time.',
    horse:
      'The horse {{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose another time or another horse.',
    instructor:
      'The instructor {{name}} is busy {{from}}–{{until}}: {{clientName}}. Choose another time or another instructor.',
    therapist:
      'The therapist {{name}} is busy {{from}}–{{until}}: {{clientName}}. Choose another time or another therapist.',
    leader:
      'The horse leader {{name}} is busy {{from}}–{{until}}: {{clientName}}. Choose another time or another leader.',
    sidewalker:
      'The sidewalker {{name}} is busy {{from}}–{{until}}: {{clientName}}. Choose another time or another sidewalker.',
    assistant:
      'The assistant {{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose somebody else or another time.',
    teacher:
      'The teacher {{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose another time or another teacher.',
    psychologist:
      'The psychologist {{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose another time.',
    course_leader:
      'Leader {{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose another time or another leader.',
    bed: 'Bed {{name}} is taken from {{from}} to {{until}}: {{clientName}}. Choose another bed.',
    bedNotLeft:
      '{{clientName}} is still in {{name}}: the stay ended on {{until}}, and nobody has said that they left. Mark the departure or choose another bed.',
    otherBed:
      '{{name}} already has a bed in these nights: {{place}}, from {{from}} to {{until}}. Free that bed first.',
    place:
      '{{name}} is taken {{from}}–{{until}}: {{clientName}}. Choose another time or another place.',
    group: 'The group {{name}} already has a class {{from}}–{{until}}. Choose another time.',
    twice: '{{name}} is named twice in this session. Choose somebody else for one of the two.',
  },
  past_midnight: 'The session would run past midnight. Begin earlier or make it shorter.',
  horse_unavailable: {
    away: 'The horse {{name}} is away: {{when}}. Choose another horse or day.',
    retired: 'The horse {{name}} does not work here any more. Choose another horse.',
  },
  staff_away: {
    other: '{{name}} is away ({{seat}}): {{when}}. Choose somebody else or another day.',
    /** There is nobody else to take. */
    psychologist:
      '{{name}} is away: {{when}}. Choose another day or hour, or cancel the appointment.',
  },
  place_closed: {
    away: '{{name}} is closed: {{when}}. Choose another place or day.',
    closed: '{{name}} is not used any more. Choose another place.',
    use: {
      arena: '{{name}} is for riding. Choose a studio or a cabinet.',
      studio: '{{name}} is a studio. Choose an arena for a ride.',
      cabinet: '{{name}} is a cabinet. Choose an arena for a ride.',
    },
  },
  horse_daily_limit: {
    warn: 'The horse {{name}} would work {{minutes}} that day (usually up to {{limit}}). Take another horse if you can.',
    block:
      'The horse {{name}} would work {{minutes}} that day; the limit is {{limit}}. Take another horse or day.',
  },
  horse_consecutive:
    'The horse {{name}} would work {{minutes}} without a rest; the limit is {{limit}}. Give it a rest of {{rest}} or take another.',
  horse_rest:
    'The horse {{name}} needs {{rest}} between sessions and would have {{gap}}. Move the time or take another horse.',
  horse_week:
    'The horse {{name}} would work on {{days}} days of seven; the limit is {{limit}}. Choose another day or horse.',
  weight_limit:
    'The load on {{name}} is {{loadKg}} kg; the limit is {{limitKg}} kg. Take a larger horse.',
  medical_expired: {
    missing: 'There is no medical statement: {{name}}. Ask the family for one and enter its dates.',
    expired: 'The statement expired on {{until}}: {{name}}. Ask for a new one and enter its dates.',
    not_yet: 'The statement is not valid yet on that day: {{name}}. Choose a later day.',
    expiring: 'The statement ends on {{until}}, days left: {{days}} ({{name}}). Remind the family.',
  },
  contraindication_open:
    "A contraindication is flagged without a physician's decision: {{name}}. Enter the written decision in the person's file.",
  facts_missing: {
    sentence: '{{name}}: {{missing}}. Ask the family and enter it in the file.',
    young: '{{name}}: {{missing}}. Decide with the instructor whether to begin.',
    what: {
      weight: 'the weight is not known',
      weight_old: 'the weight is old, of {{weighedOn}}',
      weight_undated: 'nobody knows when the weight was taken',
      balance: 'nobody has said whether balance is kept',
      young: 'aged {{years}}, one usually rides from {{limit}}',
      consent: 'there is no consent to data processing',
    },
  },
  team_incomplete: {
    instructor: 'There is no instructor. Choose one to make the session ready.',
    leader: 'There is no horse leader. Choose one to make the session ready.',
    sidewalker:
      'Too few sidewalkers, needed: {{sidewalkersNeeded}}. Choose them to make the session ready.',
    teacher: 'No teacher yet. Choose one to make the class ready.',
    course_leader: 'No leader yet. Choose one to make the session ready.',
    several: 'The team is not complete, missing: {{missing}}. Choose them to make it ready.',
  },
  not_qualified:
    '{{name}} does not hold the role “{{seat}}”. Choose somebody else or add the role under Team.',
  staff_hours: {
    hours: '{{name}} works {{from}}–{{until}} that day. Choose a time within or somebody else.',
    dayOff: '{{name}} has a day off. Choose another day or somebody else.',
  },
  closed_day: {
    closed: 'The centre is closed that day: {{name}}. Choose another day.',
    hours: 'The centre is open {{from}}–{{until}} that day. Choose a time within.',
    shut: 'The centre does not work on that weekday. Choose another day.',
  },
  session_length:
    'The session takes {{minutes}}; the limit for this person is {{limit}}. Make it shorter.',
  horse_age:
    'The horse {{name}} is {{years}} years old; usually from {{limit}}. Take an older horse if you can.',
  group_full: {
    over: 'The group {{name}} has more members than places: {{members}} of {{capacity}}. Add places or move somebody to another group.',
    group:
      'The group {{name}} is full: {{members}} of {{capacity}}. Put the person on the waiting list.',
    onDay:
      '{{date}}: the class of {{name}} is full, {{members}} of {{capacity}} with those who make up.',
  },
  already_member:
    '{{name}} is in the group {{group}} already. Choose another group or another day.',
  group_dates: 'The group {{group}} runs from {{from}} to {{until}}. Choose a day within.',
  room_sex: {
    women: 'Room {{name}} is for women. Choose another room.',
    men: 'Room {{name}} is for men. Choose another room.',
    mixed: '{{clientName}}, of the other sex, sleeps in {{name}}. Choose another room.',
    unknown:
      'The sex of {{sexUnknown}} is not known, and {{name}} is no family room. Enter it in the file or choose a family room; otherwise a coordinator decides.',
  },
  room_access: 'Room {{name}} cannot be reached by wheelchair. Choose an accessible room.',
  room_closed: {
    withReason:
      'Room {{name}} is out of use from {{from}} to {{until}}: {{reason}}. Choose another room.',
    plain: 'Room {{name}} is out of use from {{from}} to {{until}}. Choose another room.',
  },
  bed_removed: 'Bed {{name}} is not there any more. Choose another bed.',
  companion_apart:
    '{{name}} and {{clientName}} would sleep in different rooms: the other one is in {{place}}. Place them together if you can.',
  course_full: {
    full: 'Course “{{name}}” is full: {{capacity}} participants. Put the person on the reserve list.',
    fewer:
      'Course “{{name}}” has {{capacity}} places and {{participants}} participants. Add places, or move somebody to another course.',
  },
  course_dates: 'Course “{{name}}” runs from {{from}} to {{until}}. Choose a day within it.',
}
