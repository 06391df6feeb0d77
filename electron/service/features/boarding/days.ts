/** The days for which somebody is in a course, and the lists of its sessions that follow them. */
import { type Nights, outside } from '#contract/rules/beds.ts'
import { isParticipant } from '#contract/rules/courses.ts'
import { addDays } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { EnrolmentTable, NightsAwayTable, Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignLists, type Period } from '../../schedule/alignment.ts'
import { clashesOf, putOnLists, takeOffLists } from '../../schedule/enlisting.ts'

export const enrolledOf = (row: EnrolmentTable) => ({
  personId: row.person_id,
  companionOfId: row.companion_of_id,
  replacesId: row.replaces_id,
  state: row.state,
})

/** Nights that somebody of a course is away, in their order. */
export const awayOf = (
  db: Reader,
  courseId: CourseId,
  personId: PersonId,
): Promise<NightsAwayTable[]> =>
  db
    .selectFrom('nights_away')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .orderBy('from_date')
    .orderBy('id')
    .execute()

type AwayRow = Pick<NightsAwayTable, 'from_date' | 'until_date'>
/** The nights themselves. */
export const nightsOfAway = ({ from_date, until_date }: AwayRow): Nights => ({
  from: from_date,
  to: until_date,
})
/** The days on which they are not there at all: not that of going, nor that of coming back. */
export const daysOfAway = ({ from_date, until_date }: AwayRow): Nights => ({
  from: addDays(from_date, 1),
  to: until_date,
})

/** Nights for which somebody has left their bed to others. */
export const freedNights = (away: readonly NightsAwayTable[]): Nights[] =>
  away.filter((one) => one.bed_kept === 0).map(nightsOfAway)

/** Days between the arrival and the departure on which somebody is there. */
export const daysThere = ({ from_date, until_date }: AwayRow, away: readonly AwayRow[]): Nights[] =>
  outside({ from: from_date, to: addDays(until_date, 1) }, away.map(daysOfAway))

/**
 * The times for which somebody is on the lists of a course: companions, those who do not come and those
 * who are away are on none.
 */
export const periodsOf = (
  row: EnrolmentTable | null,
  away: readonly NightsAwayTable[],
): Period[] =>
  row === null || !isParticipant(enrolledOf(row))
    ? []
    : daysThere(row, away).map((days) => ({
        kind: 'course',
        rosterId: row.course_id,
        personId: row.person_id,
        ...days,
      }))

/** All days of the calendar. */
export const always: Nights = { from: '1900-01-01' as LocalDate, to: '2199-12-31' as LocalDate }

const nightsOf = ({ from, to }: Period): Nights => ({ from, to: to ?? always.to })
/** What some periods hold that others do not. */
const lostIn = (before: readonly Period[], after: readonly Period[]): Period[] =>
  before.flatMap((one) =>
    outside(nightsOf(one), after.map(nightsOf)).map((nights) => ({ ...one, ...nights })),
  )

/** {@link alignLists} for somebody who was in a course for some periods and is for others. */
export async function alignPeriods(
  context: CommandContext,
  before: readonly Period[],
  after: readonly Period[],
): Promise<void> {
  for (const one of lostIn(before, after)) await alignLists(context, one, null)
  for (const one of lostIn(after, before)) await alignLists(context, null, one)
}

/**
 * Brings the lists of sessions into line with the days of somebody that change. Refuses `rules_refused` with
 * an `overlap` for each session at whose hour they are elsewhere, unless these are to be left out.
 */
export async function alignSessions(
  context: CommandContext,
  before: readonly Period[],
  after: readonly Period[],
  leaveClashes: boolean,
): Promise<void> {
  const lastDay = ({ to }: Period) => addDays(to ?? always.to, -1)
  for (const one of lostIn(before, after)) {
    await takeOffLists(context, one.rosterId, one.personId, { from: one.from, until: lastDay(one) })
  }
  for (const one of after) {
    const days = { from: one.from, until: lastDay(one) }
    const clashes = leaveClashes ? [] : await clashesOf(context, one.rosterId, one.personId, days)
    if (clashes.length > 0) {
      throw new DomainError('rules_refused', {
        refusals: clashes.map(({ finding }) => finding),
        alternatives: [],
      })
    }
    await putOnLists(context, one.rosterId, one.personId, days)
  }
}
