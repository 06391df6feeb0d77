/**
 * Everything that is scheduled stands in one `session`: what a kind has of its own in a table of that
 * kind (`ride`), whoever is on a list in `participant`, what it takes in `claim`. Whose people are on the
 * lists of many sessions is a `roster`: a group, a course. A kind that has lists has a roster; the others have none.
 *
 * [Note: One neighbour is enough] Claims of one resource never overlap, so in order of beginning
 * they are also in order of end: of all claims that begin before a new one ends, only the last can
 * reach into it. The trigger looks at that one row, by the primary key, however long the table is.
 */

/** The kinds of session; `listed` are those whose people are those of a roster. */
const kinds = [
  { kind: 'ride', listed: 0 },
  { kind: 'class', listed: 1 },
  { kind: 'consultation', listed: 0 },
  { kind: 'course', listed: 1 },
]

/** What is of a listed kind has a roster, and nothing else has. */
const rosterAsKindSays = (table: string) =>
  ['INSERT', 'UPDATE'].map(
    (event) => `CREATE TRIGGER ${table}_roster_on_${event.toLowerCase()} BEFORE ${event} ON ${table}
  WHEN (SELECT listed FROM session_kind WHERE kind = NEW.kind) <> (NEW.roster_id IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, '${table} without its roster'); END`,
  )

/** A table of rosters keeps the list of all rosters by itself. */
export const listedAsRoster = (table: string, kind: string) => [
  `CREATE TRIGGER ${table}_is_roster AFTER INSERT ON ${table}
  BEGIN INSERT INTO roster (id, kind) VALUES (NEW.id, '${kind}'); END`,
  `CREATE TRIGGER ${table}_was_roster AFTER DELETE ON ${table}
  BEGIN DELETE FROM roster WHERE id = OLD.id; END`,
]

