/** What a booking form begins with: as the client has ridden before, with whoever is free at that hour. */
import type { InputOf, OutputOf } from '#contract/envelope.ts'
import type { hippotherapy, Seats } from '#contract/hippotherapy.ts'
import type { Finding, ResourceRole } from '#contract/schedule.ts'
import type { Role } from '#contract/team.ts'
import type { MemberId, PlaceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { isBlock } from '../../schedule/situation.ts'
import { usualCast } from './day.ts'
import { activeHorses, gatherFacts } from './facts.ts'
import { findingsOf } from './rules.ts'
import type { RideDraft } from './situation.ts'

type Usual = (typeof hippotherapy)['hippotherapy.usual']

/** A seat of the team, and the role that one must have for it. */
const seats = {
  instructorId: 'instructor',
  therapistId: 'therapist',
  leaderId: 'leader',
} as const satisfies Partial<Record<keyof Seats, Role>>

/**
 * What the client rode with last, what is `wanted` rather than that, and in place of what is not free at that
 * hour the first that is. Seats that are `chosen` are left alone. Refuses `not_found`.
 */
export async function proposeRide(
  look: Lookup,
  { clientId, date, at }: InputOf<Usual>,
): Promise<OutputOf<Usual>> {
  const usual = clientId ? await usualCast(look, clientId, date) : await ofNobody(look)
  if (!at) return { ...usual, replaced: [] }
  const { start, minutes = usual.minutes, wanted, chosen = {} } = at
  const ride: RideDraft = { date, start, minutes, ...(clientId && { clientId }) }
  const known = new Set((await inTheWay(look, ride)).map((one) => JSON.stringify(one)))
  const taken = new Set<string>(
    Object.values(chosen)
      .flat()
      .filter((id) => id !== null),
  )
  /** What is against that one, besides what is against the ride with anybody. */
  const against = async (seats: Seats): Promise<Finding[]> =>
    (await inTheWay(look, { ...ride, ...seats })).filter((one) => !known.has(JSON.stringify(one)))
  /** The first that is not in use here yet, and that no rule is against. */
  const firstFree = async <Id extends string>(ids: readonly Id[], draft: (id: Id) => Seats) => {
    for (const id of ids) {
      if (!taken.has(id) && (await against(draft(id))).length === 0) return id
    }
    return null
  }
  const replaced: OutputOf<Usual>['replaced'] = []
  /** Who or what was wanted, or else what is free. */
  const seat = async <Id extends string>(
    wantedId: Id,
    others: () => Promise<readonly Id[]>,
    draft: (id: Id) => Seats,
    nameOf: (id: Id) => Promise<string>,
  ): Promise<Id | null> => {
    const free =
      (await firstFree([wantedId], draft)) ??
      (await firstFree(
        (await others()).filter((id) => id !== wantedId),
        draft,
      ))
    if (free !== wantedId) {
      replaced.push({
        name: await nameOf(wantedId),
        insteadName: free === null ? null : await nameOf(free),
        findings: await against(draft(wantedId)),
      })
    }
    if (free !== null) taken.add(free)
    return free
  }
  const membersWith = async (role: Role) =>
    (await look.directory.candidates(role as ResourceRole, [])) as MemberId[]
  const memberName = async (id: MemberId) =>
    (await look.directory.members([id])).get(id)?.name ?? ''

  const wishes: Seats & { riderBehindKg?: number } = { ...usual.cast, ...wanted }
  const { horseId, placeId, sidewalkerIds, ...rest } = wishes
  const cast: NonNullable<OutputOf<Usual>['cast']> = { ...rest }
  if (chosen.placeId === undefined) {
    const lanes = async () => (await look.directory.candidates('place', ['arena'])) as PlaceId[]
    const inPlace = (id: PlaceId) => ({ placeId: id })
    const free = placeId
      ? await seat(placeId, lanes, inPlace, (id) => look.directory.nameOf('place', id))
      : await firstFree(await lanes(), inPlace)
    if (free) cast.placeId = free
  }
  if (chosen.horseId === undefined && horseId) {
    const free = await seat(
      horseId,
      () => activeHorses(look.db),
      (id) => ({ horseId: id }),
      (id) => look.directory.nameOf('horse', id),
    )
    if (free) cast.horseId = free
  }
  for (const name of Object.keys(seats) as (keyof typeof seats)[]) {
    const id = wishes[name]
    if (chosen[name] !== undefined || !id) continue
    const others = () => membersWith(seats[name])
    cast[name] = await seat(id, others, (one) => ({ [name]: one }), memberName)
  }
  if (chosen.sidewalkerIds === undefined && sidewalkerIds) {
    const free: MemberId[] = []
    for (const id of sidewalkerIds) {
      const others = () => membersWith('sidewalker')
      const one = await seat(id, others, (chosenId) => ({ sidewalkerIds: [chosenId] }), memberName)
      if (one) free.push(one)
    }
    cast.sidewalkerIds = free
  }
  return { ...usual, cast, minutes, replaced }
}

/** Before anybody has said who is to ride. */
async function ofNobody({ settings }: Lookup) {
  const { sessionLimitMinutes: minutes } = await settings.read()
  return { cast: null, lastRideOn: null, minutes, precautions: null }
}

/** What forbids a ride that is half filled in, and whose hours it is not in. */
async function inTheWay(look: Lookup, ride: RideDraft): Promise<Finding[]> {
  const findings = findingsOf(ride, await gatherFacts(look, [ride]))
  return findings.filter((one) => isBlock(one) || one.code === 'staff_hours')
}
