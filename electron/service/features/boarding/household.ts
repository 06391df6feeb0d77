/** The house in some nights with everybody who has a bed in it: what the rules look at for all of them at once. */
import { type Nights, outside } from '#contract/rules/beds.ts'
import type { Finding } from '#contract/schedule.ts'
import type { BedId, CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import type { NamedStay } from './beds.ts'
import { freedNights } from './days.ts'
import { bondsOf, type GuestInCourse, gatherHouse, guestsOf } from './facts.ts'
import { type Bonds, type HouseFacts, placingFindings } from './rules.ts'
import type { Placing } from './stays.ts'

/** Everybody in a course who may have a bed. */
export interface CourseGuests {
  guests: readonly GuestInCourse[]
  byId: ReadonlyMap<PersonId, GuestInCourse>
  bonds: Bonds
}

export interface Household {
  house: HouseFacts
  courses: ReadonlyMap<CourseId, CourseGuests>
}

export async function gatherHousehold(
  db: Reader,
  nights: Nights,
  today: LocalDate,
): Promise<Household> {
  const house = await gatherHouse(db, nights, today)
  const stays = [...house.stays, ...house.overdue]
  const guests =
    stays.length === 0 ? [] : await guestsOf(db, [...new Set(stays.map((one) => one.courseId))])
  const courses = new Map(
    [...Map.groupBy(guests, (one) => one.courseId)].map(([id, of]) => {
      const byId = new Map(of.map((one) => [one.personId, one]))
      return [id, { guests: of, byId, bonds: bondsOf(byId) }]
    }),
  )
  return { house, courses }
}

/**
 * A household in which people change beds, before anything is written: whoever gives theirs up is in nobody's way
 * any more, whoever is put into another one is.
 */
export interface Rearranging {
  readonly stays: readonly NamedStay[]
  /** As `clearNights` does: all beds that somebody has for these nights. */
  cleared(whose: Whose): Rearranging
  placed(placing: Placing): Rearranging
  /** What the rules say to a placing, but for nights that the person leaves to others. */
  judge(placing: Placing): Finding[]
}
type Whose = Nights & Pick<Placing, 'courseId' | 'personId'>

/** Nights for which people leave their beds to others, by course and person. */
export type FreedNights = ReadonlyMap<string, readonly Nights[]>
export const keyOfGuest = ({ courseId, personId }: Pick<Placing, 'courseId' | 'personId'>) =>
  `${courseId} ${personId}`

export async function freedIn(db: Reader, courses: Iterable<CourseId>): Promise<FreedNights> {
  const away = await db
    .selectFrom('nights_away')
    .selectAll()
    .where('course_id', 'in', [...courses])
    .execute()
  const of = Map.groupBy(away, ({ course_id, person_id }) =>
    keyOfGuest({ courseId: course_id, personId: person_id }),
  )
  return new Map([...of].map(([key, rows]) => [key, freedNights(rows)]))
}

const withoutNights = (stay: NamedStay, nights: Nights): NamedStay[] =>
  outside(stay, [nights]).map(({ from, to }) => ({ ...stay, from, to }))

export function rearranging(
  household: Household,
  freed: FreedNights,
  stays: readonly NamedStay[] = household.house.stays,
): Rearranging {
  const { house, courses } = household
  const again = (changed: readonly NamedStay[]) => rearranging(household, freed, changed)
  const bedOf = (id: BedId) => house.rooms.find((room) => room.beds.some((bed) => bed.bedId === id))
  const nightsOf = (placing: Placing) => outside(placing, freed.get(keyOfGuest(placing)) ?? [])
  return {
    stays,
    cleared: (whose) =>
      again(
        stays.flatMap((stay) =>
          stay.personId === whose.personId && stay.courseId === whose.courseId
            ? withoutNights(stay, whose)
            : [stay],
        ),
      ),
    placed(placing) {
      const room = bedOf(placing.bedId)
      const guest = courses.get(placing.courseId)?.byId.get(placing.personId)
      if (!room || !guest) return this
      const { courseId, personId, bedId } = placing
      const bed = room.beds.find((one) => one.bedId === bedId)?.position ?? 0
      const stay = {
        ...{ courseId, personId, bedId, bed, name: guest.name, sex: guest.sex },
        ...{ roomId: room.roomId, roomName: `${room.building}, ${room.number}` },
        ...{ kept: false, overdue: false, overrideReason: null },
        stayId: `${personId} ${bedId}` as NamedStay['stayId'],
      }
      return again([...stays, ...nightsOf(placing).map((nights) => ({ ...stay, ...nights }))])
    },
    judge(placing) {
      const course = courses.get(placing.courseId)
      const guest = course?.byId.get(placing.personId)
      if (!course || !guest) return []
      return nightsOf(placing).flatMap((nights) =>
        placingFindings({
          guest,
          placement: { bedId: placing.bedId, ...nights },
          house: { ...house, stays: [...stays] },
          bonds: course.bonds,
        }),
      )
    },
  }
}
