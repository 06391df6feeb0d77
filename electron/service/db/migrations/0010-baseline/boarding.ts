/**
 * Rooms and beds, courses, and who sleeps where.
 *
 * [Note: Claims of stays] A stay claims its bed from noon of its first day to noon of the day it ends
 * on, so that one guest may leave on the day on which the next one comes. Triggers write the claim,
 * whoever writes the stay; that claims never overlap is the claim's own business.
 *
 * [Note: Longest stay] What reaches into some days has begun before they end, and not longer ago than the
 * longest stay: an index by the first day is then read between two days, however long the table is.
 */

import { listedAsRoster } from './schedule.ts'

/** The longest stay, and the longest time for which somebody is in a course, days. */
const longest = 366
const notTooLong = (until: string) =>
  `CHECK (julianday(${until}) - julianday(from_date) <= ${longest})`

/**
 * Nobody sleeps in two beds in one night, whoever writes. That nobody new is put where a room is out of use is for
 * the rules: those who are in it stay until it is settled where they go.
 */
const guards = [
  ...['INSERT ON stay', 'UPDATE ON stay'].map(
    (event) => `CREATE TRIGGER stay_in_one_bed_on_${event.slice(0, 6).toLowerCase()} BEFORE ${event}
    WHEN NEW.kept = 0 AND EXISTS (
      SELECT 1 FROM stay
      WHERE person_id = NEW.person_id AND kept = 0 AND id <> NEW.id
        AND from_date < NEW.to_date AND to_date > NEW.from_date
    )
    BEGIN
      SELECT RAISE(ABORT, 'stay_overlap ' || NEW.person_id || ' ' || NEW.from_date || ' ' || NEW.to_date);
    END`,
  ),
  `CREATE TRIGGER stay_claims_on_insert AFTER INSERT ON stay
  BEGIN
    INSERT INTO claim (resource_id, starts_at, ends_at, session_id, stay_id)
    VALUES (NEW.bed_id, NEW.from_date || 'T12:00', NEW.to_date || 'T12:00', NULL, NEW.id);
  END`,
  `CREATE TRIGGER stay_claims_on_update AFTER UPDATE OF bed_id, from_date, to_date ON stay
  BEGIN
    UPDATE claim SET resource_id = NEW.bed_id, starts_at = NEW.from_date || 'T12:00',
      ends_at = NEW.to_date || 'T12:00'
    WHERE stay_id = NEW.id;
  END`,
]

export const boarding = [
  `CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    building TEXT NOT NULL,
    floor INTEGER NOT NULL,
    number TEXT NOT NULL,
    accessible INTEGER NOT NULL CHECK (accessible IN (0, 1)),
    for_whom TEXT NOT NULL CHECK (for_whom IN ('women', 'men', 'family', 'any')),
    note TEXT,
    UNIQUE (building, number)
  ) STRICT`,
  `CREATE TABLE bed (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    room_id TEXT NOT NULL REFERENCES room (id),
    position INTEGER NOT NULL CHECK (position > 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    UNIQUE (room_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE room_closure (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    room_id TEXT NOT NULL REFERENCES room (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    reason TEXT,
    CHECK (until_date >= from_date)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX room_closure_by_room ON room_closure (room_id, until_date)',
  `CREATE TABLE course (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (name <> ''),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    note TEXT,
    CHECK (until_date > from_date)
  ) STRICT`,
  ...listedAsRoster('course', 'course'),
  'CREATE INDEX course_by_day ON course (from_date)',
  `CREATE TABLE enrolment (
    course_id TEXT NOT NULL REFERENCES course (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    companion_of_id TEXT REFERENCES person (id),
    wheelchair INTEGER NOT NULL CHECK (wheelchair IN (0, 1)),
    diet TEXT CHECK (diet <> ''),
    note TEXT CHECK (note <> ''),
    share_words TEXT CHECK (share_words <> ''),
    state TEXT NOT NULL
      CHECK (state IN ('expected', 'here', 'left', 'no_show', 'reserve', 'withdrawn')),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    planned_from TEXT NOT NULL CHECK (planned_from IS date(planned_from)),
    planned_until TEXT NOT NULL CHECK (planned_until IS date(planned_until)),
    over_capacity INTEGER NOT NULL CHECK (over_capacity IN (0, 1)),
    replaces_id TEXT REFERENCES person (id),
    at TEXT NOT NULL,
    PRIMARY KEY (course_id, person_id),
    CHECK (until_date >= from_date),
    ${notTooLong('until_date')},
    CHECK (companion_of_id <> person_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE nights_away (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    course_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    bed_kept INTEGER NOT NULL CHECK (bed_kept IN (0, 1)),
    reason TEXT CHECK (reason <> ''),
    CHECK (until_date > from_date),
    FOREIGN KEY (course_id, person_id) REFERENCES enrolment (course_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX nights_away_by_course ON nights_away (course_id, person_id)',
  'CREATE INDEX nights_away_by_person ON nights_away (person_id)',
  'CREATE INDEX enrolment_by_person ON enrolment (person_id)',
  'CREATE INDEX enrolment_by_day ON enrolment (from_date, until_date)',
  `CREATE TABLE share_wish (
    course_id TEXT NOT NULL REFERENCES course (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    with_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (course_id, person_id, with_id),
    CHECK (with_id <> person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX share_wish_by_with ON share_wish (with_id)',
  `CREATE TABLE stay (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    course_id TEXT NOT NULL REFERENCES course (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    bed_id TEXT NOT NULL REFERENCES bed (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    to_date TEXT NOT NULL CHECK (to_date IS date(to_date)),
    kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
    override_reason TEXT CHECK (override_reason <> ''),
    CHECK (to_date > from_date),
    ${notTooLong('to_date')},
    FOREIGN KEY (course_id, person_id) REFERENCES enrolment (course_id, person_id)
  ) STRICT`,
  'CREATE INDEX stay_by_course ON stay (course_id, person_id)',
  'CREATE INDEX stay_by_person ON stay (person_id, from_date)',
  'CREATE INDEX stay_by_day ON stay (from_date, to_date)',
  'CREATE INDEX stay_by_bed ON stay (bed_id, from_date)',
  ...guards,
]
