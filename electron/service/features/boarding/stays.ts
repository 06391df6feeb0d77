/** Who sleeps where: given a bed, moved, taken out of it. */
import type { BedOffer } from '#contract/boarding.ts'
import { type Nights, outside, sharesNight } from '#contract/rules/beds.ts'
import { isInCourse } from '#contract/rules/courses.ts'
import type { Finding } from '#contract/schedule.ts'
import { laterOf } from '#contract/time.ts'
import type { BedId, CourseId, LocalDate, PersonId, RoomId, StayId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader, StayTable } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { isBlock } from '../../schedule/situation.ts'
import { bedTaken, conflictsOf, mixedIn, roomName } from './beds.ts'
import { awayOf, freedNights } from './days.ts'
import { bondsOf, findCourse, findEnrolment, gatherHouse, readGuests, roomOfBed } from './facts.ts'
import { writeStay } from './rows.ts'
import { type Bonds, type GuestFacts, type HouseFacts, placingFindings } from './rules.ts'

export interface Placing extends Nights {
  courseId: CourseId
  personId: PersonId
  bedId: BedId
}

/** Everything that is looked at for placing people of a course in some nights. */
export interface Situation {
  house: HouseFacts
  guests: ReadonlyMap<PersonId, GuestFacts>
  bonds: Bonds
}

export async function situationOf(
  db: Reader,
  courseId: CourseId,
  nights: Nights,
  today: LocalDate,
): Promise<Situation> {
  await findCourse(db, courseId)
  const guests = await readGuests(db, courseId)
  const house = await gatherHouse(db, nights, today)
  return { house, guests, bonds: bondsOf(guests) }
}

/** What the rules say to a placing in that situation. */
export function judge({ house, guests, bonds }: Situation, placing: Placing): Finding[] {
  const guest = guests.get(placing.personId)
  if (!guest) throw new DomainError('not_found', { what: 'enrolment' })
  return placingFindings({ guest, placement: placing, house, bonds })
}

/** How many free beds are offered. */
const offered = 5

/** Free beds in which nothing is in the way: the same room first, then the same floor, then the house. */
function bedsNear(situation: Situation, placing: Placing): BedOffer[] {
  const { rooms } = situation.house
  const wanted = rooms.find((room) => room.beds.some((bed) => bed.bedId === placing.bedId))
  const distance = (room: (typeof rooms)[number]) =>
    (room.building === wanted?.building ? 0 : 1000) +
    Math.abs(room.floor - (wanted?.floor ?? 0)) * 10 +
    (room.roomId === wanted?.roomId ? 0 : 1)
  return rooms
    .toSorted((one, other) => distance(one) - distance(other))
    .flatMap((room) => {
      const free = room.beds.find(
        ({ bedId }) => !judge(situation, { ...placing, bedId }).some(isBlock),
      )
      return free ? [{ bedId: free.bedId, roomName: roomName(room), bed: free.position }] : []
    })
    .slice(0, offered)
}

export async function checkPlacing(
  db: Reader,
  placing: Placing,
  today: LocalDate,
): Promise<{ findings: Finding[]; beds: BedOffer[] }> {
  refuseNoNights(placing)
  await roomOfBed(db, placing.bedId)
  const situation = await situationOf(db, placing.courseId, placing, today)
  const findings = judge(situation, placing)
  return { findings, beds: findings.some(isBlock) ? bedsNear(situation, placing) : [] }
}

/** The nearest free bed in another place than the given one; none when the house is full. */
export async function otherBedNear(
  db: Reader,
  placing: Placing,
  today: LocalDate,
): Promise<BedId | undefined> {
  const situation = await situationOf(db, placing.courseId, placing, today)
  return bedsNear(situation, placing).find((one) => one.bedId !== placing.bedId)?.bedId
}

function refuseNoNights({ from, to }: Nights): void {
  if (to <= from) {
    throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
  }
}

