/** Classes under the schedule: how they are judged, and free places near one that was refused. */

import type { Alternative } from '#contract/schedule.ts'
import type { GroupId, PlaceId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { unavailableBetween } from '../../schedule/availability.ts'
import { assumeBusy, busyOf, gatherFacts as gatherCommonFacts } from '../../schedule/facts.ts'
import { isAgainst, nearestFree, type Where } from '../../schedule/free.ts'
import { type Gathering, type SessionDefinition, usesOf } from '../../schedule/kind.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { type ClassFacts, classUses, findingsOf } from './rules.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    class: { rosterId: GroupId; title: null; own: null }
  }
}

/** Beginnings that are tried, minutes apart. */
const step = 30
/** What another place costs against the wanted one, in minutes of waiting. */
const priceOfPlace = 45

/** Refuses `not_found {what: 'group'}`. */
async function groupFacts(db: Reader, ids: readonly GroupId[]): Promise<ClassFacts['groups']> {
  const rows = await db
    .selectFrom('studio_group')
    .select(['id', 'name', 'valid_from', 'valid_until'])
    .where('id', 'in', ids)
    .execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'group' })
  return new Map(
    rows.map((row) => [row.id, { name: row.name, from: row.valid_from, until: row.valid_until }]),
  )
}

/** What a group is called, or was. */
export const groupName = async (db: Reader, id: GroupId): Promise<string> =>
  (await knownRow(db, 'studio_group', id))?.name ?? ''

const uses = (session: SessionOf<'class'>) => usesOf(classUses, session)

async function gatherFacts(
  look: Lookup,
  sessions: readonly SessionOf<'class'>[],
  how?: Gathering,
): Promise<ClassFacts> {
  const asked = sessions.map((session) => ({ ...session, uses: uses(session) }))
  const groups = await groupFacts(look.db, [...new Set(sessions.map((one) => one.rosterId))])
  return { ...(await gatherCommonFacts(look, asked, how)), groups }
}

/** The nearest hours at which everybody is free, in the same place or another studio. */
async function alternativesTo(
  { db, settings, directory }: Lookup,
  session: SessionOf<'class'>,
  known: ClassFacts,
  wish: Pick<Where, 'settling'> = {},
): Promise<Alternative[]> {
  const where = { ...wish, settings: known.settings, step }
  const people = uses(session)
    .filter((one) => one.role !== 'place')
    .map((one) => one.id)
  // The wanted one, then every studio that is open.
  const studios = (await directory.candidates('place', ['studio'])) as PlaceId[]
  const places = [...new Set([session.placeId, ...studios])]
  const placeFacts = await directory.places(places)
  const found = await nearestFree(session, where, async (days) => {
    const closed = await settings.closedDays(days.from, days.until)
    const closedDays = new Map(closed.map((one) => [one.date, one.name]))
    // Whether anything is busy is asked of `busy`.
    const facts: ClassFacts = {
      ...known,
      closedDays,
      away: await unavailableBetween(db, days.from, days.until),
      places: placeFacts,
      busy: new Map(),
    }
    const busy = await busyOf(db, [...people, ...places], {
      ...days,
      except: session.id,
      assumed: known.busy,
    })
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
      fits: ({ cost: _, ...offer }) =>
        !findingsOf({ ...session, ...offer }, facts).some(isAgainst(where)),
    }
  })
  return found.map(({ cost: _, ...offer }) => offer)
}

/** Classes of groups under the schedule. A group is in one class at a time, also while it has no members. */
export const classKind: SessionDefinition<SessionOf<'class'>, Alternative> = {
  kind: 'class',
  right: 'scheduling',
  ...classUses,
  madeUp: true,
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
    crowded: (db, ids, { from, until }) =>
      db
        .selectFrom('studio_group as g')
        .innerJoin('membership', 'membership.group_id', 'g.id')
        .select(({ fn }) => ['g.id', 'g.name', 'g.capacity', fn.countAll<number>().as('members')])
        .where('g.id', 'in', ids)
        .where('joined_on', '<=', until)
        .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', from)]))
        .groupBy('g.id')
        .having(({ eb, fn, ref }) => eb(fn.countAll<number>(), '>', ref('g.capacity')))
        .execute(),
  },
  async judge(look, sessions, how) {
    const facts = await gatherFacts(look, sessions, how)
    return {
      findings: (session) => findingsOf(session, facts),
      offers: async (session, wish) =>
        rangeOf(session).until >= 1440 ? [] : alternativesTo(look, session, facts, wish),
      assume: (session) => assumeBusy(facts.busy, session, uses(session)),
    }
  },
}
