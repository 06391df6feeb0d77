/** What lists of studios and courses say beside the person, kept as it is written there. */
import type { LocalDate, PersonId } from '#contract/values.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'

export interface Studio {
  studio: string
  groupName: string
  joinedOn: LocalDate
}
export interface Course {
  arrivalOn: LocalDate
  wheelchair: boolean
  companionName: string | null
  diet: string | null
  shareWithName: string | null
}
interface Enrolments {
  studios: Studio[]
  courses: Course[]
}

/** Every enrolment, to be asked for by person. */
export async function readEnrolments(db: Reader): Promise<(id: PersonId) => Enrolments> {
  const known = new Map<PersonId, Enrolments>()
  const of = (id: PersonId) => {
    const enrolments = known.get(id) ?? { studios: [], courses: [] }
    known.set(id, enrolments)
    return enrolments
  }
  for (const row of await db.selectFrom('studio_enrolment').selectAll().execute()) {
    of(row.person_id).studios.push({
      studio: row.studio,
      groupName: row.group_name,
      joinedOn: row.joined_on,
    })
  }
  for (const row of await db.selectFrom('course_enrolment').selectAll().execute()) {
    of(row.person_id).courses.push({
      arrivalOn: row.arrival_on,
      wheelchair: row.wheelchair === 1,
      companionName: row.companion_name,
      diet: row.diet,
      shareWithName: row.share_with_name,
    })
  }
  return (id) => known.get(id) ?? { studios: [], courses: [] }
}

/** Writes the enrolments of a person; those that are there already take the new words. */
export async function writeEnrolments(
  tx: Writer,
  id: PersonId,
  { studios, courses }: Enrolments,
): Promise<void> {
  for (const { studio, groupName, joinedOn } of studios) {
    await tx
      .insertInto('studio_enrolment')
      .values({ person_id: id, studio, group_name: groupName, joined_on: joinedOn })
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'group_name', 'joined_on']).doUpdateSet({ studio }),
      )
      .execute()
  }
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
