/** The rules that hold for every session, pure: nothing twice, qualified members, an open house. */
import type { PlaceUse } from '#contract/places.ts'
import type { Finding, FindingOf } from '#contract/schedule.ts'
import type { Role } from '#contract/team.ts'
import { covers, minuteOf, overlaps, timeAt, weekdayOf } from '#contract/time.ts'
import type { MemberId, PlaceId, ResourceId, SessionId } from '#contract/values.ts'
import { type Unavailable, unavailableAt } from './availability.ts'
import { type ResourceUse, rangeOf, type When } from './session.ts'
import { block, type CommonFacts, inOrder, nameIn, warn } from './situation.ts'

/** Everything in it is free at that time, but for the session itself, and nobody is in it twice. */
export function overlapRule(
  when: When & { id?: SessionId | undefined },
  uses: readonly ResourceUse[],
  { busy, ...called }: Pick<CommonFacts, 'busy' | 'names' | 'members' | 'places'>,
): FindingOf<'overlap'>[] {
  const seen = new Set<ResourceId>()
  if (busy.size === 0 && uses.every(({ id }) => seen.size < seen.add(id).size)) return []
  seen.clear()
  const range = rangeOf(when)
  const until = timeAt(range.until % 1440)
  const inTheWay = (id: ResourceId) =>
    (busy.get(id) ?? []).filter(
      (one) => one.date === when.date && one.sessionId !== when.id && overlaps(one, range),
    )
  // A group that is in another class then says so once, and not again for each of its people.
  const ofGroup = new Set(
    uses
      .filter(({ role }) => role === 'group')
      .flatMap(({ id }) => inTheWay(id).map((one) => one.sessionId)),
  )
  return uses.flatMap(({ role, id }) => {
    if (seen.has(id)) {
      const name = nameIn(called, id)
      return [block('overlap', { seat: role, name, from: when.start, until, clientName: null })]
    }
    seen.add(id)
    if (!busy.has(id)) return []
    const name = nameIn(called, id)
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

/** Why something cannot be used, in the words of a finding. */
const awayParams = ({ reason, ...stretch }: Unavailable) => ({ ...stretch, because: reason })

/** Members do what they may do, within their hours, when they are there. */
export function memberRules(
  when: When,
  uses: readonly ResourceUse[],
  { members, away }: Pick<CommonFacts, 'members' | 'away'>,
): Finding[] {
  const findings: Finding[] = []
  const range = rangeOf(when)
  const weekday = weekdayOf(when.date)
  for (const { role, id } of uses) {
    const member = members.get(id as MemberId)
    if (!member) continue
    const { name } = member
    // Whoever works here may lead a session of a course, or help.
    const may = role === 'course_leader' || role === 'assistant' || member.roles.has(role as Role)
    if (!may || !member.active) {
      findings.push(block('not_qualified', { name, seat: role }))
    }
    const absence = unavailableAt(away.get(id), when)
    if (absence) findings.push(block('staff_away', { name, seat: role, ...awayParams(absence) }))
    const hours = member.hours.filter((one) => one.day === weekday)
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
  const weekday = weekdayOf(when.date)
  const hours = settings.openingHours.filter((one) => one.day === weekday)
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

/** It is in a place that can be used, and that is for such sessions. */
export function placeRules(
  when: When,
  uses: readonly ResourceUse[],
  { places, away }: Pick<CommonFacts, 'places' | 'away'>,
  fitting: readonly PlaceUse[],
): Finding[] {
  return uses.flatMap(({ role, id }) => {
    const place = role === 'place' ? places.get(id as PlaceId) : undefined
    if (!place) return []
    const { name, use } = place
    if (!place.active) return [block('place_closed', { name })]
    const closed = unavailableAt(away.get(id), when)
    if (closed) return [block('place_closed', { name, ...awayParams(closed) })]
    return fitting.includes(use) ? [] : [block('place_closed', { name, use })]
  })
}

/** What the rules that hold for every session say to one, before and after those of its kind. */
export function commonFindings(
  session: When & { id?: SessionId | undefined },
  uses: readonly ResourceUse[],
  facts: CommonFacts,
  { places, ofKind }: { places: readonly PlaceUse[]; ofKind: readonly Finding[] },
): Finding[] {
  return inOrder([
    ...overlapRule(session, uses, facts),
    ...dayRules(session, facts),
    ...placeRules(session, uses, facts, places),
    ...ofKind,
    ...memberRules(session, uses, facts),
  ])
}
