/**
 * Marks, announced absences, make-up credits.
 *
 * [Note: Marks to come] `session.unmarked` counts the people on the list without a mark. Triggers keep
 * it, whoever writes, so that "what is still unmarked" is one look into a small index. A mark always
 * has its place on the list, so the count moves by one with every row: counting the list anew for each
 * of its marks took longer than writing them.
 */

const marks = `INSERT INTO mark_kind
    (code, letter, name_kk, name_ru, name_en, counts_as_present, excused, position, gives_credit)
  VALUES
    ('present', '✓', 'келді', 'присутствует', 'present', 1, 0, 1, 0),
    ('late', 'О', 'кешікті', 'опоздание', 'late', 1, 0, 2, 0),
    ('absent', 'Н', 'келмеді', 'неявка', 'absent', 0, 0, 3, 0),
    ('excused', 'У', 'себепті келмеді', 'уважительная причина', 'excused', 0, 1, 4, 1),
    ('cancelled', 'Ц', 'орталық тоқтатты', 'отменено центром', 'cancelled by the centre', 0, 1, 5, 0),
    ('closed', 'В', 'демалыс күні', 'выходной день', 'closed day', 0, 1, 6, 0)`

const count = (of: 'NEW' | 'OLD', step: '+ 1' | '- 1') =>
  `UPDATE session SET unmarked = unmarked ${step} WHERE id = ${of}.session_id;`
const counting = (table: string, come: '+ 1' | '- 1', gone: '+ 1' | '- 1') => [
  `CREATE TRIGGER ${table}_counts_on_insert AFTER INSERT ON ${table}
  BEGIN ${count('NEW', come)} END`,
  `CREATE TRIGGER ${table}_counts_on_delete AFTER DELETE ON ${table}
  BEGIN ${count('OLD', gone)} END`,
  `CREATE TRIGGER ${table}_counts_on_update AFTER UPDATE OF session_id ON ${table}
  BEGIN ${count('OLD', gone)} ${count('NEW', come)} END`,
]

export const attendance = [
  `CREATE TABLE mark_kind (
    code TEXT NOT NULL PRIMARY KEY,
    letter TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    counts_as_present INTEGER NOT NULL CHECK (counts_as_present IN (0, 1)),
    excused INTEGER NOT NULL CHECK (excused IN (0, 1)),
    position INTEGER NOT NULL
  , gives_credit INTEGER NOT NULL DEFAULT 0
    CHECK (gives_credit IN (0, 1))) STRICT, WITHOUT ROWID`,
  `CREATE TABLE absence (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    person_id TEXT NOT NULL REFERENCES person (id),
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    reason TEXT,
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    CHECK (until_date >= from_date)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX absence_by_person ON absence (person_id, from_date)',
  `CREATE TABLE attendance (
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    mark TEXT NOT NULL REFERENCES mark_kind (code),
    remark TEXT,
    absence_id TEXT REFERENCES absence (id),
    PRIMARY KEY (session_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES participant (session_id, person_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX attendance_by_person ON attendance (person_id)',
  'CREATE INDEX attendance_by_absence ON attendance (absence_id) WHERE absence_id IS NOT NULL',
  `CREATE TABLE credit (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    expires_on TEXT NOT NULL CHECK (expires_on IS date(expires_on)),
    used_in_id TEXT REFERENCES session (id),
    spent_on TEXT CHECK (spent_on IS date(spent_on)),
    CHECK ((used_in_id IS NULL) = (spent_on IS NULL)),
    UNIQUE (session_id, person_id),
    UNIQUE (used_in_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES participant (session_id, person_id),
    FOREIGN KEY (used_in_id, person_id) REFERENCES participant (session_id, person_id)
  ) STRICT`,
  'CREATE INDEX credit_by_person ON credit (person_id)',
  'CREATE INDEX credit_open ON credit (expires_on) WHERE used_in_id IS NULL',
  marks,
  ...counting('participant', '+ 1', '- 1'),
  ...counting('attendance', '- 1', '+ 1'),
]
