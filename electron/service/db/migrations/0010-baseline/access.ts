/** What people, scripts and the printed recovery code are known by. Nobody's history: none of it is shown or taken back. */

export const access = [
  `CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('pin', 'key', 'recovery')),
    member_id TEXT REFERENCES member (id),
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    cost INTEGER NOT NULL CHECK (cost > 0),
    made_at TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    failed_at INTEGER,
    CHECK ((kind = 'recovery') = (member_id IS NULL))
  ) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX pin_of_member ON credential (member_id) WHERE kind = 'pin'`,
]
