/** What changes of sessions, lists and marks were about. */
import type { SessionKind } from '#contract/schedule.ts'
import type { PersonId, SessionId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import { hasCome, toldBy } from '../history/telling.ts'
import type { RowOf, Told, Turn } from '../history/tracked.ts'
import { surnameFirst } from '../kernel/sort-key.ts'
import { endOf } from '../kernel/time.ts'
import type { Kind } from './kind.ts'
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

/** The horse of a ride, as the change has it or as it stands. */
async function horseOf(db: Reader, turn: Turn, id: SessionId): Promise<string | null> {
  const turned = turn.rows('ride').find(({ key }) => key === id)
  const ride =
    turned?.to ??
    turned?.from ??
    (await db.selectFrom('ride').selectAll().where('session_id', '=', id).executeTakeFirst())
  if (!ride) return null
  const horse = await db
    .selectFrom('horse')
    .select('name')
    .where('id', '=', ride.horse_id)
    .executeTakeFirst()
  return horse?.name ?? null
}

/** Who is on the list of a session, as the change has it or as it stands. */
async function peopleOf(db: Reader, turn: Turn, id: SessionId) {
  const standing = (await findSession(db, id))?.session.people
  if (standing) return standing
  return turn.rows('participant').flatMap(({ from, to }) => {
    const row = to ?? from
    return row?.session_id === id ? [{ personId: row.person_id, part: row.part }] : []
  })
}

export const sessionTold = (kinds: Record<SessionKind, Kind>): Told => ({
  rank: 10,
  async of(db, turn) {
    const rows = turn.rows('session')
    const row = toldBy(rows)
    const people = await peopleOf(db, turn, row.id)
    return {
      code: 'session',
      params: {
        count: rows.length,
        kind: row.kind,
        title: await kinds[row.kind].title(db, {
          people,
          groupId: row.group_id,
          title: row.title,
        }),
        horse: await horseOf(db, turn, row.id),
        before: momentOf(rows[0]?.from ?? null),
        after: momentOf(rows[0]?.to ?? null),
      },
    }
  },
})

export const listTold = (kinds: Record<SessionKind, Kind>): Told => ({
  rank: 11,
  async of(db, turn) {
    const rows = turn.rows('participant')
    const row = toldBy(rows)
    const session = (await findSession(db, row.session_id))?.session
    return {
      code: 'list',
      params: {
        who: await personName(db, row.person_id),
        title: session ? await kinds[session.kind].title(db, session) : '',
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
