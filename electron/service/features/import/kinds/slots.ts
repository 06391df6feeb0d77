/** The weekly times at which sessions may begin. A place that is not known is made: an arena. */
import { PlaceFields } from '#contract/places.ts'
import { minuteOf } from '#contract/time.ts'
import type { LocalTime, PlaceId, Weekday } from '#contract/values.ts'
import type { CommandContext } from '../../../context.ts'
import type { Reader, Writer } from '../../../db/schema.ts'
import type { ImportDefinition } from '../plan.ts'
import type { ImportStores } from '../stores.ts'
import type { Said } from './given.ts'
import { plainWords, readTime, readWeekdays } from './values.ts'

interface Entity {
  day: Weekday
  start: LocalTime
  minutes: number
  place: string
}
type ImportDraft = Said<Entity>
type Places = ImportStores['places']

const words = (place: { name: string; lane: string | null }) =>
  plainWords(`${place.name} ${place.lane ?? ''}`)

/** The place of that name, with or without its lane. */
async function placeNamed(
  db: Reader | Writer,
  places: Places,
  name: string,
): Promise<PlaceId | undefined> {
  return (await places.list(db)).find((place) => words(place) === plainWords(name))?.id
}

async function placeFor(
  { tx, newId }: CommandContext,
  places: Places,
  name: string,
): Promise<PlaceId> {
  const known = await placeNamed(tx, places, name)
  if (known) return known
  const id = newId<PlaceId>()
  await places.insert(tx, id, PlaceFields.parse({ name }))
  return id
}

/** How slots come in; made anew for each file, as it remembers the places it will make. */
export function slotsKind(places: Places): ImportDefinition<Entity, ImportDraft> {
  const named = new Set<string>()
  return {
    required: () => ['day', 'start', 'minutes', 'place'],
    title: (row) => [row.words('day'), row.words('start'), row.words('place')].join(' ').trim(),
    read(row) {
      row.require('day', 'start', 'minutes', 'place')
      const days = row.read('day', readWeekdays, 'weekdays')
      if (days && days.length > 1) row.refuse('day', 'weekdays')
      const start = row.read('start', readTime, 'time')
      const minutes = row.number('minutes', 5, 480, true)
      if (start && minutes && minuteOf(start) + minutes > 1439)
        row.refuse('minutes', 'out_of_range')
      return { day: days?.[0], start, minutes, place: row.text('place') }
    },
    async load(db) {
      const known = new Map<PlaceId, string>()
      for (const place of await places.list(db)) {
        known.set(place.id, place.lane ? `${place.name} ${place.lane}` : place.name)
        named.add(words(place))
      }
      const rows = await db.selectFrom('slot').selectAll().execute()
      return rows.map(({ weekday: day, start, minutes, place_id }) => {
        const place = known.get(place_id) ?? ''
        return { id: place_id, entity: { day, start, minutes, place } }
      })
    },
    fresh: (draft) => draft as Entity,
    keys: (slot) => [`${slot.day} ${slot.start} ${plainWords(slot.place)}`],
    compare: () => 'same',
    changed: (known, draft) => ({ ...known, minutes: draft.minutes ?? known.minutes }),
    show: (slot) => ({ ...slot, minutes: String(slot.minutes) }),
    warn(slot, row) {
      if (named.has(plainWords(slot.place))) return
      named.add(plainWords(slot.place))
      row.warn('place', 'place_unknown')
    },
    async insert(context, { day, start, minutes, place }) {
      const place_id = await placeFor(context, places, place)
      await context.tx
        .insertInto('slot')
        .values({ weekday: day, start, minutes, place_id })
        .execute()
    },
    async update({ tx }, id, _before, { day, start, minutes }) {
      await tx
        .updateTable('slot')
        .set({ minutes })
        .where('weekday', '=', day)
        .where('start', '=', start)
        .where('place_id', '=', id as PlaceId)
        .execute()
    },
  }
}
