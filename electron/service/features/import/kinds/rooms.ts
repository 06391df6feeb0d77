/** Rooms of the boarding house; a note that speaks of a repair says until when a room is out of use. */
import type { LocalDate } from '#contract/values.ts'
import type { ImportDefinition } from '../plan.ts'
import type { ImportStores, RoomLine } from '../stores.ts'
import { given, type Said } from './given.ts'
import { plainWords, readDate, readForWhom, readYesNo } from './values.ts'

type ImportDraft = Said<RoomLine>

const repair = /ремонт|жондеу|закрыт|жабык|repair|closed/

/** The day that a note about a repair names: «ремонт до 15.03.2025». */
function readClosedUntil(note: string | undefined): LocalDate | undefined {
  if (note === undefined || !repair.test(plainWords(note))) return undefined
  const words = note.split(' ').map(readDate)
  return words.find((date) => date !== null) ?? undefined
}

/** How a list of rooms comes in. */
export const roomsKind = (
  rooms: ImportStores['rooms'],
): ImportDefinition<RoomLine, ImportDraft> => ({
  required: () => ['building', 'floor', 'number', 'beds'],
  title: (row) => [row.words('building'), row.words('number')].join(' ').trim(),
  read(row) {
    row.require('building', 'floor', 'number', 'beds')
    const note = row.text('note', 4000)
    return {
      building: row.text('building'),
      floor: row.number('floor', -5, 100, true),
      number: row.text('number'),
      beds: row.number('beds', 1, 50, true),
      accessible: row.read('accessible', readYesNo, 'choice'),
      forWhom: row.read('forWhom', readForWhom, 'choice'),
      note,
      closedUntil: readClosedUntil(note),
    }
  },
  load: async (db) => (await rooms.list(db)).map(({ id, room }) => ({ id, entity: room })),
  fresh: (draft) =>
    ({
      accessible: false,
      forWhom: 'any',
      note: null,
      closedUntil: null,
      ...given(draft),
    }) as RoomLine,
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
    closedUntil: room.closedUntil ?? '',
  }),
  insert: (context, room) => rooms.insert(context, room),
  update: (context, id, before, room) => rooms.update(context, id as never, before, room),
})
