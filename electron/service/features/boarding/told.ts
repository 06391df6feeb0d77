/** What changes of rooms, courses and beds were about. */
import type { BedId, CourseId, RoomId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { didWith, hasCome, toldBy } from '../../history/telling.ts'
import type { Told } from '../../history/tracked.ts'
import { knownRow } from '../../history/trail.ts'
import { bedName, roomName } from './beds.ts'

const courseName = async (db: Reader, id: CourseId): Promise<string> =>
  (await knownRow(db, 'course', id))?.name ?? ''

async function nameOfRoom(db: Reader, id: RoomId): Promise<string> {
  const row = await knownRow(db, 'room', id)
  return row ? roomName(row) : ''
}

async function nameOfBed(db: Reader, id: BedId): Promise<string> {
  const bed = await knownRow(db, 'bed', id)
  const room = bed && (await knownRow(db, 'room', bed.room_id))
  return bed && room ? bedName({ ...room, position: bed.position }) : ''
}

/** The course `name`. */
export const courseTold: Told = {
  rank: 1,
  async of(_, turn) {
    const rows = turn.rows('course')
    return { code: 'course', params: { name: toldBy(rows).name, did: didWith(rows) } }
  },
}

/** `who` in `course`: states `before` and `after`, each null for not being in it. */
export const enrolmentTold: Told = {
  rank: 3,
  async of({ db, directory }, turn) {
    const rows = turn.rows('enrolment')
    const { person_id, course_id } = toldBy(rows)
    return {
      code: 'enrolment',
      params: {
        who: await directory.nameOf('person', person_id),
        course: await courseName(db, course_id),
        before: rows[0]?.from?.state ?? null,
        after: rows[0]?.to?.state ?? null,
      },
    }
  },
}

/** Of `who`: nights away `from` the first `until` the day on which they are back, or none any more: `put`. */
export const awayTold: Told = {
  rank: 5,
  async of({ directory }, turn) {
    const rows = turn.rows('nights_away')
    const { person_id, from_date: from, until_date: until } = toldBy(rows)
    const who = await directory.nameOf('person', person_id)
    return { code: 'away', params: { who, from, until, put: hasCome(rows) } }
  },
}

/** With whom `who` wishes to live in `course`. */
export const wishTold: Told = {
  rank: 6,
  async of({ db, directory }, turn) {
    const { person_id, course_id } = toldBy(turn.rows('share_wish'))
    const [who, course] = [
      await directory.nameOf('person', person_id),
      await courseName(db, course_id),
    ]
    return { code: 'wish', params: { who, course } }
  },
}

/** `count` stays: of the first, `who` sleeps in `bed` `from` a night `until` a day, or does not: `put`. */
export const stayTold: Told = {
  rank: 7,
  async of({ db, directory }, turn) {
    const rows = turn.rows('stay')
    // Where somebody sleeps from now on says more than where they do not any more.
    const put = rows.filter(({ to }) => to !== null)
    const told = put.length > 0 ? put : rows
    const { person_id, bed_id, from_date: from, to_date: until } = toldBy(told)
    return {
      code: 'stay',
      params: {
        count: rows.length,
        who: await directory.nameOf('person', person_id),
        bed: await nameOfBed(db, bed_id),
        ...{ from, until, put: put.length > 0 },
      },
    }
  },
}

/** The room `name`. */
export const roomTold: Told = {
  rank: 13,
  async of({ db }, turn) {
    const rooms = turn.rows('room')
    const name =
      rooms.length > 0
        ? roomName(toldBy(rooms))
        : await nameOfRoom(db, toldBy(turn.rows('bed')).room_id)
    return { code: 'room', params: { name, did: didWith(rooms) } }
  },
}

/** `room` is closed `from` a night `until` another, or open again: `put`. */
export const closureTold: Told = {
  rank: 14,
  async of({ db }, turn) {
    const rows = turn.rows('room_closure')
    const { room_id, from_date: from, until_date: until } = toldBy(rows)
    const room = await nameOfRoom(db, room_id)
    return { code: 'closure', params: { room, from, until, put: hasCome(rows) } }
  },
}
