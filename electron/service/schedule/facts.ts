/** Gathers from the database what the rules of every session look at. */
import type { SessionKind } from '#contract/schedule.ts'
import {
  addDays,
  earlierOf,
  laterOf,
  type MinuteRange,
  minuteOf,
  overlaps,
  timeAt,
  weekdayOf,
} from '#contract/time.ts'
import type {
  LocalDate,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import type { HourlyKind, Lookup } from '../context.ts'
import type { Reader, ResourceTable, RosterId } from '../db/schema.ts'
import { surnameFirst } from '../kernel/sort-key.ts'
import { unavailableAt, unavailableBetween } from './availability.ts'
import { type Gathering, kindOf } from './kind.ts'
import {
  type Participant,
  type ResourceUse,
  rangeOf,
  resourceKindOf,
  type Session,
  type When,
} from './session.ts'
import type { BusyInterval, CommonFacts } from './situation.ts'

/** Whether the centre is shut that day: a closed day, or a weekday without opening hours. */
export async function closedOn({ settings }: Pick<Lookup, 'settings'>) {
  const { openingHours } = await settings.read()
  const open = new Set(openingHours.map((one) => one.day))
  return async (date: LocalDate) =>
    !open.has(weekdayOf(date)) || (await settings.closedDays(date, date)).length > 0
}

/** «Манеж», or «Манеж, 2» for one of its lanes. */
export const placeName = ({ name, lane }: { name: string; lane: string | null }) =>
  lane === null ? name : `${name}, ${lane}`

/** What assistants are called, surname first: of rows that join them as the first and the second. */
export const assistantNames = (row: {
  first_family_name: string | null
  first_given_name: string | null
  second_family_name: string | null
  second_given_name: string | null
}): string[] =>
  [
    { family_name: row.first_family_name, given_name: row.first_given_name ?? '' },
    { family_name: row.second_family_name, given_name: row.second_given_name ?? '' },
  ].flatMap(({ family_name, given_name }) =>
    family_name === null ? [] : [surnameFirst({ family_name, given_name })],
  )

interface Question {
  /** The session that is being moved: what it takes now is not in the way. */
  except?: SessionId | undefined
  /** Everything from the morning of that day to the end of this one, not only what meets it. */
  until?: LocalDate | undefined
}

/** A stretch for which a resource is claimed, and by which session. */
interface Claimed extends MinuteRange {
  date: LocalDate
  resourceId: ResourceId
  sessionId: SessionId
}

/**
 * When the resources are claimed by sessions. No claim of a session is longer than a day, so none that begins before
 * the day before reaches into it.
 */
async function claimsOf(
  db: Reader,
  resources: readonly ResourceId[],
  when: When,
  { except, until: last }: Question,
): Promise<Claimed[]> {
  if (resources.length === 0) return []
  const { until } = rangeOf(when)
  const ends =
    last !== undefined || until >= 1440
      ? `${last ?? when.date}T24:00`
      : `${when.date}T${timeAt(until)}`
  const rows = await db
    .selectFrom('claim')
    .select(['resource_id', 'starts_at', 'ends_at', 'session_id'])
    .where('resource_id', 'in', resources)
    .where('session_id', 'is not', null)
    .$narrowType<{ session_id: SessionId }>()
    .where('starts_at', '<', ends as never)
    .where('starts_at', '>=', `${addDays(when.date, -1)}T00:00` as never)
    .where('ends_at', '>', `${when.date}T${last === undefined ? when.start : '00:00'}` as never)
    .execute()
  return rows
    .filter((row) => row.session_id !== except)
    .map((row) => ({
      resourceId: row.resource_id,
      sessionId: row.session_id,
      date: row.starts_at.slice(0, 10) as LocalDate,
      from: minuteOf(row.starts_at.slice(11)),
      until: minuteOf(row.ends_at.slice(11)),
    }))
}

/** When the resources are used by sessions, and by whose. */
export async function busyIntervals(
  look: Lookup,
  resources: readonly ResourceId[],
  when: When,
  question: Question = {},
): Promise<Map<ResourceId, BusyInterval[]>> {
  const claims = await claimsOf(look.db, resources, when, question)
  const titles = await titlesOf(look, [...new Set(claims.map((one) => one.sessionId))])
  const busy = claims.map((one) => ({ ...one, clientName: titles.get(one.sessionId) ?? null }))
  return Map.groupBy(busy, (one) => one.resourceId)
}

/**
 * When the resources are used by sessions, as the file has it or as it is `assumed`, or cannot be used, from one
 * day to another: for the search of what is free.
 */
export async function busyOf(
  db: Reader,
  resources: readonly ResourceId[],
  {
    from,
    until,
    except,
    assumed,
  }: {
    from: LocalDate
    until: LocalDate
    except?: SessionId | undefined
    assumed: CommonFacts['busy']
  },
): Promise<BusyDays> {
  const morning = { date: from, start: timeAt(0), minutes: 0 }
  const claims = await claimsOf(db, resources, morning, { except, until })
  const byId = new Map(
    [...Map.groupBy(claims, (one) => one.resourceId)].map(([id, of]) => [
      id,
      Map.groupBy(of, (one) => one.date),
    ]),
  )
  const away = await unavailableBetween(db, from, until)
  return {
    isFree: (id, date, range) =>
      !byId
        .get(id)
        ?.get(date)
        ?.some((one) => overlaps(one, range)) &&
      !assumed
        .get(id)
        ?.some((one) => one.date === date && one.sessionId !== except && overlaps(one, range)) &&
      unavailableAt(away.get(id), {
        date,
        start: timeAt(range.from),
        minutes: range.until - range.from,
      }) === undefined,
  }
}

/** What is used on some days, or cannot be. */
export interface BusyDays {
  isFree(id: ResourceId, date: LocalDate, range: MinuteRange): boolean
}

/** What sessions are called: by their title, their roster, or their client, surname first. */
export async function titlesOf(
  { db, kinds, directory }: Lookup,
  ids: readonly SessionId[],
): Promise<Map<SessionId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('session')
    .leftJoin('participant', (join) =>
      join.onRef('participant.session_id', '=', 'session.id').on('participant.part', '=', 'client'),
    )
    .select(['session.id', 'session.kind', 'session.title', 'roster_id', 'person_id'])
    .where('session.id', 'in', ids)
    .execute()
  const clients = await directory.clientNames(rows.flatMap((row) => row.person_id ?? []))
  const titles = new Map<SessionId, string>()
  for (const { id, kind, title, roster_id, person_id } of rows) {
    const roster = roster_id && (await kindOf(kinds, { kind }).roster?.name(db, roster_id))
    titles.set(id, title ?? roster ?? (person_id && clients.get(person_id)) ?? '')
  }
  return titles
}

