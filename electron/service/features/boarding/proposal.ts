/** A plan for a whole course: what the placing engine is given, and what becomes of its answer. */
import type { Proposal } from '#contract/boarding.ts'
import { isClosedIn, type Nights } from '#contract/rules/beds.ts'
import type { Finding } from '#contract/schedule.ts'
import { laterOf } from '#contract/time.ts'
import type { BedId, CourseId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import type { CommandContext, Later } from '../../context.ts'
import type { Reader, StayTable } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type NamedStay, roomName } from './beds.ts'
import { type CourseRow, findCourse } from './facts.ts'
import type { Left, PlacingPlan, PlacingProblem, RoomToFill } from './placing/problem.ts'
import { solvePlacing } from './placing/solve.ts'
import type { GuestFacts, RoomFacts } from './rules.ts'
import { clearNights, judge, placePerson, type Situation, situationOf } from './stays.ts'

export type SolvePlacing = (problem: PlacingProblem) => Promise<PlacingPlan>

interface Pin {
  personId: PersonId
  bedId: BedId
}

/** The nights of a course. */
const nightsOf = (course: CourseRow): Nights => ({ from: course.from_date, to: course.until_date })

/** Stays of a course that no plan moves: of those who have arrived, and of those who moved within it. */
async function activeStays(db: Reader, courseId: CourseId): Promise<StayTable[]> {
  const rows = await db
    .selectFrom('stay')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.course_id', '=', 'stay.course_id').onRef('e.person_id', '=', 'stay.person_id'),
    )
    .selectAll('stay')
    .select('e.state')
    .where('stay.course_id', '=', courseId)
    .orderBy('stay.from_date')
    .execute()
  const beds = Map.groupBy(rows, (row) => row.person_id)
  return rows.filter(
    (row) =>
      row.kept === 1 || row.state !== 'expected' || (beds.get(row.person_id) ?? []).length > 1,
  )
}

/** Everything that the plan is made of. */
interface Ground {
  course: CourseRow
  situation: Situation
  /** Stays that no plan moves: of other courses, of whoever has arrived or moved, beds kept empty. */
  others: readonly NamedStay[]
  /** The bed of everybody who stays where they are. */
  pinned: ReadonlyMap<PersonId, BedId>
  wishes: ReadonlyMap<PersonId, readonly PersonId[]>
  /** Who has a bed in another course on any of these nights: nobody has two. */
  elsewhere: ReadonlySet<PersonId>
}

async function groundOf(
  db: Reader,
  courseId: CourseId,
  fixed: readonly Pin[],
  today: LocalDate,
): Promise<Ground> {
  const course = await findCourse(db, courseId)
  const situation = await situationOf(db, courseId, nightsOf(course), today)
  const kept = await activeStays(db, courseId)
  const immovable = new Set(kept.map((one) => one.id))
  const { guests, house } = situation
  const others = [
    ...house.stays.filter(
      (one) => one.courseId !== courseId || immovable.has(one.stayId) || !guests.has(one.personId),
    ),
    // Whoever should have gone and has not is in the way of those who come now.
    ...house.overdue,
  ]
  const taken = new Set(others.map((one) => one.bedId))
  const pinned = new Map<PersonId, BedId>()
  for (const { personId, bedId } of fixed) {
    if (!guests.has(personId) || taken.has(bedId)) continue
    pinned.set(personId, bedId)
    taken.add(bedId)
  }
  for (const stay of kept) if (stay.kept === 0) pinned.set(stay.person_id, stay.bed_id)
  const wishes = await db
    .selectFrom('share_wish')
    .select(['person_id', 'with_id'])
    .where('course_id', '=', courseId)
    .execute()
  const grouped = Map.groupBy(wishes, (one) => one.person_id)
  return {
    course,
    situation,
    others,
    pinned,
    wishes: new Map([...grouped].map(([id, of]) => [id, of.map((one) => one.with_id)])),
    elsewhere: new Set(
      house.stays
        .filter((one) => one.courseId !== courseId && guests.has(one.personId) && !one.kept)
        .map((one) => one.personId),
    ),
  }
}

/** Beds of a room that are free for all nights, or of those who stay in them. */
function freeBeds({ others, pinned }: Ground, room: RoomFacts): BedId[] {
  const taken = new Set(others.map((one) => one.bedId))
  const own = new Set(pinned.values())
  return room.beds.map((bed) => bed.bedId).filter((id) => !taken.has(id) || own.has(id))
}

function problemOf(ground: Ground): PlacingProblem {
  const { course, situation, others, pinned, wishes, elsewhere } = ground
  const { house, guests } = situation
  const roomOf = new Map(
    house.rooms.flatMap((room) => room.beds.map((bed) => [bed.bedId, room.roomId] as const)),
  )
  const nights = nightsOf(course)
  const rooms = house.rooms.map(
    (room): RoomToFill => ({
      roomId: room.roomId,
      accessible: room.accessible,
      forWhom: room.forWhom,
      freeBeds: freeBeds(ground, room).length,
      closed: room.closures.some((one) => isClosedIn(one, nights)),
      sleepers: others
        .filter((one) => one.roomId === room.roomId && !one.kept)
        .filter((one) => pinned.get(one.personId) !== one.bedId)
        .map((one) => one.sex),
    }),
  )
  return {
    guests: [...guests.values()]
      .filter((one) => !elsewhere.has(one.personId))
      .filter((one) => one.state !== 'left' || pinned.has(one.personId))
      .map((one) => ({
        personId: one.personId,
        sex: one.sex,
        wheelchair: one.wheelchair,
        companionOfId: one.companionOfId,
        wishes: wishes.get(one.personId) ?? [],
      })),
    rooms,
    fixed: new Map(
      [...pinned].flatMap(([personId, bedId]): [PersonId, RoomId][] => {
        const roomId = roomOf.get(bedId)
        return roomId === undefined ? [] : [[personId, roomId]]
      }),
    ),
  }
}

