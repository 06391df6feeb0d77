/** How stays that do not fit any more could be settled, each as if the best for those before it were taken. */
import { type Nights, sharesNight } from '#contract/rules/beds.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import type { StayProposal, UnsettledStay } from '#contract/settling.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { BedId, LocalDate, PersonId, StayId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { withVersions } from '../../history/versions.ts'
import { isBlock } from '../../schedule/situation.ts'
import { bedOfStay, type NamedStay, roomName } from './beds.ts'
import {
  freedIn,
  gatherHousehold,
  type Household,
  type Rearranging,
  rearranging,
} from './household.ts'
import { stayForm } from './rows.ts'
import type { RoomFacts } from './rules.ts'
import type { Placing } from './stays.ts'
import { type StayToSettle, unsettledStays } from './unsettled.ts'

/** So many free beds are proposed, each in another room, and so many guests to exchange with. */
const [offeredBeds, offeredGuests] = [3, 2]

/** What another guest in the bed may mend: it is the person whom the room does not fit, not the room itself. */
const ofPerson: readonly RuleCode[] = ['room_sex', 'room_access', 'companion_apart']

/** The night from which a stay is to be settled: before anybody has slept there all of it, else the first that does not fit. */
export function settledFrom({ stay, findings }: StayToSettle, today: LocalDate): LocalDate {
  if (stay.from >= today) return stay.from
  const first = findings
    .map((one) => (one.code === 'room_closed' ? one.params.from : today))
    .reduce(earlierOf)
  return laterOf(first, today)
}

/** The nights of all of these, in which whoever moves could be in somebody's way. */
export const nightsOfAll = (stays: readonly Nights[]): Nights => ({
  from: stays.map((one) => one.from).reduce(earlierOf),
  to: stays.map((one) => one.to).reduce(laterOf),
})

/**
 * Stays that do not fit any more, in order of nights, with what could be done: those of some days, or these alone,
 * whenever they are.
 */
export async function readUnsettledStays(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  {
    stayIds,
    ...days
  }: { from: LocalDate; until: LocalDate; stayIds?: readonly StayId[] | undefined },
): Promise<UnsettledStay[]> {
  const wanted = stayIds && new Set(stayIds)
  const all = await unsettledStays({ db, clock }, stayIds ? await daysOf(db, stayIds, days) : days)
  const unsettled = wanted ? all.filter(({ stay }) => wanted.has(stay.stayId)) : all
  const proposals = await stayProposals(db, unsettled, clock.today())
  const lines = unsettled.map(({ stay, findings }) => {
    const { stayId, personId, name, courseId, roomName: room, bed, from, to } = stay
    const ways = proposals.get(stayId) ?? []
    return { stayId, personId, name, courseId, room, bed, from, to, findings, proposals: ways }
  })
  return withVersions(db, stayForm, lines, (one) => one.stayId)
}

/** All days of some stays too. */
async function daysOf(
  db: Reader,
  ids: readonly StayId[],
  days: { from: LocalDate; until: LocalDate },
): Promise<{ from: LocalDate; until: LocalDate }> {
  const rows = await db
    .selectFrom('stay')
    .select(['from_date', 'to_date'])
    .where('id', 'in', ids)
    .execute()
  return {
    from: rows.map((row) => row.from_date).reduce(earlierOf, days.from),
    until: rows.map((row) => row.to_date).reduce(laterOf, days.until),
  }
}

/** What could be done about each of some stays, the best first. */
async function stayProposals(
  db: Reader,
  unsettled: readonly StayToSettle[],
  today: LocalDate,
): Promise<Map<StayId, StayProposal[]>> {
  const proposals = new Map<StayId, StayProposal[]>()
  if (unsettled.length === 0) return proposals
  const nights = nightsOfAll(unsettled.map(({ stay }) => stay))
  const { from, to } = {
    from: laterOf(nights.from, today),
    to: laterOf(nights.to, addDays(today, 1)),
  }
  const household = await gatherHousehold(db, { from, to }, today)
  const freed = await freedIn(db, household.courses.keys())
  const waiting = new Set(unsettled.map(({ stay }) => stay.stayId))
  let house = rearranging(household, freed)
  for (const one of unsettled) {
    const { stay } = one
    waiting.delete(stay.stayId)
    if (stay.overdue) {
      proposals.set(stay.stayId, [])
      continue
    }
    const end: StayProposal = { do: 'end', from: settledFrom(one, today), names: [] }
    // An exchange that was taken for somebody before may have settled it.
    const stands = house.stays.some(({ stayId }) => stayId === stay.stayId)
    if (stay.kept || !stands) {
      proposals.set(stay.stayId, [end])
      continue
    }
    const ways = waysOut({ household, house, waiting }, one, today)
    proposals.set(stay.stayId, [...ways.map(({ proposal }) => proposal), end])
    house = ways[0]?.house ?? house
  }
  return proposals
}

interface Ground {
  household: Household
  house: Rearranging
  /** Stays that are yet to be settled. */
  waiting: ReadonlySet<StayId>
}

