/** Rooms, courses and beds in the history: what must hold when they are put back. */
import { sharesNight } from '#contract/rules/beds.ts'
import { countParticipants, isInCourse } from '#contract/rules/courses.ts'
import type { Finding, RuleCode } from '#contract/schedule.ts'
import { earlierOf, laterOf } from '#contract/time.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import {
  type ChangedSince,
  type Merging,
  putIn,
  type RowOf,
  type Turn,
  tracked,
} from '../../history/tracked.ts'
import { DomainError } from '../../kernel/errors.ts'
import { block, isBlock } from '../../schedule/situation.ts'
import { conflictsOf } from './beds.ts'
import { enrolmentsOf } from './course-places.ts'
import { alignPeriods, always, awayOf, enrolledOf, nightsOfAway, periodsOf } from './days.ts'
import { findCourse, findEnrolmentRow } from './facts.ts'
import { judge, situationOf, staysOf } from './stays.ts'
import {
  awayTold,
  closureTold,
  courseTold,
  enrolmentTold,
  roomTold,
  stayTold,
  wishTold,
} from './told.ts'

const refuse = (refusals: readonly Finding[]): void => {
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}

/**
 * A course has room again for whom it would get back, unless nothing of courses has changed since, or a
 * coordinator has let them in beyond its places.
 */
async function refuseFullCourse({ tx }: CommandContext, turn: Turn): Promise<void> {
  const turned = turn.rows('enrolment')
  const { tables } = turn.meanwhile ?? {}
  if (tables && !tables.has('course') && !tables.has('enrolment')) return
  for (const courseId of new Set(turned.flatMap(({ from, to }) => (to ?? from)?.course_id ?? []))) {
    const now = await enrolmentsOf(tx, courseId)
    const ofCourse = turned.filter(({ from, to }) => (to ?? from)?.course_id === courseId)
    const keys = new Set(ofCourse.map(({ from, to }) => (to ?? from)?.person_id))
    const before = [
      ...now.filter((one) => !keys.has(one.person_id)),
      ...ofCourse.flatMap(({ from }) => from ?? []),
    ]
    const letIn = new Set(
      ofCourse.flatMap(({ to }) => (to?.over_capacity === 1 ? to.person_id : [])),
    )
    const [were, are] = [before, now.filter((one) => !letIn.has(one.person_id))].map((rows) =>
      countParticipants(rows.map(enrolledOf)),
    )
    const { name, capacity } = await findCourse(tx, courseId)
    if (Number(are) > Number(were) && Number(are) > capacity) {
      refuse([block('course_full', { name, capacity }, true)])
    }
  }
}

/** Others may hold on to somebody who is to go: a bed, companions. Refuses `changed_since`. */
async function refuseHeld({ tx }: CommandContext, turn: Turn, since: ChangedSince): Promise<void> {
  for (const { from, to } of turn.rows('enrolment')) {
    const row = to ?? from
    if (row === null) continue
    const [stay] = to && isInCourse(to) ? [] : await staysOf(tx, row.course_id, row.person_id)
    if (stay) throw await since('stay', stay.id)
    if (to !== null) continue
    const [away] = await awayOf(tx, row.course_id, row.person_id)
    if (away) throw await since('nights_away', away.id)
    const companion = await tx
      .selectFrom('enrolment')
      .select('person_id')
      .where('course_id', '=', row.course_id)
      .where('companion_of_id', '=', row.person_id)
      .executeTakeFirst()
    if (companion) throw await since('enrolment', `${row.course_id} ${companion.person_id}`)
  }
}

/** What the rules of a bed look at beside who sleeps in the house. */
const factsOfBeds = ['room', 'bed', 'room_closure', 'course', 'enrolment', 'person'] as const

/**
 * Whether a fact has changed since: else a stay goes back to what it was, however that fitted, as a session does.
 */
const hasNewFacts = ({ meanwhile }: Turn): boolean =>
  meanwhile === null || factsOfBeds.some((table) => meanwhile.tables.has(table))

