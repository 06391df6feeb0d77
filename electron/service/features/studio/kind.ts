/** Classes under the schedule: how they are judged, and free places near one that was refused. */

import type { Alternative } from '#contract/schedule.ts'
import type { GroupId, PlaceId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { busyOf, factsOf } from '../../schedule/facts.ts'
import { nearestFree } from '../../schedule/free.ts'
import type { Checked, SessionDefinition } from '../../schedule/kind.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type ClassFacts, findingsOf } from './rules.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    class: { rosterId: GroupId; title: null; own: null }
  }
}

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

/** The places in which a class may be: the wanted one, then every studio that is open. */
async function placesFor(db: Reader, wanted: PlaceId): Promise<PlaceId[]> {
  const rows = await db
    .selectFrom('place')
    .select('id')
    .where('active', '=', 1)
    .where('use', '=', 'studio')
    .orderBy('sort_key')
    .execute()
  return [...new Set([wanted, ...rows.map((row) => row.id)])]
}

async function gatherFacts(look: Lookup, session: SessionOf<'class'>): Promise<ClassFacts> {
  const facts = await factsOf(look, classKind, session)
  return { ...facts, group: await groupFacts(look.db, session.rosterId) }
}

/** The nearest hours at which everybody is free, in the same place or another studio. */
async function alternativesTo(
  { db, settings }: Lookup,
  session: SessionOf<'class'>,
  known: ClassFacts,
): Promise<Alternative[]> {
  const people = known.uses.filter((one) => one.role !== 'place').map((one) => one.id)
  const places = await placesFor(db, session.placeId)
  const found = await nearestFree(session, known.settings, step, async (days) => {
    const closed = await settings.closedDays(days.from, days.until)
    const closedDays = new Map(closed.map((one) => [one.date, one.name]))
    // Whether anything is busy is asked of `busy`.
    const facts: ClassFacts = { ...known, closedDays, busy: new Map() }
    const busy = await busyOf(db, [...people, ...places], { ...days, except: session.id })
    return {
      closedDays,
      candidatesAt({ date, start, cost }) {
        const range = rangeOf({ start, minutes: session.minutes })
        const isFree = (id: ResourceId) => busy.isFree(id, date, range)
        const placeId = people.every(isFree) ? places.find(isFree) : undefined
        if (placeId === undefined) return []
        const away = placeId === session.placeId ? 0 : priceOfPlace
        return [{ date, start, placeId, cost: cost + away }]
      },
      fits: ({ cost: _, ...offer }) => !findingsOf({ ...session, ...offer }, facts).some(isBlock),
    }
  })
  return found.map(({ cost: _, ...offer }) => offer)
}

/** What the rules say to a class, with free places near it when it is refused. */
async function checkClass(
  look: Lookup,
  session: SessionOf<'class'>,
): Promise<Checked<Alternative>> {
  const facts = await gatherFacts(look, session)
  const findings = findingsOf(session, facts)
  if (!findings.some(isBlock) || rangeOf(session).until >= 1440) {
    return { findings, alternatives: [] }
  }
  return { findings, alternatives: await alternativesTo(look, session, facts) }
}

/** Classes of groups under the schedule. A group is in one class at a time, also while it has no members. */
export const classKind: SessionDefinition<SessionOf<'class'>, Alternative> = {
  kind: 'class',
  leader: 'teacher',
  madeUp: true,
  uses: ({ rosterId }) => (rosterId === null ? [] : [{ role: 'group', id: rosterId }]),
  roster: {
    name: groupName,
    async belonging(db, id, from, until) {
      const rows = await db
        .selectFrom('membership')
        .select(['person_id', 'joined_on', 'left_on'])
        .where('group_id', '=', id)
        .where('joined_on', '<=', until)
        .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', from)]))
        .orderBy('joined_on')
        .execute()
      return rows.map((row) => ({ personId: row.person_id, from: row.joined_on, to: row.left_on }))
    },
    async capacity(db, id) {
      const row = await db
        .selectFrom('studio_group')
        .select('capacity')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return row.capacity
    },
  },
  check: checkClass,
}
