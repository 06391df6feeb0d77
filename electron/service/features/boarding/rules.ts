/** The rules of the boarding house, pure: they are given facts and answer findings. */
import type { EnrolmentState, ForWhom } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { Finding } from '#contract/schedule.ts'
import type { BedId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import {
  bedTaken,
  hasOtherBed,
  type NamedStay,
  type Nights,
  roomName,
  sharesNight,
} from '../../schedule/stays.ts'

export interface RoomFacts {
  roomId: RoomId
  building: string
  floor: number
  number: string
  accessible: boolean
  forWhom: ForWhom
  /** In order of position; beds that are in use. */
  beds: { bedId: BedId; position: number }[]
  closures: { from: LocalDate; until: LocalDate; reason: string | null }[]
}

/** The boarding house in some nights. */
export interface HouseFacts {
  /** In order of building, floor and number. */
  rooms: RoomFacts[]
  /** Stays that share a night with those asked for. */
  stays: NamedStay[]
  /** Whose planned day has passed and who has not said that they left, by bed. */
  overdue: ReadonlyMap<BedId, NamedStay>
}

/** Somebody of a course as the rules see them. */
export interface GuestFacts {
  personId: PersonId
  name: string
  sex: Sex | null
  wheelchair: boolean
  companionOfId: PersonId | null
  /** First day, and the day of departure. */
  from: LocalDate
  until: LocalDate
  courseName: string
  state: EnrolmentState
}

export interface Placement extends Nights {
  bedId: BedId
}

const sexOf: Record<'women' | 'men', Sex> = { women: 'female', men: 'male' }

/** Sexes are not mixed in a room unless it is for families. */
function sexRule(guest: GuestFacts, room: RoomFacts, sleepers: readonly NamedStay[]): Finding[] {
  if (room.forWhom === 'family') return []
  const name = roomName(room)
  const refusal = (params: Finding['params']) => [block('room_sex', { name, ...params }, true)]
  if (room.forWhom !== 'any' && guest.sex !== sexOf[room.forWhom]) {
    return refusal(
      guest.sex === null
        ? { sexUnknown: guest.name, forWhom: room.forWhom }
        : { forWhom: room.forWhom },
    )
  }
  const other = sleepers.find((one) => one.sex === null || one.sex !== guest.sex)
  if (!other) return []
  const clientName = `${other.family_name} ${other.given_name}`
  return refusal(guest.sex === null ? { sexUnknown: guest.name, clientName } : { clientName })
}

/** A companion sleeps in the same room. */
function companionRule(guest: GuestFacts, room: RoomFacts, stays: readonly NamedStay[], of: Bonds) {
  const bound = new Set([guest.companionOfId, ...(of.companions.get(guest.personId) ?? [])])
  return stays
    .filter((one) => one.kept === 0 && bound.has(one.person_id) && one.room_id !== room.roomId)
    .slice(0, 1)
    .map((one) =>
      warn('companion_apart', {
        name: guest.name,
        clientName: `${one.family_name} ${one.given_name}`,
        place: roomName(one),
      }),
    )
}

/** Who accompanies whom in the courses that are looked at. */
export interface Bonds {
  companions: ReadonlyMap<PersonId, readonly PersonId[]>
}

export interface Judged {
  guest: GuestFacts
  placement: Placement
  house: HouseFacts
  bonds: Bonds
  /** The bed is wanted now: whoever has not really left it is in the way. */
  now: boolean
}

/** What all rules say to somebody in a bed for some nights; their own stays are not in the way. */
export function placingFindings({ guest, placement, house, bonds, now }: Judged): Finding[] {
  const room = house.rooms.find((one) => one.beds.some((bed) => bed.bedId === placement.bedId))
  if (!room) return []
  const others = house.stays.filter(
    (one) =>
      one.person_id !== guest.personId &&
      sharesNight({ from: one.from_date, to: one.to_date }, placement),
  )
  const overdue = now ? house.overdue.get(placement.bedId) : undefined
  return inOrder([
    ...others.filter((one) => one.bed_id === placement.bedId).map(bedTaken),
    ...(overdue && overdue.person_id !== guest.personId
      ? [{ ...bedTaken(overdue), params: { ...bedTaken(overdue).params, notLeft: true } }]
      : []),
    ...room.closures
      .filter((one) => one.from < placement.to && one.until >= placement.from)
      .map((one) => block('room_closed', { name: roomName(room), ...one })),
    ...sexRule(
      guest,
      room,
      [...others, ...(now ? house.overdue.values() : [])].filter(
        (one) => one.room_id === room.roomId && one.kept === 0 && one.person_id !== guest.personId,
      ),
    ),
    ...(guest.wheelchair && !room.accessible
      ? [block('room_access', { name: roomName(room) }, true)]
      : []),
    ...companionRule(guest, room, others, bonds),
    ...(placement.from < guest.from || placement.to > guest.until
      ? [warn('course_dates', { name: guest.courseName, from: guest.from, until: guest.until })]
      : []),
  ])
}

/** Somebody who has a bed in another course in those nights. */
export const otherCourseRule = (
  guest: GuestFacts,
  nights: Nights,
  house: HouseFacts,
  own: (stay: NamedStay) => boolean,
): Finding[] =>
  house.stays
    .filter(
      (one) =>
        one.person_id === guest.personId &&
        one.kept === 0 &&
        !own(one) &&
        sharesNight({ from: one.from_date, to: one.to_date }, nights),
    )
    .map(hasOtherBed)
