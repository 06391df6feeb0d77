/** The list of the trail: changes and what happened beside them. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { InputOf } from '#contract/envelope.ts'
import { addDays } from '#contract/time.ts'
import type { list, TrailEntry } from '#contract/trail.ts'
import type { ChangeId, LocalDateTime, MemberId, PersonId } from '#contract/values.ts'
import type { Reader, Schema } from '../db/schema.ts'
import { stepsOf } from './steps.ts'
import { summaryOf } from './telling.ts'
import type { Telling } from './tracked.ts'
import { namesOf } from './trail.ts'
import type { Ground } from './turning.ts'

/** Changes in whose steps somebody is named, under whatever id. */
export const ofPerson =
  (names: readonly string[]) =>
  ({ eb, selectFrom }: ExpressionBuilder<Schema, 'change'>) =>
    eb(
      'change.id',
      'in',
      selectFrom('change_person')
        .select('change_id')
        .where('person_id', 'in', names as PersonId[]),
    )

interface Row {
  kind: TrailEntry['kind']
  change_id: ChangeId | null
  at: LocalDateTime
  by_id: MemberId | null
  of_id: string | null
  what: string | null
  number: number
}

/** All that is asked for, not yet in order. */
async function rowsOf(db: Reader, asked: InputOf<typeof list>) {
  const { from, until, kinds, byId, personId } = asked
  const [first, end] = [`${from}T00:00`, `${addDays(until, 1)}T00:00`] as LocalDateTime[]
  const names = personId ? await namesOf(db, personId) : []
  const changes = db
    .selectFrom('change')
    .select([sql<TrailEntry['kind']>`'change'`.as('kind'), 'change.id as change_id', 'at', 'by_id'])
    .select([sql<null>`NULL`.as('of_id'), sql<null>`NULL`.as('what'), sql<number>`0`.as('number')])
    .where('at', '>=', first as LocalDateTime)
    .where('at', '<', end as LocalDateTime)
    .$if(kinds !== undefined && !kinds.includes('change'), (query) => query.where(sql`1`, '=', 0))
    .$if(byId !== undefined, (query) => query.where('by_id', '=', byId as MemberId))
    .$if(personId !== undefined, (query) => query.where(ofPerson(names)))
  const events = db
    .selectFrom('event')
    .select(['kind', sql<null>`NULL`.as('change_id'), 'at', 'by_id', 'of_id', 'what', 'number'])
    .where('at', '>=', first as LocalDateTime)
    .where('at', '<', end as LocalDateTime)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds as never))
    .$if(byId !== undefined, (query) => query.where('by_id', '=', byId as MemberId))
    .$if(personId !== undefined, (query) => query.where('of_id', 'in', names as never))
  return db.selectFrom(changes.unionAll(events as never).as('entry'))
}

/** The newest first. */
export async function listTrail(context: Telling, ground: Ground, asked: InputOf<typeof list>) {
  const { db, directory } = context
  const all = await rowsOf(db, asked)
  const counted = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirst()
  const rows = (await all
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('change_id', 'desc')
    .orderBy('number', 'desc')
    .limit(asked.limit)
    .offset(asked.offset)
    .execute()) as Row[]
  const looked = rows.flatMap((row) => (row.kind === 'looked' ? [row.of_id as PersonId] : []))
  const clients = await directory.clientNames([...new Set(looked)])
  const member = async (id: MemberId | null) => id && directory.nameOf('member', id)
  const entries: TrailEntry[] = []
  for (const { kind, change_id, at, by_id, of_id, what, number } of rows) {
    entries.push({
      id: change_id ?? `event ${number}`,
      ...{ at, by: await member(by_id), kind, changeId: change_id, what },
      summary: change_id && (await summaryOf(context, ground.tables, await stepsOf(db, change_id))),
      name:
        kind === 'looked'
          ? (clients.get(of_id as PersonId) ?? null)
          : await member(of_id as MemberId | null),
    })
  }
  return { entries, total: counted?.total ?? 0 }
}
