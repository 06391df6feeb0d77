/** What changes of sessions, lists and marks were about. */

import { endOf } from '#contract/time.ts'
import type { SessionId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { didWith, hasCome, toldBy } from '../history/telling.ts'
import type { RowOf, Telling, Told, Turn } from '../history/tracked.ts'
import { knownRow, rowsGoneWith } from '../history/trail.ts'
import { type Kinds, kindOf, usesOf } from './kind.ts'
import type { Participant } from './session.ts'
import { findSession } from './store.ts'

const momentOf = (row: RowOf<'session'> | null) =>
  row && {
    date: row.date,
    start: row.start,
    end: endOf(row.start, row.minutes),
    cancelled: row.cancel_reason !== null,
  }

/** The horse of a session that has one, as the change has it, as it stands or stood last. */
async function horseOf(
  look: Looking,
  turn: Turn,
  { id, kind: name }: RowOf<'session'>,
): Promise<string | null> {
  const kind = kindOf(look.kinds, { kind: name })
  if (!kind.rows) return null
  const turned = turn.rows(kind.rows.table).find(({ key }) => key === id)
  const column = 'session_id' as never
  const row = turned?.to ?? turned?.from ?? (await knownRow(look.db, kind.rows.table, id, column))
  if (!row) return null
  const own = kind.rows.of(row)
  const horse = usesOf(kind, { people: [], own }).find(({ role }) => role === 'horse')
  if (!horse) return null
  return look.directory.nameOf('horse', horse.id)
}

/** What sessions are told by. */
type Looking = Telling & Pick<Lookup, 'kinds'>

/** What a session is or was called, whoever of its people or rosters is gone. */
async function titleOf(
  { db, kinds, directory }: Looking,
  { kind, title, roster_id }: RowOf<'session'>,
  people: readonly Participant[],
): Promise<string> {
  if (title !== null) return title
  const { roster } = kindOf(kinds, { kind })
  if (roster && roster_id !== null) return roster.name(db, roster_id)
  const names: string[] = []
  for (const { personId } of people) names.push(await directory.nameOf('person', personId))
  return names.join(', ')
}

/** Who is on the list of a session, as it stands, as the change has it, or as it stood last. */
async function peopleOf(look: Looking, turn: Turn, id: SessionId) {
  const active = (await findSession(look, id))?.session.people
  if (active) return active
  const turned = turn.rows('participant').flatMap(({ from, to }) => to ?? from ?? [])
  const own = turned.filter((row) => row.session_id === id)
  const known = own.length > 0 ? own : await rowsGoneWith(look.db, 'participant', id)
  return known.map((row) => ({ personId: row.person_id, part: row.part }))
}

/**
 * `count` sessions: of the first, its `kind`, its `title` (whose it is), its `horse` or null, its `place`, and
 * `before` and `after`, each `{date, start, end, cancelled}` or null.
 */
export const sessionTold = (kinds: Kinds): Told => ({
  rank: 10,
  async of({ db, directory }, turn) {
    const rows = turn.rows('session')
    const row = toldBy(rows)
    const look = { db, kinds, directory }
    const people = await peopleOf(look, turn, row.id)
    return {
      code: 'session',
      params: {
        count: rows.length,
        kind: row.kind,
        title: await titleOf(look, row, people),
        horse: await horseOf(look, turn, row),
        place: await directory.nameOf('place', row.place_id),
        before: momentOf(rows[0]?.from ?? null),
        after: momentOf(rows[0]?.to ?? null),
      },
    }
  },
})

/** What a session is or was called, by a row of it, whether it is still there or not. */
export async function titleKnown(look: Looking, row: RowOf<'session'>): Promise<string> {
  const people = (await findSession(look, row.id))?.session.people
  if (people) return titleOf(look, row, people)
  const gone = await rowsGoneWith(look.db, 'participant', row.id)
  return titleOf(
    look,
    row,
    gone.map((one) => ({ personId: one.person_id, part: one.part })),
  )
}

/** Of what kind a session is, whose and when, as it stands or stood last. */
async function sessionOf(look: Looking, turn: Turn, id: SessionId) {
  const row = await knownRow(look.db, 'session', id)
  if (!row) return { kind: null, title: '', date: null, start: null }
  const title = await titleOf(look, row, await peopleOf(look, turn, id))
  return { kind: row.kind, title, date: row.date, start: row.start }
}

/** `who` is on the list of a session `{kind, title, date, start}`, or is off it: `put`. */
export const listTold = (kinds: Kinds): Told => ({
  rank: 11,
  async of({ db, directory }, turn) {
    const rows = turn.rows('participant')
    const { person_id, session_id } = toldBy(rows)
    const session = await sessionOf({ db, kinds, directory }, turn, session_id)
    const who = await directory.nameOf('person', person_id)
    return { code: 'list', params: { who, ...session, put: hasCome(rows) } }
  },
})

async function markOf(db: Reader, row: RowOf<'attendance'> | null) {
  if (row === null) return null
  const kind = await db
    .selectFrom('mark_kind')
    .select(['code', 'name_kk as kk', 'name_ru as ru', 'name_en as en'])
    .where('code', '=', row.mark)
    .executeTakeFirstOrThrow()
  const { code, ...name } = kind
  return { code, name }
}

/**
 * `count` marks: of the first, `who` it is of, its session `{kind, title, date, start}`, and the mark `before` and
 * `after`, each `{code, name: {kk, ru, en}}`, or null for none.
 */
export const marksTold = (kinds: Kinds): Told => ({
  rank: 8,
  async of({ db, directory }, turn) {
    const rows = turn.rows('attendance')
    const { person_id, session_id } = toldBy(rows)
    return {
      code: 'marks',
      params: {
        count: rows.length,
        who: await directory.nameOf('person', person_id),
        ...(await sessionOf({ db, kinds, directory }, turn, session_id)),
        before: await markOf(db, rows[0]?.from ?? null),
        after: await markOf(db, rows[0]?.to ?? null),
      },
    }
  },
})

/** `who` is away `from` a day `until` another. */
export const absenceTold: Told = {
  rank: 2,
  async of({ directory }, turn) {
    const { person_id, from_date: from, until_date: until } = toldBy(turn.rows('absence'))
    return {
      code: 'absence',
      params: { who: await directory.nameOf('person', person_id), from, until },
    }
  },
}

/** What is to be told to the family of `who`, `count` of them: `state` is how it stands. */
export const noticeTold: Told = {
  rank: 13,
  async of({ directory }, turn) {
    const rows = turn.rows('notice')
    const { person_id, state } = toldBy(rows)
    return {
      code: 'notice',
      params: { count: rows.length, who: await directory.nameOf('person', person_id), state },
    }
  },
}

/** The make-up credit of `who`. */
export const creditTold: Told = {
  rank: 12,
  of: async ({ directory }, turn) => ({
    code: 'credit',
    params: { who: await directory.nameOf('person', toldBy(turn.rows('credit')).person_id) },
  }),
}

/** `count` weekly sessions. */
export const templateTold: Told = {
  rank: 12,
  of: async (_, turn) => ({ code: 'template', params: { count: turn.rows('template').length } }),
}

/** The horse, member or place `name` cannot be used `from` a day `until` another, or can again: `did`. */
export const unavailabilityTold: Told = {
  rank: 21,
  async of({ db, directory }, turn) {
    const rows = turn.rows('unavailability')
    const { resource_id: id, from_date: from, until_date: until, reason } = toldBy(rows)
    const row = await db
      .selectFrom('resource')
      .select('kind')
      .where('id', '=', id)
      .executeTakeFirst()
    const name = row && row.kind !== 'bed' ? await directory.nameOf(row.kind, id) : ''
    return { code: 'unavailable', params: { name, from, until, reason, did: didWith(rows) } }
  },
}
