/** Gathers from the database what the rules of hippotherapy look at. */
import type { Ride } from '#contract/hippotherapy.ts'
import { minuteOf } from '#contract/time.ts'
import type {
  HorseId,
  LocalDate,
  LocalDateTime,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import type { Lookup, SettingsReader } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { busyIntervals, busyOf, placeName } from '../../schedule/facts.ts'
import type { Surroundings } from './alternatives.ts'
import {
  type ClientFacts,
  type Facts,
  type HorseFacts,
  type RideDraft,
  usesOfRide,
  workWindow,
} from './situation.ts'

/**
 * Refuses `not_found {what}` for an id that is nobody's, or somebody's of another kind. What the session
 * `except` takes, which is being moved, is not in the way.
 */
export async function gatherFacts(
  look: Lookup,
  ride: RideDraft,
  except?: SessionId,
): Promise<Facts> {
  const { db, settings, directory } = look
  const members = [
    ...new Set(
      [ride.instructorId, ride.therapistId, ride.leaderId, ...(ride.sidewalkerIds ?? [])].filter(
        (id): id is MemberId => id != null,
      ),
    ),
  ]
  const { horseId, placeId } = ride
  const resources: ResourceId[] = usesOfRide(ride).map(({ id }) => id)
  return {
    settings: await settings.read(),
    closedDays: await closedDaysOf(settings, ride.date, ride.date),
    client: ride.clientId ? await clientFacts(db, ride.clientId) : null,
    horses: horseId ? await horseFacts(db, { horseId, ...oneDay(ride.date), except }) : new Map(),
    members: await directory.members(members),
    places: placeId ? new Map([[placeId, await directory.placeName(placeId)]]) : new Map(),
    busy: await busyIntervals(look, resources, ride, { except }),
  }
}

/**
 * What the search for alternatives on some days looks at beside what the rules have looked at already. Another
 * horse is offered on the day of the ride alone.
 */
export async function gatherSurroundings(
  { db, settings, directory }: Lookup,
  ride: Ride,
  facts: Facts,
  { except, ...days }: { from: LocalDate; until: LocalDate; except?: SessionId | undefined },
): Promise<Surroundings> {
  const horseId = days.from === ride.date ? undefined : ride.horseId
  const horses = await horseFacts(db, { horseId, ...days, except })
  const wanted = facts.horses.get(ride.horseId)
  const known = horses.has(ride.horseId) || !wanted ? [] : [[ride.horseId, wanted] as const]
  const places = await arenas(db)
  const instructors = ride.instructorId === null ? await instructorsOf(db) : null
  const others = usesOfRide(ride).filter(({ role }) => role !== 'horse')
  const resources = [
    ...new Set([...others.map(({ id }) => id), ...places.keys(), ...(instructors ?? [])]),
  ]
  return {
    facts: {
      ...facts,
      closedDays: await closedDaysOf(settings, days.from, days.until),
      horses: new Map([...known, ...horses]),
      places,
      members: new Map([...facts.members, ...(await directory.members(instructors ?? []))]),
      // Whether anything is busy is asked of `busyDays`.
      busy: new Map(),
    },
    busyDays: await busyOf(db, resources, { ...days, except }),
    instructors,
  }
}

const oneDay = (date: LocalDate) => ({ from: date, until: date })

const closedDaysOf = async (settings: SettingsReader, from: LocalDate, until: LocalDate) =>
  new Map((await settings.closedDays(from, until)).map(({ date, name }) => [date, name]))

async function clientFacts(db: Reader, id: PersonId): Promise<ClientFacts> {
  const row = await db
    .selectFrom('person')
    .select([
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
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'client' })
  return {
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
  }
}

/** Of one horse, or of all that are in use. Refuses `not_found {what: 'horse'}`. */
async function horseFacts(
  db: Reader,
  {
    horseId,
    from,
    until,
    except,
  }: {
    horseId?: HorseId | undefined
    from: LocalDate
    until: LocalDate
    except?: SessionId | undefined
  },
): Promise<Map<HorseId, HorseFacts>> {
  const rows = await db
    .selectFrom('horse')
    .selectAll()
    .$if(horseId === undefined, (query) => query.where('active', '=', 1))
    .$if(horseId !== undefined, (query) => query.where('id', '=', horseId as HorseId))
    .execute()
  if (horseId !== undefined && rows.length === 0) {
    throw new DomainError('not_found', { what: 'horse' })
  }
  const absences = await db
    .selectFrom('horse_absence')
    .selectAll()
    .$if(horseId !== undefined, (query) => query.where('horse_id', '=', horseId as HorseId))
    .where('until_date', '>=', from)
    .where('from_date', '<=', until)
    .execute()
  // A horse works where it is claimed: its own few rows, in order of time.
  const work = await db
    .selectFrom('claim')
    .select(['session_id', 'resource_id', 'starts_at', 'ends_at'])
    .where(
      'resource_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('starts_at', '>=', `${workWindow(from).from}T00:00` as LocalDateTime)
    .where('starts_at', '<', `${workWindow(until).until}T24:00` as LocalDateTime)
    .execute()
  const byHorse = Map.groupBy(
    work.filter((one) => one.session_id !== except),
    (one) => one.resource_id,
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
        absences: absences
          .filter((one) => one.horse_id === row.id)
          .map(({ from_date, until_date, reason }) => ({
            from: from_date,
            until: until_date,
            reason,
          })),
        work: (byHorse.get(row.id) ?? []).map((one) => ({
          date: one.starts_at.slice(0, 10) as LocalDate,
          from: minuteOf(one.starts_at.slice(11)),
          until: minuteOf(one.ends_at.slice(11)),
        })),
      },
    ]),
  )
}

/** Who may lead a ride. */
async function instructorsOf(db: Reader): Promise<MemberId[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('member_role', 'member_role.member_id', 'member.id')
    .select('member.id')
    .where('member_role.role', '=', 'instructor')
    .where('member.active', '=', 1)
    .execute()
  return rows.map(({ id }) => id)
}

/** Lanes that can be offered: what stands in a closed one can still be changed and taken back. */
export async function arenas(db: Reader): Promise<Map<PlaceId, string>> {
  const rows = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane'])
    .where('active', '=', 1)
    .where('use', '=', 'arena')
    .orderBy('sort_key')
    .execute()
  return new Map(rows.map((row) => [row.id, placeName(row)]))
}
