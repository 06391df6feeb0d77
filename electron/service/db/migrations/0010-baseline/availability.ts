/**
 * When a horse, a member or a place cannot be used: from a minute of the first day to a minute of the last,
 * without a break, the whole days where no time is said. Of one resource they never overlap.
 */

const meetsAnother = (event: string, but = '') =>
  `CREATE TRIGGER unavailability_never_overlaps_on_${event.toLowerCase()} BEFORE ${event} ON unavailability
  WHEN EXISTS (
    SELECT 1 FROM unavailability AS other
    WHERE other.resource_id = NEW.resource_id${but}
      AND other.from_date || other.from_time < NEW.until_date || NEW.until_time
      AND NEW.from_date || NEW.from_time < other.until_date || other.until_time
  )
  BEGIN SELECT RAISE(ABORT, 'unavailability_overlap'); END`

export const availability = [
  `CREATE TABLE unavailability (
    resource_id TEXT NOT NULL REFERENCES resource (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    from_time TEXT NOT NULL CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    until_time TEXT NOT NULL CHECK (until_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    reason TEXT NOT NULL,
    note TEXT CHECK (note <> ''),
    PRIMARY KEY (resource_id, from_date, from_time),
    CHECK (from_date || from_time < until_date || until_time)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX unavailability_by_stretch ON unavailability (until_date, from_date)',
  meetsAnother('INSERT'),
  meetsAnother(
    'UPDATE',
    ` AND NOT (other.from_date = OLD.from_date AND other.from_time = OLD.from_time)`,
  ),
]
