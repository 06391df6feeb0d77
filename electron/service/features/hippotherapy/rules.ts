/**
 * The rules of hippotherapy, pure: they are given facts and answer findings.
 *
 * Sources of the limits: PATH Intl. practice (6 hours a day, 6 days a week), ABRS (20 % of the
 * horse's mass with tack, 10 % added for a rider without balance), practice of the centre (2 hours
 * without rest, a medical statement every year). The app flags, a human decides.
 */
import type { Finding, Ride, RuleCode, Seat } from '#contract/hippotherapy.ts'
import type { Mobility } from '#contract/people.ts'
import type { Settings } from '#contract/settings.ts'
import type { Role } from '#contract/team.ts'
import type { HorseId, LocalDate, MemberId, PlaceId, ResourceId } from '#contract/values.ts'
import {
  addDays,
  covers,
  daysBetween,
  type MinuteRange,
  minuteOf,
  overlaps,
  timeAt,
  weekdayOf,
} from '../../kernel/time.ts'

/** A ride that may still miss parts; rules that need a missing part are silent. */
export type Draft = Partial<Ride> & Pick<Ride, 'date' | 'start' | 'minutes'>

export interface ClientFacts {
  name: string
  weightKg: number | null
  keepsBalance: boolean | null
  mobility: Mobility | null
  sidewalkersNeeded: number
  sessionLimitMinutes: number | null
  statementFrom: LocalDate | null
  statementUntil: LocalDate | null
  /** A flagged contraindication without the physician's written decision. */
  contraindicationOpen: boolean
}

export interface HorseFacts {
  name: string
  birthYear: number
  massKg: number
  active: boolean
  dailyWarnMinutes: number | null
  dailyBlockMinutes: number | null
  restMinutes: number | null
  loadPercent: number | null
  tackKg: number | null
  absences: { from: LocalDate; until: LocalDate; reason: string | null }[]
  /** Its other sessions, six days before to six days after at least. */
  work: (MinuteRange & { date: LocalDate })[]
}

export interface MemberFacts {
  name: string
  active: boolean
  roles: ReadonlySet<Role>
  hours: (MinuteRange & { day: string })[]
}

/** A stretch of a day for which a resource is taken, and by whom. */
export interface Taken extends MinuteRange {
  date: LocalDate
  clientName: string | null
}

/** Everything that the rules look at. */
export interface Facts {
  settings: Settings
  closedDays: ReadonlyMap<LocalDate, string>
  client: ClientFacts | null
  horses: ReadonlyMap<HorseId, HorseFacts>
  members: ReadonlyMap<MemberId, MemberFacts>
  places: ReadonlyMap<PlaceId, string>
  taken: ReadonlyMap<ResourceId, readonly Taken[]>
}

const block = (code: RuleCode, params: Finding['params'], overridable = false): Finding => ({
  code,
  severity: 'block',
  overridable,
  params,
})
const warn = (code: RuleCode, params: Finding['params']): Finding => ({
  code,
  severity: 'warn',
  overridable: false,
  params,
})

export const rangeOf = (ride: Pick<Ride, 'start' | 'minutes'>): MinuteRange => {
  const from = minuteOf(ride.start)
  return { from, until: from + ride.minutes }
}

/** Who and what a ride takes, seat by seat. */
export function seatsOf(ride: Draft): { seat: Seat; id: ResourceId }[] {
  const seats: { seat: Seat; id: ResourceId | null | undefined }[] = [
    { seat: 'client', id: ride.clientId },
    { seat: 'horse', id: ride.horseId },
    { seat: 'instructor', id: ride.instructorId },
    { seat: 'therapist', id: ride.therapistId },
    { seat: 'leader', id: ride.leaderId },
    ...(ride.sidewalkerIds ?? []).map((id) => ({ seat: 'sidewalker' as const, id })),
    { seat: 'place', id: ride.placeId },
  ]
  return seats.filter((one): one is { seat: Seat; id: ResourceId } => one.id != null)
}

function nameOf(facts: Facts, id: ResourceId): string {
  return (
    facts.horses.get(id as HorseId)?.name ??
    facts.members.get(id as MemberId)?.name ??
    facts.places.get(id as PlaceId) ??
    facts.client?.name ??
    ''
  )
}

