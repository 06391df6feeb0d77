/**
 * The history of all tracked rows, written by triggers (see recording.ts), and its seals ([Note: Sealed]): neither these
 * nor what is sealed can be altered. `alias` says under which id somebody goes on who was in the files twice.
 */

export const history = [
  `CREATE TABLE change (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    at TEXT NOT NULL,
    by_id TEXT,
    kind TEXT NOT NULL CHECK (kind <> ''),
    of_id TEXT REFERENCES change (id),
    undone_by_id TEXT REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    rights TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX change_by_time ON change (at, id)',
  // Also for what holds on to a change that leaves nothing, and is taken out again: else all of them are looked through.
  'CREATE INDEX change_by_turned ON change (of_id, id) WHERE of_id IS NOT NULL',
  'CREATE INDEX change_by_undoing ON change (undone_by_id) WHERE undone_by_id IS NOT NULL',
  `CREATE TABLE change_step (
    step INTEGER NOT NULL PRIMARY KEY,
    change_id TEXT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT`,
  'CREATE INDEX change_step_by_change ON change_step (change_id)',
  'CREATE INDEX change_step_by_row ON change_step (table_name, row_key)',
  // Whom changes are about: found in the steps when they are sealed.
  `CREATE TABLE change_person (
    person_id TEXT NOT NULL,
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, change_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX change_person_by_change ON change_person (change_id)',
  `CREATE TABLE event (
    number INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    by_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('signed_in','signed_out','secret_wrong','pin_set','pin_removed','key_made','key_removed','code_made','passphrase_set','notes_handed_over','notes_taken_back','printed','saved','looked')),
    of_id TEXT,
    what TEXT
  ) STRICT`,
  'CREATE INDEX event_by_time ON event (at, number)',
  `CREATE TABLE seal (
    number INTEGER NOT NULL PRIMARY KEY,
    last_step INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
  ) STRICT`,
  `CREATE TRIGGER event_stays BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER event_is_kept BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER seal_stays BEFORE UPDATE ON seal
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER seal_is_kept BEFORE DELETE ON seal
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER step_stays BEFORE UPDATE ON change_step
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER step_is_kept BEFORE DELETE ON change_step
  WHEN OLD.step <= (SELECT max(last_step) FROM seal)
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER change_stays BEFORE UPDATE OF id, at, by_id, kind, of_id, rights ON change
  WHEN (SELECT min(step) FROM change_step WHERE change_id = OLD.id) <= (SELECT max(last_step) FROM seal)
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  `CREATE TRIGGER change_is_kept BEFORE DELETE ON change
  WHEN (SELECT min(step) FROM change_step WHERE change_id = OLD.id) <= (SELECT max(last_step) FROM seal)
  BEGIN SELECT RAISE(ABORT, 'sealed'); END`,
  'CREATE TABLE open_change (change_id TEXT NOT NULL) STRICT',
  `CREATE TABLE alias (
    old_id TEXT NOT NULL PRIMARY KEY CHECK (length(old_id) = 36),
    new_id TEXT NOT NULL CHECK (length(new_id) = 36),
    change_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
]
