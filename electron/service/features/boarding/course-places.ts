/** How many places of a course are taken, and by whom. */
import { countParticipants } from '#contract/rules/courses.ts'
import type { CourseId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { EnrolmentTable, Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { block } from '../../schedule/situation.ts'
import { enrolledOf } from './days.ts'
import type { CourseRow } from './facts.ts'

/** Everybody who was ever put in a course. */
export const enrolmentsOf = (db: Reader, courseId: CourseId): Promise<EnrolmentTable[]> =>
  db.selectFrom('enrolment').selectAll().where('course_id', '=', courseId).execute()

/** How many places of a course are taken. */
export const participantsOf = async (db: Reader, courseId: CourseId): Promise<number> =>
  countParticipants((await enrolmentsOf(db, courseId)).map(enrolledOf))

/**
 * Refuses `rules_refused` with `course_full` where an enrolment would take one more place than there are.
 * Answers the reason of a coordinator who has let one more in.
 */
export async function refuseFull(
  { tx }: CommandContext,
  course: CourseRow,
  row: EnrolmentTable,
  override?: { reason: string },
): Promise<string | null> {
  const people = await enrolmentsOf(tx, course.id)
  const others = people.filter((one) => one.person_id !== row.person_id)
  const taken = countParticipants(people.map(enrolledOf))
  const participants = countParticipants([...others, row].map(enrolledOf))
  if (participants <= taken || participants <= course.capacity) return null
  if (!override) {
    const params = { name: course.name, capacity: course.capacity }
    throw new DomainError('rules_refused', {
      refusals: [block('course_full', params, true)],
      alternatives: [],
    })
  }
  return override.reason
}
