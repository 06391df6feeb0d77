/** Classes under the schedule: how they are judged, and free places near one that was refused. */

import type { Alternative } from '#contract/schedule.ts'
import type { GroupId, PlaceId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays } from '../../kernel/time.ts'
import { busyOf, clientNames, memberFacts, placeName, takenOf } from '../../schedule/facts.ts'
import { daysAhead, nearestFree } from '../../schedule/free.ts'
import type { Checked, Kind } from '../../schedule/kind.ts'
import { rangeOf, type Session, takersOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type ClassFacts, findingsOf } from './rules.ts'

/** Beginnings that are tried, minutes apart. */
const step = 30
/** What another place costs against the wanted one, in minutes of waiting. */
const priceOfPlace = 45

async function groupFacts(db: Reader, id: GroupId): Promise<ClassFacts['group']> {
  const row = await db
    .selectFrom('studio_group')
    .select(['name', 'valid_from', 'valid_until'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'group' })
  return { name: row.name, from: row.valid_from, until: row.valid_until }
}

/** What a group is called, or was. */
export const groupName = async (db: Reader, id: GroupId): Promise<string> =>
  (await knownRow(db, 'studio_group', id))?.name ?? ''

/** The places in which classes may be: studios and cabinets that are open, and the wanted one. */
async function placesFor(db: Reader, wanted: PlaceId): Promise<Map<PlaceId, string>> {
  const rows = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane'])
    .where((where) =>
      where.or([
        where('id', '=', wanted),
        where.and([where('active', '=', 1), where('use', '=', 'studio')]),
      ]),
    )
    .orderBy('sort_key')
    .execute()
  if (!rows.some((row) => row.id === wanted)) throw new DomainError('not_found', { what: 'place' })
  return new Map(rows.map((row) => [row.id, placeName(row)]))
}

/** Refuses `not_found {what}` for an id that is nobody's. */
async function gatherFacts({ db, settings }: Lookup, session: Session): Promise<ClassFacts> {
  const takers: ResourceId[] = takersOf(session).map((one) => one.id)
  const { date } = session
  return {
    settings: await settings.read(),
    closedDays: new Map((await settings.closedDays(date, date)).map((one) => [one.date, one.name])),
    group: await groupFacts(db, session.groupId as GroupId),
    people: await clientNames(
      db,
      session.people.map((one) => one.personId),
    ),
    members: await memberFacts(db, session.ledById === null ? [] : [session.ledById]),
    places: await placesFor(db, session.placeId),
    taken: await takenOf(db, takers, session, { except: session.id }),
  }
}

/** The nearest hours at which everybody is free, in the same place or another studio. */
async function alternativesTo(
  { db, settings }: Lookup,
  session: Session,
  known: ClassFacts,
): Promise<Alternative[]> {
  const days = { from: session.date, until: addDays(session.date, daysAhead) }
  const people = takersOf(session)
    .filter((one) => one.seat !== 'place')
    .map((one) => one.id)
  const places = [...new Set([session.placeId, ...known.places.keys()])]
  const closed = await settings.closedDays(days.from, days.until)
  const closedDays = new Map(closed.map((one) => [one.date, one.name]))
  // Whether anything is taken is asked of `busy`, by the day.
  const facts: ClassFacts = { ...known, closedDays, taken: new Map() }
  const busy = await busyOf(db, [...people, ...places], { ...days, except: session.id })
  return nearestFree(session, facts, {
    step,
    candidatesAt({ date, start, cost }) {
      const range = rangeOf({ start, minutes: session.minutes })
      const isFree = (id: ResourceId) => busy.isFree(id, date, range)
      const placeId = people.every(isFree) ? places.find(isFree) : undefined
      if (placeId === undefined) return []
      const away = placeId === session.placeId ? 0 : priceOfPlace
      return [{ date, start, placeId, cost: cost + away }]
    },
    fits: ({ cost: _, ...offer }) => !findingsOf({ ...session, ...offer }, facts).some(isBlock),
  }).map(({ cost: _, ...offer }) => offer)
}

/** What the rules say to a class, with free places near it when it is refused. */
export async function checkClass(look: Lookup, session: Session): Promise<Checked<Alternative>> {
  const facts = await gatherFacts(look, session)
  const findings = findingsOf(session, facts)
  if (!findings.some(isBlock) || rangeOf(session).until >= 1440) {
    return { findings, alternatives: [] }
  }
  return { findings, alternatives: await alternativesTo(look, session, facts) }
}

/** Classes of groups under the schedule. */
export const classKind: Kind<Alternative> = {
  check: checkClass,
  title: (db, { groupId }) => groupName(db, groupId as GroupId),
}