interface Way {
  proposal: StayProposal
  /** The house as it is then. */
  house: Rearranging
}

function waysOut(ground: Ground, one: StayToSettle, today: LocalDate): Way[] {
  const { stay, findings } = one
  const from = settledFrom(one, today)
  const placing = (bedId: BedId): Placing => ({
    ...{ courseId: stay.courseId, personId: stay.personId, bedId, from, to: stay.to },
  })
  // Where nothing but warnings is to be settled, a bed that brings others settles nothing.
  const isWorse = findings.some(isBlock) ? isBlock : () => true
  const beds = freeBeds(ground, stay, placing, isWorse)
  const exchanges = findings.every(({ code }) => ofPerson.includes(code))
    ? exchangesFor(ground, stay, placing, isWorse)
    : []
  return [...beds, ...exchanges]
}

/** Free beds that fit, the first of each room: those first where nothing is to be said and the party has room, then the nearest. */
function freeBeds(
  { household, house, waiting }: Ground,
  stay: NamedStay,
  placing: (bedId: BedId) => Placing,
  isWorse: (finding: Finding) => boolean,
): Way[] {
  const { rooms } = household.house
  const own = rooms.find(({ roomId }) => roomId === stay.roomId)
  const cleared = house.cleared(placing(stay.bedId))
  const nights = placing(stay.bedId)
  const party = partyOf(household, stay)
  const together = house.stays.filter(
    (other) =>
      other.roomId === stay.roomId &&
      !other.kept &&
      other.personId !== stay.personId &&
      party.has(other.personId) &&
      waiting.has(other.stayId) &&
      sharesNight(other, nights),
  ).length
  const found = rooms.flatMap((room) => {
    const free = room.beds.filter(
      ({ bedId }) =>
        !cleared.stays.some((other) => other.bedId === bedId && sharesNight(other, nights)),
    )
    for (const { bedId, position } of free) {
      if (bedId === stay.bedId) continue
      const findings = cleared.judge(placing(bedId))
      if (findings.some(isWorse)) continue
      const isTight = free.length <= together
      return [{ room, bedId, position, said: findings.length, isTight }]
    }
    return []
  })
  return found
    .sort(
      (one, other) =>
        Number(one.isTight) - Number(other.isTight) ||
        one.said - other.said ||
        distanceOf(one.room, own) - distanceOf(other.room, own),
    )
    .slice(0, offeredBeds)
    .map(({ room, bedId, position }) => ({
      proposal: {
        ...{ do: 'bed', bedId, from: nights.from },
        names: [bedOfStay({ roomName: roomName(room), bed: position })],
      },
      house: cleared.placed(placing(bedId)),
    }))
}

const distanceOf = (room: RoomFacts, own: RoomFacts | undefined): number =>
  (room.building === own?.building ? 0 : 1000) +
  Math.abs(room.floor - (own?.floor ?? 0)) * 10 +
  (room.roomId === own?.roomId ? 0 : 1)

/** Somebody, their companions, and whom they accompany. */
function partyOf({ courses }: Household, { courseId, personId }: NamedStay): Set<PersonId> {
  const course = courses.get(courseId)
  const head = course?.byId.get(personId)?.companionOfId ?? personId
  return new Set([personId, head, ...(course?.bonds.companions.get(head) ?? [])])
}

/** Guests with whom it would fit both to change beds for the rest of their stays. */
function exchangesFor(
  { household, house }: Ground,
  stay: NamedStay,
  placing: (bedId: BedId) => Placing,
  isWorse: (finding: Finding) => boolean,
): Way[] {
  const own = placing(stay.bedId)
  const isUsed = (bed: BedId) =>
    household.house.rooms.some((room) => room.beds.some(({ bedId }) => bedId === bed))
  const ways: Way[] = []
  if (!isUsed(stay.bedId)) return ways
  // Whoever has been given another bed before has no stay there yet with which to exchange.
  const standing = new Set(household.house.stays.map(({ stayId }) => stayId))
  for (const other of house.stays) {
    if (ways.length === offeredGuests) break
    const fits =
      standing.has(other.stayId) &&
      !other.kept &&
      !other.overdue &&
      other.personId !== stay.personId &&
      other.roomId !== stay.roomId &&
      other.from <= own.from &&
      other.to === stay.to &&
      isUsed(other.bedId)
    if (!fits) continue
    const theirs = {
      ...{ courseId: other.courseId, personId: other.personId, bedId: stay.bedId },
      ...{ from: own.from, to: other.to },
    }
    const here = house.cleared(own).cleared(theirs).placed(theirs)
    if (here.judge(placing(other.bedId)).some(isWorse)) continue
    const both = house.cleared(own).cleared(theirs).placed(placing(other.bedId))
    if (both.judge(theirs).some(isBlock)) continue
    ways.push({
      proposal: {
        ...{ do: 'exchange', withStayId: other.stayId, from: own.from },
        names: [other.name, bedOfStay(other)],
      },
      house: both.placed(theirs),
    })
  }
  return ways
}
