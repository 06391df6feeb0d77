/** The placing of a course as a linear model, see [Note: Blocks]; people left over are its slack. */
import { type Block, blocksOf, connectedIn } from './blocks.ts'
import { type House, nowhere, penaltyOf, type Where } from './house.ts'
import { type Column, LinearModel, type Row } from './linear.ts'
import { fits } from './openings.ts'
import type { Guest } from './problem.ts'
import { alikeOf, fillInOrder, inOrder, roomsAtLeast, takeBeds, usesOf } from './uses.ts'

/** Blocks of more than one that a model has at most; beyond that it is not sure to find the best plan. */
const blocksAtMost = 4000

/** What somebody or a block looks like from a room: all of a kind may be exchanged. */
interface BlockKind {
  key: string
  /** Some block of the kind. */
  pattern: readonly number[]
  size: number
  /** How many of it are placed, one way or another, in all rooms. */
  balance: Row
  /** How many of it lie in a room, by its place. */
  lying: Map<number, Column>
}

/** Guests who belong with nobody and of whom one is as good as another. */
interface Pool {
  guests: number[]
  kind: BlockKind
  taken: Column
  left: Column
}

interface Choice extends Block {
  kind: BlockKind
  picked: Column
  /** Rooms with people who stay and with whom the block belongs. */
  beside: Map<number, Column>
}

export interface PlacingModel {
  linear: LinearModel
  /** The best of the model is the best plan: no block has been left out. */
  complete: boolean
  /** A plan as values of the columns. */
  valuesOf(where: Where): number[]
  /** The plan that values of the columns mean. */
  whereOf(values: ArrayLike<number>): number[]
}

/** The model of a house; `start` is a plan that it can say in any case. */
export function modelOf(house: House, start: Where): PlacingModel {
  const { blocks, complete } = blocksOf(house, start, blocksAtMost)
  const linear = new LinearModel()
  const uses = usesOf(house, linear)
  const kinds = new Map<string, BlockKind>()

  const kindOf = (guests: readonly number[]): BlockKind => {
    const key = keyOf(house, guests)
    const known = kinds.get(key)
    if (known) return known
    const kind: BlockKind = {
      key,
      pattern: guests,
      size: guests.length,
      balance: linear.row(0, 0),
      lying: new Map(),
    }
    kinds.set(key, kind)
    for (const use of uses) {
      if (!fits(use.opening, peopleOf(house, guests))) continue
      const upper = Math.floor(use.opening.beds / kind.size)
      const lying = linear.column(penaltyOfAll(house, guests, use.room), upper, true)
      linear.add(kind.balance, lying, -1)
      takeBeds(linear, house, use, guests, lying)
      kind.lying.set(use.room, lying)
    }
    return kind
  }

  // Each guest who belongs with somebody is in one block, or left over.
  const left = new Map<number, Column>()
  const once = new Map<number, Row>()
  for (const guest of house.guests.keys()) {
    if (house.fixed[guest] !== nowhere || house.bonds[guest]?.size === 0) continue
    left.set(guest, linear.column(house.beds[guest] ?? 0, 1, true))
    once.set(guest, linear.row(1, 1, [[left.get(guest) as Column, 1]]))
    for (const [other, worth] of house.bonds[guest] ?? []) {
      if (house.fixed[other] !== nowhere || guest < other) linear.offset += worth
    }
  }
  const choices = new Map<string, Choice>()
  for (const block of blocks) {
    const { guests, worth } = block
    const kind = kindOf(guests)
    const picked = linear.column(-worth, 1, true)
    linear.add(kind.balance, picked, 1)
    const beside = new Map<number, Column>()
    for (const use of uses) {
      const more = bondsInto(house, guests, use.room)
      if (more === 0 || !fits(use.opening, peopleOf(house, guests))) continue
      const cost = penaltyOfAll(house, guests, use.room) - worth - more
      const column = linear.column(cost, 1, true)
      takeBeds(linear, house, use, guests, column)
      beside.set(use.room, column)
    }
    for (const guest of guests) {
      for (const column of [picked, ...beside.values()]) {
        linear.add(once.get(guest) as Row, column, 1)
      }
    }
    choices.set(guests.join(' '), { ...block, kind, picked, beside })
  }

  const pools = poolsOf(house).map((guests): Pool => {
    const kind = kindOf(guests.slice(0, 1))
    const worth = house.beds[guests[0] ?? 0] ?? 0
    const taken = linear.column(0, guests.length, true)
    const poolLeft = linear.column(worth, guests.length, true)
    linear.row(guests.length, guests.length, [
      [taken, 1],
      [poolLeft, 1],
    ])
    linear.add(kind.balance, taken, 1)
    return { guests, kind, taken, left: poolLeft }
  })
  const alike = alikeOf(house)
  fillInOrder(linear, uses, alike)
  const sexOf = (guest: number | undefined) => house.guests[guest ?? nowhere]?.sex ?? null
  roomsAtLeast(linear, uses, [
    ...[...left].map(([guest, column]) => ({ sex: sexOf(guest), guests: 1, left: column })),
    ...pools.map((pool) => ({
      sex: sexOf(pool.guests[0]),
      guests: pool.guests.length,
      left: pool.left,
    })),
  ])

  return {
    linear,
    complete,
    valuesOf(where) {
      const values = new Array<number>(linear.columns).fill(0)
      const count = (column: Column | undefined) => {
        if (column === undefined) throw new Error('a plan that the model cannot say')
        values[column] = (values[column] ?? 0) + 1
      }
      for (const [guest, column] of left) if (where[guest] === nowhere) count(column)
      for (const pool of pools) {
        for (const guest of pool.guests) {
          count(where[guest] === nowhere ? pool.left : pool.taken)
        }
      }
      const free = [...house.guests.keys()].filter((guest) => house.fixed[guest] === nowhere)
      const inRoom = uses.map((use) => free.filter((guest) => where[guest] === use.room))
      for (const [place, use] of uses.entries()) {
        // Of rooms that are alike, those in use come first.
        const guests = inRoom[inOrder(alike, inRoom, place)] ?? []
        for (const set of connectedIn(house, guests)) {
          const choice = choices.get(set.join(' '))
          const beside = choice?.beside.get(use.room)
          if (beside !== undefined) count(beside)
          else {
            const kind = choice?.kind ?? kinds.get(keyOf(house, set))
            if (choice) count(choice.picked)
            count(kind?.lying.get(use.room))
          }
        }
        const women = guests.some((guest) => house.guests[guest]?.sex === 'female')
        if (guests.length > 0 || use.opening.staying > 0) values[women ? use.women : use.men] = 1
      }
      return values
    },
    whereOf(values) {
      const times = (column: Column) => Math.round(values[column] ?? 0)
      const where = [...house.fixed]
      const waiting = new Map<BlockKind, (readonly number[])[]>()
      for (const kind of kinds.values()) waiting.set(kind, [])
      for (const choice of choices.values()) {
        if (times(choice.picked) > 0) waiting.get(choice.kind)?.push(choice.guests)
        for (const [room, column] of choice.beside) {
          if (times(column) > 0) for (const guest of choice.guests) where[guest] = room
        }
      }
      for (const pool of pools) {
        const taken = pool.guests.slice(0, times(pool.taken))
        waiting.get(pool.kind)?.push(...taken.map((guest) => [guest]))
      }
      for (const [kind, blocksOfKind] of waiting) {
        for (const [room, column] of kind.lying) {
          for (const block of blocksOfKind.splice(0, times(column))) {
            for (const guest of block) where[guest] = room
          }
        }
      }
      return where
    },
  }
}

