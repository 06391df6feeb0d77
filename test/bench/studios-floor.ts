/** Classes and their marks in bare SQL. */
import type SqliteFile from 'better-sqlite3'

/** Prepared statements of the studios' work. */
export function studiosFloor(raw: SqliteFile.Database) {
  const settings = raw.prepare('SELECT key, value FROM setting')
  const closed = raw.prepare('SELECT * FROM closed_day WHERE date BETWEEN ? AND ? ORDER BY date')
  const classes = raw.prepare(
    `SELECT s.*, g.name AS group_name, g.studio, g.capacity, p.name AS place_name, p.lane,
       m.family_name, m.given_name,
       (SELECT count(*) FROM participant WHERE session_id = s.id) AS people
     FROM session s JOIN studio_group g ON g.id = s.roster_id JOIN place p ON p.id = s.place_id
     LEFT JOIN member m ON m.id = s.led_by_id
     WHERE s.kind = 'class' AND s.date BETWEEN ? AND ? ORDER BY s.date, s.start, s.id`,
  )
  const places = raw.prepare('SELECT id, name, lane, active, use FROM place ORDER BY sort_key')
  const teachers = raw.prepare(
    `SELECT m.id, m.family_name, m.given_name, m.active, r.role FROM member m
     LEFT JOIN member_role r ON r.member_id = m.id AND r.role = 'teacher' ORDER BY m.sort_key`,
  )

  const session = raw.prepare('SELECT * FROM session WHERE id = ?')
  const kind = raw.prepare('SELECT code, gives_credit FROM mark_kind WHERE code = ?')
  const marks = raw.prepare('SELECT * FROM mark_kind ORDER BY position')
  const unmarked = raw
    .prepare(
      `SELECT p.person_id FROM participant p LEFT JOIN attendance a
       ON a.session_id = p.session_id AND a.person_id = p.person_id
       WHERE p.session_id = ? AND a.mark IS NULL`,
    )
    .pluck()
  const putMark = raw.prepare('INSERT INTO attendance VALUES (?, ?, ?, NULL, NULL)')
  const list = raw.prepare(
    `SELECT s.*, p.person_id, p.part, person.family_name, person.given_name, place.name, place.lane,
       g.name, m.family_name, m.given_name, a.mark, a.remark
     FROM session s JOIN participant p ON p.session_id = s.id JOIN person ON person.id = p.person_id
     JOIN place ON place.id = s.place_id JOIN studio_group g ON g.id = s.roster_id
     LEFT JOIN member m ON m.id = s.led_by_id
     LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = p.person_id
     WHERE s.id = ? ORDER BY person.sort_key`,
  )
  const changes = raw.prepare(
    `SELECT row_key, count(*) FROM change_step WHERE table_name = 'attendance'
     AND row_key IN (SELECT session_id || ' ' || person_id FROM participant WHERE session_id = ?)
     GROUP BY row_key`,
  )

  const group = raw.prepare(
    `SELECT g.*, m.family_name, m.given_name FROM studio_group g
     LEFT JOIN member m ON m.id = g.teacher_id WHERE g.id = ?`,
  )
  const members = raw.prepare(
    `SELECT m.*, p.family_name, p.given_name FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.group_id = ? AND m.joined_on <= ? AND coalesce(m.left_on, '9999') > ?
     ORDER BY p.sort_key`,
  )
  const entries = raw.prepare(
    `SELECT s.id, s.date, p.person_id, p.part, a.mark FROM session s
     JOIN participant p ON p.session_id = s.id
     LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = p.person_id
     WHERE s.roster_id = ? AND s.date BETWEEN ? AND ? AND s.cancel_reason IS NULL
     ORDER BY s.date, s.start`,
  )
  const year = raw.prepare(
    `SELECT p.person_id, group_concat(s.date || coalesce(a.mark, ''), ' ') FROM session s
     JOIN participant p ON p.session_id = s.id
     LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = p.person_id
     WHERE s.kind = 'class' AND s.date BETWEEN ? AND ? AND s.cancel_reason IS NULL
     GROUP BY p.person_id`,
  )
  const name = raw.prepare('SELECT family_name, given_name FROM person WHERE id = ?')

  return {
    week(from: string, until: string) {
      settings.all()
      closed.all(from, until)
      classes.all(from, until)
      places.all()
      teachers.all()
    },
    list(id: string) {
      list.all(id)
      changes.all(id)
    },
    markAll: raw.transaction((id: string, mark: string) => {
      session.get(id)
      kind.get(mark)
      for (const person of unmarked.all(id) as string[]) {
        putMark.run(id, person, mark)
      }
    }).immediate,
    register(groupId: string, from: string, until: string) {
      group.get(groupId)
      marks.all()
      closed.all(from, until)
      members.all(groupId, until, from)
      entries.all(groupId, from, until)
    },
    grid(from: string, until: string) {
      marks.all()
      for (const row of year.all(from, until) as { person_id: string }[]) name.get(row.person_id)
    },
  }
}
