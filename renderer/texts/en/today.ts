import type { today as base } from '../ru/today.ts'
import type { Words } from '../words.ts'

export const today: Words<typeof base> = {}
