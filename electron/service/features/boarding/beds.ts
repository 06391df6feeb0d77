/** What is in the way of a stay whatever people say: somebody has the bed, they have another one, the room is out of use. */
import type { Stay } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import { type Nights, type SexObstacle, sexObstacle } from '#contract/rules/beds.ts'
import type { Finding, ParamsOf } from '#contract/schedule.ts'
import { addDays } from '#contract/time.ts'
import type { BedId, LocalDate, PersonId, RoomId, StayId } from '#contract/values.ts'
import type { Reader, StayTable } from '../../db/schema.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { block } from '../../schedule/situation.ts'

/**
 * The longest stay, and the longest time for which somebody is in a course, days: the file holds it, and
 * refuses longer ones. See [Note: Longest stay] in its tables.
 */
export const longestStay = 366

/** The first day on which anything may have begun that reaches into this one. */
export const earliestOf = (date: LocalDate): LocalDate => addDays(date, -longestStay)

/** «Ақ Бастау, 101». */
export const roomName = ({ building, number }: { building: string; number: string }): string =>
  `${building}, ${number}`

/** «Ақ Бастау, 101 · 2». */
export const bedName = (one: { building: string; number: string; position: number }): string =>
  nameOfBed(roomName(one), one.position)
const nameOfBed = (room: string, bed: number) => `${room} · ${bed}`
export const bedOfStay = ({ roomName, bed }: Pick<Stay, 'roomName' | 'bed'>): string =>
  nameOfBed(roomName, bed)

/** Stays with who and where. */
export const stayRows = (db: Reader) =>
  db
    .selectFrom('stay')
    .innerJoin('bed', 'bed.id', 'stay.bed_id')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('person', 'person.id', 'stay.person_id')
    .selectAll('stay')
    .select(['bed.room_id', 'bed.position', 'room.building', 'room.number'])
    .select(['person.family_name', 'person.given_name', 'person.sex'])
type StayRow = Awaited<ReturnType<ReturnType<typeof stayRows>['execute']>>[number]

export const stayOf = (row: StayRow): Stay => ({
  stayId: row.id,
  courseId: row.course_id,
  personId: row.person_id,
  bedId: row.bed_id,
  roomId: row.room_id,
  roomName: roomName(row),
  bed: row.position,
  from: row.from_date,
  to: row.to_date,
  kept: row.kept === 1,
})

/** A stay as the rules look at it. */
export interface NamedStay extends Stay {
  /** Surname first. */
  name: string
  sex: Sex | null
  overrideReason: string | null
  /** The planned day has passed and nobody has said that they left. */
  overdue: boolean
}

/** Stays that share a night with some nights, in order of their first: in these beds, or of this person. */
export async function staysIn(
  db: Reader,
  { from, to }: Nights,
  of: { bedIds?: readonly BedId[]; personId?: PersonId; roomId?: RoomId },
): Promise<NamedStay[]> {
  const rows = await stayRows(db)
    .where('stay.from_date', '<', to)
    .where('stay.from_date', '>=', earliestOf(from))
    .where('stay.to_date', '>', from)
    .$if(of.bedIds !== undefined, (query) =>
      query.where('stay.bed_id', 'in', of.bedIds as readonly BedId[]),
    )
    .$if(of.roomId !== undefined, (query) => query.where('bed.room_id', '=', of.roomId as RoomId))
    .$if(of.personId !== undefined, (query) =>
      query.where('stay.person_id', '=', of.personId as PersonId),
    )
    .orderBy('stay.from_date')
    .orderBy('stay.id')
    .execute()
  return rows.map((row) => ({
    ...stayOf(row),
    name: surnameFirst(row),
    sex: row.sex,
    overrideReason: row.override_reason,
    overdue: false,
  }))
}

