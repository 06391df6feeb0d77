/** Groups of the studios, their members with dates, and their queues. */
import { listedAsRoster } from './schedule.ts'

/** Nobody is a member of a group twice at a time. */
const once = ['INSERT', 'UPDATE'].map(
  (event) => `CREATE TRIGGER membership_once_on_${event.toLowerCase()} BEFORE ${event} ON membership
  WHEN EXISTS (
    SELECT 1 FROM membership
    WHERE group_id = NEW.group_id AND person_id = NEW.person_id AND id <> NEW.id
      AND joined_on < coalesce(NEW.left_on, '9999') AND coalesce(left_on, '9999') > NEW.joined_on
  )
  BEGIN SELECT RAISE(ABORT, 'membership_overlap ' || NEW.group_id || ' ' || NEW.person_id); END`,
)

export const studio = [
  `CREATE TABLE studio_group (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    studio TEXT NOT NULL CHECK (studio IN ('art', 'dance', 'acting', 'computer', 'music')),
    name TEXT NOT NULL CHECK (name <> ''),
    teacher_id TEXT REFERENCES member (id),
    assistant_1_id TEXT REFERENCES member (id),
    assistant_2_id TEXT REFERENCES member (id),
    place_id TEXT REFERENCES place (id),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    note TEXT,
    CHECK (valid_until >= valid_from),
    UNIQUE (studio, name)
  ) STRICT`,
  ...listedAsRoster('studio_group', 'class'),
  `CREATE TABLE membership (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    group_id TEXT NOT NULL REFERENCES studio_group (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on)),
    left_on TEXT CHECK (left_on IS date(left_on)),
    went_to_id TEXT REFERENCES studio_group (id),
    CHECK (left_on > joined_on),
    CHECK (went_to_id IS NULL OR left_on IS NOT NULL)
  ) STRICT`,
  'CREATE INDEX membership_by_group ON membership (group_id, person_id, joined_on)',
  'CREATE INDEX membership_by_person ON membership (person_id)',
  `CREATE TABLE waiting (
    group_id TEXT NOT NULL REFERENCES studio_group (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    since TEXT NOT NULL CHECK (since IS date(since)),
    at TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (group_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX waiting_by_person ON waiting (person_id)',
  ...once,
]