/** Stays of somebody in a course, in order of nights. */
export const staysOf = (db: Reader, courseId: CourseId, personId: PersonId): Promise<StayTable[]> =>
  db
    .selectFrom('stay')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .orderBy('from_date')
    .orderBy('id')
    .execute()

/**
 * Frees the beds that somebody has for some nights: what lies before and after stays theirs. Answers
 * the stays as they are then.
 */
export async function clearNights(
  { tx, newId }: CommandContext,
  courseId: CourseId,
  personId: PersonId,
  nights: Nights,
): Promise<void> {
  for (const stay of await staysOf(tx, courseId, personId)) {
    if (stay.from_date >= nights.to || stay.to_date <= nights.from) continue
    const before = stay.from_date < nights.from
    const after = stay.to_date > nights.to
    await writeStay(
      tx,
      stay,
      before ? { ...stay, to_date: nights.from } : after ? { ...stay, from_date: nights.to } : null,
    )
    if (before && after) {
      const rest = { ...stay, id: newId<StayId>(), from_date: nights.to }
      await writeStay(tx, null, rest)
    }
  }
}

/** Lets a placing through the rules. Refuses `rules_refused {refusals, beds}`. */
async function allowPlacing(
  { tx, clock }: CommandContext,
  placing: Placing,
  override: { reason: string } | undefined,
): Promise<{ warnings: Finding[]; overrideReason: string | null }> {
  const { findings, beds } = await checkPlacing(tx, placing, clock.today())
  const refusals = findings.filter(isBlock)
  if (refusals.length === 0) return { warnings: findings, overrideReason: null }
  if (!override || !refusals.every((one) => one.overridable)) {
    throw new DomainError('rules_refused', { refusals, alternatives: [], beds })
  }
  return { warnings: findings, overrideReason: override.reason }
}

/**
 * Gives somebody a bed for some nights, but for those that they leave to others while they are away; what they
 * had then is free. Refuses as {@link allowPlacing}, and `away_then` when no night is left.
 */
export async function placePerson(
  context: CommandContext,
  placing: Placing,
  override?: { reason: string },
): Promise<{ stayId: StayId; warnings: Finding[] }> {
  const { tx } = context
  const { courseId, personId, bedId, from, to } = placing
  const enrolment = await findEnrolment(tx, courseId, personId)
  if (!isInCourse(enrolment)) throw new DomainError('not_found', { what: 'enrolment' })
  refuseNoNights(placing)
  const freed = freedNights(await awayOf(tx, courseId, personId))
  const placed: { stayId: StayId; warnings: Finding[] }[] = []
  for (const nights of outside({ from, to }, freed)) {
    const asked = { ...placing, ...nights }
    const { warnings, overrideReason } = await allowPlacing(context, asked, override)
    await clearNights(context, courseId, personId, nights)
    const stay: StayTable = {
      id: context.newId<StayId>(),
      course_id: courseId,
      person_id: personId,
      bed_id: bedId,
      from_date: nights.from,
      to_date: nights.to,
      kept: 0,
      override_reason: overrideReason,
    }
    await writeStay(tx, null, stay)
    placed.push({ stayId: stay.id, warnings })
  }
  const [first] = placed
  const away = freed.find((one) => sharesNight(one, placing))
  if (!first) throw new DomainError('away_then', { from: away?.from, until: away?.to })
  return first
}

/** A stay of somebody that is longer by nights which begin where it ends, or end where it begins. */
const longerBy = (stay: StayTable, { from, to }: Nights): StayTable | null =>
  stay.to_date === from
    ? { ...stay, to_date: to }
    : stay.from_date === to
      ? { ...stay, from_date: from }
      : null

/** The nights between a stay and others. */
const between = ({ from_date, to_date }: StayTable, { from, to }: Nights): Nights =>
  to_date < from ? { from: to_date, to: from } : { from: to, to: from_date }

