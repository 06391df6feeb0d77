/** Gathers from the database what the rules look at. */

import type { Settings } from '#contract/settings.ts'
import type { Role } from '#contract/team.ts'
import type {
  HorseId,
  LocalDate,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, minuteOf, timeAt } from '../../kernel/time.ts'
import { daysAhead } from './alternatives.ts'
import {
  type ClientFacts,
  type Draft,
  type Facts,
  type HorseFacts,
  type MemberFacts,
  rangeOf,
  seatsOf,
  type Taken,
  workWindow,
} from './situation.ts'

/** What the settings feature lends to this one. */
export interface House {
  readSettings(db: Reader): Promise<Settings>
  closedDaysBetween(
    db: Reader,
    from: LocalDate,
    until: LocalDate,
  ): Promise<{ date: LocalDate; name: string }[]>
}

interface Question {
  /** The session that is being moved: what it takes now is not in the way. */
  except?: SessionId
  /** Also about all horses and places, and the days after: for the search of alternatives. */
  wide?: boolean
}

/** Refuses `not_found {what}` for an id that is nobody's, or somebody's of another kind. */
export async function gatherFacts(
  db: Reader,
  house: House,
  ride: Draft,
  { except, wide = false }: Question = {},
): Promise<Facts> {
  const last = wide ? addDays(ride.date, daysAhead) : ride.date
  const members = [
    ...new Set(
      [ride.instructorId, ride.therapistId, ride.leaderId, ...(ride.sidewalkerIds ?? [])].filter(
        (id): id is MemberId => id != null,
      ),
    ),
  ]
  const horses = await horseFacts(db, ride, { except, wide, last })
  const places = await placeNames(db, ride.placeId, wide)
  const resources: ResourceId[] = wide
    ? [...new Set([...seatsOf(ride).map(({ id }) => id), ...horses.keys(), ...places.keys()])]
    : seatsOf(ride).map(({ id }) => id)
  const closed = await house.closedDaysBetween(db, ride.date, last)
  return {
    settings: await house.readSettings(db),
    closedDays: new Map(closed.map(({ date, name }) => [date, name])),
    client: ride.clientId ? await clientFacts(db, ride.clientId) : null,
    horses,
    members: await memberFacts(db, members),
    places,
    taken: await takenOf(db, resources, ride, last, { except, wide }),
  }
}

async function clientFacts(db: Reader, id: PersonId): Promise<ClientFacts> {
  const row = await db
    .selectFrom('person')
    .select([
      'family_name',
      'given_name',
      'weight_kg',
      'keeps_balance',
      'mobility',
      'sidewalkers_needed',
      'session_limit_minutes',
      'statement_from',
      'statement_until',
      'contraindication',
      'physician_decision',
      'physician_decision_on',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'client' })
  return {
    name: surnameFirst(row),
    weightKg: row.weight_kg,
    keepsBalance: row.keeps_balance === null ? null : row.keeps_balance === 1,
    mobility: row.mobility,
    sidewalkersNeeded: row.sidewalkers_needed,
    sessionLimitMinutes: row.session_limit_minutes,
    statementFrom: row.statement_from,
    statementUntil: row.statement_until,
    contraindicationOpen:
      !!row.contraindication && !(row.physician_decision && row.physician_decision_on),
  }
}

