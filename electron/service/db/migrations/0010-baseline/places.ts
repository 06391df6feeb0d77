/** Places, and the usual beginnings of rides in them. */

export const places = [
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
]