/** Somebody has the bed, or should have left it and has not. */
export const bedTaken = (stay: NamedStay): Finding =>
  block('overlap', {
    seat: 'bed',
    name: nameOfBed(stay.roomName, stay.bed),
    clientName: stay.name,
    from: stay.from,
    until: stay.to,
    ...(stay.overdue && { notLeft: true as const }),
  })

export const hasOtherBed = (stay: NamedStay): Finding =>
  block('overlap', {
    seat: 'client',
    name: stay.name,
    place: nameOfBed(stay.roomName, stay.bed),
    clientName: null,
    from: stay.from,
    until: stay.to,
  })

/** What stands in the way of a stay, whatever people say; `except` are stays that are about to go. */
export async function conflictsOf(
  db: Reader,
  stay: Pick<StayTable, 'id' | 'bed_id' | 'person_id' | 'from_date' | 'to_date' | 'kept'>,
  except: readonly StayId[] = [],
): Promise<Finding[]> {
  const nights = { from: stay.from_date, to: stay.to_date }
  const counts = (one: NamedStay) => one.stayId !== stay.id && !except.includes(one.stayId)
  const inBed = await staysIn(db, nights, { bedIds: [stay.bed_id] })
  const ofPerson = stay.kept ? [] : await staysIn(db, nights, { personId: stay.person_id })
  return [
    ...inBed.filter(counts).map(bedTaken),
    ...ofPerson
      .filter((one) => counts(one) && !one.kept && one.bedId !== stay.bed_id)
      .map(hasOtherBed),
    ...(await closuresOf(db, stay.bed_id, nights)),
  ]
}

export async function closuresOf(
  db: Reader,
  bedId: BedId,
  { from, to }: Nights,
): Promise<Finding[]> {
  const rows = await db
    .selectFrom('bed')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('room_closure as c', 'c.room_id', 'bed.room_id')
    .select(['room.building', 'room.number', 'c.from_date', 'c.until_date', 'c.reason'])
    .where('bed.id', '=', bedId)
    .where('c.from_date', '<', to)
    .where('c.until_date', '>=', from)
    .execute()
  return rows.map((row) =>
    block('room_closed', {
      name: roomName(row),
      from: row.from_date,
      until: row.until_date,
      reason: row.reason,
    }),
  )
}

/** What the sexes in its room have against a stay. What a coordinator has overridden stays so. */
export async function mixedIn(
  db: Reader,
  stay: Pick<
    StayTable,
    'bed_id' | 'person_id' | 'from_date' | 'to_date' | 'kept' | 'override_reason'
  >,
): Promise<Finding[]> {
  if (stay.kept === 1 || stay.override_reason !== null) return []
  const own = await db
    .selectFrom('bed')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('person', (join) => join.on('person.id', '=', stay.person_id))
    .select(['room.id', 'room.building', 'room.number', 'room.for_whom'])
    .select(['person.sex', 'person.family_name', 'person.given_name'])
    .where('bed.id', '=', stay.bed_id)
    .executeTakeFirstOrThrow()
  const nights = { from: stay.from_date, to: stay.to_date }
  const sleepers = (await staysIn(db, nights, { roomId: own.id })).filter(
    (one) => one.personId !== stay.person_id && !one.kept && one.overrideReason === null,
  )
  const found = sexObstacle(own.sex, own.for_whom, sleepers)
  return found ? [block('room_sex', sexParams(found, surnameFirst(own), roomName(own)), true)] : []
}

/** What is said of the sexes in a room: somebody is not to sleep there. */
export function sexParams(
  found: SexObstacle<NamedStay>,
  guest: string,
  room: string,
): ParamsOf<'room_sex'> {
  switch (found.kind) {
    case 'sex_unknown':
      return { name: room, sexUnknown: guest, forWhom: found.forWhom }
    case 'for_others':
      return { name: room, forWhom: found.forWhom }
    case 'mixed':
      return { name: room, clientName: found.stay.name }
    case 'beside_unknown':
      return { name: room, clientName: found.stay.name, sexUnknown: found.stay.name }
  }
}
