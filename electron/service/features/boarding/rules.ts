/** The rules of the boarding house, pure: they are given facts and answer findings. */
import type { EnrolmentState, ForWhom } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import type { BedId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import {
  bedTaken,
  hasOtherBed,
  type NamedStay,
  type Nights,
  notLeft,
  roomName,
  sharesNight,
} from './beds.ts'

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
function sexRule(
  guest: Pick<GuestFacts, 'name' | 'sex'>,
  room: Pick<RoomFacts, 'building' | 'number' | 'forWhom'>,
  sleepers: readonly NamedStay[],
): Finding[] {
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
    ...(overdue && overdue.person_id !== guest.personId ? [notLeft(overdue)] : []),
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

/** What may change of a room in which somebody sleeps. */
type RoomKind = Pick<RoomFacts, 'building' | 'number' | 'forWhom' | 'accessible'>

/**
 * For whom a room will not do any more once it is another one: the first of them and how many stays there
 * are, by rule. What was overridden stays so. `stays` are in order of their first day.
 */
export function roomChangeFindings(
  before: RoomKind,
  after: RoomKind,
  stays: readonly (NamedStay & { wheelchair: boolean })[],
): Finding[] {
  const sleepers = stays.filter((one) => one.kept === 0 && one.override_reason === null)
  const nightsOf = (one: NamedStay) => ({ from: one.from_date, to: one.to_date })
  const mixed = (one: NamedStay, room: RoomKind) => {
    const beside = sleepers.filter(
      (other) => other.person_id !== one.person_id && sharesNight(nightsOf(one), nightsOf(other)),
    )
    return sexRule({ name: surnameFirst(one), sex: one.sex }, room, beside).length > 0
  }
  const finding = (code: RuleCode, those: readonly NamedStay[]): Finding[] =>
    those.slice(0, 1).map((one) =>
      block(code, {
        name: roomName(after),
        sleeper: surnameFirst(one),
        from: one.from_date,
        until: one.to_date,
        stays: those.length,
      }),
    )
  return [
    ...finding(
      'room_sex',
      sleepers.filter((one) => mixed(one, after) && !mixed(one, before)),
    ),
    ...finding(
      'room_access',
      before.accessible && !after.accessible ? sleepers.filter((one) => one.wheelchair) : [],
    ),
  ]
}
