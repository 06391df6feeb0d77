import type { sheets as base } from '../ru/sheets.ts'
import type { Words } from '../words.ts'

export const sheets: Words<typeof base> = {}
