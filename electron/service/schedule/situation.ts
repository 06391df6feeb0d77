/** What the rules that hold for every session are given to look at, and how they speak. */
import type { PlaceUse } from '#contract/places.ts'
import type { Finding, ParamsOf, RuleCode } from '#contract/schedule.ts'
import type { Settings } from '#contract/settings.ts'
import type { Role } from '#contract/team.ts'
import type { MinuteRange } from '#contract/time.ts'
import type { LocalDate, MemberId, PlaceId, ResourceId, SessionId } from '#contract/values.ts'
import type { Unavailable } from './availability.ts'

export interface MemberFacts {
  name: string
  active: boolean
  roles: ReadonlySet<Role>
  hours: (MinuteRange & { day: string })[]
}

/** A stretch of a day for which a resource is used, and by whose session. */
export interface BusyInterval extends MinuteRange {
  date: LocalDate
  sessionId: SessionId
  /** The client of a ride or consultation, the group of a class, the title of a session of a course. */
  clientName: string | null
}

export interface PlaceFacts {
  name: string
  use: PlaceUse
  active: boolean
}

/** Everything that the rules of every session look at. */
export interface CommonFacts {
  settings: Settings
  closedDays: ReadonlyMap<LocalDate, string>
  members: ReadonlyMap<MemberId, MemberFacts>
  places: ReadonlyMap<PlaceId, PlaceFacts>
  /** What clients, groups and horses are called. */
  names: ReadonlyMap<ResourceId, string>
  away: ReadonlyMap<ResourceId, readonly Unavailable[]>
  busy: ReadonlyMap<ResourceId, readonly BusyInterval[]>
}

/** Nobody but those whose names are given apart. */
export const nobodyElse: Pick<CommonFacts, 'members' | 'places'> = {
  members: new Map(),
  places: new Map(),
}

/** What a client, a horse, a member, a place, a group is called. */
export const nameIn = (
  { names, members, places }: Pick<CommonFacts, 'names' | 'members' | 'places'>,
  id: ResourceId,
): string =>
  names.get(id) ?? members.get(id as MemberId)?.name ?? places.get(id as PlaceId)?.name ?? ''

/** The finding of one rule as it is made. */
interface Said<Code extends RuleCode> {
  code: Code
  severity: Finding['severity']
  overridable: boolean
  params: ParamsOf<Code>
}

export const block = <Code extends RuleCode>(
  code: Code,
  params: ParamsOf<Code>,
  overridable = false,
): Said<Code> => ({ code, severity: 'block', overridable, params })

export const warn = <Code extends RuleCode>(code: Code, params: ParamsOf<Code>): Said<Code> => ({
  code,
  severity: 'warn',
  overridable: false,
  params,
})
export const isBlock = (finding: Finding) => finding.severity === 'block'

/** Refusals first. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((one, other) => Number(isBlock(other)) - Number(isBlock(one)))
