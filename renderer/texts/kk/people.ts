import type { people as base } from '../ru/people.ts'
import type { Words } from '../words.ts'

export const people: Words<typeof base> = {}
