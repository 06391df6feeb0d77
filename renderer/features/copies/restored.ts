import { z } from 'zod'
import type { MethodOutput } from '#contract/index.ts'
import { LocalDateTime } from '#contract/values.ts'
import { forgetAll } from '../../lib/made.ts'

const Restored = z.object({
  at: LocalDateTime,
  people: z.int().nullable(),
  kept: z.string().nullable(),
})
export type Restored = z.infer<typeof Restored>

const key = 'bastau.restored'

/** Loads the window anew over another file, in which nothing holds that it knew; what was put back is said then. */
export function loadAnew({ at, people, kept }: MethodOutput<'copies.restore'>): void {
  forgetAll()
  sessionStorage.setItem(key, JSON.stringify({ at, people, kept }))
  location.reload()
}

/** What was put back before the window was loaded, or null. */
export function readRestored(): Restored | null {
  const text = sessionStorage.getItem(key)
  return text === null ? null : Restored.parse(JSON.parse(text))
}

export const forgetRestored = (): void => sessionStorage.removeItem(key)
