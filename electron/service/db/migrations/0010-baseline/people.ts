/** People, and the resources that can be taken: everybody and everything of which there is one at a time. */

export const people = [
  `CREATE TABLE resource (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'horse', 'member', 'place', 'bed', 'group'))
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id) ON DELETE CASCADE,
    family_name TEXT NOT NULL CHECK (family_name <> ''),
    given_name TEXT NOT NULL CHECK (given_name <> ''),
    patronymic TEXT,
    birth_date TEXT CHECK (birth_date IS date(birth_date)),
    sex TEXT CHECK (sex IN ('female', 'male')),
    iin TEXT UNIQUE CHECK (iin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    iin_missing_reason TEXT,
    district TEXT,
    phone TEXT,
    guardian_name TEXT,
    guardian_phone TEXT,
    language TEXT CHECK (language IN ('kk', 'ru', 'en')),
    weight_kg REAL CHECK (weight_kg > 0),
    weighed_on TEXT CHECK (weighed_on IS date(weighed_on)),
    height_cm REAL CHECK (height_cm > 0),
    mobility TEXT CHECK (mobility IN ('independent', 'with_support', 'wheelchair')),
    keeps_balance INTEGER CHECK (keeps_balance IN (0, 1)),
    sidewalkers_needed INTEGER NOT NULL CHECK (sidewalkers_needed BETWEEN 0 AND 2),
    session_limit_minutes INTEGER CHECK (session_limit_minutes > 0),
    statement_from TEXT CHECK (statement_from IS date(statement_from)),
    statement_until TEXT CHECK (statement_until IS date(statement_until)),
    contraindication TEXT,
    physician_decision_on TEXT CHECK (physician_decision_on IS date(physician_decision_on)),
    physician_decision TEXT,
    precautions TEXT,
    consent_on TEXT CHECK (consent_on IS date(consent_on)),
    notes TEXT,
    sort_key TEXT NOT NULL,
    folded_name TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX person_by_name ON person (sort_key)',
  'CREATE INDEX person_by_folded_name ON person (folded_name, birth_date)',
  'CREATE INDEX person_by_statement ON person (statement_until)',
  `CREATE TABLE person_category (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    from_date TEXT CHECK (from_date IS date(from_date)),
    until_date TEXT CHECK (until_date IS date(until_date)),
    position INTEGER NOT NULL,
    PRIMARY KEY (person_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE person_word (
    word TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, sort_key, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX person_word_by_person ON person_word (person_id, word)',
]