async function horseFacts(
  db: Reader,
  ride: Draft,
  { except, wide, last }: Question & { last: LocalDate },
): Promise<Map<HorseId, HorseFacts>> {
  const { horseId } = ride
  if (!wide && !horseId) return new Map()
  const rows = await db
    .selectFrom('horse')
    .selectAll()
    .$if(!wide, (query) => query.where('id', '=', horseId as HorseId))
    .execute()
  if (horseId && !rows.some((row) => row.id === horseId)) {
    throw new DomainError('not_found', { what: 'horse' })
  }
  const absences = await db
    .selectFrom('horse_absence')
    .selectAll()
    .$if(!wide, (query) => query.where('horse_id', '=', horseId as HorseId))
    .where('until_date', '>=', ride.date)
    .where('from_date', '<=', last)
    .execute()
  const work = await db
    .selectFrom('session')
    .select(['id', 'horse_id', 'date', 'start', 'minutes'])
    .where(
      'horse_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('date', '>=', workWindow(ride.date).from)
    .where('date', '<=', workWindow(last).until)
    .where('cancel_reason', 'is', null)
    .execute()
  const byHorse = Map.groupBy(
    work.filter((one) => one.id !== except),
    (one) => one.horse_id,
  )
  return new Map(
    rows
      .filter((row) => row.id === horseId || row.active === 1)
      .map((row) => [
        row.id,
        {
          name: row.name,
          birthYear: row.birth_year,
          massKg: row.mass_kg,
          active: row.active === 1,
          dailyWarnMinutes: row.daily_warn_minutes,
          dailyBlockMinutes: row.daily_block_minutes,
          restMinutes: row.rest_minutes,
          loadPercent: row.load_percent,
          tackKg: row.tack_kg,
          absences: absences
            .filter((one) => one.horse_id === row.id)
            .map(({ from_date, until_date, reason }) => ({
              from: from_date,
              until: until_date,
              reason,
            })),
          work: (byHorse.get(row.id) ?? []).map((one) => ({ date: one.date, ...rangeOf(one) })),
        },
      ]),
  )
}

async function memberFacts(
  db: Reader,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('member')
    .select(['id', 'family_name', 'given_name', 'active'])
    .where('id', 'in', ids)
    .execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'member' })
  const roles = await db
    .selectFrom('member_role')
    .selectAll()
    .where('member_id', 'in', ids)
    .execute()
  const hours = await db
    .selectFrom('member_hours')
    .selectAll()
    .where('member_id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: surnameFirst(row),
        active: row.active === 1,
        roles: new Set<Role>(
          roles.filter((one) => one.member_id === row.id).map((one) => one.role),
        ),
        hours: hours
          .filter((one) => one.member_id === row.id)
          .map((one) => ({
            day: one.weekday,
            from: minuteOf(one.from_time),
            until: minuteOf(one.until_time),
          })),
      },
    ]),
  )
}

/** «Манеж», or «Манеж, 2» for one of its lanes. */
export const placeName = ({ name, lane }: { name: string; lane: string | null }) =>
  lane === null ? name : `${name}, ${lane}`

async function placeNames(
  db: Reader,
  placeId: PlaceId | undefined,
  wide: boolean,
): Promise<Map<PlaceId, string>> {
  if (!wide && !placeId) return new Map()
  const rows = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane'])
    // A closed place is not offered, but what stands in it can still be changed and taken back.
    .$if(wide, (query) => query.where('active', '=', 1).where('use', '=', 'arena'))
    .$if(!wide, (query) => query.where('id', '=', placeId as PlaceId))
    .orderBy('sort_key')
    .execute()
  if (placeId && !wide && rows.length === 0) throw new DomainError('not_found', { what: 'place' })
  return new Map(rows.map((row) => [row.id, placeName(row)]))
}

/**
 * What the resources are taken for. Narrow, only what meets the ride itself; wide, all of the days.
 * No claim is longer than a day, so none that begins before the day before reaches into it.
 */
async function takenOf(
  db: Reader,
  resources: readonly ResourceId[],
  ride: Draft,
  last: LocalDate,
  { except, wide }: Question,
): Promise<Map<ResourceId, Taken[]>> {
  if (resources.length === 0) return new Map()
  const { until } = rangeOf(ride)
  const ends = wide || until >= 1440 ? `${last}T24:00` : `${ride.date}T${timeAt(until)}`
  const rows = await db
    .selectFrom('claim')
    .select(['resource_id', 'starts_at', 'ends_at', 'session_id'])
    .where('resource_id', 'in', resources)
    .where('starts_at', '<', ends as never)
    .where('starts_at', '>=', `${addDays(ride.date, -1)}T00:00` as never)
    .where('ends_at', '>', `${ride.date}T${wide ? '00:00' : ride.start}` as never)
    .execute()
  const others = rows.filter((row) => row.session_id !== except)
  const names = await holders(db, [...new Set(others.map((row) => row.session_id))])
  const taken = others.map((row) => ({
    id: row.resource_id,
    date: row.starts_at.slice(0, 10) as LocalDate,
    from: minuteOf(row.starts_at.slice(11)),
    until: minuteOf(row.ends_at.slice(11)),
    clientName: names.get(row.session_id) ?? null,
  }))
  return Map.groupBy(taken, (one) => one.id)
}

/** Whose sessions these are, surname first. */
async function holders(db: Reader, ids: readonly SessionId[]): Promise<Map<SessionId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.client_id')
    .select(['session.id', 'person.family_name', 'person.given_name'])
    .where('session.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, surnameFirst(row)]))
}
