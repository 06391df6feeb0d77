import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Makes UUIDs of version 7 (RFC 9562): ordered by the time they were made. */
export type NewId = <Id extends string>() => Id

/**
 * A source of ids.
 * @param milliseconds the time that goes into the id
 * @param fill fills an array with random bytes; a seeded one makes the same ids on every machine
 */
export function idSource(
  milliseconds: () => number,
  fill: (bytes: Uint8Array) => void = randomFillSync,
): NewId {
  const random = new Uint8Array(16)
  let last = 0
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