function overlapRule(ride: Draft, facts: Facts): Finding[] {
  const range = rangeOf(ride)
  const seats = seatsOf(ride)
  return seats.flatMap(({ seat, id }, index) => {
    const name = nameOf(facts, id)
    if (seats.findIndex((one) => one.id === id) < index) {
      return [
        block('overlap', {
          seat,
          name,
          from: ride.start,
          until: timeAt(range.until % 1440),
          clientName: null,
        }),
      ]
    }
    return (facts.taken.get(id) ?? [])
      .filter((taken) => taken.date === ride.date && overlaps(taken, range))
      .map((taken) =>
        block('overlap', {
          seat,
          name,
          from: timeAt(taken.from),
          until: timeAt(taken.until % 1440),
          clientName: taken.clientName,
        }),
      )
  })
}

/** Sum of the run of work that the ride belongs to: rests shorter than `rest` do not end it. */
function runMinutes(ride: MinuteRange, work: readonly MinuteRange[], rest: number): number {
  const day = [...work, ride].sort((one, other) => one.from - other.from)
  const at = day.indexOf(ride)
  let minutes = ride.until - ride.from
  const count = (index: number) => {
    const one = day[index] as MinuteRange
    minutes += one.until - one.from
  }
  for (let i = at; i > 0; i--) {
    if ((day[i] as MinuteRange).from - (day[i - 1] as MinuteRange).until >= rest) break
    count(i - 1)
  }
  for (let i = at; i < day.length - 1; i++) {
    if ((day[i + 1] as MinuteRange).from - (day[i] as MinuteRange).until >= rest) break
    count(i + 1)
  }
  return minutes
}

/** The most working days in any seven that hold the date. */
function worstWeek(date: LocalDate, work: readonly { date: LocalDate }[]): number {
  const offsets = new Set([0, ...work.map((one) => daysBetween(date, one.date))])
  let worst = 0
  for (let first = -6; first <= 0; first++) {
    let days = 0
    for (let day = first; day < first + 7; day++) if (offsets.has(day)) days++
    worst = Math.max(worst, days)
  }
  return worst
}

