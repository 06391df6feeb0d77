/** Rides, their checks and marks, and the search for people in bare SQL. */
import type SqliteFile from 'better-sqlite3'

export interface BareRide {
  date: string
  start: string
  end: string
  clientId: string
  horseId: string
  placeId: string
  instructorId: string
  leaderId: string
}

/** Prepared statements of the work around rides. */
export function ridesFloor(raw: SqliteFile.Database) {
  const settings = raw.prepare('SELECT key, value FROM setting')
  const closed = raw.prepare('SELECT * FROM closed_day WHERE date = ?')
  const daySessions = raw.prepare(
    `SELECT s.*, r.*, c.person_id, p.family_name, p.given_name, p.sidewalkers_needed, a.mark
     FROM session s JOIN ride r ON r.session_id = s.id
     JOIN participant c ON c.session_id = s.id AND c.part = 'client'
     JOIN person p ON p.id = c.person_id
     LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = c.person_id
     WHERE s.date = ? ORDER BY s.start, s.id`,
  )
  const tables = [
    'SELECT * FROM horse ORDER BY sort_key',
    'SELECT * FROM member ORDER BY sort_key',
    'SELECT * FROM member_role',
    'SELECT id, name, lane, active, use FROM place ORDER BY sort_key',
  ].map((text) => raw.prepare(text))
  const absences = raw.prepare(
    'SELECT * FROM unavailability WHERE from_date <= ? AND until_date >= ?',
  )
  const hours = raw.prepare('SELECT * FROM member_hours WHERE weekday = ?')
  const slots = raw.prepare('SELECT * FROM slot WHERE weekday = ?')
  const person = raw.prepare('SELECT * FROM person WHERE id = ?')
  const horse = raw.prepare('SELECT * FROM horse WHERE id = ?')
  const absence = raw.prepare(
    'SELECT * FROM unavailability WHERE resource_id = ? AND until_date >= ? AND from_date <= ?',
  )
  const work = raw.prepare(
    `SELECT session_id, starts_at, ends_at FROM claim WHERE resource_id = ?
     AND starts_at >= date(?, '-6 days') AND starts_at < date(?, '+7 days')`,
  )
  const members = raw.prepare('SELECT * FROM member WHERE id IN (?, ?)')
  const roles = raw.prepare('SELECT * FROM member_role WHERE member_id IN (?, ?)')
  const memberHours = raw.prepare('SELECT * FROM member_hours WHERE member_id IN (?, ?)')
  const place = raw.prepare('SELECT * FROM place WHERE id = ?')
  const claims = raw.prepare(
    `SELECT * FROM claim WHERE resource_id IN (?, ?, ?, ?, ?)
     AND starts_at < ? AND starts_at >= ? AND ends_at > ?`,
  )
  const insertSession = raw.prepare(
    `INSERT INTO session (id, kind, date, start, minutes, place_id, led_by_id, by_hand)
     VALUES (?, 'ride', ?, ?, ?, ?, ?, 0)`,
  )
  const insertRide = raw.prepare(
    'INSERT INTO ride (session_id, horse_id, leader_id, rider_behind_kg) VALUES (?, ?, ?, 0)',
  )
  const insertClient = raw.prepare(`INSERT INTO participant VALUES (?, ?, 'client')`)
  const insertClaim = raw.prepare(
    'INSERT INTO claim (resource_id, starts_at, ends_at, session_id) VALUES (?, ?, ?, ?)',
  )
  const session = raw.prepare(
    `SELECT s.kind, s.date, s.cancel_reason, p.part FROM session s LEFT JOIN participant p
     ON p.session_id = s.id AND p.person_id = ? WHERE s.id = ?`,
  )
  const kind = raw.prepare('SELECT code FROM mark_kind WHERE code = ?')
  const marked = raw.prepare('SELECT * FROM attendance WHERE session_id = ? AND person_id = ?')
  const putMark = raw.prepare(
    `INSERT INTO attendance VALUES (?, ?, ?, NULL, NULL)
     ON CONFLICT DO UPDATE SET mark = excluded.mark`,
  )
  const found = raw.prepare(
    `SELECT person.* FROM person_word w JOIN person ON person.id = w.person_id
     WHERE w.word >= ? AND w.word < ? ORDER BY w.word, w.sort_key LIMIT 20`,
  )

  const check = (ride: BareRide) => {
    settings.all()
    closed.all(ride.date)
    person.get(ride.clientId)
    horse.get(ride.horseId)
    absence.all(ride.horseId, ride.date, ride.date)
    work.all(ride.horseId, ride.date, ride.date)
    members.all(ride.instructorId, ride.leaderId)
    roles.all(ride.instructorId, ride.leaderId)
    memberHours.all(ride.instructorId, ride.leaderId)
    place.get(ride.placeId)
    const { clientId, horseId, placeId, instructorId, leaderId, date } = ride
    return claims.all(
      clientId,
      horseId,
      placeId,
      instructorId,
      leaderId,
      `${date}T${ride.end}`,
      `${date}T00:00`,
      `${date}T${ride.start}`,
    )
  }
  return {
    check,
    day(date: string, weekday: string) {
      settings.all()
      closed.all(date)
      daySessions.all(date)
      for (const table of tables) table.all()
      absences.all(date, date)
      hours.all(weekday)
      slots.all(weekday)
    },
    book: raw.transaction((ride: BareRide, id: string) => {
      check(ride)
      const { date, start, clientId, horseId, placeId, instructorId, leaderId } = ride
      insertSession.run(id, date, start, 30, placeId, instructorId)
      insertRide.run(id, horseId, leaderId)
      insertClient.run(id, clientId)
      for (const resource of [clientId, horseId, placeId, instructorId, leaderId]) {
        insertClaim.run(resource, `${date}T${start}`, `${date}T${ride.end}`, id)
      }
    }).immediate,
    mark: raw.transaction((sessionId: string, personId: string, mark: string) => {
      session.get(personId, sessionId)
      kind.get(mark)
      marked.get(sessionId, personId)
      putMark.run(sessionId, personId, mark)
    }).immediate,
    search: (from: string) => found.all(from, `${from}\uffff`),
  }
}
