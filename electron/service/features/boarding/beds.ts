/** What the file itself never lets a stay do: two people in a bed, a person in two, a room out of use. */
import type { Finding } from '#contract/schedule.ts'
import type { BedId, LocalDate, PersonId, RoomId, StayId } from '#contract/values.ts'
import type { Reader, RoomClosureTable, StayTable } from '../../db/schema.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays } from '../../kernel/time.ts'
import { block } from '../../schedule/situation.ts'

/** Nights: from the first one to the day on which the bed is free again. */
export interface Nights {
  from: LocalDate
  to: LocalDate
}

/**
 * The longest stay, and the longest time for which somebody is in a course, days: the file holds it, and
 * refuses longer ones. See [Note: Longest stay] in its tables.
 */
export const longestStay = 366

/** The first day on which anything may have begun that reaches into this one. */
export const earliestOf = (date: LocalDate): LocalDate => addDays(date, -longestStay)

export const sharesNight = (one: Nights, other: Nights): boolean =>
  one.from < other.to && other.from < one.to

/** «Ақ Бастау, 101». */
export const roomName = ({ building, number }: { building: string; number: string }): string =>
  `${building}, ${number}`

/** Stays that share a night with some nights, with who and where: in these beds, or of this person. */
export async function staysIn(
  db: Reader,
  { from, to }: Nights,
  of: { bedIds?: readonly BedId[]; personId?: PersonId; roomId?: RoomId },
) {
  return db
    .selectFrom('stay')
    .innerJoin('bed', 'bed.id', 'stay.bed_id')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('person', 'person.id', 'stay.person_id')
    .selectAll('stay')
    .select(['bed.room_id', 'bed.position', 'room.building', 'room.number'])
    .select(['person.family_name', 'person.given_name', 'person.sex'])
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
}

export type NamedStay = Awaited<ReturnType<typeof staysIn>>[number]

/** «Ақ Бастау, 101 · 2». */
export const bedName = (one: { building: string; number: string; position: number }): string =>
  `${roomName(one)} · ${one.position}`

export const bedTaken = (stay: NamedStay): Finding =>
  block('overlap', {
    seat: 'bed',
    name: bedName(stay),
    clientName: surnameFirst(stay),
    from: stay.from_date,
    until: stay.to_date,
  })

/** Somebody should have left a bed and has not. */
export function notLeft(stay: NamedStay): Finding {
  const { params, ...finding } = bedTaken(stay)
  return { ...finding, params: { ...params, notLeft: true } }
}

export const hasOtherBed = (stay: NamedStay): Finding =>
  block('overlap', {
    seat: 'client',
    name: surnameFirst(stay),
    place: bedName(stay),
    clientName: null,
    from: stay.from_date,
    until: stay.to_date,
  })

/** What stands in the way of a stay, whatever people say; `except` are stays that are about to go. */
export async function conflictsOf(
  db: Reader,
  stay: Pick<StayTable, 'id' | 'bed_id' | 'person_id' | 'from_date' | 'to_date' | 'kept'>,
  except: readonly StayId[] = [],
): Promise<Finding[]> {
  const nights = { from: stay.from_date, to: stay.to_date }
  const counts = (one: NamedStay) => one.id !== stay.id && !except.includes(one.id)
  const inBed = await staysIn(db, nights, { bedIds: [stay.bed_id] })
  const ofPerson = stay.kept ? [] : await staysIn(db, nights, { personId: stay.person_id })
  return [
    ...inBed.filter(counts).map(bedTaken),
    ...ofPerson
      .filter((one) => counts(one) && one.kept === 0 && one.bed_id !== stay.bed_id)
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

/**
 * With whom somebody would share a room who is of the other sex or of unknown sex, where sexes are not
 * mixed. What a coordinator has overridden stays so.
 */
export async function mixedIn(
  db: Reader,
  stay: Pick<
    StayTable,
    'id' | 'bed_id' | 'person_id' | 'from_date' | 'to_date' | 'kept' | 'override_reason'
  >,
): Promise<Finding[]> {
  if (stay.kept === 1 || stay.override_reason !== null) return []
  const own = await db
    .selectFrom('bed')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .innerJoin('person', (join) => join.on('person.id', '=', stay.person_id))
    .select(['room.id', 'room.for_whom', 'person.sex'])
    .where('bed.id', '=', stay.bed_id)
    .executeTakeFirstOrThrow()
  if (own.for_whom === 'family') return []
  const nights = { from: stay.from_date, to: stay.to_date }
  return (await staysIn(db, nights, { roomId: own.id }))
    .filter((one) => one.id !== stay.id && one.person_id !== stay.person_id)
    .filter((one) => one.kept === 0 && one.override_reason === null)
    .filter((one) => one.sex === null || one.sex !== own.sex)
    .map((one) => block('room_sex', { name: roomName(one), clientName: surnameFirst(one) }))
}

/** Who sleeps in a room while it is to be out of use. */
export async function inTheWayOfClosure(
  db: Reader,
  closure: Pick<RoomClosureTable, 'room_id' | 'from_date' | 'until_date'>,
): Promise<Finding[]> {
  const nights = { from: closure.from_date, to: addDays(closure.until_date, 1) }
  return (await staysIn(db, nights, { roomId: closure.room_id })).map(bedTaken)
}
