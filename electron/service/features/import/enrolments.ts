/** What lists of courses say beside the person, kept as it is written there. */
import type { LocalDate, PersonId } from '#contract/values.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'

export interface Course {
  arrivalOn: LocalDate
  wheelchair: boolean
  companionName: string | null
  diet: string | null
  shareWithName: string | null
}

/** Every enrolment, by person. */
export async function readCourses(db: Reader): Promise<Map<PersonId, Course[]>> {
  const rows = await db.selectFrom('course_enrolment').selectAll().execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.person_id)].map(([id, of]) => [
      id,
      of.map((row) => ({
        arrivalOn: row.arrival_on,
        wheelchair: row.wheelchair === 1,
        companionName: row.companion_name,
        diet: row.diet,
        shareWithName: row.share_with_name,
      })),
    ]),
  )
}

/** Writes the enrolments of a person; those that are there already take the new words. */
export async function writeCourses(
  tx: Writer,
  id: PersonId,
  courses: readonly Course[],
): Promise<void> {
  for (const course of courses) {
    const words = {
      wheelchair: flag(course.wheelchair),
      companion_name: course.companionName,
      diet: course.diet,
      share_with_name: course.shareWithName,
    }
    await tx
      .insertInto('course_enrolment')
      .values({ person_id: id, arrival_on: course.arrivalOn, ...words })
      .onConflict((conflict) => conflict.columns(['person_id', 'arrival_on']).doUpdateSet(words))
      .execute()
  }
}