/**
 * Nights are somebody's again: in `bedId`, or in the bed that they have before or after, be they away between. Without
 * either they wait for a bed. When it is taken, `refuse` says who has it and what is free instead, as
 * {@link allowPlacing} does; `leave` lets them be without. Beds that were kept for them are again, where free.
 */
export async function regainNights(
  context: CommandContext,
  whose: Pick<Placing, 'courseId' | 'personId'>,
  nights: Nights,
  { taken, bedId }: { taken: 'refuse' | 'leave'; bedId?: BedId | undefined },
): Promise<void> {
  const { tx } = context
  const { courseId, personId } = whose
  const own = await staysOf(tx, courseId, personId)
  const all = own.filter((one) => one.kept === 0)
  const gone = await tx.selectFrom('bed').select('id').where('active', '=', 0).execute()
  // A bed that is there no more is nobody's to come back to.
  const slept = all.filter((one) => taken === 'leave' || !gone.some(({ id }) => id === one.bed_id))
  const covered = all.map(({ from_date, to_date }) => ({ from: from_date, to: to_date }))
  const freed = freedNights(await awayOf(tx, courseId, personId))
  for (const bare of outside(nights, [...covered, ...freed])) {
    const beside = slept.filter((one) => longerBy(one, bare) !== null)
    const stay = bedId ? beside.find((one) => one.bed_id === bedId) : beside[0]
    if (!stay) {
      const bed =
        bedId ?? slept.find((one) => outside(between(one, bare), freed).length === 0)?.bed_id
      if (bed && taken === 'refuse') await placePerson(context, { ...whose, bedId: bed, ...bare })
      continue
    }
    const longer = longerBy(stay, bare) as StayTable
    if (taken === 'leave') {
      // What stands against the nights that they have anyway is to be settled apart.
      const gained = { ...longer, from_date: bare.from, to_date: bare.to }
      const inTheWay = [...(await conflictsOf(tx, gained)), ...(await mixedIn(tx, gained))]
      if (inTheWay.length > 0) continue
    } else {
      await refuseTaken(context, { ...whose, bedId: stay.bed_id, ...bare }, stay)
    }
    const next = beside.find((one) => one !== stay && one.bed_id === stay.bed_id)
    if (next) await writeStay(tx, next, null)
    await writeStay(tx, stay, next ? { ...longer, to_date: next.to_date } : longer)
    for (const kept of own) {
      const wider = kept.kept === 1 ? longerBy(kept, bare) : null
      const gained = { ...kept, from_date: bare.from, to_date: bare.to }
      if (wider && (await conflictsOf(tx, gained)).length === 0) await writeStay(tx, kept, wider)
    }
  }
}

/** A bed that somebody is to keep. What a coordinator has overridden stays so. */
async function refuseTaken(
  { tx, clock }: CommandContext,
  placing: Placing,
  stay: StayTable,
): Promise<void> {
  const { findings, beds } = await checkPlacing(tx, placing, clock.today())
  const refusals = findings
    .filter(isBlock)
    .filter((one) => !(one.overridable && stay.override_reason !== null))
  if (refusals.length > 0) {
    throw new DomainError('rules_refused', { refusals, alternatives: [], beds })
  }
}

/** The nights that somebody has from a night on. Refuses `not_found {what: 'stay'}`. */
async function nightsFrom(
  db: Reader,
  courseId: CourseId,
  personId: PersonId,
  from: LocalDate,
): Promise<Nights> {
  const stays = (await staysOf(db, courseId, personId)).filter(
    (one) => one.kept === 0 && one.to_date > from,
  )
  const [first] = stays
  const last = stays.at(-1)
  if (!first || !last) throw new DomainError('not_found', { what: 'stay' })
  return { from: laterOf(from, first.from_date), to: last.to_date }
}

