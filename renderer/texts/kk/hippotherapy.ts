import type { hippotherapy as base } from '../ru/hippotherapy.ts'
import type { Words } from '../words.ts'

export const hippotherapy: Words<typeof base> = {}
