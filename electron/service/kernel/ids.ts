import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Makes UUIDs of version 7 (RFC 9562): ordered by the time they were made. */
export type NewId = <Id extends string>() => Id

/** The milliseconds since 1970 that an id begins with. */
const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

/**
 * A source of ids.
 * @param milliseconds the time that goes into the id
 * @param options.fill fills an array with random bytes; a seeded one makes the same ids on every machine
 * @param options.after an id that all others come after, whatever the time: what is written down later never
 * stands before what was there, though somebody has turned the clock back
 */
export function idSource(
  milliseconds: () => number,
  {
    fill = randomFillSync,
    after = null,
  }: { fill?: (bytes: Uint8Array) => void; after?: string | null } = {},
): NewId {
  const random = new Uint8Array(16)
  let last = after === null ? 0 : timeOf(after)
  return <Id extends string>() => {
    // Ids made within one millisecond stay in order by moving the clock of the ids on.
    last = Math.max(milliseconds(), last + 1)
    fill(random)
    return v7({ msecs: last, random }) as Id
  }
}

/** Random bytes that are the same for the same seed (mulberry32). For made-up centres, never for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
