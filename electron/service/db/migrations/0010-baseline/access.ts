/** What people, scripts and the printed recovery code are known by. Nobody's history: none of it is shown or taken back. */

export const access = [
  `CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('pin', 'key', 'recovery')),
    member_id TEXT REFERENCES member (id),
    salt BLOB NOT NULL,
    cost INTEGER NOT NULL CHECK (cost > 0),
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL,
    made_at TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    failed_at INTEGER,
    CHECK ((kind = 'recovery') = (member_id IS NULL))
  ) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX pin_of_member ON credential (member_id) WHERE kind = 'pin'`,
  // See [Note: Keys under keys].
  `CREATE TABLE shared_key (
    id TEXT NOT NULL PRIMARY KEY,
    member_id TEXT UNIQUE REFERENCES member (id),
    public_key BLOB NOT NULL,
    for_centre BLOB,
    CHECK ((for_centre IS NULL) = (member_id IS NULL))
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX one_centre_key ON shared_key ((member_id IS NULL)) WHERE member_id IS NULL',
  `CREATE TABLE shared_key_holder (
    key_id TEXT NOT NULL REFERENCES shared_key (id),
    member_id TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (key_id, member_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE shared_key_box (
    key_id TEXT NOT NULL REFERENCES shared_key (id),
    credential_id TEXT NOT NULL REFERENCES credential (id) ON DELETE CASCADE ON UPDATE CASCADE,
    box BLOB NOT NULL,
    PRIMARY KEY (key_id, credential_id)
  ) STRICT, WITHOUT ROWID`,
]
