import type { team as base } from '../ru/team.ts'
import type { Words } from '../words.ts'

export const team: Words<typeof base> = {}
