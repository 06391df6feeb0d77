/** What changes of rooms, courses and beds were about. */
import type { BedId, CourseId, RoomId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { hasCome, toldBy } from '../../history/telling.ts'
import type { Told } from '../../history/tracked.ts'
import { personName } from '../../schedule/told.ts'
import { bedName, roomName } from './beds.ts'

async function courseName(db: Reader, id: CourseId): Promise<string> {
  const row = await db.selectFrom('course').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}

async function nameOfRoom(db: Reader, id: RoomId): Promise<string> {
  const row = await db
    .selectFrom('room')
    .select(['building', 'number'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? roomName(row) : ''
}

async function nameOfBed(db: Reader, id: BedId): Promise<string> {
  const row = await db
    .selectFrom('bed')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .select(['room.building', 'room.number', 'bed.position'])
    .where('bed.id', '=', id)
    .executeTakeFirst()
  return row ? bedName(row) : ''
}

export const courseTold: Told = {
  rank: 1,
  of: async (_, turn) => ({ code: 'course', params: { name: toldBy(turn.rows('course')).name } }),
}

export const enrolmentTold: Told = {
  rank: 3,
  async of(db, turn) {
    const rows = turn.rows('enrolment')
    const { person_id, course_id } = toldBy(rows)
    return {
      code: 'enrolment',
      params: {
        who: await personName(db, person_id),
        course: await courseName(db, course_id),
        before: rows[0]?.from?.state ?? null,
        after: rows[0]?.to?.state ?? null,
      },
    }
  },
}

export const wishTold: Told = {
  rank: 6,
  async of(db, turn) {
    const { person_id, course_id } = toldBy(turn.rows('share_wish'))
    const [who, course] = [await personName(db, person_id), await courseName(db, course_id)]
    return { code: 'wish', params: { who, course } }
  },
}

export const stayTold: Told = {
  rank: 7,
  async of(db, turn) {
    const rows = turn.rows('stay')
    // Where somebody sleeps from now on says more than where they do not any more.
    const put = rows.filter(({ to }) => to !== null)
    const told = put.length > 0 ? put : rows
    const { person_id, bed_id, from_date: from, to_date: until } = toldBy(told)
    return {
      code: 'stay',
      params: {
        count: rows.length,
        who: await personName(db, person_id),
        bed: await nameOfBed(db, bed_id),
        ...{ from, until, put: put.length > 0 },
      },
    }
  },
}

export const roomTold: Told = {
  rank: 13,
  async of(db, turn) {
    const rooms = turn.rows('room')
    const name =
      rooms.length > 0
        ? roomName(toldBy(rooms))
        : await nameOfRoom(db, toldBy(turn.rows('bed')).room_id)
    return { code: 'room', params: { name } }
  },
}

export const closureTold: Told = {
  rank: 14,
  async of(db, turn) {
    const rows = turn.rows('room_closure')
    const { room_id, from_date: from, until_date: until } = toldBy(rows)
    const room = await nameOfRoom(db, room_id)
    return { code: 'closure', params: { room, from, until, put: hasCome(rows) } }
  },
}
