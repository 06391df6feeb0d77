/** What changes of sessions, lists and marks were about. */
import type { PersonId, SessionId } from '#contract/values.ts'
import type { Directory } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { hasCome, toldBy } from '../history/telling.ts'
import type { RowOf, Told, Turn } from '../history/tracked.ts'
import { surnameFirst } from '../kernel/sort-key.ts'
import { endOf } from '../kernel/time.ts'
import { titleOf } from './facts.ts'
import { type Kinds, kindOf, usesOf } from './kind.ts'
import type { Own } from './session.ts'
import { findSession } from './store.ts'

/** Surname first; nothing for somebody whose file is gone. */
export async function personName(db: Reader, id: PersonId): Promise<string> {
  const row = await db
    .selectFrom('person')
    .select(['family_name', 'given_name'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? surnameFirst(row) : ''
}

const momentOf = (row: RowOf<'session'> | null) =>
  row && {
    date: row.date,
    start: row.start,
    end: endOf(row.start, row.minutes),
    cancelled: row.cancel_reason !== null,
  }

/** What sessions are told by. */
export interface TellingSources {
  kinds: Kinds
  directoryOf(db: Reader): Directory
}

/** The horse of a session that has one, as the change has it or as it stands. */
async function horseOf(
  look: Looking,
  turn: Turn,
  { id, kind: name }: RowOf<'session'>,
): Promise<string | null> {
  const kind = kindOf(look.kinds, { kind: name })
  if (!kind.rows) return null
  const turned = turn.rows(kind.rows.table).find(({ key }) => key === id)
  const row = turned?.to ?? turned?.from
  const own: Own = row ? kind.rows.of(row) : ((await findSession(look, id))?.session.own ?? null)
  const horse = usesOf(kind, { people: [], own }).find(({ role }) => role === 'horse')
  return horse ? look.directory.nameOf('horse', horse.id) : null
}

type Looking = Parameters<typeof titleOf>[0]

/** Who is on the list of a session, as the change has it or as it stands. */
async function peopleOf(look: Looking, turn: Turn, id: SessionId) {
  const active = (await findSession(look, id))?.session.people
  if (active) return active
  return turn.rows('participant').flatMap(({ from, to }) => {
    const row = to ?? from
    return row?.session_id === id ? [{ personId: row.person_id, part: row.part }] : []
  })
}

export const sessionTold = ({ kinds, directoryOf }: TellingSources): Told => ({
  rank: 10,
  async of(db, turn) {
    const rows = turn.rows('session')
    const row = toldBy(rows)
    const look = { db, kinds, directory: directoryOf(db) }
    const people = await peopleOf(look, turn, row.id)
    return {
      code: 'session',
      params: {
        count: rows.length,
        kind: row.kind,
        title: await titleOf(look, {
          ...{ kind: row.kind, people, rosterId: row.roster_id, title: row.title },
        }),
        horse: await horseOf(look, turn, row),
        before: momentOf(rows[0]?.from ?? null),
        after: momentOf(rows[0]?.to ?? null),
      },
    }
  },
})

export const listTold = ({ kinds, directoryOf }: TellingSources): Told => ({
  rank: 11,
  async of(db, turn) {
    const rows = turn.rows('participant')
    const row = toldBy(rows)
    const look = { db, kinds, directory: directoryOf(db) }
    const session = (await findSession(look, row.session_id))?.session
    return {
      code: 'list',
      params: {
        who: await personName(db, row.person_id),
        title: session ? await titleOf(look, session) : '',
        date: session?.date ?? null,
        start: session?.start ?? null,
        put: hasCome(rows),
      },
    }
  },
})

export const marksTold: Told = {
  rank: 8,
  async of(db, turn) {
    const rows = turn.rows('attendance')
    const { person_id } = toldBy(rows)
    return {
      code: 'marks',
      params: {
        count: rows.length,
        who: await personName(db, person_id),
        before: rows[0]?.from?.mark ?? null,
        after: rows[0]?.to?.mark ?? null,
      },
    }
  },
}

export const absenceTold: Told = {
  rank: 2,
  async of(db, turn) {
    const { person_id, from_date: from, until_date: until } = toldBy(turn.rows('absence'))
    return { code: 'absence', params: { who: await personName(db, person_id), from, until } }
  },
}

export const creditTold: Told = {
  rank: 9,
  of: async (db, turn) => ({
    code: 'credit',
    params: { who: await personName(db, toldBy(turn.rows('credit')).person_id) },
  }),
}

export const templateTold: Told = {
  rank: 12,
  of: async (_, turn) => ({ code: 'template', params: { count: turn.rows('template').length } }),
}
