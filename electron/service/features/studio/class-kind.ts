/** Classes under the schedule: how they are judged, and free places near one that was refused. */

import type { Alternative } from '#contract/schedule.ts'
import type { GroupId, LocalDate, PlaceId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays, minuteOf, overlaps, timeAt, weekdayOf } from '../../kernel/time.ts'
import { clientNames, memberFacts, placeName, takenOf } from '../../schedule/facts.ts'
import type { Checked, Kind } from '../../schedule/kind.ts'
import { rangeOf, type Session, takersOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type ClassFacts, findingsOf } from './rules.ts'

/** How many are offered, how many days after the wanted one are looked at, minutes between beginnings. */
const [offered, daysAhead, step] = [5, 7, 30]
/** What another place or day costs against the wanted one, in minutes of waiting. */
const price = { place: 45, day: 600 }

async function groupFacts(db: Reader, id: GroupId): Promise<ClassFacts['group']> {
  const row = await db
    .selectFrom('studio_group')
    .select(['name', 'valid_from', 'valid_until'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'group' })
  return { name: row.name, from: row.valid_from, until: row.valid_until }
}

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
async function gatherFacts(
  { db, settings }: Lookup,
  session: Session,
  until?: LocalDate,
): Promise<ClassFacts> {
  const places = await placesFor(db, session.placeId)
  const takers: ResourceId[] = takersOf(session).map((one) => one.id)
  const resources = until ? [...new Set([...takers, ...places.keys()])] : takers
  const closed = await settings.closedDays(session.date, until ?? session.date)
  return {
    settings: await settings.read(),
    closedDays: new Map(closed.map(({ date, name }) => [date, name])),
    group: await groupFacts(db, session.groupId as GroupId),
    people: await clientNames(
      db,
      session.people.map((one) => one.personId),
    ),
    members: await memberFacts(db, session.ledById === null ? [] : [session.ledById]),
    places,
    taken: await takenOf(db, resources, session, { except: session.id, until }),
  }
}

/** The nearest hours at which everybody is free, in the same place or another studio. */
function alternativesTo(session: Session, facts: ClassFacts): Alternative[] {
  const wanted = minuteOf(session.start)
  const takers = takersOf(session)
    .filter((one) => one.seat !== 'place')
    .map((one) => one.id)
  const found: (Alternative & { cost: number })[] = []
  for (let day = 0; day <= daysAhead; day++) {
    const date = addDays(session.date, day)
    if (facts.closedDays.has(date)) continue
    const isFree = (id: ResourceId, from: number) =>
      !facts.taken
        .get(id)
        ?.some((one) => one.date === date && overlaps(one, { from, until: from + session.minutes }))
    for (const hours of facts.settings.openingHours) {
      if (hours.day !== weekdayOf(date)) continue
      const last = minuteOf(hours.until) - session.minutes
      for (let at = minuteOf(hours.from); at <= last; at += step) {
        if (!takers.every((id) => isFree(id, at))) continue
        const placeId = [session.placeId, ...facts.places.keys()].find((id) => isFree(id, at))
        if (!placeId) continue
        const away = placeId === session.placeId ? 0 : price.place
        const cost = Math.abs(at - wanted) + away + day * price.day
        found.push({ date, start: timeAt(at), placeId, cost })
      }
    }
  }
  return found
    .sort((one, other) => one.cost - other.cost)
    .slice(0, offered)
    .filter((one) => !findingsOf({ ...session, ...one }, facts).some(isBlock))
    .map(({ date, start, placeId }) => ({ date, start, placeId }))
}

/** What the rules say to a class, with free places near it when it is refused. */
export async function checkClass(look: Lookup, session: Session): Promise<Checked<Alternative>> {
  const findings = findingsOf(session, await gatherFacts(look, session))
  if (!findings.some(isBlock) || rangeOf(session).until >= 1440) {
    return { findings, alternatives: [] }
  }
  const facts = await gatherFacts(look, session, addDays(session.date, daysAhead))
  return { findings, alternatives: alternativesTo(session, facts) }
}

/** Classes of groups under the schedule. */
export const classKind: Kind<Alternative> = {
  check: checkClass,
  title: async (db, { groupId }) => (await groupFacts(db, groupId as GroupId)).name,
}
