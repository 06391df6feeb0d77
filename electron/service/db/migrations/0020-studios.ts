import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/**
 * Everything that is scheduled stands in one `session`: what is of hippotherapy alone goes to `ride`,
 * whoever is on a list to `participant`. Courses, of which a session may be, come with the next migration. Foreign keys are off while migrations run (see migrate.ts), so
 * that a table may be rebuilt under its name; the migrator checks them before it commits.
 *
 * [Note: Marks to come] `session.unmarked` counts the people on the list without a mark. Triggers keep
 * it, whoever writes, so that "what is still unmarked" is one look into a small index. A mark always
 * has its place on the list, so the count moves by one with every row: counting the list anew for each
 * of its marks took longer than writing them.
 */
const count = (of: 'NEW' | 'OLD', step: '+ 1' | '- 1') =>
  `UPDATE session SET unmarked = unmarked ${step} WHERE id = ${of}.session_id;`
const counting = (table: string, come: '+ 1' | '- 1', gone: '+ 1' | '- 1') => [
  `CREATE TRIGGER ${table}_counts_on_insert AFTER INSERT ON ${table}
  BEGIN ${count('NEW', come)} END`,
  `CREATE TRIGGER ${table}_counts_on_delete AFTER DELETE ON ${table}
  BEGIN ${count('OLD', gone)} END`,
  `CREATE TRIGGER ${table}_counts_on_update AFTER UPDATE OF session_id ON ${table}
  BEGIN ${count('OLD', gone)} ${count('NEW', come)} END`,
]

