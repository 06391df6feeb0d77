/** Nights that somebody of a course sleeps elsewhere and comes back: in hospital, at home. */
import { outside, sharesNight } from '#contract/rules/beds.ts'
import { isInCourse } from '#contract/rules/courses.ts'
import type { AwayId, BedId, CourseId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { flag, type NightsAwayTable } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignSessions, awayOf, freedNights, nightsOfAway, periodsOf } from './days.ts'
import { findEnrolment } from './facts.ts'
import { writeAway } from './rows.ts'
import { clearNights, regainNights } from './stays.ts'

interface AwayFields {
  from: LocalDate
  until: LocalDate
  bedKept: boolean
  reason: string | null
}

const columnsOf = ({ from, until, bedKept, reason }: AwayFields) => ({
  from_date: from,
  until_date: until,
  bed_kept: flag(bedKept),
  reason,
})

/** Refuses `away_outside_stay`, `away_twice`, and `not_found` for somebody who is not in the course. */
async function refuseWrong({ tx }: CommandContext, row: NightsAwayTable): Promise<void> {
  const enrolment = await findEnrolment(tx, row.course_id, row.person_id)
  if (!isInCourse(enrolment)) throw new DomainError('not_found', { what: 'enrolment' })
  const { from_date: from, until_date: until } = enrolment
  if (row.from_date < from || row.until_date > until || row.until_date <= row.from_date) {
    throw new DomainError('away_outside_stay', { from, until })
  }
  const meets = (await awayOf(tx, row.course_id, row.person_id)).find(
    (one) => one.id !== row.id && sharesNight(nightsOfAway(one), nightsOfAway(row)),
  )
  if (meets) {
    throw new DomainError('away_twice', { from: meets.from_date, until: meets.until_date })
  }
}

/** Writes it: lists follow, nights that are left to others are free, those that are not any more their own again. */
async function setAway(
  context: CommandContext,
  before: NightsAwayTable | null,
  after: NightsAwayTable | null,
  bedId?: BedId,
): Promise<void> {
  const { tx } = context
  const row = after ?? before
  if (!row) return
  const { course_id: courseId, person_id: personId } = row
  const enrolment = await findEnrolment(tx, courseId, personId)
  const was = periodsOf(enrolment, await awayOf(tx, courseId, personId))
  await writeAway(tx, before, after)
  const is = periodsOf(enrolment, await awayOf(tx, courseId, personId))
  await alignSessions(context, was, is, true)
  const [freed, free] = [before, after].map((one) => freedNights(one ? [one] : []))
  for (const nights of free ?? []) await clearNights(context, courseId, personId, nights)
  for (const nights of (freed ?? []).flatMap((one) => outside(one, free ?? []))) {
    await regainNights(context, { courseId, personId }, nights, { taken: 'refuse', bedId })
  }
}

async function findAway({ tx }: CommandContext, id: AwayId): Promise<NightsAwayTable> {
  const row = await tx.selectFrom('nights_away').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'away' })
  return row
}

/** Refuses as `boarding.goAway`. */
export async function goAway(
  context: CommandContext,
  { courseId, personId, ...fields }: AwayFields & { courseId: CourseId; personId: PersonId },
): Promise<AwayId> {
  const row: NightsAwayTable = {
    id: context.newId<AwayId>(),
    course_id: courseId,
    person_id: personId,
    ...columnsOf(fields),
  }
  await refuseWrong(context, row)
  await setAway(context, null, row)
  return row.id
}

/** Refuses as `boarding.changeAway`. */
export async function changeAway(
  context: CommandContext,
  { awayId, bedId, ...fields }: AwayFields & { awayId: AwayId; bedId?: BedId | undefined },
): Promise<void> {
  const before = await findAway(context, awayId)
  const after = { ...before, ...columnsOf(fields) }
  await refuseWrong(context, after)
  await setAway(context, before, after, bedId)
}

/** Refuses as `boarding.removeAway`. */
export async function removeAway(
  context: CommandContext,
  { awayId, bedId }: { awayId: AwayId; bedId?: BedId | undefined },
): Promise<void> {
  await setAway(context, await findAway(context, awayId), null, bedId)
}
