import type { horses as base } from '../ru/horses.ts'
import type { Words } from '../words.ts'

export const horses: Words<typeof base> = {}
