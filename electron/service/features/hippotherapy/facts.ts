/** Gathers from the database what the rules of hippotherapy look at. */
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
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, minuteOf } from '../../kernel/time.ts'
import { memberFacts, placeName, takenOf } from '../../schedule/facts.ts'
import { daysAhead } from './alternatives.ts'
import {
  type ClientFacts,
  type Draft,
  type Facts,
  type HorseFacts,
  seatsOf,
  workWindow,
} from './situation.ts'

interface Question {
  /** The session that is being moved: what it takes now is not in the way. */
  except?: SessionId | undefined
  /** Also about all horses and places, and the days after: for the search of alternatives. */
  wide?: boolean
}

/** Refuses `not_found {what}` for an id that is nobody's, or somebody's of another kind. */
export async function gatherFacts(
  { db, settings }: Lookup,
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
  const closed = await settings.closedDays(ride.date, last)
  return {
    settings: await settings.read(),
    closedDays: new Map(closed.map(({ date, name }) => [date, name])),
    client: ride.clientId ? await clientFacts(db, ride.clientId) : null,
    horses,
    members: await memberFacts(db, members),
    places,
    taken: await takenOf(db, resources, ride, { except, until: wide ? last : undefined }),
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
  // A horse works where it is claimed: its own few rows, in order of time.
  const work = await db
    .selectFrom('claim')
    .select(['session_id', 'resource_id', 'starts_at', 'ends_at'])
    .where(
      'resource_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('starts_at', '>=', `${workWindow(ride.date).from}T00:00` as LocalDateTime)
    .where('starts_at', '<', `${workWindow(last).until}T24:00` as LocalDateTime)
    .execute()
  const byHorse = Map.groupBy(
    work.filter((one) => one.session_id !== except),
    (one) => one.resource_id,
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
          work: (byHorse.get(row.id) ?? []).map((one) => ({
            date: one.starts_at.slice(0, 10) as LocalDate,
            from: minuteOf(one.starts_at.slice(11)),
            until: minuteOf(one.ends_at.slice(11)),
          })),
        },
      ]),
  )
}

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
