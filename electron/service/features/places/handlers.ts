import type { places } from '#contract/places.ts'
import type { PlaceId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { insertPlace, listPlaces, updatePlace } from './store.ts'

export const handlers = {
  'places.list': async ({ db }, { withClosed }) => ({ places: await listPlaces(db, withClosed) }),
  'places.create': async ({ tx, newId }, place) => {
    const placeId = newId<PlaceId>()
    await insertPlace(tx, placeId, place)
    return { placeId }
  },
  'places.update': async ({ tx }, place) => {
    await updatePlace(tx, place)
    return { placeId: place.id }
  },
} satisfies HandlersOf<typeof places>
