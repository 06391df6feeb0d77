/** Rooms, their beds, and when they are out of use. */
import type { Closure, Room, RoomFields } from '#contract/boarding.ts'
import { realNights } from '#contract/rules/beds.ts'
import type { BedId, ClosureId, LocalDate, RoomId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { flag, type Reader, type RoomClosureTable, type Writer } from '../../db/schema.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { bedTaken, inTheWayOfClosure, roomName, staysIn } from './beds.ts'
import { readOverdue, readRoomFacts } from './facts.ts'
import { writeClosure } from './rows.ts'
import { roomChangeFindings } from './rules.ts'

const form: Form = {
  table: 'room',
  owned: {
    bed: {
      by: 'room_id',
      field: 'beds',
      shows: ({ position, active }) => (active === 1 ? position : null) as number | null,
    },
  },
}

const closureOf = (row: RoomClosureTable): Closure => ({
  closureId: row.id,
  roomId: row.room_id,
  from: row.from_date,
  until: row.until_date,
  reason: row.reason,
})

/** Rooms with their beds, and the closures that are not over by a day. */
export async function readRooms(db: Reader, since: LocalDate): Promise<Room[]> {
  const notes = new Map(
    (await db.selectFrom('room').select(['id', 'note']).execute()).map((row) => [row.id, row.note]),
  )
  const closures = await db
    .selectFrom('room_closure')
    .selectAll()
    .where('until_date', '>=', since)
    .orderBy('from_date')
    .execute()
  const closuresOf = Map.groupBy(closures.map(closureOf), (one) => one.roomId)
  const rooms = (await readRoomFacts(db)).map(({ closures: _, ...room }) => ({
    ...room,
    note: notes.get(room.roomId) ?? null,
    closures: closuresOf.get(room.roomId) ?? [],
  }))
  return withVersions(db, form, rooms, (one) => one.roomId)
}

async function refuseSameNumber(
  tx: Writer,
  { building, number }: RoomFields,
  except?: RoomId,
): Promise<void> {
  const other = await tx
    .selectFrom('room')
    .select('id')
    .where('building', '=', building)
    .where('number', '=', number)
    .executeTakeFirst()
  if (other && other.id !== except) {
    throw new DomainError('in_use', { what: 'room', name: roomName({ building, number }) })
  }
}

const columnsOf = (room: RoomFields) => ({
  building: room.building,
  floor: room.floor,
  number: room.number,
  accessible: flag(room.accessible),
  for_whom: room.forWhom,
  note: room.note || null,
})

/** Gives a room so many beds: those that it lacks are made, those that are too many are taken out. */
async function fitBeds({ tx, newId }: CommandContext, id: RoomId, beds: number): Promise<void> {
  const there = await tx
    .selectFrom('bed')
    .selectAll()
    .where('room_id', '=', id)
    .orderBy('position')
    .execute()
  for (let position = 1; position <= Math.max(beds, there.length); position++) {
    const bed = there.find((one) => one.position === position)
    const active = flag(position <= beds)
    if (bed && bed.active !== active) {
      await tx.updateTable('bed').set({ active }).where('id', '=', bed.id).execute()
    } else if (!bed) {
      const bedId = newId<BedId>()
      await tx.insertInto('resource').values({ id: bedId, kind: 'bed' }).execute()
      await tx.insertInto('bed').values({ id: bedId, room_id: id, position, active }).execute()
    }
  }
}

/** Refuses `in_use`. */
export async function createRoom(context: CommandContext, room: RoomFields): Promise<RoomId> {
  const { tx, newId } = context
  await refuseSameNumber(tx, room)
  const id = newId<RoomId>()
  await tx
    .insertInto('room')
    .values({ id, ...columnsOf(room) })
    .execute()
  await fitBeds(context, id, room.beds)
  return id
}

const endOfTime = '9999-12-31' as LocalDate

/**
 * Who sleeps in a room today or later, also who should have left and has not, and whether they use a wheelchair;
 * by their first day.
 */
export async function sleepersOf(tx: Writer, roomId: RoomId, today: LocalDate) {
  const overdue = (await readOverdue(tx, today)).filter((one) => one.roomId === roomId)
  const planned = await staysIn(tx, { from: today, to: endOfTime }, { roomId })
  const stays = [...overdue.map((one) => ({ ...one, ...realNights(one, today) })), ...planned]
  const chairs = await tx
    .selectFrom('enrolment')
    .select(['course_id', 'person_id'])
    .where('course_id', 'in', [...new Set(stays.map((one) => one.courseId))])
    .where('wheelchair', '=', 1)
    .execute()
  const inChair = new Set(chairs.map((one) => `${one.course_id} ${one.person_id}`))
  return stays.map((one) => ({
    ...one,
    wheelchair: inChair.has(`${one.courseId} ${one.personId}`),
  }))
}

/**
 * Refuses `in_use`, also for a bed to go in which somebody sleeps today or later, `not_found`, and
 * `rules_refused` with `room_sex` and `room_access` for whom the room would not do any more.
 */
export async function updateRoom(
  context: CommandContext,
  id: RoomId,
  room: RoomFields,
  version?: number,
): Promise<void> {
  await refuseStale(context, form, id, version)
  const { tx, clock } = context
  await refuseSameNumber(tx, room, id)
  const before = await tx.selectFrom('room').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw new DomainError('not_found', { what: 'room' })
  const sleepers = await sleepersOf(tx, id, clock.today())
  if (sleepers.some((one) => one.bed > room.beds)) {
    throw new DomainError('in_use', { what: 'bed', name: roomName(room) })
  }
  const refusals = roomChangeFindings(
    { ...before, forWhom: before.for_whom, accessible: before.accessible === 1 },
    room,
    sleepers,
  )
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  await tx.updateTable('room').set(columnsOf(room)).where('id', '=', id).execute()
  await fitBeds(context, id, room.beds)
}

/**
 * Refuses `bad_request`, `not_found`, and `rules_refused` with an `overlap` for whoever sleeps there, or
 * should have left and has not.
 */
export async function closeRoom(
  { tx, newId, clock }: CommandContext,
  { roomId, from, until, reason }: Pick<Closure, 'roomId' | 'from' | 'until' | 'reason'>,
): Promise<ClosureId> {
  if (until < from) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const room = await tx.selectFrom('room').select('id').where('id', '=', roomId).executeTakeFirst()
  if (!room) throw new DomainError('not_found', { what: 'room' })
  const row: RoomClosureTable = {
    id: newId<ClosureId>(),
    room_id: roomId,
    from_date: from,
    until_date: until,
    reason,
  }
  const today = clock.today()
  const overdue = from <= today && today <= until ? await readOverdue(tx, today) : []
  const refusals = [
    ...(await inTheWayOfClosure(tx, row)),
    ...overdue.filter((one) => one.roomId === roomId).map(bedTaken),
  ]
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  await writeClosure(tx, null, row)
  return row.id
}

/** Refuses `not_found`. */
export async function reopenRoom({ tx }: CommandContext, id: ClosureId): Promise<void> {
  const row = await tx
    .selectFrom('room_closure')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'closure' })
  await writeClosure(tx, row, null)
}
