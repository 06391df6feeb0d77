/**
 * What a family is to be told of a session: what they last knew of it (`known_…`) and what stands (`now_…`),
 * empty where it does not take place. A notice outlives its session, and holds on to it by no reference.
 */

const standing = (prefix: 'known' | 'now') => `
    ${prefix}_date TEXT CHECK (${prefix}_date IS date(${prefix}_date)),
    ${prefix}_start TEXT CHECK (${prefix}_start GLOB '[0-2][0-9]:[0-5][0-9]'),
    ${prefix}_place_id TEXT REFERENCES place (id),
    ${prefix}_led_by_id TEXT REFERENCES member (id),
    ${prefix}_horse_id TEXT REFERENCES horse (id),`
const whole = (prefix: 'known' | 'now') => `
    CHECK ((${prefix}_date IS NULL) = (${prefix}_start IS NULL)),
    CHECK ((${prefix}_date IS NULL) = (${prefix}_place_id IS NULL)),`

export const notices = [
  `CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    change_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL REFERENCES session_kind (kind),
    title TEXT CHECK (title <> ''),
    cancel_reason TEXT CHECK (cancel_reason IN ('family', 'centre', 'weather', 'horse', 'staff')),
    state TEXT NOT NULL CHECK (state IN ('open', 'told', 'not_reached')),
    by_id TEXT REFERENCES member (id),
    at TEXT,
    ticked_by TEXT,${standing('known')}${standing('now')}${whole('known')}${whole('now')}
    CHECK ((state = 'open') = (at IS NULL)),
    CHECK ((state = 'open') = (ticked_by IS NULL))
  ) STRICT`,
  'CREATE INDEX notice_by_session ON notice (session_id, person_id)',
  'CREATE INDEX notice_by_person ON notice (person_id)',
  'CREATE INDEX notice_by_change ON notice (change_id)',
  'CREATE INDEX notice_by_known_day ON notice (known_date) WHERE known_date IS NOT NULL',
  'CREATE INDEX notice_by_day ON notice (now_date) WHERE now_date IS NOT NULL',
]
