/**
 * [Note: Series that go on] A series is to be settled when it goes on with somebody or something that is not there
 * any more: a horse that is retired or away to its last day, a teacher who has left or lost the role, a place out
 * of service, a rider whose statement has ended, a group with more members than places. That is asked of its next
 * days, one of each of its weekdays, by the same rules that make its sessions (`makeSessions`), whether these are
 * made or not: settling each session that is made does not mend the series, which would make the next ones like
 * that. What passes before its last day is a matter of the sessions of those days alone (`outlasts`), and so is
 * what other sessions take. One that ends today does not go on: its session of today is told by itself. A group that
 * has no place yet makes nothing and is told by its own form.
 */
import { matterOf } from '#contract/findings.ts'
import { asksToBeSettled, outlasts } from '#contract/rules/settling.ts'
import type { Finding } from '#contract/schedule.ts'
import { addDays, at, dateOf, daysFrom, earlierOf, laterOf } from '#contract/time.ts'
import type { LocalDate, LocalDateTime, SessionId, TemplateId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import { kindOf } from './kind.ts'
import { sessionFrom } from './series.ts'
import { holdsOn, type Session } from './session.ts'
import { warn } from './situation.ts'
import { type PlacedTemplate, templatesBetween } from './templates.ts'

/** A series that goes on against the rules. */
export interface UnsettledSeries {
  template: PlacedTemplate
  /** Its first day to come that does not fit. */
  next: LocalDate
  /** Each once, as the first day has it. */
  findings: Finding[]
}

/** Which series are looked at: those that hold on any of these days; or those alone that are named. */
export interface Running {
  from: LocalDate
  until: LocalDate
  now: LocalDateTime
  ids?: ReadonlySet<TemplateId> | undefined
}

/** The next days of a series from a day on: one of each of its weekdays. */
function nextDays(template: PlacedTemplate, from: LocalDate, now: LocalDateTime): LocalDate[] {
  const today = dateOf(now)
  const isOver = at(today, template.start) <= now
  const first = [from, template.validFrom, addDays(today, isOver ? 1 : 0)].reduce(laterOf)
  const last = earlierOf(template.validUntil, addDays(first, template.interval * 7 - 1))
  return last < first ? [] : daysFrom(first, last).filter((date) => holdsOn(template, date))
}

/** Which rosters have more people than places on the day of each of some sessions, and how many. */
async function crowdedOn({ db, kinds }: Lookup, sessions: readonly Session[]) {
  const crowded = new Map<string, Finding>()
  const key = ({ rosterId, date }: Pick<Session, 'rosterId' | 'date'>) => `${rosterId} ${date}`
  for (const [kind, of] of Map.groupBy(sessions, (one) => one.kind)) {
    const roster = kindOf(kinds, { kind }).roster
    const dates = [...new Set(of.map((one) => one.date))].sort()
    const [from, until] = [dates[0], dates.at(-1)]
    if (!roster?.crowded || !from || !until) continue
    const ids = new Set(of.flatMap((one) => one.rosterId ?? []))
    // As a rule none is on any day: then the days are not asked one by one.
    const ever = (await roster.crowded(db, [...ids], { from, until })).map((one) => one.id)
    for (const date of ever.length > 0 ? dates : []) {
      for (const { id, ...params } of await roster.crowded(db, ever, { from: date, until: date })) {
        crowded.set(key({ rosterId: id, date }), warn('group_full', params))
      }
    }
  }
  return (session: Session): Finding[] => {
    const finding = crowded.get(key(session))
    return finding ? [finding] : []
  }
}

/** The series that go on with somebody or something that is not there any more, in order of time. */
export async function unsettledSeries(
  look: Lookup,
  { from, until, now, ids }: Running,
): Promise<UnsettledSeries[]> {
  const tomorrow = addDays(dateOf(now), 1)
  const running = await templatesBetween(look, laterOf(from, tomorrow), until)
  const due = new Map<Session, PlacedTemplate>()
  for (const template of running) {
    const { placeId } = template
    if (placeId === null || (ids && !ids.has(template.id))) continue
    const placed = { ...template, placeId }
    for (const date of nextDays(placed, from, now)) {
      due.set(sessionFrom(placed, date, '' as SessionId), placed)
    }
  }
  const found = new Map<TemplateId, UnsettledSeries>()
  const ofRoster = await crowdedOn(look, [...due.keys()])
  for (const [kind, sessions] of Map.groupBy(due.keys(), (one) => one.kind)) {
    const definition = kindOf(look.kinds, { kind })
    const judge = await definition.judge(look, sessions, { standing: true })
    for (const session of sessions) {
      const template = due.get(session) as PlacedTemplate
      const findings = [...judge.findings(session), ...ofRoster(session)].filter(
        (one) => asksToBeSettled(one, null) && outlasts(one, template.validUntil),
      )
      if (findings.length === 0) continue
      const known = found.get(template.id)
      if (!known) found.set(template.id, { template, next: session.date, findings })
      else {
        const said = new Set(known.findings.map(matterOf))
        known.findings.push(...findings.filter((one) => !said.has(matterOf(one))))
      }
    }
  }
  return [...found.values()].sort((one, other) =>
    at(one.next, one.template.start) < at(other.next, other.template.start) ? -1 : 1,
  )
}
