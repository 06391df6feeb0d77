import { type Kysely, sql } from 'kysely'

/**
 * [Note: One neighbour is enough] Claims of one resource never overlap, so in order of beginning
 * they are also in order of end: of all claims that begin before a new one ends, only the last can
 * reach into it. The trigger looks at that one row, by the primary key, however long the table is.
 */
const statements = [
  `CREATE TABLE resource (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'horse', 'member', 'place'))
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id) ON DELETE CASCADE,
    family_name TEXT NOT NULL CHECK (family_name <> ''),
    given_name TEXT NOT NULL CHECK (given_name <> ''),
    patronymic TEXT,
    birth_date TEXT CHECK (birth_date IS date(birth_date)),
    sex TEXT CHECK (sex IN ('female', 'male')),
    iin TEXT UNIQUE CHECK (iin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    iin_missing_reason TEXT,
    district TEXT,
    phone TEXT,
    guardian_name TEXT,
    guardian_phone TEXT,
    weight_kg REAL CHECK (weight_kg > 0),
    height_cm REAL CHECK (height_cm > 0),
    mobility TEXT CHECK (mobility IN ('independent', 'with_support', 'wheelchair')),
    keeps_balance INTEGER CHECK (keeps_balance IN (0, 1)),
    sidewalkers_needed INTEGER NOT NULL CHECK (sidewalkers_needed BETWEEN 0 AND 2),
    session_limit_minutes INTEGER CHECK (session_limit_minutes > 0),
    statement_from TEXT CHECK (statement_from IS date(statement_from)),
    statement_until TEXT CHECK (statement_until IS date(statement_until)),
    contraindication TEXT,
    physician_decision_on TEXT CHECK (physician_decision_on IS date(physician_decision_on)),
    physician_decision TEXT,
    precautions TEXT,
    consent_on TEXT CHECK (consent_on IS date(consent_on)),
    notes TEXT,
    sort_key TEXT NOT NULL,
    folded_name TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX person_by_name ON person (sort_key)',
  'CREATE INDEX person_by_folded_name ON person (folded_name, birth_date)',
  'CREATE INDEX person_by_statement ON person (statement_until)',
  `CREATE TABLE person_category (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    from_date TEXT CHECK (from_date IS date(from_date)),
    until_date TEXT CHECK (until_date IS date(until_date)),
    position INTEGER NOT NULL,
    PRIMARY KEY (person_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE person_word (
    word TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, sort_key, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX person_word_by_person ON person_word (person_id, word)',

  `CREATE TABLE horse (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    birth_year INTEGER NOT NULL,
    mass_kg REAL NOT NULL CHECK (mass_kg > 0),
    height_cm REAL,
    temper TEXT,
    daily_warn_minutes INTEGER CHECK (daily_warn_minutes >= 0),
    daily_block_minutes INTEGER CHECK (daily_block_minutes >= 0),
    rest_minutes INTEGER CHECK (rest_minutes >= 0),
    load_percent REAL CHECK (load_percent > 0),
    tack_kg REAL CHECK (tack_kg >= 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    notes TEXT,
    sort_key TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE horse_absence (
    horse_id TEXT NOT NULL REFERENCES horse (id) ON DELETE CASCADE,
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    reason TEXT,
    PRIMARY KEY (horse_id, from_date),
    CHECK (until_date >= from_date)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE member (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    family_name TEXT NOT NULL CHECK (family_name <> ''),
    given_name TEXT NOT NULL CHECK (given_name <> ''),
    patronymic TEXT,
    subject TEXT,
    volunteer INTEGER NOT NULL CHECK (volunteer IN (0, 1)),
    phone TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sort_key TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE member_role (
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('instructor', 'therapist', 'leader', 'sidewalker', 'teacher',
      'psychologist', 'administrator', 'coordinator')),
    PRIMARY KEY (member_id, role)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE member_hours (
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    weekday TEXT NOT NULL CHECK (weekday IN ('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su')),
    from_time TEXT NOT NULL,
    until_time TEXT NOT NULL,
    PRIMARY KEY (member_id, weekday, from_time),
    CHECK (until_time > from_time)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE place (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    name TEXT NOT NULL CHECK (name <> ''),
    lane TEXT,
    use TEXT NOT NULL CHECK (use IN ('arena', 'studio', 'cabinet')),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sort_key TEXT NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX place_by_name ON place (name, coalesce(lane, ''))`,
  `CREATE TABLE slot (
    weekday TEXT NOT NULL CHECK (weekday IN ('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su')),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    place_id TEXT NOT NULL REFERENCES place (id),
    PRIMARY KEY (weekday, start, place_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    building TEXT NOT NULL,
    floor INTEGER NOT NULL,
    number TEXT NOT NULL,
    beds INTEGER NOT NULL CHECK (beds > 0),
    accessible INTEGER NOT NULL CHECK (accessible IN (0, 1)),
    for_whom TEXT NOT NULL CHECK (for_whom IN ('women', 'men', 'family', 'any')),
    note TEXT,
    UNIQUE (building, number)
  ) STRICT`,
  `CREATE TABLE studio_enrolment (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    studio TEXT NOT NULL,
    group_name TEXT NOT NULL,
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on)),
    PRIMARY KEY (person_id, group_name, joined_on)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE course_enrolment (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    arrival_on TEXT NOT NULL CHECK (arrival_on IS date(arrival_on)),
    wheelchair INTEGER NOT NULL CHECK (wheelchair IN (0, 1)),
    companion_name TEXT,
    diet TEXT,
    share_with_name TEXT,
    PRIMARY KEY (person_id, arrival_on)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE closed_day (
    date TEXT NOT NULL PRIMARY KEY CHECK (date IS date(date)),
    name TEXT NOT NULL CHECK (name <> '')
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    days TEXT NOT NULL CHECK (days <> ''),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    client_id TEXT NOT NULL REFERENCES person (id),
    horse_id TEXT NOT NULL REFERENCES horse (id),
    place_id TEXT NOT NULL REFERENCES place (id),
    instructor_id TEXT REFERENCES member (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT`,
  'CREATE INDEX template_by_client ON template (client_id)',

  `CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    date TEXT NOT NULL CHECK (date IS date(date)),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    client_id TEXT NOT NULL REFERENCES person (id),
    horse_id TEXT NOT NULL REFERENCES horse (id),
    place_id TEXT NOT NULL REFERENCES place (id),
    instructor_id TEXT REFERENCES member (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0),
    template_id TEXT REFERENCES template (id),
    template_date TEXT CHECK (template_date IS date(template_date)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    override_reason TEXT,
    cancel_reason TEXT CHECK (cancel_reason IN ('family', 'centre', 'weather', 'horse')),
    cancel_note TEXT,
    marked INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
    CHECK (substr(start, 1, 2) * 60 + substr(start, 4, 2) + minutes < 1440),
    CHECK ((template_id IS NULL) = (template_date IS NULL)),
    UNIQUE (template_id, template_date)
  ) STRICT`,
  'CREATE INDEX session_by_day ON session (date, start)',
  'CREATE INDEX session_by_horse ON session (horse_id, date, cancel_reason, start, minutes, id)',
  'CREATE INDEX session_by_client ON session (client_id, date)',
  `CREATE INDEX session_unmarked ON session (date, start) WHERE marked = 0 AND cancel_reason IS NULL`,

  `CREATE TABLE claim (
    resource_id TEXT NOT NULL REFERENCES resource (id),
    starts_at TEXT NOT NULL CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M', starts_at)),
    ends_at TEXT NOT NULL CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M', ends_at)),
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    PRIMARY KEY (resource_id, starts_at),
    CHECK (ends_at > starts_at),
    CHECK (julianday(ends_at) - julianday(starts_at) <= 1.0001)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX claim_by_session ON claim (session_id)',
  `CREATE TRIGGER claim_never_overlaps_on_insert BEFORE INSERT ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN SELECT RAISE(ABORT, 'claim_overlap'); END`,
  `CREATE TRIGGER claim_never_overlaps_on_update BEFORE UPDATE ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
      AND NOT (resource_id = OLD.resource_id AND starts_at = OLD.starts_at)
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN SELECT RAISE(ABORT, 'claim_overlap'); END`,

  `CREATE TABLE mark_kind (
    code TEXT NOT NULL PRIMARY KEY,
    letter TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    counts_as_present INTEGER NOT NULL CHECK (counts_as_present IN (0, 1)),
    excused INTEGER NOT NULL CHECK (excused IN (0, 1)),
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO mark_kind VALUES
    ('present', '✓', 'келді', 'присутствует', 'present', 1, 0, 1),
    ('late', 'О', 'кешікті', 'опоздание', 'late', 1, 0, 2),
    ('absent', 'Н', 'келмеді', 'неявка', 'absent', 0, 0, 3),
    ('excused', 'У', 'себепті келмеді', 'уважительная причина', 'excused', 0, 1, 4),
    ('cancelled', 'Ц', 'орталық тоқтатты', 'отменено центром', 'cancelled by the centre', 0, 1, 5),
    ('closed', 'В', 'демалыс күні', 'выходной день', 'closed day', 0, 1, 6)`,
  `CREATE TABLE attendance (
    session_id TEXT NOT NULL REFERENCES session (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    mark TEXT NOT NULL REFERENCES mark_kind (code),
    remark TEXT,
    PRIMARY KEY (session_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX attendance_by_person ON attendance (person_id)',
  `CREATE TRIGGER session_is_marked AFTER INSERT ON attendance
  BEGIN UPDATE session SET marked = 1 WHERE id = NEW.session_id; END`,
  `CREATE TRIGGER session_is_unmarked AFTER DELETE ON attendance
  BEGIN UPDATE session SET marked = 0 WHERE id = OLD.session_id; END`,
  `CREATE TABLE attendance_change (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    before_mark TEXT,
    after_mark TEXT,
    remark TEXT
  ) STRICT`,
  'CREATE INDEX attendance_change_by_session ON attendance_change (session_id, person_id)',

  `CREATE TABLE change (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    kind TEXT NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1))
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE change_step (
    change_id TEXT NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity IN ('session', 'template')),
    entity_id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (change_id, position)
  ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
