/**
 * Who has come to a course and who has left it, said and corrected; and when they are expected to.
 *
 * [Note: Facts and plans] That somebody has come or left is a fact: of a day of the course, and never of one
 * that is yet to come. What is only expected is a plan. Both set the days of an enrolment, which beds, meals
 * and lists follow; the plan is kept beside the fact, so that it holds again when the fact is taken back.
 */
import { outside } from '#contract/rules/beds.ts'
import { laterOf } from '#contract/time.ts'
import type { BedId, CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { EnrolmentTable } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { isBlock } from '../../schedule/situation.ts'
import { refuseFull } from './course-places.ts'
import { alignSessions, always, awayOf, periodsOf } from './days.ts'
import { type CourseRow, findCourse, findEnrolment, readOverdue } from './facts.ts'
import { noted, writeEnrolment } from './rows.ts'
import { checkPlacing, clearNights, regainNights, staysOf } from './stays.ts'

interface Whose {
  courseId: CourseId
  personId: PersonId
}

/** Refuses `course_started` for a state in which nobody can come, or go. */
function refuseState(row: EnrolmentTable, states: readonly EnrolmentTable['state'][]): void {
  if (!states.includes(row.state)) throw new DomainError('course_started')
}

/** Refuses `arrival_ahead`, `arrival_outside_course`. */
function refuseNoArrival({ clock }: CommandContext, course: CourseRow, on: LocalDate): void {
  if (on > clock.today()) throw new DomainError('arrival_ahead')
  const { from_date: from, until_date: until } = course
  if (on < from || on > until) throw new DomainError('arrival_outside_course', { from, until })
}

/** Refuses `departure_before_arrival`. */
function refuseBackwards({ from_date: from, until_date }: EnrolmentTable): void {
  if (until_date < from) throw new DomainError('departure_before_arrival', { from })
}

/** Refuses `departure_ahead`, `departure_before_arrival`. */
function refuseNoDeparture({ clock }: CommandContext, row: EnrolmentTable): void {
  if (row.until_date > clock.today()) throw new DomainError('departure_ahead')
  refuseBackwards(row)
}

/**
 * Changes the days of somebody: row, lists and bed. Nights that are no longer theirs are free; for those that
 * they gain the bed is theirs that they have beside them, or `bedId`. Whether it is refused when somebody else
 * has it, or they go without, is for `taken` to say.
 */
async function setDays(
  context: CommandContext,
  before: EnrolmentTable,
  after: EnrolmentTable,
  taken: 'refuse' | 'leave',
  bedId?: BedId,
): Promise<void> {
  const { course_id: courseId, person_id: personId } = after
  const away = await awayOf(context.tx, courseId, personId)
  await writeEnrolment(context.tx, before, after)
  await alignSessions(context, periodsOf(before, away), periodsOf(after, away), true)
  const whose = { courseId, personId }
  const [was, is] = [before, after].map(({ from_date, until_date }) => ({
    ...{ from: from_date, to: until_date },
  })) as [typeof always, typeof always]
  if (is.from >= was.from)
    await clearNights(context, courseId, personId, { ...always, to: is.from })
  if (is.to < was.to || after.state === 'left') {
    await clearNights(context, courseId, personId, { ...always, from: is.to })
  }
  for (const nights of outside(is, [was])) {
    await regainNights(context, whose, nights, { taken, bedId })
  }
}

/** Somebody has come. Refuses as `boarding.arrive`. */
export async function arrive(
  context: CommandContext,
  { courseId, personId, on }: Whose & { on: LocalDate },
): Promise<void> {
  const { tx } = context
  const before = await findEnrolment(tx, courseId, personId)
  refuseState(before, ['expected', 'no_show'])
  const course = await findCourse(tx, courseId)
  refuseNoArrival(context, course, on)
  const until_date = laterOf(before.until_date, on)
  const after: EnrolmentTable = { ...before, state: 'here', from_date: on, until_date }
  // Their place may have been given away since they did not come: a coordinator enrols them again.
  await refuseFull(context, course, after)
  await setDays(context, before, after, 'leave')
  const [stay] = (await staysOf(tx, courseId, personId)).filter((one) => one.kept === 0)
  if (!stay || stay.from_date > on) return
  const inBed = (await readOverdue(tx, on)).find(
    (one) => one.bedId === stay.bed_id && one.personId !== personId,
  )
  if (!inBed) return
  const placing = { courseId, personId, bedId: stay.bed_id, from: on, to: stay.to_date }
  const { findings, beds } = await checkPlacing(tx, placing, on)
  throw new DomainError('rules_refused', {
    refusals: findings.filter(isBlock),
    alternatives: [],
    beds,
  })
}

export interface Leaving extends Whose {
  on: LocalDate
  note?: string | undefined
}

/** Somebody has really left. Whoever stayed longer than planned has had the bed until then. */
export async function depart(
  context: CommandContext,
  { courseId, personId, on, note }: Leaving,
): Promise<void> {
  const before = await findEnrolment(context.tx, courseId, personId)
  refuseState(before, ['here', 'expected'])
  const words = noted(before.note, note)
  const after: EnrolmentTable = { ...before, state: 'left', until_date: on, note: words }
  refuseNoDeparture(context, after)
  await setDays(context, before, after, 'leave')
}

/** With another day, or none, and the bed that they are to have for nights that are theirs again. */
export interface Correcting extends Whose {
  on: LocalDate | null
  bedId?: BedId | undefined
}

/** Refuses as `boarding.correctArrival`. */
export async function correctArrival(
  context: CommandContext,
  { courseId, personId, on, bedId }: Correcting,
): Promise<void> {
  const { tx } = context
  const before = await findEnrolment(tx, courseId, personId)
  if (before.state !== 'here' && before.state !== 'left') throw new DomainError('not_arrived')
  const course = await findCourse(tx, courseId)
  if (on !== null) refuseNoArrival(context, course, on)
  const after: EnrolmentTable =
    on === null
      ? {
          ...before,
          state: 'expected',
          from_date: before.planned_from,
          until_date: before.planned_until,
        }
      : {
          ...before,
          from_date: on,
          until_date:
            before.state === 'left' ? before.until_date : laterOf(before.planned_until, on),
        }
  refuseBackwards(after)
  await refuseFull(context, course, after)
  await setDays(context, before, after, 'refuse', bedId)
}

/** Refuses as `boarding.correctDeparture`. */
export async function correctDeparture(
  context: CommandContext,
  { courseId, personId, on, bedId }: Correcting,
): Promise<void> {
  const { tx } = context
  const before = await findEnrolment(tx, courseId, personId)
  if (before.state !== 'left') throw new DomainError('not_left')
  const after: EnrolmentTable =
    on === null
      ? {
          ...before,
          state: 'here',
          until_date: laterOf(before.planned_until, before.from_date),
        }
      : { ...before, until_date: on }
  if (on !== null) refuseNoDeparture(context, after)
  await refuseFull(context, await findCourse(tx, courseId), after)
  await setDays(context, before, after, 'refuse', bedId)
}

export interface Planning extends Whose {
  from: LocalDate
  until: LocalDate
  bedId?: BedId | undefined
}

/** Refuses as `boarding.plan`. */
export async function planDays(
  context: CommandContext,
  { courseId, personId, from, until, bedId }: Planning,
): Promise<void> {
  const { tx, clock } = context
  const before = await findEnrolment(tx, courseId, personId)
  refuseState(before, ['expected', 'here'])
  // Whoever has come does not arrive later.
  if (from !== before.planned_from) refuseState(before, ['expected'])
  const { from_date: first, until_date: last } = await findCourse(tx, courseId)
  const isOver = (day: LocalDate, planned: LocalDate) => day < clock.today() && day !== planned
  if (from < first || until > last || until <= from) {
    throw new DomainError('plan_outside_course', { from: first, until: last })
  }
  if (
    (isOver(from, before.planned_from) && from !== first) ||
    isOver(until, before.planned_until)
  ) {
    throw new DomainError('plan_passed')
  }
  const after: EnrolmentTable = {
    ...before,
    planned_from: from,
    planned_until: until,
    from_date: before.state === 'expected' ? from : before.from_date,
    until_date: until,
  }
  refuseBackwards(after)
  await setDays(context, before, after, 'refuse', bedId)
}
