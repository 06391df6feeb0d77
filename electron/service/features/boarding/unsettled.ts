/**
 * Stays that do not fit the rules any more: what they look at may have changed since the bed was given. The
 * same rules are asked as of a new placing, of every stay at once.
 */
import { realNights } from '#contract/rules/beds.ts'
import { countedIn, isParticipant } from '#contract/rules/courses.ts'
import type { Finding } from '#contract/schedule.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import { bedOfStay, type NamedStay } from './beds.ts'
import type { GuestInCourse } from './facts.ts'
import { gatherHousehold } from './household.ts'
import { placingFindings } from './rules.ts'

/**
 * Participants for whom a course has no place any more, since it has fewer than when they were let in: the last
 * of them. Whom a coordinator has let into a full course is not among them.
 */
function withoutPlace(guests: readonly GuestInCourse[]): Map<PersonId, Finding> {
  const participants = countedIn(guests).filter(isParticipant)
  const inOrderOfComing = participants
    .filter((one) => !one.overCapacity)
    .sort((one, other) => (one.at < other.at ? -1 : 1))
  return new Map(
    inOrderOfComing.flatMap((one, index): [PersonId, Finding][] => {
      if (index < one.capacity) return []
      const { courseName: name, capacity } = one
      return [
        [one.personId, warn('course_full', { name, capacity, participants: participants.length })],
      ]
    }),
  )
}

/** What a bed that is kept empty can be told: nobody sleeps in it. */
const ofKeptBed = ({ code }: Finding): boolean =>
  code === 'overlap' || code === 'room_closed' || code === 'bed_removed'

/** A stay, and what is to be settled of it. */
export interface StayToSettle {
  stay: NamedStay
  findings: Finding[]
}

/**
 * Every stay that has a night among some days, both included, which is not over yet, and what the rules say
 * against it in these nights: `overlap` (somebody has not left), `room_sex`, `room_access`, `room_closed`,
 * `bed_removed`,
 * `companion_apart`, `course_dates`, and `course_full` for whom a course has become too small. What a coordinator has
 * overridden is settled, and is in nobody's way. In order of nights; as many queries however many stays.
 */
export async function unsettledStays(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  days: { from: LocalDate; until: LocalDate },
): Promise<StayToSettle[]> {
  const today = clock.today()
  const asked = { from: laterOf(days.from, today), to: addDays(days.until, 1) }
  if (asked.to <= asked.from) return []
  const { house, courses } = await gatherHousehold(db, asked, today)
  const stays = [...house.stays, ...house.overdue]
  const full = new Map([...courses].map(([id, { guests }]) => [id, withoutPlace(guests)]))
  const roomOf = new Map(house.rooms.map((room) => [room.roomId, room]))
  const ofRoom = Map.groupBy(stays, (one) => one.roomId)
  const ofPerson = Map.groupBy(stays, (one) => one.personId)

  const findingsOf = (stay: NamedStay): Finding[] => {
    const course = courses.get(stay.courseId)
    const [guest, room] = [course?.byId.get(stay.personId), roomOf.get(stay.roomId)]
    if (!course || !guest || !room) return []
    const { from, to } = realNights(stay, today)
    const placement = {
      bedId: stay.bedId,
      from: laterOf(from, asked.from),
      to: earlierOf(to, asked.to),
    }
    const bound = [guest.companionOfId, ...(course.bonds.companions.get(stay.personId) ?? [])]
    const beside = [
      ...(ofRoom.get(stay.roomId) ?? []).filter(
        (one) => one.overrideReason === null || one.bedId === stay.bedId,
      ),
      ...[stay.personId, ...bound].flatMap((id) =>
        id === null ? [] : (ofPerson.get(id) ?? []).filter((one) => one.roomId !== stay.roomId),
      ),
    ]
    // Whoever should have left has not outstayed their plan in the eyes of the rules: that is told apart.
    const planned = stay.overdue ? { ...guest, until: laterOf(guest.until, placement.to) } : guest
    const isThere = room.beds.some(({ bedId }) => bedId === stay.bedId)
    const asWas = { ...room, beds: [...room.beds, { bedId: stay.bedId, position: stay.bed }] }
    const near = { ...house, rooms: [isThere ? room : asWas], stays: beside, overdue: [] }
    const said = placingFindings({
      ...{ guest: planned, placement, house: near, bonds: course.bonds },
    })
    const noPlace = full.get(stay.courseId)?.get(stay.personId)
    return inOrder([
      ...(isThere ? [] : [block('bed_removed', { name: bedOfStay(stay) })]),
      ...said
        .filter((one) => !(one.overridable && stay.overrideReason !== null))
        .filter((one) => !stay.kept || ofKeptBed(one)),
      ...(noPlace && !stay.kept ? [noPlace] : []),
    ])
  }
  return stays.flatMap((stay) => {
    const findings = findingsOf(stay)
    return findings.length > 0 ? [{ stay, findings }] : []
  })
}
