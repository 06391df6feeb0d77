/** The rules that hold for every session, pure: nothing twice, qualified members, an open house. */
import type { Finding, FindingOf } from '#contract/schedule.ts'
import type { Role } from '#contract/team.ts'
import { covers, minuteOf, overlaps, timeAt, weekdayOf } from '#contract/time.ts'
import type { MemberId, ResourceId } from '#contract/values.ts'
import { type ResourceUse, rangeOf, type When } from './session.ts'
import { block, type CommonFacts, inOrder, warn } from './situation.ts'

/** Everything in it is free at that time, and nobody is in it twice. */
export function overlapRule(
  when: When,
  uses: readonly ResourceUse[],
  { busy }: Pick<CommonFacts, 'busy'>,
  nameOf: (id: ResourceId) => string,
): FindingOf<'overlap'>[] {
  const range = rangeOf(when)
  const until = timeAt(range.until % 1440)
  const seen = new Set<ResourceId>()
  const inTheWay = (id: ResourceId) =>
    (busy.get(id) ?? []).filter((one) => one.date === when.date && overlaps(one, range))
  // A group that is in another class then says so once, and not again for each of its people.
  const ofGroup = new Set(
    uses
      .filter(({ role }) => role === 'group')
      .flatMap(({ id }) => inTheWay(id).map((one) => one.sessionId)),
  )
  return uses.flatMap(({ role, id }) => {
    const name = nameOf(id)
    if (seen.has(id)) {
      return [block('overlap', { seat: role, name, from: when.start, until, clientName: null })]
    }
    seen.add(id)
    return inTheWay(id)
      .filter((one) => role !== 'client' || !ofGroup.has(one.sessionId))
      .map((one) =>
        block('overlap', {
          seat: role,
          name,
          from: timeAt(one.from),
          until: timeAt(one.until % 1440),
          clientName: one.clientName,
        }),
      )
  })
}

/** Members do what they may do, within their hours. */
export function memberRules(
  when: When,
  uses: readonly ResourceUse[],
  { members }: Pick<CommonFacts, 'members'>,
): Finding[] {
  const findings: Finding[] = []
  const range = rangeOf(when)
  for (const { role, id } of uses) {
    const member = members.get(id as MemberId)
    if (!member) continue
    const { name } = member
    // Whoever works here may lead a session of a course.
    const may = role === 'course_leader' || member.roles.has(role as Role)
    if (!may || !member.active) {
      findings.push(block('not_qualified', { name, seat: role }))
    }
    const hours = member.hours.filter((one) => one.day === weekdayOf(when.date))
    if (!covers(hours, range)) {
      const [first] = hours
      findings.push(
        warn('staff_hours', {
          name,
          seat: role,
          from: first ? timeAt(first.from) : null,
          until: first ? timeAt(first.until % 1440) : null,
        }),
      )
    }
  }
  return findings
}

/** Within one day, on a day and in hours when the house is open. */
export function dayRules(
  when: When,
  { settings, closedDays }: Pick<CommonFacts, 'settings' | 'closedDays'>,
): Finding[] {
  const range = rangeOf(when)
  if (range.until >= 1440) return [block('past_midnight', {})]
  const name = closedDays.get(when.date)
  if (name !== undefined) return [warn('closed_day', { name, from: null, until: null })]
  const hours = settings.openingHours.filter((one) => one.day === weekdayOf(when.date))
  const stretches = hours.map((one) => ({ from: minuteOf(one.from), until: minuteOf(one.until) }))
  if (covers(stretches, range)) return []
  return [
    warn('closed_day', {
      name: null,
      from: hours[0]?.from ?? null,
      until: hours[0]?.until ?? null,
    }),
  ]
}

/** What the rules that hold for every session say to one, before and after those of its kind. */
export function commonFindings(
  session: When,
  uses: readonly ResourceUse[],
  facts: CommonFacts,
  nameOf: (id: ResourceId) => string,
  ofKind: readonly Finding[],
): Finding[] {
  return inOrder([
    ...overlapRule(session, uses, facts, nameOf),
    ...dayRules(session, facts),
    ...ofKind,
    ...memberRules(session, uses, facts),
  ])
}
