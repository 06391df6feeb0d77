import type { places } from '#contract/places.ts'
import type { PlaceId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { insertPlace, listPlaces, updatePlace } from './store.ts'

const form: Form = { table: 'place', fields: { sort_key: null } }

export const handlers = {
  'places.list': async ({ db }, { withClosed }) => ({
    places: await withVersions(db, form, await listPlaces(db, withClosed), (one) => one.id),
  }),
  'places.create': async ({ tx, newId }, place) => {
    const placeId = newId<PlaceId>()
    await insertPlace(tx, placeId, place)
    return { placeId }
  },
  'places.update': async (context, { version, ...place }) => {
    await refuseStale(context, form, place.id, version)
    await updatePlace(context.tx, place)
    return { placeId: place.id }
  },
} satisfies HandlersOf<typeof places>
