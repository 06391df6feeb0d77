/** Members of the team, what they may do, and when they work. */

export const team = [
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
      'psychologist', 'receptionist', 'administrator', 'coordinator')),
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
]
