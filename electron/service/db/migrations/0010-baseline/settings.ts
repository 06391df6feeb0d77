/** Settings, and the days on which the centre is closed. */

export const settings = [
  `CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE closed_day (
    date TEXT NOT NULL PRIMARY KEY CHECK (date IS date(date)),
    name TEXT NOT NULL CHECK (name <> '')
  ) STRICT, WITHOUT ROWID`,
]
