/**
 * The history of all tracked rows, written by triggers (see recording.ts). `alias` says under which id
 * somebody goes on who was in the files twice.
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
  'CREATE TABLE open_change (change_id TEXT NOT NULL) STRICT',
  `CREATE TABLE alias (
    old_id TEXT NOT NULL PRIMARY KEY CHECK (length(old_id) = 36),
    new_id TEXT NOT NULL CHECK (length(new_id) = 36),
    change_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
]