/** Beds for those whom the plan puts in a room: whoever has one of them already keeps it. */
function bedsFor(ground: Ground, plan: PlacingPlan): Map<PersonId, BedId> {
  const { situation, pinned } = ground
  const beds = new Map<PersonId, BedId>()
  for (const room of situation.house.rooms) {
    const people = [...plan.rooms].filter(([, id]) => id === room.roomId).map(([id]) => id)
    const free = new Set(freeBeds(ground, room))
    const take = (personId: PersonId, bedId: BedId | undefined) => {
      if (bedId === undefined || beds.has(personId) || !free.delete(bedId)) return
      beds.set(personId, bedId)
    }
    for (const id of people) take(id, pinned.get(id))
    const before = new Map(
      situation.house.stays
        .filter((one) => !one.kept && one.courseId === ground.course.id)
        .map((one) => [one.personId, one.bedId]),
    )
    for (const id of people) take(id, before.get(id))
    for (const id of people) take(id, free.values().next().value)
  }
  return beds
}

/** Reads what a full plan for a course is made of; the plan is then worked out without the file. */
export async function propose(
  db: Reader,
  solve: SolvePlacing,
  { courseId, fixed }: { courseId: CourseId; fixed: readonly Pin[] },
  today: LocalDate,
): Promise<Later<Proposal>> {
  const ground = await groundOf(db, courseId, fixed, today)
  return async () => proposalOf(ground, await solve(problemOf(ground)))
}

function proposalOf(ground: Ground, plan: PlacingPlan): Proposal {
  const { situation, pinned, wishes } = ground
  const beds = bedsFor(ground, plan)
  const place = new Map(
    situation.house.rooms.flatMap((room) =>
      room.beds.map((bed) => [bed.bedId, { room, position: bed.position }] as const),
    ),
  )
  const nameOf = (id: PersonId) => situation.guests.get(id)?.name ?? ''
  const together = (one: PersonId, other: PersonId) => plan.rooms.get(one) === plan.rooms.get(other)
  const placings = [...situation.guests.values()].flatMap((guest: GuestFacts) => {
    const bedId = beds.get(guest.personId)
    const at = bedId === undefined ? undefined : place.get(bedId)
    if (bedId === undefined || !at) return []
    const head = guest.companionOfId
    return [
      {
        personId: guest.personId,
        name: guest.name,
        bedId,
        roomId: at.room.roomId,
        roomName: roomName(at.room),
        bed: at.position,
        fixed: pinned.has(guest.personId),
        apart: head !== null && plan.rooms.has(head) && !together(guest.personId, head),
        missed: (wishes.get(guest.personId) ?? [])
          .filter((id) => situation.guests.has(id) && !together(guest.personId, id))
          .map(nameOf),
      },
    ]
  })
  const absent = [...ground.elsewhere]
    .filter((id) => situation.guests.get(id)?.state !== 'left')
    .map((personId): Left => ({ personId, reasons: ['other_course'] }))
  return {
    placings,
    left: [...plan.left, ...absent].map((one) => ({ ...one, name: nameOf(one.personId) })),
    goodness: { ...plan.goodness, people: plan.goodness.people + absent.length },
    method: plan.method,
  }
}

/** A plan for everybody in a course by the quick engine: the same on every machine. */
export async function planQuickly(
  db: Reader,
  courseId: CourseId,
  today: LocalDate,
): Promise<Pin[]> {
  const quick: SolvePlacing = (problem) => solvePlacing(problem, { timeLimitSeconds: 0 })
  const plan = await propose(db, quick, { courseId, fixed: [] }, today)
  const { placings } = await plan()
  return placings.map(({ personId, bedId }) => ({ personId, bedId }))
}

/**
 * Writes a plan: everybody named gets the bed for their whole time. Refuses `rules_refused {refusals}`
 * with all that is in the way by now, and writes nothing then.
 */
export async function acceptProposal(
  context: CommandContext,
  { courseId, placings }: { courseId: CourseId; placings: readonly Pin[] },
): Promise<number> {
  const { tx, clock } = context
  const course = await findCourse(tx, courseId)
  const today = clock.today()
  const pinned = new Set((await activeStays(tx, courseId)).map((one) => one.person_id))
  const { guests } = await situationOf(tx, courseId, nightsOf(course), today)
  const moving = placings.filter((one) => !pinned.has(one.personId))
  const asked = moving.map((one) => {
    const guest = guests.get(one.personId)
    if (!guest || guest.state === 'left') throw new DomainError('not_found', { what: 'enrolment' })
    const from = laterOf(guest.from, course.from_date)
    return { ...one, courseId, from, to: guest.until }
  })
  // All are taken up first: people of the course may exchange their beds.
  for (const one of asked) await clearNights(context, courseId, one.personId, one)
  const refusals: Finding[] = []
  for (const one of asked) {
    const findings = judge(await situationOf(tx, courseId, one, today), one).filter(isBlock)
    if (findings.length > 0) refusals.push(...findings)
    else await placePerson(context, one)
  }
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  return asked.length
}