/** What a session is called, whether it is written yet or not. */
export async function titleOf(
  { db, kinds, directory }: Pick<Lookup, 'db' | 'kinds' | 'directory'>,
  session: {
    kind: SessionKind
    people: readonly Participant[]
    rosterId: RosterId | null
    title: string | null
  },
): Promise<string> {
  if (session.title !== null) return session.title
  const { roster } = kindOf(kinds, session)
  if (roster && session.rosterId !== null) return roster.name(db, session.rosterId)
  const names = await directory.clientNames(session.people.map((one) => one.personId))
  return [...names.values()].join(', ')
}

/** Those on the list of a session who are in another one at that time. */
export async function elsewhere(
  look: Lookup,
  session: Pick<Session, 'id' | 'people' | keyof When>,
): Promise<Set<PersonId>> {
  const ids = session.people.map((one) => one.personId)
  const claims = await claimsOf(look.db, ids, session, { except: session.id })
  const busy = new Set<ResourceId>(claims.map((one) => one.resourceId))
  return new Set(ids.filter((id) => busy.has(id)))
}

/** A session, whole or half filled in, as its rules are asked about it. */
export interface Asked extends When {
  id?: SessionId | undefined
  uses: readonly ResourceUse[]
}

/** The days of some sessions, and so many after. */
export function daysOf(asked: readonly When[], after = 0): { from: LocalDate; until: LocalDate } {
  const dates = asked.map((one) => one.date)
  return {
    from: dates.reduce(earlierOf),
    until: addDays(dates.reduce(laterOf), after),
  }
}

