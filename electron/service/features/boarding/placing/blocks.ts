/**
 * Groups of people who may share a room because they belong together.
 *
 * [Note: Blocks] Who shares with whom is decided by choosing blocks: sets of guests that companions and
 * wishes connect. What a block is worth is known beforehand, so for a room only its size and whom it may
 * hold count, and blocks of one kind are as good as each other. The model then is a packing of a few
 * kinds, where one of guests and rooms would drown in equal plans. It loses nothing: the guests of any
 * room fall into connected sets, and between those there is nothing to gain.
 */
import { type House, nowhere, type Where } from './house.ts'
import { fits } from './openings.ts'

export interface Block {
  /** Places of the guests, ascending. */
  guests: readonly number[]
  /** What it is worth that they are together. */
  worth: number
}

const keyOf = (guests: readonly number[]) => guests.join(' ')

const worthOf = (house: House, guests: readonly number[]) => {
  let worth = 0
  for (const [place, guest] of guests.entries()) {
    for (const other of guests.slice(place + 1)) worth += house.bonds[guest]?.get(other) ?? 0
  }
  return worth
}

/**
 * Blocks of those who are to be placed and belong with anybody, at most about `limit` of more than one
 * guest, small ones first; `complete` when these are all that fit into any room. Those of the plan
 * `start` are always among them.
 */
export function blocksOf(
  house: House,
  start: Where,
  limit: number,
): { blocks: Block[]; complete: boolean } {
  const found = new Map<string, number[]>()
  const fitsAnywhere = (guests: readonly number[]) => {
    const people = guests.flatMap((guest) => house.guests[guest] ?? [])
    return house.openings.some((opening) => fits(opening, people))
  }
  const bonded = [...house.guests.keys()].filter(
    (guest) => house.fixed[guest] === nowhere && (house.bonds[guest]?.size ?? 0) > 0,
  )
  let layer = bonded.map((guest) => [guest]).filter(fitsAnywhere)
  for (const block of layer) found.set(keyOf(block), block)
  let complete = true
  while (layer.length > 0) {
    const next: number[][] = []
    for (const block of layer) {
      for (const other of neighboursOf(house, block)) {
        const larger = [...block, other].sort((left, right) => left - right)
        if (found.has(keyOf(larger)) || !fitsAnywhere(larger)) continue
        if (found.size >= limit + bonded.length) {
          complete = false
          continue
        }
        found.set(keyOf(larger), larger)
        next.push(larger)
      }
    }
    layer = next
  }
  for (const room of house.openings.keys()) {
    for (const block of connectedIn(
      house,
      bonded.filter((guest) => start[guest] === room),
    )) {
      found.set(keyOf(block), block)
    }
  }
  const blocks = [...found.values()].map((guests) => ({ guests, worth: worthOf(house, guests) }))
  return { blocks, complete }
}

/** Guests to be placed who belong with anybody of a block and are not in it. */
function neighboursOf(house: House, block: readonly number[]): Set<number> {
  const neighbours = new Set<number>()
  for (const guest of block) {
    for (const other of house.bonds[guest]?.keys() ?? []) {
      if (house.fixed[other] === nowhere && !block.includes(other)) neighbours.add(other)
    }
  }
  return neighbours
}

/** The connected sets that guests fall into. */
export function connectedIn(house: House, guests: readonly number[]): number[][] {
  const rest = new Set(guests)
  const sets: number[][] = []
  for (const first of guests) {
    if (!rest.delete(first)) continue
    const set = [first]
    for (const guest of set) {
      for (const other of house.bonds[guest]?.keys() ?? []) {
        if (rest.delete(other)) set.push(other)
      }
    }
    sets.push(set.sort((left, right) => left - right))
  }
  return sets
}