/** Whether it may come of those who have been put beside somebody since. */
const ofSleepers = (code: RuleCode, { meanwhile }: Turn): boolean =>
  code === 'room_sex' && meanwhile?.tables.has('stay') === true

/** The bed is there, and nobody else has it. */
async function refuseTaken({ tx }: CommandContext, turn: Turn, since: ChangedSince): Promise<void> {
  const rows = turn.rows('stay')
  const own = rows.flatMap(({ from, to }) => (to ?? from)?.id ?? [])
  for (const stay of putIn(rows)) {
    const bed = await tx
      .selectFrom('bed')
      .selectAll()
      .where('id', '=', stay.bed_id)
      .executeTakeFirst()
    const ownBed = turn.rows('bed').find(({ key }) => key === stay.bed_id)?.to
    const isGone = (ownBed ?? bed)?.active !== 1
    if (isGone && hasNewFacts(turn)) throw await since('bed', stay.bed_id)
    refuse((await conflictsOf(tx, stay, own)).filter((one) => one.code === 'overlap'))
  }
}

/** The rules of a bed, but for what a coordinator has overridden. */
async function judgeStays({ tx, clock }: CommandContext, turn: Turn): Promise<void> {
  for (const stay of putIn(turn.rows('stay'))) {
    if (stay.kept === 1) continue
    const nights = { from: stay.from_date, to: stay.to_date }
    const situation = await situationOf(tx, stay.course_id, nights, clock.today())
    if (!situation.guests.has(stay.person_id)) continue
    const placing = {
      courseId: stay.course_id,
      personId: stay.person_id,
      bedId: stay.bed_id,
      ...nights,
    }
    const blocks = judge(situation, placing)
      .filter(isBlock)
      .filter(({ code }) => code === 'overlap' || hasNewFacts(turn) || ofSleepers(code, turn))
    refuse(blocks.filter((one) => !(one.overridable && stay.override_reason !== null)))
  }
}

/** Those who are, or have been, in a course count before those who only wait or were taken off. */
const weight = { here: 4, left: 4, expected: 3, reserve: 2, no_show: 1, withdrawn: 0 }

/** In a course that both were in there is one of them, for the days of both. */
function uniteEnrolments(
  kept: readonly RowOf<'enrolment'>[],
  merged: readonly RowOf<'enrolment'>[],
): RowOf<'enrolment'>[] {
  const named = (row: RowOf<'enrolment'>) => `${row.course_id} ${row.person_id}`
  const heaviestFirst = [...kept, ...merged].sort(
    (one, other) => weight[other.state] - weight[one.state],
  )
  return [...Map.groupBy(heaviestFirst, named).values()].flatMap((rows) => {
    const [first] = rows
    if (!first) return []
    const days = rows.filter(isInCourse)
    const own = (id: PersonId | null) => (id === first.person_id ? null : id)
    return [
      {
        ...first,
        // Whoever was said to accompany their own other file accompanies nobody.
        companion_of_id: own(first.companion_of_id),
        replaces_id: own(first.replaces_id),
        from_date: [first, ...days].map((one) => one.from_date).reduce(earlierOf),
        until_date: [first, ...days].map((one) => one.until_date).reduce(laterOf),
      },
    ]
  })
}

/** The lists of courses as the one enrolment says. */
async function alignCourses(context: CommandContext, turn: Turn): Promise<void> {
  for (const { to } of turn.rows('enrolment')) {
    if (to === null) continue
    const periods = periodsOf(to, await awayOf(context.tx, to.course_id, to.person_id))
    const { course_id: rosterId, person_id: personId } = to
    await alignPeriods(context, [{ kind: 'course', rosterId, personId, ...always }], periods)
    await alignPeriods(context, [], periods)
  }
}

/** Lists follow the days of an enrolment that is put back. */
async function alignEnrolments(context: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('enrolment')) {
    const [was, is] = await Promise.all(
      [from, to].map(async (row) =>
        periodsOf(row, row ? await awayOf(context.tx, row.course_id, row.person_id) : []),
      ),
    )
    await alignPeriods(context, was ?? [], is ?? [])
  }
}

