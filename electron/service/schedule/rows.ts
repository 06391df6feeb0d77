/** Rows that a change keeps as they are: a group, a membership, a place in a queue, a stay. */
import type { Insertable } from 'kysely'
import type { GroupId, PersonId } from '#contract/values.ts'
import type { Reader, Schema, Writer } from '../db/schema.ts'

/** What is recorded row by row, with its table and the columns that name a row. */
export const tables = {
  group: { table: 'studio_group', key: ['id'] },
  membership: { table: 'membership', key: ['id'] },
  waiting: { table: 'waiting', key: ['group_id', 'person_id'] },
  participant: { table: 'participant', key: ['session_id', 'person_id'] },
  credit: { table: 'credit', key: ['id'] },
  course: { table: 'course', key: ['id'] },
  enrolment: { table: 'enrolment', key: ['course_id', 'person_id'] },
  share_wish: { table: 'share_wish', key: ['course_id', 'person_id', 'with_id'] },
  stay: { table: 'stay', key: ['id'] },
  closure: { table: 'room_closure', key: ['id'] },
} as const

export type RowEntity = keyof typeof tables
export type RowOf<Entity extends RowEntity> = Schema[(typeof tables)[Entity]['table']]
type Row = Record<string, string | number | null>

const keyOf = (entity: RowEntity, row: Row): string[] =>
  tables[entity].key.map((column) => String(row[column]))

/** The name of a row in the history: its key, in one text. */
export const rowName = <Entity extends RowEntity>(entity: Entity, row: RowOf<Entity>): string =>
  keyOf(entity, row as unknown as Row).join(' ')

export async function findRow(db: Reader, entity: RowEntity, name: string): Promise<Row | null> {
  const { table, key } = tables[entity]
  const values = name.split(' ')
  let query = db.selectFrom(table as 'waiting').selectAll()
  for (const [index, column] of key.entries()) {
    query = query.where(column as 'group_id', '=', values[index] as GroupId)
  }
  return ((await query.executeTakeFirst()) as Row | undefined) ?? null
}

export async function putRow(tx: Writer, entity: RowEntity, row: Row): Promise<void> {
  const { table, key } = tables[entity]
  const values = row as unknown as Insertable<Schema['waiting']>
  await tx
    .insertInto(table as 'waiting')
    .values(values)
    .onConflict((conflict) => conflict.columns(key as never).doUpdateSet(values))
    .execute()
}

export async function removeRow(tx: Writer, entity: RowEntity, name: string): Promise<void> {
  const { table, key } = tables[entity]
  const values = name.split(' ')
  let query = tx.deleteFrom(table as 'waiting')
  for (const [index, column] of key.entries()) {
    query = query.where(column as 'person_id', '=', values[index] as PersonId)
  }
  await query.execute()
}
