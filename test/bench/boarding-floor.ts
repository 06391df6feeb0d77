/** The room rack in bare SQL. */
import type SqliteFile from 'better-sqlite3'

/** Prepared statements of the rack. */
export function boardingFloor(raw: SqliteFile.Database) {
  const stays = raw.prepare(
    `SELECT stay.*, bed.room_id, bed.position, room.building, room.number, p.family_name,
       p.given_name, p.sex, e.companion_of_id, e.wheelchair, e.state, e.from_date AS first_day,
       e.until_date AS last_day
     FROM stay JOIN bed ON bed.id = stay.bed_id JOIN room ON room.id = bed.room_id
     JOIN person p ON p.id = stay.person_id
     JOIN enrolment e ON e.course_id = stay.course_id AND e.person_id = stay.person_id
     WHERE stay.from_date < ? AND stay.from_date >= date(?, '-366 days') AND stay.to_date >= ?
     ORDER BY stay.from_date, stay.id`,
  )
  const bonds = raw.prepare(
    `SELECT e.course_id, e.person_id, e.companion_of_id, own.family_name, own.given_name,
       head.family_name AS head_family_name, head.given_name AS head_given_name
     FROM enrolment e JOIN person own ON own.id = e.person_id
     JOIN person head ON head.id = e.companion_of_id
     WHERE e.course_id IN (SELECT value FROM json_each(?)) AND e.state IN ('expected', 'here', 'left')`,
  )
  const ended = raw.prepare(
    `SELECT stay.*, bed.room_id, bed.position, room.building, room.number, p.family_name,
       p.given_name, p.sex
     FROM stay JOIN bed ON bed.id = stay.bed_id JOIN room ON room.id = bed.room_id
     JOIN person p ON p.id = stay.person_id
     WHERE stay.from_date < '2025-12-29' AND stay.from_date >= '2024-10-29'
     AND stay.to_date > '2025-10-30'
     ORDER BY stay.from_date, stay.id`,
  )
  const here = raw.prepare(
    `SELECT course_id, person_id FROM enrolment WHERE state = 'here' AND until_date <= '2025-12-29'`,
  )
  const rooms = raw.prepare('SELECT * FROM room ORDER BY building, floor, length(number), number')
  const beds = raw.prepare('SELECT * FROM bed WHERE active = 1 ORDER BY position')
  const closures = raw.prepare('SELECT * FROM room_closure ORDER BY from_date')
  const courses = raw.prepare(
    `SELECT id, name, from_date, until_date FROM course
     WHERE from_date < ? AND until_date >= ? ORDER BY from_date`,
  )
  return {
    rack(from: string, to: string) {
      const rows = stays.all(to, from, from) as { course_id: string }[]
      bonds.all(JSON.stringify([...new Set(rows.map((row) => row.course_id))]))
      ended.all()
      here.all()
      rooms.all()
      beds.all()
      closures.all()
      courses.all(to, from)
    },
  }
}