/** What some sessions use, and others could take part in, by its kind. */
export function usedBy(
  asked: readonly Pick<Asked, 'uses'>[],
  others: readonly ResourceUse[] = [],
): Map<ResourceTable['kind'], Set<ResourceId>> {
  const used = new Map<ResourceTable['kind'], Set<ResourceId>>()
  for (const { uses } of [...asked, { uses: others }]) {
    for (const { role, id } of uses) {
      const kind = resourceKindOf[role]
      const known = used.get(kind)
      if (known) known.add(id)
      else used.set(kind, new Set([id]))
    }
  }
  return used
}

/** Gathers what the rules of every session look at, for some of them. Refuses `not_found {what}` for an id that is nobody's. */
export async function gatherFacts(
  look: Lookup,
  asked: readonly Asked[],
  { standing = false, candidates }: Gathering = {},
  used = usedBy(asked, candidates?.ids),
): Promise<CommonFacts> {
  const { db, settings, directory } = look
  const { from, until } = daysOf(asked, candidates?.daysAfter)
  const ids = <Id extends ResourceId>(kind: HourlyKind) => [...(used.get(kind) ?? [])] as Id[]
  const names = new Map<ResourceId, string>()
  // Only what is taken by others is said by these names.
  if (!standing) {
    for (const one of await directory.clientNames(ids<PersonId>('person'))) names.set(...one)
    for (const id of ids('group')) names.set(id, await directory.nameOf('group', id))
  }
  return {
    settings: await settings.read(),
    closedDays: new Map(
      (await settings.closedDays(from, until)).map((one) => [one.date, one.name]),
    ),
    members: await directory.members(ids<MemberId>('member')),
    places: await directory.places(ids<PlaceId>('place')),
    names,
    away: await unavailableBetween(db, from, until),
    busy: await busyFor(
      look,
      asked,
      [...used.values()].flatMap((one) => [...one]),
      {
        standing,
        until: candidates && until,
      },
    ),
  }
}

/** When these are used by others, as far as rules may ask for it. */
async function busyFor(
  look: Lookup,
  asked: readonly Asked[],
  ids: readonly ResourceId[],
  { standing, until }: { standing: boolean; until: LocalDate | undefined },
): Promise<Map<ResourceId, BusyInterval[]>> {
  const [first] = asked
  if (until === undefined && standing) return new Map()
  if (until === undefined && asked.length === 1 && first) return busyIntervals(look, ids, first)
  const days = daysOf(asked)
  const morning = { date: days.from, start: timeAt(0), minutes: 0 }
  return busyIntervals(look, ids, morning, { until: until ?? days.until })
}

/** Lets the facts of others say that a session takes what it would take, and not what it takes. */
export function assumeBusy(
  busy: ReadonlyMap<ResourceId, readonly BusyInterval[]>,
  { id, date, ...when }: When & { id: SessionId },
  uses: readonly ResourceUse[],
): void {
  const changed = busy as Map<ResourceId, BusyInterval[]>
  for (const [resourceId, of] of changed) {
    if (!of.some((one) => one.sessionId === id)) continue
    changed.set(
      resourceId,
      of.filter((one) => one.sessionId !== id),
    )
  }
  const interval = { ...rangeOf(when), date, sessionId: id, clientName: null }
  for (const one of uses) changed.set(one.id, [...(changed.get(one.id) ?? []), interval])
}
