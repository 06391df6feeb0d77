/** Rooms of the boarding house. When a room is out of use stays a note until boarding reads it. */

import type { RoomTable } from '../../../db/schema.ts'
import { flag } from '../../../db/schema.ts'
import type { Kind } from '../plan.ts'
import { given } from './given.ts'
import { plainWords, readForWhom, readYesNo } from './values.ts'

interface Entity {
  building: string
  floor: number
  number: string
  beds: number
  accessible: boolean
  forWhom: RoomTable['for_whom']
  note: string | null
}
type Draft = Partial<Entity>

const columns = (room: Entity) => ({
  building: room.building,
  floor: room.floor,
  number: room.number,
  beds: room.beds,
  accessible: flag(room.accessible),
  for_whom: room.forWhom,
  note: room.note,
})

export const roomsKind: Kind<Entity, Draft> = {
  topics: ['places'],
  required: () => ['building', 'floor', 'number', 'beds'],
  title: (row) => [row.words('building'), row.words('number')].join(' ').trim(),
  read(row) {
    row.require('building', 'floor', 'number', 'beds')
    return {
      building: row.text('building'),
      floor: row.number('floor', -5, 100, true),
      number: row.text('number'),
      beds: row.number('beds', 1, 50, true),
      accessible: row.read('accessible', readYesNo, 'choice'),
      forWhom: row.read('forWhom', readForWhom, 'choice'),
      note: row.text('note', 4000),
    }
  },
  async load(db) {
    const rows = await db.selectFrom('room').selectAll().execute()
    return rows.map(({ id, accessible, for_whom, ...room }) => ({
      id,
      entity: { ...room, accessible: accessible === 1, forWhom: for_whom },
    }))
  },
  fresh: (draft) => ({ accessible: false, forWhom: 'any', note: null, ...given(draft) }) as Entity,
  keys: (room) => [`${plainWords(room.building)} ${plainWords(room.number)}`],
  compare: () => 'same',
  changed: (known, draft) => ({
    ...known,
    ...given(draft),
    building: known.building,
    number: known.number,
  }),
  show: (room) => ({
    ...room,
    floor: String(room.floor),
    beds: String(room.beds),
    accessible: String(room.accessible),
    note: room.note ?? '',
  }),
  async insert({ tx, newId }, room) {
    await tx
      .insertInto('room')
      .values({ id: newId<string>(), ...columns(room) })
      .execute()
  },
  async update({ tx }, id, _before, room) {
    await tx.updateTable('room').set(columns(room)).where('id', '=', id).execute()
  },
}