/** Moves somebody from a night on, and companions who share the room where there are beds. */
export async function movePerson(
  context: CommandContext,
  move: Pick<Placing, 'courseId' | 'personId' | 'bedId' | 'from'> & { withCompanions: boolean },
  override?: { reason: string },
): Promise<{ stayId: StayId; warnings: Finding[] }> {
  const { tx, clock } = context
  const { courseId, personId, bedId } = move
  const nights = await nightsFrom(tx, courseId, personId, move.from)
  const target = await roomOfBed(tx, bedId)
  const along = new Map<PersonId, Nights>()
  for (const id of move.withCompanions ? await sharing(tx, courseId, personId, nights) : []) {
    along.set(id, await nightsFrom(tx, courseId, id, nights.from))
  }
  // Whoever comes along gives up their bed first: the pair may exchange places within a room.
  for (const [companion, theirs] of along) {
    await clearNights(context, courseId, companion, theirs)
  }
  const moved = await placePerson(context, { courseId, personId, bedId, ...nights }, override)
  for (const [companion, theirs] of along) {
    const situation = await situationOf(tx, courseId, theirs, clock.today())
    const room = situation.house.rooms.find((one) => one.roomId === target)
    const asked = { courseId, personId: companion, ...theirs }
    const bed = room?.beds.find((one) =>
      judge(situation, { ...asked, bedId: one.bedId })
        .filter(isBlock)
        .every((finding) => override !== undefined && finding.overridable),
    )
    if (!bed) {
      // Of the bed in which the least is in the way.
      const blocks = (id: BedId) => judge(situation, { ...asked, bedId: id }).filter(isBlock)
      const [least = []] = (room?.beds ?? [])
        .map((one) => blocks(one.bedId))
        .sort((one, other) => one.length - other.length)
      throw new DomainError('rules_refused', {
        refusals: least,
        alternatives: [],
        beds: bedsNear(situation, { ...asked, bedId }),
      })
    }
    await placePerson(context, { ...asked, bedId: bed.bedId }, override)
  }
  return moved
}

/** A stay in which somebody sleeps. Refuses `not_found {what: 'stay'}`, and `bad_request` for a bed kept empty. */
async function stayNamed(db: Reader, id: StayId): Promise<StayTable> {
  const stay = await db.selectFrom('stay').selectAll().where('id', '=', id).executeTakeFirst()
  if (!stay) throw new DomainError('not_found', { what: 'stay' })
  if (stay.kept === 1) {
    throw new DomainError('bad_request', { problems: [{ path: 'stayId', problem: 'kept' }] })
  }
  return stay
}

/**
 * Two guests exchange their beds from a night on. Both give theirs up first, so that neither is in the other's
 * way; what the rules refuse to one of them takes all of it back. Refuses as `placePerson`.
 */
export async function exchangeBeds(
  context: CommandContext,
  asked: { stayId: StayId; withStayId: StayId; from?: LocalDate | undefined },
  override?: { reason: string },
): Promise<{ from: LocalDate; warnings: Finding[] }> {
  const { tx, clock } = context
  const [one, other] = [await stayNamed(tx, asked.stayId), await stayNamed(tx, asked.withStayId)]
  if (one.person_id === other.person_id) {
    throw new DomainError('bad_request', {
      problems: [{ path: 'withStayId', problem: 'not_unique' }],
    })
  }
  const from = [asked.from ?? clock.today(), one.from_date, other.from_date].reduce(laterOf)
  const placings = [
    { stay: one, bedId: other.bed_id },
    { stay: other, bedId: one.bed_id },
  ].map(({ stay, bedId }) => ({
    ...{ courseId: stay.course_id, personId: stay.person_id, bedId, from, to: stay.to_date },
  }))
  placings.forEach(refuseNoNights)
  for (const { courseId, personId, to } of placings) {
    await clearNights(context, courseId, personId, { from, to })
  }
  const warnings: Finding[] = []
  for (const placing of placings) {
    warnings.push(...(await placePerson(context, placing, override)).warnings)
  }
  return { from, warnings }
}