export const schedule = [
  `CREATE TABLE session_kind (
    kind TEXT NOT NULL PRIMARY KEY,
    listed INTEGER NOT NULL CHECK (listed IN (0, 1))
  ) STRICT, WITHOUT ROWID`,
  ...kinds.map(({ kind, listed }) => `INSERT INTO session_kind VALUES ('${kind}', ${listed})`),
  `CREATE TABLE roster (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL REFERENCES session_kind (kind)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL REFERENCES session_kind (kind),
    days TEXT NOT NULL CHECK (days <> ''),
    interval_weeks INTEGER NOT NULL CHECK (interval_weeks > 0),
    counted_from TEXT NOT NULL CHECK (counted_from IS date(counted_from)),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    place_id TEXT REFERENCES place (id),
    led_by_id TEXT REFERENCES member (id),
    assistant_1_id TEXT REFERENCES member (id),
    assistant_2_id TEXT REFERENCES member (id),
    client_id TEXT REFERENCES person (id),
    roster_id TEXT REFERENCES roster (id),
    CHECK ((client_id IS NULL) <> (roster_id IS NULL)),
    CHECK (roster_id IS NOT NULL OR place_id IS NOT NULL)
  ) STRICT`,
  'CREATE INDEX template_by_client ON template (client_id) WHERE client_id IS NOT NULL',
  'CREATE INDEX template_by_roster ON template (roster_id) WHERE roster_id IS NOT NULL',
  'CREATE INDEX template_by_stretch ON template (valid_until, valid_from)',
  // A day on which a template was decided to make nothing.
  `CREATE TABLE template_skip (
    template_id TEXT NOT NULL REFERENCES template (id) ON DELETE CASCADE,
    date TEXT NOT NULL CHECK (date IS date(date)),
    PRIMARY KEY (template_id, date)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE ride_template (
    template_id TEXT NOT NULL PRIMARY KEY REFERENCES template (id) ON DELETE CASCADE,
    horse_id TEXT NOT NULL REFERENCES horse (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL REFERENCES session_kind (kind),
    date TEXT NOT NULL CHECK (date IS date(date)),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    place_id TEXT NOT NULL REFERENCES place (id),
    led_by_id TEXT REFERENCES member (id),
    assistant_1_id TEXT REFERENCES member (id),
    assistant_2_id TEXT REFERENCES member (id),
    roster_id TEXT REFERENCES roster (id),
    title TEXT CHECK (title <> ''),
    template_id TEXT REFERENCES template (id),
    template_date TEXT CHECK (template_date IS date(template_date)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    override_reason TEXT,
    cancel_reason TEXT CHECK (cancel_reason IN ('family', 'centre', 'weather', 'horse', 'staff')),
    cancel_note TEXT,
    unmarked INTEGER NOT NULL DEFAULT 0 CHECK (unmarked >= 0),
    CHECK (substr(start, 1, 2) * 60 + substr(start, 4, 2) + minutes < 1440),
    CHECK ((template_id IS NULL) = (template_date IS NULL)),
    UNIQUE (template_id, template_date)
  ) STRICT`,
  ...rosterAsKindSays('template'),
  ...rosterAsKindSays('session'),
  'CREATE INDEX session_by_day ON session (date, start)',
  'CREATE INDEX session_by_roster ON session (roster_id, date) WHERE roster_id IS NOT NULL',
  'CREATE INDEX session_unmarked ON session (date, start) WHERE unmarked > 0 AND cancel_reason IS NULL',
  `CREATE TABLE ride (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    horse_id TEXT NOT NULL REFERENCES horse (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE participant (
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id),
    part TEXT NOT NULL CHECK (part IN ('client', 'member', 'walk_in', 'make_up')),
    PRIMARY KEY (session_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX participant_by_person ON participant (person_id, session_id)',
  `CREATE TABLE claim (
    resource_id TEXT NOT NULL REFERENCES resource (id),
    starts_at TEXT NOT NULL CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M', starts_at)),
    ends_at TEXT NOT NULL CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M', ends_at)),
    session_id TEXT REFERENCES session (id) ON DELETE CASCADE,
    stay_id TEXT REFERENCES stay (id) ON DELETE CASCADE,
    PRIMARY KEY (resource_id, starts_at),
    CHECK (ends_at > starts_at),
    CHECK ((session_id IS NULL) <> (stay_id IS NULL)),
    CHECK (stay_id IS NOT NULL OR julianday(ends_at) - julianday(starts_at) <= 1.0001)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX claim_by_session ON claim (session_id) WHERE session_id IS NOT NULL',
  'CREATE UNIQUE INDEX claim_by_stay ON claim (stay_id) WHERE stay_id IS NOT NULL',
  `CREATE TRIGGER claim_never_overlaps_on_insert BEFORE INSERT ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN
    SELECT RAISE(ABORT, 'claim_overlap ' || NEW.resource_id || ' ' || NEW.starts_at || ' ' || NEW.ends_at);
  END`,
  `CREATE TRIGGER claim_never_overlaps_on_update BEFORE UPDATE ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
      AND NOT (resource_id = OLD.resource_id AND starts_at = OLD.starts_at)
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN
    SELECT RAISE(ABORT, 'claim_overlap ' || NEW.resource_id || ' ' || NEW.starts_at || ' ' || NEW.ends_at);
  END`,
  // What a session needs and somebody else had first: see [Note: Given free] in schedule/claims.ts.
  `CREATE TABLE lack (
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    resource_id TEXT NOT NULL REFERENCES resource (id),
    PRIMARY KEY (session_id, resource_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE consultation_note (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id),
    plain TEXT CHECK (plain <> ''),
    key_id TEXT REFERENCES shared_key (id),
    sealed BLOB,
    CHECK ((plain IS NULL) = (key_id IS NOT NULL) AND (key_id IS NULL) = (sealed IS NULL))
  ) STRICT, WITHOUT ROWID`,
]
