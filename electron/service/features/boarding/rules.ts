/** The rules of the boarding house, pure: they are given facts and answer findings. */
import type { EnrolmentState, ForWhom } from '#contract/boarding.ts'
import {
  apartFrom,
  type BedObstacle,
  bedObstacles,
  type Guest,
  type Nights,
} from '#contract/rules/beds.ts'
import type { Finding } from '#contract/schedule.ts'
import type { BedId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import { bedTaken, hasOtherBed, type NamedStay, roomName, sexParams } from './beds.ts'

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
  /** Of those whose planned day has passed before and who have not said that they left. */
  overdue: NamedStay[]
  today: LocalDate
}

/** Somebody of a course as the rules see them. */
export interface GuestFacts extends Guest {
  name: string
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

/** Who accompanies whom in the courses that are looked at. */
export interface Bonds {
  companions: ReadonlyMap<PersonId, readonly PersonId[]>
}

export interface Judged {
  guest: GuestFacts
  placement: Placement
  house: HouseFacts
  bonds: Bonds
}

function findingOf(
  obstacle: BedObstacle<NamedStay, RoomFacts['closures'][number]>,
  guest: GuestFacts,
  room: RoomFacts,
): Finding {
  const name = roomName(room)
  switch (obstacle.kind) {
    case 'elsewhere':
      return hasOtherBed(obstacle.stay)
    case 'taken':
      return bedTaken(obstacle.stay)
    case 'closed':
      return block('room_closed', { name, ...obstacle.closure })
    case 'no_access':
      return block('room_access', { name }, true)
    case 'sex_unknown':
    case 'for_others':
    case 'mixed':
    case 'beside_unknown':
      return block('room_sex', sexParams(obstacle, guest.name, name), true)
  }
}

/** What all rules say to somebody in a bed for some nights; their own stays of the course are not in the way. */
export function placingFindings({ guest, placement, house, bonds }: Judged): Finding[] {
  const room = house.rooms.find((one) => one.beds.some((bed) => bed.bedId === placement.bedId))
  if (!room) return []
  const { bedId } = placement
  const stays = [...house.stays, ...house.overdue]
  const bound = new Set([guest.companionOfId, ...(bonds.companions.get(guest.personId) ?? [])])
  return inOrder([
    ...bedObstacles(guest, { room, bedId }, placement, stays, house.today).map((one) =>
      findingOf(one, guest, room),
    ),
    ...apartFrom(room, placement, house.stays, (id) => bound.has(id))
      .slice(0, 1)
      .map((one) =>
        warn('companion_apart', { name: guest.name, clientName: one.name, place: one.roomName }),
      ),
    ...(placement.from < guest.from || placement.to > guest.until
      ? [warn('course_dates', { name: guest.courseName, from: guest.from, until: guest.until })]
      : []),
  ])
}