const groups = [
  `CREATE TABLE studio_group (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    studio TEXT NOT NULL CHECK (studio IN ('art', 'dance', 'acting', 'computer', 'music')),
    name TEXT NOT NULL CHECK (name <> ''),
    teacher_id TEXT REFERENCES member (id),
    place_id TEXT REFERENCES place (id),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    note TEXT,
    CHECK (valid_until >= valid_from),
    UNIQUE (studio, name)
  ) STRICT`,
  `CREATE TABLE membership (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    group_id TEXT NOT NULL REFERENCES studio_group (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on)),
    left_on TEXT CHECK (left_on IS date(left_on)),
    went_to_id TEXT REFERENCES studio_group (id),
    CHECK (left_on > joined_on),
    CHECK (went_to_id IS NULL OR left_on IS NOT NULL)
  ) STRICT`,
  'CREATE INDEX membership_by_group ON membership (group_id, person_id, joined_on)',
  'CREATE INDEX membership_by_person ON membership (person_id)',
  ...['INSERT ON membership', 'UPDATE ON membership'].map(
    (event) => `CREATE TRIGGER membership_once_on_${event.slice(0, 6).toLowerCase()} BEFORE ${event}
    WHEN EXISTS (
      SELECT 1 FROM membership
      WHERE group_id = NEW.group_id AND person_id = NEW.person_id AND id <> NEW.id
        AND joined_on < coalesce(NEW.left_on, '9999') AND coalesce(left_on, '9999') > NEW.joined_on
    )
    BEGIN SELECT RAISE(ABORT, 'membership_overlap'); END`,
  ),
  `CREATE TABLE waiting (
    group_id TEXT NOT NULL REFERENCES studio_group (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    since TEXT NOT NULL CHECK (since IS date(since)),
    at TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (group_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX waiting_by_person ON waiting (person_id)',
]

const schedule = [
  'DROP TRIGGER session_is_marked',
  'DROP TRIGGER session_is_unmarked',
  `CREATE TABLE template_new (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('ride', 'class')),
    days TEXT NOT NULL CHECK (days <> ''),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    place_id TEXT REFERENCES place (id),
    led_by_id TEXT REFERENCES member (id),
    client_id TEXT REFERENCES person (id),
    group_id TEXT REFERENCES studio_group (id),
    CHECK ((kind = 'ride') = (client_id IS NOT NULL)),
    CHECK ((kind = 'class') = (group_id IS NOT NULL)),
    CHECK (kind <> 'ride' OR place_id IS NOT NULL)
  ) STRICT`,
  `INSERT INTO template_new SELECT id, 'ride', days, start, minutes, valid_from, valid_until, place_id,
    instructor_id, client_id, NULL FROM template`,
  `CREATE TABLE ride_template (
    template_id TEXT NOT NULL PRIMARY KEY REFERENCES template (id) ON DELETE CASCADE,
    horse_id TEXT NOT NULL REFERENCES horse (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO ride_template SELECT id, horse_id, therapist_id, leader_id, sidewalker_1_id,
    sidewalker_2_id, rider_behind_kg FROM template`,
  'DROP TABLE template',
  'ALTER TABLE template_new RENAME TO template',
  'CREATE INDEX template_by_client ON template (client_id) WHERE client_id IS NOT NULL',
  'CREATE INDEX template_by_group ON template (group_id) WHERE group_id IS NOT NULL',

  `CREATE TABLE session_new (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('ride', 'class', 'consultation', 'course')),
    date TEXT NOT NULL CHECK (date IS date(date)),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    place_id TEXT NOT NULL REFERENCES place (id),
    led_by_id TEXT REFERENCES member (id),
    group_id TEXT REFERENCES studio_group (id),
    course_id TEXT REFERENCES course (id),
    title TEXT CHECK (title <> ''),
    template_id TEXT REFERENCES template (id),
    template_date TEXT CHECK (template_date IS date(template_date)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    override_reason TEXT,
    cancel_reason TEXT CHECK (cancel_reason IN ('family', 'centre', 'weather', 'horse', 'staff')),
    cancel_note TEXT,
    unmarked INTEGER NOT NULL DEFAULT 0 CHECK (unmarked >= 0),
    CHECK (substr(start, 1, 2) * 60 + substr(start, 4, 2) + minutes < 1440),
    CHECK ((kind = 'class') = (group_id IS NOT NULL)),
    CHECK ((kind = 'course') = (course_id IS NOT NULL)),
    CHECK ((kind = 'course') = (title IS NOT NULL)),
    CHECK ((template_id IS NULL) = (template_date IS NULL)),
    UNIQUE (template_id, template_date)
  ) STRICT`,
  `INSERT INTO session_new SELECT id, 'ride', date, start, minutes, place_id, instructor_id, NULL,
    NULL, NULL, template_id, template_date, by_hand, override_reason, cancel_reason, cancel_note, 0 FROM session`,
  `CREATE TABLE ride (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    horse_id TEXT NOT NULL REFERENCES horse (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO ride SELECT id, horse_id, therapist_id, leader_id, sidewalker_1_id, sidewalker_2_id,
    rider_behind_kg FROM session`,
  `CREATE TABLE participant (
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id),
    part TEXT NOT NULL CHECK (part IN ('client', 'member', 'walk_in', 'make_up')),
    PRIMARY KEY (session_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO participant SELECT id, client_id, 'client' FROM session`,
  // A mark of somebody who was not the client keeps its place on the list.
  `INSERT OR IGNORE INTO participant SELECT session_id, person_id, 'walk_in' FROM attendance`,
  'CREATE INDEX participant_by_person ON participant (person_id, session_id)',
  'DROP TABLE session',
  'ALTER TABLE session_new RENAME TO session',
  'CREATE INDEX session_by_day ON session (date, start)',
  'CREATE INDEX session_by_group ON session (group_id, date) WHERE group_id IS NOT NULL',
  'CREATE INDEX session_by_course ON session (course_id, date) WHERE course_id IS NOT NULL',
  'CREATE INDEX session_unmarked ON session (date, start) WHERE unmarked > 0 AND cancel_reason IS NULL',
  `CREATE TABLE consultation_note (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id),
    note TEXT NOT NULL CHECK (note <> '')
  ) STRICT, WITHOUT ROWID`,
]

const attendance = [
  `ALTER TABLE mark_kind ADD COLUMN gives_credit INTEGER NOT NULL DEFAULT 0
    CHECK (gives_credit IN (0, 1))`,
  `UPDATE mark_kind SET gives_credit = 1 WHERE code = 'excused'`,
  `CREATE TABLE absence (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    person_id TEXT NOT NULL REFERENCES person (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    reason TEXT,
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    CHECK (until_date >= from_date)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX absence_by_person ON absence (person_id, from_date)',
  `CREATE TABLE attendance_new (
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    mark TEXT NOT NULL REFERENCES mark_kind (code),
    remark TEXT,
    absence_id TEXT REFERENCES absence (id),
    PRIMARY KEY (session_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES participant (session_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'INSERT INTO attendance_new SELECT session_id, person_id, mark, remark, NULL FROM attendance',
  'DROP TABLE attendance',
  'ALTER TABLE attendance_new RENAME TO attendance',
  'CREATE INDEX attendance_by_person ON attendance (person_id)',
  'CREATE INDEX attendance_by_absence ON attendance (absence_id) WHERE absence_id IS NOT NULL',
  `UPDATE session SET unmarked = (
    SELECT count(*) FROM participant p WHERE p.session_id = session.id AND NOT EXISTS (
      SELECT 1 FROM attendance a WHERE a.session_id = p.session_id AND a.person_id = p.person_id))`,
  ...counting('participant', '+ 1', '- 1'),
  ...counting('attendance', '- 1', '+ 1'),
  `CREATE TABLE credit (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    expires_on TEXT NOT NULL CHECK (expires_on IS date(expires_on)),
    used_in_id TEXT REFERENCES session (id),
    UNIQUE (session_id, person_id),
    UNIQUE (used_in_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES participant (session_id, person_id),
    FOREIGN KEY (used_in_id, person_id) REFERENCES participant (session_id, person_id)
  ) STRICT`,
  'CREATE INDEX credit_by_person ON credit (person_id)',
  'CREATE INDEX credit_open ON credit (expires_on) WHERE used_in_id IS NULL',
]

const history = [
  `CREATE TABLE change_step_new (
    change_id TEXT NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL
      CHECK (entity IN ('session', 'template', 'group', 'membership', 'waiting', 'participant',
        'credit', 'course', 'enrolment', 'share_wish', 'stay', 'closure')),
    entity_id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (change_id, position)
  ) STRICT, WITHOUT ROWID`,
  'INSERT INTO change_step_new SELECT * FROM change_step',
  'DROP TABLE change_step',
  'ALTER TABLE change_step_new RENAME TO change_step',
]

const run = async (db: Kysely<unknown>, statements: readonly string[]) => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** What undo kept of a session or template of hippotherapy, in the words that it is kept in now. */
function inNewWords(text: string | null): string | null {
  if (text === null) return null
  const {
    clientId,
    instructorId,
    horseId,
    therapistId,
    leaderId,
    sidewalkerIds,
    riderBehindKg,
    ...rest
  } = JSON.parse(text)
  const ride = { horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg }
  const common = { ...rest, kind: 'ride', ledById: instructorId, groupId: null, ride }
  const people = [{ personId: clientId, part: 'client' }]
  return JSON.stringify(
    'days' in rest ? { ...common, clientId } : { ...common, courseId: null, title: null, people },
  )
}

async function rewriteHistory(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    change_id: string
    position: number
    before: string | null
    after: string | null
  }>`SELECT change_id, position, before, after FROM change_step`.execute(db)
  for (const { change_id, position, before, after } of rows) {
    await sql`UPDATE change_step SET before = ${inNewWords(before)}, after = ${inNewWords(after)}
      WHERE change_id = ${change_id} AND position = ${position}`.execute(db)
  }
}

const studios = [
  { begins: 'изо', studio: 'art' },
  { begins: 'танц', studio: 'dance' },
  { begins: 'акт', studio: 'acting' },
  { begins: 'комп', studio: 'computer' },
  { begins: 'муз', studio: 'music' },
]
const usualCapacity = 15

/** Lists of studios that were imported before there were groups become groups with members. */
async function makeGroups(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    person_id: string
    studio: string
    group_name: string
    joined_on: string
  }>`SELECT * FROM studio_enrolment ORDER BY joined_on`.execute(db)
  const byGroup = Map.groupBy(rows, ({ studio, group_name }) => {
    const known = studios.find(({ begins }) => studio.trim().toLowerCase().startsWith(begins))
    return `${known?.studio ?? 'art'}\n${group_name}`
  })
  for (const [key, members] of byGroup) {
    const [studio, name] = key.split('\n')
    const id = randomUUID()
    const first = members[0]?.joined_on as string
    const people = new Map(members.toReversed().map((one) => [one.person_id, one.joined_on]))
    const until = `${members.at(-1)?.joined_on.slice(0, 4)}-12-31`
    await sql`INSERT INTO studio_group VALUES (${id}, ${studio}, ${name}, NULL, NULL,
      ${Math.max(usualCapacity, people.size)}, ${first}, ${until}, NULL)`.execute(db)
    for (const [person, joined] of people) {
      await sql`INSERT INTO membership VALUES (${randomUUID()}, ${id}, ${person}, ${joined}, NULL,
        NULL)`.execute(db)
    }
  }
  await sql`DROP TABLE studio_enrolment`.execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, [...groups, ...schedule, ...attendance, ...history])
  await rewriteHistory(db)
  await makeGroups(db)
}
