/** Gathers from the database what the rules of hippotherapy look at. */
import type { Ride } from '#contract/hippotherapy.ts'
import { dateOf, minuteOf, timeOf } from '#contract/time.ts'
import type {
  HorseId,
  LocalDate,
  LocalDateTime,
  MemberId,
  PersonId,
  PlaceId,
  SessionId,
} from '#contract/values.ts'
import type { Lookup, SettingsReader } from '../../context.ts'
import { among } from '../../db/dialect.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { unavailableBetween } from '../../schedule/availability.ts'
import * as schedule from '../../schedule/facts.ts'
import type { Gathering } from '../../schedule/kind.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import type { Surroundings } from './alternatives.ts'
import {
  type ClientFacts,
  type DayOfWork,
  type Facts,
  type HorseFacts,
  type HorseWork,
  type RideDraft,
  rideOf,
  usesOfRide,
  workWindow,
} from './situation.ts'

/** A ride, whole or half filled in, and which session it is, if it is one already. */
export type AskedRide = RideDraft & { id?: SessionId | undefined }

/** Refuses `not_found {what}` for an id that is nobody's, or somebody's of another kind. */
export async function gatherFacts(
  look: Lookup,
  rides: readonly AskedRide[],
  how: Gathering = {},
): Promise<Facts> {
  const { db } = look
  const asked = rides.map((ride) => ({ ...ride, uses: usesOfRide(ride) }))
  const used = schedule.usedBy(asked, how.candidates?.ids)
  const common = await schedule.gatherFacts(look, asked, how, used)
  const days = schedule.daysOf(asked, how.candidates?.daysAfter)
  const horses = await horseFacts(db, [...(used.get('horse') ?? [])] as HorseId[], days)
  return {
    ...common,
    names: new Map([...common.names, ...[...horses].map(([id, { name }]) => [id, name] as const)]),
    clients: await clientFacts(db, [...(used.get('person') ?? [])] as PersonId[]),
    horses,
  }
}

/**
 * What the search for alternatives on some days looks at beside what the rules have looked at already. Another
 * horse is offered on the day of the ride alone.
 */
export async function gatherSurroundings(
  { db, settings, directory }: Lookup,
  ride: AskedRide & Ride,
  facts: Facts,
  days: { from: LocalDate; until: LocalDate },
): Promise<Surroundings> {
  const inUse = days.from === ride.date ? await activeHorses(db) : []
  const horses = await horseFacts(db, [...new Set([ride.horseId, ...inUse])], days)
  const arenas = (await directory.candidates('place', ['arena'])) as PlaceId[]
  const places = await directory.places([...new Set([ride.placeId, ...arenas])])
  const instructors =
    ride.instructorId === null
      ? ((await directory.candidates('instructor', [])) as MemberId[])
      : null
  const others = usesOfRide(ride).filter(({ role }) => role !== 'horse')
  const resources = [
    ...new Set([...others.map(({ id }) => id), ...places.keys(), ...(instructors ?? [])]),
  ]
  return {
    facts: {
      ...facts,
      closedDays: await closedDaysOf(settings, days.from, days.until),
      away: await unavailableBetween(db, days.from, days.until),
      horses,
      places,
      members: new Map([...facts.members, ...(await directory.members(instructors ?? []))]),
      // Whether anything is busy is asked of `busyDays`.
      busy: new Map(),
    },
    busyDays: await schedule.busyOf(db, resources, {
      ...days,
      except: ride.id,
      assumed: facts.busy,
    }),
    instructors,
  }
}

const closedDaysOf = async (settings: SettingsReader, from: LocalDate, until: LocalDate) =>
  new Map((await settings.closedDays(from, until)).map(({ date, name }) => [date, name]))

/** Horses that work here, by name. */
export async function activeHorses(db: Reader): Promise<HorseId[]> {
  const rows = await db
    .selectFrom('horse')
    .select('id')
    .where('active', '=', 1)
    .orderBy('sort_key')
    .execute()
  return rows.map((row) => row.id)
}

/** Refuses `not_found {what: 'client'}`. */
async function clientFacts(
  db: Reader,
  ids: readonly PersonId[],
): Promise<Map<PersonId, ClientFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select([
      'id',
      'family_name',
      'given_name',
      'birth_date',
      'weight_kg',
      'weighed_on',
      'keeps_balance',
      'mobility',
      'sidewalkers_needed',
      'session_limit_minutes',
      'statement_from',
      'statement_until',
      'contraindication',
      'physician_decision',
      'physician_decision_on',
      'consent_on',
    ])
    .where('id', 'in', among(ids))
    .execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'client' })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: surnameFirst(row),
        birthDate: row.birth_date,
        weightKg: row.weight_kg,
        weighedOn: row.weighed_on,
        consentOn: row.consent_on,
        keepsBalance: row.keeps_balance === null ? null : row.keeps_balance === 1,
        mobility: row.mobility,
        sidewalkersNeeded: row.sidewalkers_needed,
        sessionLimitMinutes: row.session_limit_minutes,
        statementFrom: row.statement_from,
        statementUntil: row.statement_until,
        contraindicationOpen:
          !!row.contraindication && !(row.physician_decision && row.physician_decision_on),
      },
    ]),
  )
}

/** With their work on these days and around them. Refuses `not_found {what: 'horse'}`. */
async function horseFacts(
  db: Reader,
  ids: readonly HorseId[],
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<Map<HorseId, HorseFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('horse').selectAll().where('id', 'in', ids).execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'horse' })
  // A horse works where it is claimed: its own few rows, in order of time.
  const work = await db
    .selectFrom('claim')
    .select(['session_id', 'resource_id', 'starts_at', 'ends_at'])
    .where('resource_id', 'in', ids)
    .where('session_id', 'is not', null)
    .$narrowType<{ session_id: SessionId }>()
    .where('starts_at', '>=', `${workWindow(from).from}T00:00` as LocalDateTime)
    .where('starts_at', '<', `${workWindow(until).until}T24:00` as LocalDateTime)
    .execute()
  const workOf = new Map(
    [...Map.groupBy(work, (one) => one.resource_id)].map(([id, of]) => {
      const ranges = of.map((one) => ({
        date: dateOf(one.starts_at),
        sessionId: one.session_id,
        from: minuteOf(timeOf(one.starts_at)),
        until: minuteOf(timeOf(one.ends_at)),
      }))
      return [id, Map.groupBy(ranges, (one) => one.date) satisfies HorseWork]
    }),
  )
  return new Map(
    rows.map((row) => [
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
        work: workOf.get(row.id) ?? new Map(),
      },
    ]),
  )
}

/** Judges others from now on as if a ride stood like that. */
export function assumeRide(facts: Facts, session: SessionOf<'ride'>): void {
  const ride = rideOf(session)
  schedule.assumeBusy(facts.busy, session, usesOfRide(ride))
  for (const [id, horse] of facts.horses) {
    const work = horse.work as Map<LocalDate, DayOfWork>
    for (const [date, of] of work)
      work.set(
        date,
        of.filter((one) => one.sessionId !== session.id),
      )
    if (id !== ride.horseId) continue
    const its = { sessionId: session.id, ...rangeOf(session) }
    work.set(session.date, [...(work.get(session.date) ?? []), its])
  }
}
