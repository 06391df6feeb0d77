import type { z } from 'zod'
import type { Place, PlaceFields, PlaceUse } from '#contract/places.ts'
import type { PlaceId } from '#contract/values.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sortKey } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'
import type { PlaceFacts } from '../../schedule/situation.ts'

type Fields = z.output<typeof PlaceFields>

const columns = (place: Fields) => ({
  name: place.name,
  lane: place.lane,
  use: place.use,
  active: flag(place.active),
  sort_key: sortKey(place.name, place.lane),
})

async function refuseTakenName(tx: Writer, place: Fields, except: PlaceId) {
  const other = await tx
    .selectFrom('place')
    .select('id')
    .where('name', '=', place.name)
    .where('lane', place.lane === null ? 'is' : '=', place.lane)
    .where('id', '!=', except)
    .executeTakeFirst()
  if (other) throw new DomainError('in_use', { what: 'place', name: place.name })
}

/** Refuses `in_use` when another place has the name and lane. */
export async function insertPlace(tx: Writer, id: PlaceId, place: Fields): Promise<void> {
  await refuseTakenName(tx, place, id)
  await tx.insertInto('resource').values({ id, kind: 'place' }).execute()
  await tx
    .insertInto('place')
    .values({ id, ...columns(place) })
    .execute()
}

/** Refuses `not_found`, and `in_use` as insertPlace does. */
export async function updatePlace(tx: Writer, { id, ...place }: Place): Promise<void> {
  await refuseTakenName(tx, place, id)
  const { numUpdatedRows } = await tx
    .updateTable('place')
    .set(columns(place))
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new DomainError('not_found', { what: 'place' })
}

/** What places are called, and what they are for. Refuses `not_found {what: 'place'}`. */
export async function placeFacts(
  db: Reader,
  ids: readonly PlaceId[],
): Promise<Map<PlaceId, PlaceFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane', 'use', 'active'])
    .where('id', 'in', ids)
    .orderBy('sort_key')
    .execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'place' })
  return new Map(
    rows.map((row) => [row.id, { name: placeName(row), use: row.use, active: row.active === 1 }]),
  )
}

/** What a place is called, or was. */
export async function nameOfPlace(db: Reader, id: PlaceId): Promise<string> {
  const row = await knownRow(db, 'place', id)
  return row ? placeName(row) : ''
}

/** Places in service for any of these uses, by name. */
export async function placesFor(db: Reader, uses: readonly PlaceUse[]): Promise<PlaceId[]> {
  if (uses.length === 0) return []
  const rows = await db
    .selectFrom('place')
    .select('id')
    .where('active', '=', 1)
    .where('use', 'in', uses)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Places in order of name, closed ones only when asked for. */
export async function listPlaces(db: Reader, withClosed: boolean): Promise<Place[]> {
  const rows = await db.selectFrom('place').selectAll().orderBy('sort_key').execute()
  return rows
    .filter((row) => withClosed || row.active === 1)
    .map(({ id, name, lane, use, active }) => ({ id, name, lane, use, active: active === 1 }))
}
