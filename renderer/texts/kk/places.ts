import type { places as base } from '../ru/places.ts'
import type { Words } from '../words.ts'

export const places: Words<typeof base> = {}
