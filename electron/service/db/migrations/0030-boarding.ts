import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/**
 * Rooms get their beds, which are resources like horses and places; whoever sleeps in one has a stay.
 *
 * [Note: Claims of stays] A stay claims its bed from noon of its first day to noon of the day it ends
 * on, so that one guest may leave on the day on which the next one comes. Triggers write the claim,
 * whoever writes the stay; that claims never overlap is the claim's own business.
 */
const claims = [
  `CREATE TABLE resource_new (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'horse', 'member', 'place', 'bed'))
  ) STRICT, WITHOUT ROWID`,
  'INSERT INTO resource_new SELECT id, kind FROM resource',
  'DROP TABLE resource',
  'ALTER TABLE resource_new RENAME TO resource',
  `CREATE TABLE claim_new (
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
  'INSERT INTO claim_new SELECT resource_id, starts_at, ends_at, session_id, NULL FROM claim',
  'DROP TABLE claim',
  'ALTER TABLE claim_new RENAME TO claim',
  'CREATE INDEX claim_by_session ON claim (session_id) WHERE session_id IS NOT NULL',
  'CREATE UNIQUE INDEX claim_by_stay ON claim (stay_id) WHERE stay_id IS NOT NULL',
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
]

const rooms = [
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
]

const courses = [
  `CREATE TABLE course (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (name <> ''),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    note TEXT,
    CHECK (until_date > from_date)
  ) STRICT`,
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
    replaces_id TEXT REFERENCES person (id),
    at TEXT NOT NULL,
    PRIMARY KEY (course_id, person_id),
    CHECK (until_date >= from_date),
    CHECK (companion_of_id <> person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX enrolment_by_person ON enrolment (person_id)',
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
    FOREIGN KEY (course_id, person_id) REFERENCES enrolment (course_id, person_id)
  ) STRICT`,
  'CREATE INDEX stay_by_course ON stay (course_id, person_id)',
  'CREATE INDEX stay_by_person ON stay (person_id, from_date)',
  'CREATE INDEX stay_by_day ON stay (to_date, from_date)',
  'CREATE INDEX stay_by_bed ON stay (bed_id, to_date)',
]

/** Nobody sleeps in two beds in one night, nobody where the room is out of use; whoever writes. */
const guards = [
  ...['INSERT ON stay', 'UPDATE ON stay'].flatMap((event) => {
    const name = event.slice(0, 6).toLowerCase()
    return [
      `CREATE TRIGGER stay_in_one_bed_on_${name} BEFORE ${event}
      WHEN NEW.kept = 0 AND EXISTS (
        SELECT 1 FROM stay
        WHERE person_id = NEW.person_id AND kept = 0 AND id <> NEW.id
          AND from_date < NEW.to_date AND to_date > NEW.from_date
      )
      BEGIN SELECT RAISE(ABORT, 'stay_overlap'); END`,
      `CREATE TRIGGER stay_in_open_room_on_${name} BEFORE ${event}
      WHEN EXISTS (
        SELECT 1 FROM bed JOIN room_closure c ON c.room_id = bed.room_id
        WHERE bed.id = NEW.bed_id AND c.from_date < NEW.to_date AND c.until_date >= NEW.from_date
      )
      BEGIN SELECT RAISE(ABORT, 'room_closed'); END`,
    ]
  }),
  ...['INSERT ON room_closure', 'UPDATE ON room_closure'].map(
    (event) => `CREATE TRIGGER closure_of_empty_room_on_${event.slice(0, 6).toLowerCase()}
    BEFORE ${event}
    WHEN EXISTS (
      SELECT 1 FROM bed JOIN stay ON stay.bed_id = bed.id
      WHERE bed.room_id = NEW.room_id
        AND stay.from_date <= NEW.until_date AND stay.to_date > NEW.from_date
    )
    BEGIN SELECT RAISE(ABORT, 'room_taken'); END`,
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

const run = async (db: Kysely<unknown>, statements: readonly string[]) => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

async function makeBeds(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; beds: number }>`SELECT id, beds FROM room`.execute(db)
  for (const room of rows) {
    for (let position = 1; position <= room.beds; position++) {
      const id = randomUUID()
      await sql`INSERT INTO resource VALUES (${id}, 'bed')`.execute(db)
      await sql`INSERT INTO bed VALUES (${id}, ${room.id}, ${position}, 1)`.execute(db)
    }
  }
  await sql`ALTER TABLE room DROP COLUMN beds`.execute(db)
}

/** A week: whoever comes on a Monday leaves on the Sunday. */
const lastDay = (arrival: string): string => {
  const day = new Date(`${arrival}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 6)
  return day.toISOString().slice(0, 10)
}
const asWritten = (date: string) => date.split('-').reverse().join('.')
const leastCapacity = 25

interface OldEnrolment {
  person_id: string
  arrival_on: string
  wheelchair: number
  companion_name: string | null
  diet: string | null
  share_with_name: string | null
  full_name: string
}

/**
 * Lists of participants that were imported before there were courses. Who accompanies them is kept as
 * a note, and a wish for somebody who is not on the list in its words: they have no files yet.
 */
async function makeCourses(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<OldEnrolment>`
    SELECT e.*, trim(p.family_name || ' ' || p.given_name || ' ' || coalesce(p.patronymic, ''))
      AS full_name
    FROM course_enrolment e JOIN person p ON p.id = e.person_id ORDER BY arrival_on, p.sort_key
  `.execute(db)
  for (const [arrival, people] of Map.groupBy(rows, (row) => row.arrival_on)) {
    const id = randomUUID()
    const until = lastDay(arrival)
    await sql`INSERT INTO course VALUES (${id}, ${asWritten(arrival)}, ${arrival}, ${until},
      ${Math.max(leastCapacity, people.length)}, NULL)`.execute(db)
    const idOf = new Map(people.map((one) => [one.full_name, one.person_id]))
    const wishOf = ({ share_with_name: name, person_id }: OldEnrolment) => {
      const id = name === null ? undefined : idOf.get(name.trim())
      return id === person_id ? undefined : id
    }
    for (const [index, one] of people.entries()) {
      const note = one.companion_name ? `+ ${one.companion_name}` : null
      const words = wishOf(one) === undefined ? one.share_with_name || null : null
      await sql`INSERT INTO enrolment VALUES (${id}, ${one.person_id}, NULL, ${one.wheelchair},
        ${one.diet || null}, ${note}, ${words}, 'expected', ${arrival}, ${until}, NULL,
        ${String(index).padStart(4, '0')})`.execute(db)
    }
    for (const one of people) {
      const wished = wishOf(one)
      if (wished === undefined) continue
      await sql`INSERT INTO share_wish VALUES (${id}, ${one.person_id}, ${wished})`.execute(db)
    }
  }
  await sql`DROP TABLE course_enrolment`.execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, [...claims, ...rooms, ...courses])
  await makeBeds(db)
  await makeCourses(db)
  await run(db, guards)
}