const peopleOf = (house: House, guests: readonly number[]): Guest[] =>
  guests.flatMap((guest) => house.guests[guest] ?? [])

const penaltyOfAll = (house: House, guests: readonly number[], room: number) =>
  guests.reduce((sum, guest) => sum + penaltyOf(house, guest, room), 0)

const bondsInto = (house: House, guests: readonly number[], room: number) => {
  let worth = 0
  for (const guest of guests) {
    for (const [other, more] of house.bonds[guest] ?? []) {
      if (house.fixed[other] === room) worth += more
    }
  }
  return worth
}

/** Equal for blocks that the same rooms take, at the same penalty. */
function keyOf(house: House, guests: readonly number[]): string {
  const people = peopleOf(house, guests)
  const sexes = new Set(people.map((guest) => guest.sex))
  const penalties = guests.map((guest) => house.penalties[guest])
  return [
    guests.length,
    sexes.size === 1 ? [...sexes][0] : 'mixed',
    people.some((guest) => guest.wheelchair),
    penalties.filter((penalty) => penalty?.accessible).length,
    penalties.filter((penalty) => penalty?.family).length,
  ].join()
}

/** Those who are to be placed and belong with nobody, by what they look like. */
function poolsOf(house: House): number[][] {
  const pools = new Map<string, number[]>()
  for (const guest of house.guests.keys()) {
    if (house.fixed[guest] !== nowhere || (house.bonds[guest]?.size ?? 0) > 0) continue
    const key = `${house.beds[guest]} ${keyOf(house, [guest])}`
    pools.set(key, [...(pools.get(key) ?? []), guest])
  }
  return [...pools.values()]
}