/** Lists follow nights away that are put back. */
async function alignAway(context: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('nights_away')) {
    const row = to ?? from
    if (row === null) continue
    const { course_id, person_id } = row
    const enrolment = (await findEnrolmentRow(context.tx, course_id, person_id)) ?? null
    const others = (await awayOf(context.tx, course_id, person_id)).filter(
      (one) => one.id !== row.id,
    )
    const [was, is] = [from, to].map((one) =>
      periodsOf(enrolment, one === null ? others : [...others, one]),
    )
    await alignPeriods(context, was ?? [], is ?? [])
  }
}

/** Nobody is away twice in one night: the nights that were written down of the kept one stay. */
const uniteAway = (
  kept: readonly RowOf<'nights_away'>[],
  merged: readonly RowOf<'nights_away'>[],
): RowOf<'nights_away'>[] => [
  ...kept,
  ...merged.filter(
    (one) =>
      !kept.some(
        (other) =>
          other.course_id === one.course_id && sharesNight(nightsOfAway(one), nightsOfAway(other)),
      ),
  ),
]

/** Nobody sleeps in two beds in one night. */
async function refuseTwoBeds(
  { tx, directory }: CommandContext,
  { keptId, mergedId }: Merging,
): Promise<void> {
  const [person, other] = [keptId as PersonId, mergedId as PersonId]
  const beds = await tx
    .selectFrom('stay as one')
    .innerJoin('stay as other', (join) =>
      join
        .onRef('other.from_date', '<', 'one.to_date')
        .onRef('other.to_date', '>', 'one.from_date'),
    )
    .select(['other.from_date as from', 'other.to_date as until'])
    .where('one.person_id', '=', person)
    .where('other.person_id', '=', other)
    .where('one.kept', '=', 0)
    .where('other.kept', '=', 0)
    .orderBy('other.from_date')
    .limit(20)
    .execute()
  if (beds.length === 0) return
  const names = await directory.clientNames([person, other])
  refuse(
    beds.map((nights) =>
      block('overlap', {
        seat: 'client',
        name: names.get(person) ?? '',
        clientName: names.get(other) ?? '',
        ...nights,
      }),
    ),
  )
}

export const boardingTracked = [
  tracked('room', { factsOf: 'resource', key: ['id'], topics: ['rooms'], told: roomTold }),
  tracked('bed', { factsOf: 'resource', key: ['id'], topics: ['rooms'], told: roomTold }),
  tracked('room_closure', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['rooms'],
    exchanged: true,
    told: closureTold,
  }),
  tracked('course', { factsOf: 'resource', key: ['id'], topics: ['courses'], told: courseTold }),
  tracked('enrolment', {
    factsOf: 'resource',
    key: ['course_id', 'person_id'],
    topics: ['courses'],
    told: enrolmentTold,
    async derive(context, turn, since) {
      await refuseFullCourse(context, turn)
      await refuseHeld(context, turn, since)
      await alignEnrolments(context, turn)
    },
    merge: {
      unite: uniteEnrolments,
      settle: (context, _, turn) => alignCourses(context, turn),
    },
  }),
  tracked('nights_away', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['courses'],
    told: awayTold,
    derive: alignAway,
    merge: { unite: uniteAway },
  }),
  tracked('share_wish', {
    key: ['course_id', 'person_id', 'with_id'],
    topics: ['courses'],
    told: wishTold,
    merge: {
      // Nobody wishes to be with themselves.
      unite: (kept, merged) =>
        [...kept, ...merged].filter((wish) => wish.person_id !== wish.with_id),
    },
  }),
  tracked('stay', {
    key: ['id'],
    topics: ['courses'],
    exchanged: true,
    told: stayTold,
    restore: refuseTaken,
    derive: judgeStays,
    merge: { refuse: refuseTwoBeds },
  }),
]
