import { randomFillSync } from 'node:crypto'

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
  const bytes = new Uint8Array(16)
  let last = 0
  return <Id extends string>() => {
    // Ids made within one millisecond stay in order by moving the clock of the ids on.
    last = Math.max(milliseconds(), last + 1)
    fill(bytes)
    const view = new DataView(bytes.buffer)
    view.setUint16(0, Math.floor(last / 2 ** 32))
    view.setUint32(2, last % 2 ** 32)
    view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
    view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
    const hex = Buffer.from(bytes).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
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
