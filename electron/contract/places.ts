/** Arena lanes, studios, cabinets. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import { PlaceId, ShortText, Version, versioned } from './values.ts'

export const PlaceUse = z.enum(['arena', 'studio', 'cabinet'])
export type PlaceUse = z.infer<typeof PlaceUse>
export const PlaceFields = z.object({
  /** «Манеж», «Открытая площадка». */
  name: ShortText,
  /** A lane of it, when several sessions go side by side. */
  lane: ShortText.nullable().default(null),
  use: PlaceUse.default('arena'),
  active: z.boolean().default(true),
})
export const Place = PlaceFields.extend({ id: PlaceId })
export type Place = z.infer<typeof Place>

export const list = read('places.list', {
  may: 'viewing',
  input: z.object({ withClosed: z.boolean().default(false) }),
  output: z.object({ places: z.array(Place.extend({ version: Version })) }),
})
export const create = command('places.create', {
  may: 'managing',
  refuses: ['in_use'],
  input: PlaceFields,
  output: z.object({ placeId: PlaceId }),
})
export const update = command('places.update', {
  may: 'managing',
  refuses: ['in_use', 'changed_since'],
  changesFacts: true,
  input: Place.extend(versioned),
  output: z.object({ placeId: PlaceId }),
})
export const places = methods(list, create, update)
