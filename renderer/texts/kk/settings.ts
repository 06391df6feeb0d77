import type { settings as base } from '../ru/settings.ts'
import type { Words } from '../words.ts'

export const settings: Words<typeof base> = {}
