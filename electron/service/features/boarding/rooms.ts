/** Rooms, their beds, and when they are out of use. */
import type { Closure, Room, RoomFields } from '#contract/boarding.ts'
import { addDays, earlierOf } from '#contract/time.ts'
import type { BedId, ClosureId, LocalDate, RoomId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { flag, type Reader, type RoomClosureTable, type Writer } from '../../db/schema.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { bedTaken, type NamedStay, roomName, staysIn } from './beds.ts'
import { readRoomFacts } from './facts.ts'
import { writeClosure } from './rows.ts'

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

/**
 * Refuses `in_use` for a number that another room has, `not_found`. Whoever sleeps there and whom it would not do
 * for any more, or whose bed goes, keeps it until that is settled.
 */
export async function updateRoom(
  context: CommandContext,
  id: RoomId,
  room: RoomFields,
  version?: number,
): Promise<void> {
  await refuseStale(context, form, id, version)
  const { tx } = context
  await refuseSameNumber(tx, room, id)
  const before = await tx.selectFrom('room').select('id').where('id', '=', id).executeTakeFirst()
  if (!before) throw new DomainError('not_found', { what: 'room' })
  await tx.updateTable('room').set(columnsOf(room)).where('id', '=', id).execute()
  await fitBeds(context, id, room.beds)
}

/** Who has slept in a room on nights that are over, of those in which it is to have been closed. */
export async function sleptIn(
  db: Reader,
  { roomId, from, until }: Pick<Closure, 'roomId' | 'from' | 'until'>,
  today: LocalDate,
): Promise<NamedStay[]> {
  const nights = { from, to: earlierOf(addDays(until, 1), today) }
  if (nights.to <= nights.from) return []
  const stays = (await staysIn(db, nights, { roomId })).filter((one) => !one.kept)
  const there = await db
    .selectFrom('enrolment')
    .select(['course_id', 'person_id'])
    .where('course_id', 'in', [...new Set(stays.map((one) => one.courseId))])
    .where('state', 'in', ['here', 'left'])
    .execute()
  const came = new Set(there.map((one) => `${one.course_id} ${one.person_id}`))
  return stays.filter((one) => came.has(`${one.courseId} ${one.personId}`))
}

/**
 * Takes a room out of use, whoever is to sleep there: they keep their beds until it is settled where they go. Refuses
 * `bad_request`, `not_found`, `already_away` for nights in which it is closed already, and `rules_refused` with an
 * `overlap` for whoever has slept there on nights that are over.
 */
export async function closeRoom(
  { tx, newId, clock }: CommandContext,
  { roomId, from, until, reason }: Pick<Closure, 'roomId' | 'from' | 'until' | 'reason'>,
): Promise<ClosureId> {
  if (until < from) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const room = await tx.selectFrom('room').selectAll().where('id', '=', roomId).executeTakeFirst()
  if (!room) throw new DomainError('not_found', { what: 'room' })
  const closed = await tx
    .selectFrom('room_closure')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('from_date', '<=', until)
    .where('until_date', '>=', from)
    .orderBy('from_date')
    .executeTakeFirst()
  if (closed) {
    const { from_date, until_date } = closed
    throw new DomainError('already_away', {
      name: roomName(room),
      from: from_date,
      until: until_date,
    })
  }
  const refusals = (await sleptIn(tx, { roomId, from, until }, clock.today())).map(bedTaken)
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  const row: RoomClosureTable = {
    id: newId<ClosureId>(),
    room_id: roomId,
    from_date: from,
    until_date: until,
    reason,
  }
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
