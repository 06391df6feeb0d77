/** Settings, and the days on which the centre is closed. */

export const settings = [
  `CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID`,
  // What people decided: a day that is closed, by its name, or a public holiday that is open, without one.
  `CREATE TABLE closed_day (
    date TEXT NOT NULL PRIMARY KEY CHECK (date IS date(date)),
    name TEXT CHECK (name <> ''),
    feast TEXT CHECK (feast <> '')
  ) STRICT, WITHOUT ROWID`,
]
