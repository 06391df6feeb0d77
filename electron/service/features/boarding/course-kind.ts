/** Sessions of a course under the schedule: how they are judged, and who is on their lists. */

import { PlaceUse } from '#contract/places.ts'
import { inCourseStates } from '#contract/rules/courses.ts'
import type { Alternative, Finding } from '#contract/schedule.ts'
import type { CourseId } from '#contract/values.ts'
import { knownRow } from '../../history/trail.ts'
import { assumeBusy, gatherFacts } from '../../schedule/facts.ts'
import { type SessionDefinition, usesOf } from '../../schedule/kind.ts'
import { memberRules, overlapRule, placeRules } from '../../schedule/rules.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { block, type CommonFacts, inOrder, warn } from '../../schedule/situation.ts'
import { daysThere } from './days.ts'
import { findCourse } from './facts.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    course: { rosterId: CourseId; title: string; own: null }
  }
}

/** The days of a course. */
type CourseDays = Pick<Awaited<ReturnType<typeof findCourse>>, 'name' | 'from_date' | 'until_date'>

const usesOfLesson = (session: SessionOf<'course'>) => usesOf({ leader: 'course_leader' }, session)

/**
 * What the rules say. A course runs from morning to night and on holidays too, in any place: opening hours
 * and closed days do not speak here.
 */
function findingsOf(
  session: SessionOf<'course'>,
  facts: CommonFacts,
  course: CourseDays | undefined,
): Finding[] {
  const { name, from_date: from, until_date: until } = course ?? {}
  const uses = usesOfLesson(session)
  return inOrder([
    ...(rangeOf(session).until >= 1440 ? [block('past_midnight', {})] : []),
    ...overlapRule(session, uses, facts),
    ...placeRules(session, uses, facts, courseKind.places),
    ...memberRules(session, uses, facts),
    ...(session.ledById === null
      ? [warn('team_incomplete', { missing: ['course_leader'], sidewalkersNeeded: 0 })]
      : []),
    ...(name && from && until && (session.date < from || session.date > until)
      ? [block('course_dates', { name, from, until })]
      : []),
  ])
}

export const courseKind: SessionDefinition<SessionOf<'course'>, Alternative> = {
  kind: 'course',
  right: 'lodging',
  leader: 'course_leader',
  roster: {
    name: async (db, id) => (await knownRow(db, 'course', id))?.name ?? '',
    async belonging(db, id, from, until) {
      const away = await db
        .selectFrom('nights_away')
        .selectAll()
        .where('course_id', '=', id)
        .execute()
      const awayOf = Map.groupBy(away, (one) => one.person_id)
      const rows = await db
        .selectFrom('enrolment')
        .select(['person_id', 'from_date', 'until_date'])
        .where('course_id', '=', id)
        .where('companion_of_id', 'is', null)
        .where('state', 'in', inCourseStates)
        .where('from_date', '<=', until)
        .where('until_date', '>=', from)
        .orderBy('from_date')
        .execute()
      return rows.flatMap((row) =>
        daysThere(row, awayOf.get(row.person_id) ?? [])
          .filter((days) => days.from <= until && days.to > from)
          .map((days) => ({ personId: row.person_id, ...days })),
      )
    },
  },
  places: PlaceUse.options,
  async judge(look, sessions, how) {
    const asked = sessions.map((session) => ({ ...session, uses: usesOfLesson(session) }))
    const facts = await gatherFacts(look, asked, how)
    const courses = new Map<CourseId, CourseDays>()
    for (const { rosterId } of sessions) {
      if (!courses.has(rosterId)) courses.set(rosterId, await findCourse(look.db, rosterId))
    }
    return {
      findings: (session) => findingsOf(session, facts, courses.get(session.rosterId)),
      offers: async () => [],
      assume: (session) => assumeBusy(facts.busy, session, usesOfLesson(session)),
    }
  },
}
