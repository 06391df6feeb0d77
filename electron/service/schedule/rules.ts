/** The rules that hold for every session, pure: nothing twice, qualified members, an open house. */
import type { Finding, FindingOf } from '#contract/schedule.ts'
import type { MemberId, ResourceId } from '#contract/values.ts'
import { covers, minuteOf, overlaps, timeAt, weekdayOf } from '../kernel/time.ts'
import { rangeOf, type Taker, type When } from './session.ts'
import { block, type CommonFacts, warn } from './situation.ts'

/** Everything in it is free at that time, and nobody is in it twice. */
export function overlapRule(
  when: When,
  takers: readonly Taker[],
  { taken }: Pick<CommonFacts, 'taken'>,
  nameOf: (id: ResourceId) => string,
): FindingOf<'overlap'>[] {
  const range = rangeOf(when)
  const until = timeAt(range.until % 1440)
  const seen = new Set<ResourceId>()
  return takers.flatMap(({ seat, id }) => {
    const name = nameOf(id)
    if (seen.has(id)) {
      return [block('overlap', { seat, name, from: when.start, until, clientName: null })]
    }
    seen.add(id)
    return (taken.get(id) ?? [])
      .filter((one) => one.date === when.date && overlaps(one, range))
      .map((one) =>
        block('overlap', {
          seat,
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
  takers: readonly Taker[],
  { members }: Pick<CommonFacts, 'members'>,
): Finding[] {
  const findings: Finding[] = []
  const range = rangeOf(when)
  for (const { seat, id } of takers) {
    const member = members.get(id as MemberId)
    if (!member) continue
    if (seat === 'client' || seat === 'horse' || seat === 'place' || seat === 'bed') continue
    const { name } = member
    // Whoever works here may lead a session of a course.
    const may = seat === 'course_leader' || member.roles.has(seat)
    if (!may || !member.active) {
      findings.push(block('not_qualified', { name, seat }))
    }
    const hours = member.hours.filter((one) => one.day === weekdayOf(when.date))
    if (!covers(hours, range)) {
      const [first] = hours
      findings.push(
        warn('staff_hours', {
          name,
          seat,
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
