/** The rules of studios, pure: they are given facts and answer findings. */
import type { Finding } from '#contract/schedule.ts'
import type { GroupId, LocalDate, PersonId } from '#contract/values.ts'
import { type SessionDefinition, usesOf } from '../../schedule/kind.ts'
import { commonFindings } from '../../schedule/rules.ts'
import type { SessionOf } from '../../schedule/session.ts'
import { block, type CommonFacts, warn } from '../../schedule/situation.ts'

/** The term of a group. */
interface Term {
  name: string
  from: LocalDate
  until: LocalDate
}

export interface ClassFacts extends CommonFacts {
  groups: ReadonlyMap<GroupId, Term>
}

/** What all rules say to a class: refusals first. */
export const findingsOf = (session: SessionOf<'class'>, facts: ClassFacts): Finding[] =>
  commonFindings(session, usesOf(classUses, session), facts, {
    places: classUses.places,
    ofKind: [
      ...(session.ledById === null
        ? [warn('team_incomplete', { missing: ['teacher'], sidewalkersNeeded: 0 })]
        : []),
      ...termRule(session.date, facts.groups.get(session.rosterId)),
    ],
  })

/** What a class takes beside its people: who leads it, its group, a place for classes. */
export const classUses = {
  leader: 'teacher',
  places: ['studio', 'cabinet'],
  uses: ({ rosterId }) =>
    rosterId === null ? [] : [{ role: 'group' as const, id: rosterId as GroupId }],
} as const satisfies Pick<SessionDefinition, 'leader' | 'places' | 'uses'>

function termRule(date: LocalDate, term: Term | undefined): Finding[] {
  if (!term || (term.from <= date && date <= term.until)) return []
  const { name, from, until } = term
  return [warn('group_dates', { group: name, from, until })]
}

/** A time that somebody is a member; an open end is null. */
export interface Period {
  personId: PersonId
  joinedOn: LocalDate
  leftOn: LocalDate | null
}

const holds = (period: Period, date: LocalDate) =>
  period.joinedOn <= date && (period.leftOn === null || period.leftOn > date)

/** Members on a day. */
export const membersAt = (periods: readonly Period[], date: LocalDate): number =>
  periods.filter((one) => holds(one, date)).length

/** The most members that there are on any day since. */
export function mostMembers(periods: readonly Period[], since: LocalDate): number {
  const days = [since, ...periods.map((one) => one.joinedOn).filter((day) => day > since)]
  return Math.max(...days.map((day) => membersAt(periods, day)))
}

interface Joining {
  personId: PersonId
  name: string
  from: LocalDate
  group: { name: string; capacity: number; from: LocalDate; until: LocalDate }
  periods: readonly Period[]
}

/** What stands in the way of a membership, the person's other hours apart. */
export function joinFindings({ personId, name, from, group, periods }: Joining): Finding[] {
  const findings: Finding[] = []
  if (from > group.until) {
    findings.push(block('group_dates', { group: group.name, from: group.from, until: group.until }))
  }
  const own = periods.filter((one) => one.personId === personId)
  if (own.some((one) => one.leftOn === null || one.leftOn > from)) {
    return [...findings, block('already_member', { name, group: group.name })]
  }
  const members = mostMembers(periods, from)
  if (members >= group.capacity) {
    findings.push(block('group_full', { name: group.name, capacity: group.capacity, members }))
  }
  return findings
}
