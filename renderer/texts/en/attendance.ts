import type { attendance as base } from '../ru/attendance.ts'
import type { Words } from '../words.ts'

export const attendance: Words<typeof base> = {}