/** Companions of somebody, or whom they accompany, who sleep in the same room. */
async function sharing(
  db: Reader,
  courseId: CourseId,
  personId: PersonId,
  nights: Nights,
): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('stay')
    .innerJoin('bed', 'bed.id', 'stay.bed_id')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.course_id', '=', 'stay.course_id').onRef('e.person_id', '=', 'stay.person_id'),
    )
    .select(['stay.person_id', 'bed.room_id', 'e.companion_of_id'])
    .where('stay.course_id', '=', courseId)
    .where('stay.kept', '=', 0)
    .where('stay.from_date', '<', nights.to)
    .where('stay.to_date', '>', nights.from)
    .execute()
  const own = rows.filter((row) => row.person_id === personId)
  const [self] = own
  return rows
    .filter(
      (row) =>
        row.person_id !== personId &&
        own.some((one) => one.room_id === row.room_id) &&
        (row.companion_of_id === personId || row.person_id === self?.companion_of_id),
    )
    .map((row) => row.person_id)
}

/** Somebody, their companions, and whom they accompany. */
function partyOf({ guests, bonds }: Situation, personId: PersonId): Set<PersonId> {
  const head = guests.get(personId)?.companionOfId ?? personId
  return new Set([personId, head, ...(bonds.companions.get(head) ?? [])])
}

/** Gives somebody a whole room: a bed to sleep in, the others kept empty. Refuses as `placePerson`. */
export async function takeWholeRoom(
  context: CommandContext,
  asked: Omit<Placing, 'bedId'> & { roomId: RoomId },
  override?: { reason: string },
): Promise<Finding[]> {
  const { tx, clock, newId } = context
  const { courseId, personId, roomId, from, to } = asked
  refuseNoNights(asked)
  const { house } = await situationOf(tx, courseId, asked, clock.today())
  const room = house.rooms.find((one) => one.roomId === roomId)
  if (!room) throw new DomainError('not_found', { what: 'room' })
  // Where they sleep already, or a bed that nobody has, before one to be told who has it.
  const inHouse = [...house.stays, ...house.overdue]
  const sleeps = (id: BedId) => inHouse.find((one) => one.bedId === id)?.personId
  const first =
    room.beds.find(({ bedId }) => sleeps(bedId) === personId) ??
    room.beds.find(({ bedId }) => sleeps(bedId) === undefined) ??
    room.beds[0]
  if (!first) throw new DomainError('not_found', { what: 'room' })
  const others = room.beds.filter((one) => one !== first)
  const placing = { courseId, personId, bedId: first.bedId, from, to }
  const { warnings } = await placePerson(context, placing, override)
  const situation = await situationOf(tx, courseId, asked, clock.today())
  const party = partyOf(situation, personId)
  const beds = others.map(({ bedId }) => ({
    bedId,
    sleepers: [...situation.house.stays, ...situation.house.overdue].filter(
      (one) => one.bedId === bedId,
    ),
  }))
  const taken = beds.flatMap(({ sleepers }) =>
    sleepers.filter((one) => !party.has(one.personId)).map(bedTaken),
  )
  if (taken.length > 0) {
    throw new DomainError('rules_refused', { refusals: taken, alternatives: [], beds: [] })
  }
  // Those who came together share the room: only the beds that they leave are kept.
  const free = beds.filter(({ sleepers }) => sleepers.length === 0)
  const nights = outside({ from, to }, freedNights(await awayOf(tx, courseId, personId)))
  for (const { bedId } of free) {
    for (const kept of nights) {
      await writeStay(tx, null, {
        id: newId<StayId>(),
        course_id: courseId,
        person_id: personId,
        bed_id: bedId,
        from_date: kept.from,
        to_date: kept.to,
        kept: 1,
        override_reason: null,
      })
    }
  }
  return warnings
}