function horseRules(ride: Draft, facts: Facts): Finding[] {
  const horse = ride.horseId && facts.horses.get(ride.horseId)
  if (!horse) return []
  const { settings } = facts
  const { name } = horse
  const findings: Finding[] = []
  const range = rangeOf(ride)

  const away = horse.absences.find(({ from, until }) => from <= ride.date && ride.date <= until)
  if (away || !horse.active) {
    findings.push(
      block('horse_unavailable', {
        name,
        from: away?.from ?? null,
        until: away?.until ?? null,
        reason: away?.reason ?? null,
      }),
    )
  }

  const sameDay = horse.work.filter((one) => one.date === ride.date)
  const minutes = sameDay.reduce((sum, one) => sum + one.until - one.from, ride.minutes)
  const blockAt = horse.dailyBlockMinutes ?? settings.horseDailyBlockMinutes
  const warnAt = horse.dailyWarnMinutes ?? settings.horseDailyWarnMinutes
  if (minutes > blockAt) {
    findings.push(block('horse_daily_limit', { name, minutes, limit: blockAt }))
  } else if (minutes > warnAt) {
    findings.push(warn('horse_daily_limit', { name, minutes, limit: warnAt }))
  }

  const run = runMinutes(range, sameDay, settings.horseConsecutiveRestMinutes)
  if (run > settings.horseConsecutiveMinutes) {
    findings.push(
      block('horse_consecutive', {
        name,
        minutes: run,
        limit: settings.horseConsecutiveMinutes,
        rest: settings.horseConsecutiveRestMinutes,
      }),
    )
  }

  const rest = horse.restMinutes ?? settings.horseRestMinutes
  const gaps = sameDay
    .filter((one) => !overlaps(one, range))
    .map((one) => (one.until <= range.from ? range.from - one.until : one.from - range.until))
  const gap = Math.min(...gaps)
  if (gap < rest) findings.push(block('horse_rest', { name, gap, rest }))

  const days = worstWeek(ride.date, horse.work)
  if (days > settings.horseWeekDays) {
    findings.push(block('horse_week', { name, days, limit: settings.horseWeekDays }))
  }

  const years = Number(ride.date.slice(0, 4)) - horse.birthYear
  if (years < settings.horseMinAgeYears) {
    findings.push(warn('horse_age', { name, years, limit: settings.horseMinAgeYears }))
  }
  return findings
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10

/** (client × 1.1 if without balance) + tack + rider behind ≤ the horse's per cent of its mass. */
function weightRule(ride: Draft, facts: Facts): Finding[] {
  const horse = ride.horseId && facts.horses.get(ride.horseId)
  const { client, settings } = facts
  if (!horse || !client || client.weightKg === null) return []
  const factor = client.keepsBalance === false ? 1 + settings.unbalancedPercent / 100 : 1
  const load =
    client.weightKg * factor + (horse.tackKg ?? settings.tackKg) + (ride.riderBehindKg ?? 0)
  const limit = (horse.massKg * (horse.loadPercent ?? settings.loadPercent)) / 100
  // A thousandth of a kilogram: 33 × 1.1 is a little more than 36.3 in floating point.
  if (load <= limit + 0.001) return []
  return [
    block(
      'weight_limit',
      { name: horse.name, loadKg: oneDecimal(load), limitKg: oneDecimal(limit) },
      true,
    ),
  ]
}

function clientRules(ride: Draft, facts: Facts): Finding[] {
  const { client, settings } = facts
  if (!client) return []
  const { name, statementFrom: from, statementUntil: until } = client
  const findings: Finding[] = []
  const left = until === null ? 0 : daysBetween(ride.date, until)
  const statement = (state: string) => ({ name, state, until, days: left })
  if (until === null) findings.push(block('medical_expired', statement('missing'), true))
  else if (left < 0) findings.push(block('medical_expired', statement('expired'), true))
  else if (from !== null && from > ride.date) {
    findings.push(block('medical_expired', { ...statement('not_yet'), from }, true))
  } else if (left <= settings.statementWarnDays) {
    findings.push(warn('medical_expired', statement('expiring')))
  }
  if (client.contraindicationOpen) findings.push(block('contraindication_open', { name }))
  const limit = client.sessionLimitMinutes ?? settings.sessionLimitMinutes
  if (ride.minutes > limit) {
    findings.push(warn('session_length', { minutes: ride.minutes, limit }))
  }
  return findings
}

/** What a session still needs before it can begin. */
export function missingTeam(
  ride: { instructorId?: unknown; leaderId?: unknown; sidewalkerIds?: readonly unknown[] },
  sidewalkersNeeded: number,
): ('instructor' | 'leader' | 'sidewalker')[] {
  const missing: ('instructor' | 'leader' | 'sidewalker')[] = []
  if (!ride.instructorId) missing.push('instructor')
  if (!ride.leaderId) missing.push('leader')
  if ((ride.sidewalkerIds?.length ?? 0) < sidewalkersNeeded) missing.push('sidewalker')
  return missing
}

function teamRules(ride: Draft, facts: Facts): Finding[] {
  const findings: Finding[] = []
  const needed = facts.client?.sidewalkersNeeded ?? 0
  const missing = missingTeam(ride, needed)
  if (missing.length > 0 && ride.clientId) {
    findings.push(warn('team_incomplete', { missing, sidewalkersNeeded: needed }))
  }
  const range = rangeOf(ride)
  for (const { seat, id } of seatsOf(ride)) {
    const member = facts.members.get(id as MemberId)
    if (!member || seat === 'client' || seat === 'horse' || seat === 'place') continue
    const { name } = member
    if (!member.roles.has(seat) || !member.active) {
      findings.push(block('not_qualified', { name, seat }))
    }
    const hours = member.hours.filter((one) => one.day === weekdayOf(ride.date))
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

function dayRules(ride: Draft, facts: Facts): Finding[] {
  const range = rangeOf(ride)
  if (range.until >= 1440) return [block('past_midnight', {})]
  const name = facts.closedDays.get(ride.date)
  if (name !== undefined) return [warn('closed_day', { name, from: null, until: null })]
  const hours = facts.settings.openingHours.filter((one) => one.day === weekdayOf(ride.date))
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

/** What all rules say to a ride: refusals first. */
export function findingsOf(ride: Draft, facts: Facts): Finding[] {
  const findings = [
    ...overlapRule(ride, facts),
    ...dayRules(ride, facts),
    ...horseRules(ride, facts),
    ...weightRule(ride, facts),
    ...clientRules(ride, facts),
    ...teamRules(ride, facts),
  ]
  return [
    ...findings.filter((one) => one.severity === 'block'),
    ...findings.filter((one) => one.severity === 'warn'),
  ]
}

export const isBlock = (finding: Finding) => finding.severity === 'block'

/** Days around a date whose work the rules of a horse look at. */
export const workWindow = (date: LocalDate) => ({
  from: addDays(date, -6),
  until: addDays(date, 6),
})
