/** Sessions of a course under the schedule: how they are judged. */
import type { Alternative } from '#contract/schedule.ts'
import type { CourseId, PersonId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { clientNames, memberFacts, nameOfPlace, takenOf } from '../../schedule/facts.ts'
import type { Checked, Kind } from '../../schedule/kind.ts'
import { memberRules, overlapRule } from '../../schedule/rules.ts'
import { rangeOf, type Session, takersOf } from '../../schedule/session.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import { findCourse } from './facts.ts'

/**
 * What the rules say. A course runs from morning to night and on holidays too: opening hours and closed
 * days do not speak here.
 */
async function check({ db }: Lookup, session: Session): Promise<Checked<Alternative>> {
  const takers = takersOf(session)
  const people = await clientNames(
    db,
    session.people.map((one) => one.personId),
  )
  const members = await memberFacts(db, session.ledById === null ? [] : [session.ledById])
  const placeName = await nameOfPlace(db, session.placeId)
  const course = await findCourse(db, session.courseId as CourseId)
  const taken = await takenOf(
    db,
    takers.map((one) => one.id),
    session,
    { except: session.id },
  )
  const nameOf = (id: ResourceId) =>
    people.get(id as PersonId) ??
    members.get(id as never)?.name ??
    (id === session.placeId ? placeName : '')
  const outside = session.date < course.from_date || session.date > course.until_date
  const findings = inOrder([
    ...(rangeOf(session).until >= 1440 ? [block('past_midnight', {})] : []),
    ...overlapRule(session, takers, { taken }, nameOf),
    ...memberRules(session, takers, { members }),
    ...(session.ledById === null
      ? [warn('team_incomplete', { missing: ['course_leader'], sidewalkersNeeded: 0 })]
      : []),
    ...(outside
      ? [
          block('course_dates', {
            name: course.name,
            from: course.from_date,
            until: course.until_date,
          }),
        ]
      : []),
  ])
  return { findings, alternatives: [] }
}

export const courseKind: Kind<Alternative> = {
  check,
  title: async (_db, { title }) => title ?? '',
}
