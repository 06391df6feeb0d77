/** Sessions of a course under the schedule: how they are judged, and who is on their lists. */
import { inCourseStates } from '#contract/rules/courses.ts'
import type { Alternative } from '#contract/schedule.ts'
import type { CourseId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { knownRow } from '../../history/trail.ts'
import { factsOf } from '../../schedule/facts.ts'
import type { Checked, SessionDefinition } from '../../schedule/kind.ts'
import { memberRules, overlapRule } from '../../schedule/rules.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { block, inOrder, warn } from '../../schedule/situation.ts'
import { daysThere } from './days.ts'
import { findCourse } from './facts.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    course: { rosterId: CourseId; title: string; own: null }
  }
}

/**
 * What the rules say. A course runs from morning to night and on holidays too: opening hours and closed
 * days do not speak here.
 */
async function check(look: Lookup, session: SessionOf<'course'>): Promise<Checked<Alternative>> {
  const facts = await factsOf(look, courseKind, session)
  const { name, from_date: from, until_date: until } = await findCourse(look.db, session.rosterId)
  const findings = inOrder([
    ...(rangeOf(session).until >= 1440 ? [block('past_midnight', {})] : []),
    ...overlapRule(session, facts.uses, facts, (id) => facts.names.get(id) ?? ''),
    ...memberRules(session, facts.uses, facts),
    ...(session.ledById === null
      ? [warn('team_incomplete', { missing: ['course_leader'], sidewalkersNeeded: 0 })]
      : []),
    ...(session.date < from || session.date > until
      ? [block('course_dates', { name, from, until })]
      : []),
  ])
  return { findings, alternatives: [] }
}

export const courseKind: SessionDefinition<SessionOf<'course'>, Alternative> = {
  kind: 'course',
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
  check,
}
