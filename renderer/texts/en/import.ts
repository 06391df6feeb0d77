import type { importing as base } from '../ru/import.ts'
import type { Words } from '../words.ts'

export const importing: Words<typeof base> = {}
