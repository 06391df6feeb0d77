/** A good plan at once: the hardest to place first, then improved step by step. */
import { hasNoAccess } from '#contract/rules/beds.ts'
import { type House, nowhere, penaltyOf, type Where } from './house.ts'
import { weights } from './value.ts'

/** Less than any difference that counts. */
const nothing = 1e-9
/** Rounds of improvement; most plans need two or three. */
const roundsAtMost = 40

/** A plan under way: who is where, kept so that every step stays within the rules. */
class Draft {
  readonly where: number[]
  readonly #house: House
  /** For each room the guests who have been put there; those who stay are in `#used` alone. */
  readonly #inRoom: Set<number>[]
  readonly #used: number[]

  constructor(house: House, where: Where) {
    this.#house = house
    this.where = [...house.fixed]
    this.#inRoom = house.openings.map(() => new Set())
    this.#used = house.openings.map((opening) => opening.staying)
    for (const [guest, room] of where.entries()) {
      if (house.fixed[guest] === nowhere && room !== nowhere) this.put(guest, room)
    }
  }

  inRoom = (room: number) => [...(this.#inRoom[room] ?? [])]
  free = (guest: number) => this.#house.fixed[guest] === nowhere

  takes(room: number, guest: number): boolean {
    const opening = this.#house.openings[room]
    const one = this.#house.guests[guest]
    const there = this.#inRoom[room]
    if (!opening || !one || !there || there.size >= opening.beds) return false
    if (hasNoAccess(one, opening)) return false
    switch (opening.accepts) {
      case 'all':
        return true
      case 'women':
        return one.sex === 'female'
      case 'men':
        return one.sex === 'male'
      case 'one_sex': {
        const [first] = there
        const sex = first === undefined ? one.sex : this.#house.guests[first]?.sex
        return one.sex !== null && one.sex === sex
      }
      case 'nobody':
        return false
    }
  }

  /** Whether a room takes a guest when another leaves it. */
  takesInstead(room: number, guest: number, other: number): boolean {
    this.take(other)
    const takes = this.takes(room, guest)
    this.put(other, room)
    return takes
  }

  /** Points for putting a guest who is nowhere into a room. */
  gain(guest: number, room: number): number {
    let gain = (this.#house.beds[guest] ?? 0) - penaltyOf(this.#house, guest, room)
    if (this.#used[room] === 0) gain -= weights.room
    for (const [other, worth] of this.#house.bonds[guest] ?? []) {
      if (this.where[other] === room) gain += worth
    }
    return gain
  }

  /** Answers the points gained. */
  put(guest: number, room: number): number {
    const gain = this.gain(guest, room)
    this.where[guest] = room
    this.#inRoom[room]?.add(guest)
    this.#used[room] = (this.#used[room] ?? 0) + 1
    return gain
  }

  /** Answers the points lost. */
  take(guest: number): number {
    const room = this.where[guest] ?? nowhere
    if (room === nowhere) return 0
    this.where[guest] = nowhere
    this.#inRoom[room]?.delete(guest)
    this.#used[room] = (this.#used[room] ?? 0) - 1
    return this.gain(guest, room)
  }

  /** Puts a guest where it is worth most, the fuller room of two equal ones; answers the points gained. */
  putBest(guest: number, except = nowhere): number {
    let best = nowhere
    let most = Number.NEGATIVE_INFINITY
    for (const room of this.#house.openings.keys()) {
      if (room === except || !this.takes(room, guest)) continue
      const points = this.gain(guest, room) - this.#bedsOver(room) * nothing
      if (points > most) {
        best = room
        most = points
      }
    }
    return best === nowhere ? 0 : this.put(guest, best)
  }

  /** Puts guests into one room together; null, and nobody is moved, when it does not take them all. */
  putTogether(guests: readonly number[], room: number): number | null {
    let gain = 0
    for (const [done, guest] of guests.entries()) {
      if (this.takes(room, guest)) {
        gain += this.put(guest, room)
      } else {
        for (const put of guests.slice(0, done)) this.take(put)
        return null
      }
    }
    return gain
  }

  /** Takes guests from their rooms and does something else with them, unless that is no better. */
  attempt(guests: readonly number[], otherwise: () => number | null): boolean {
    const before = guests.map((guest) => this.where[guest] ?? nowhere)
    let lost = 0
    for (const guest of guests) lost += this.take(guest)
    const gained = otherwise()
    if (gained !== null && gained > lost + nothing) return true
    for (const guest of guests) this.take(guest)
    for (const [place, guest] of guests.entries()) {
      const room = before[place] ?? nowhere
      if (room !== nowhere) this.put(guest, room)
    }
    return false
  }

  #bedsOver = (room: number) =>
    (this.#house.openings[room]?.beds ?? 0) - (this.#inRoom[room]?.size ?? 0)
}

/** A plan by putting people one after another where they are worth most, improved. Takes milliseconds. */
export function greedy(house: House): number[] {
  const draft = new Draft(house, house.fixed)
  for (const family of familiesOf(house, draft.free)) {
    let best = nowhere
    let most = Number.NEGATIVE_INFINITY
    for (const room of house.openings.keys()) {
      const gain = draft.putTogether(family, room)
      if (gain === null) continue
      for (const guest of family) draft.take(guest)
      if (gain > most) {
        best = room
        most = gain
      }
    }
    if (best !== nowhere) draft.putTogether(family, best)
    else for (const guest of family) draft.putBest(guest)
  }
  return improve(house, draft.where)
}

/** Participants with their companions, and others alone; first those for whom the fewest rooms will do. */
function familiesOf(house: House, free: (guest: number) => boolean): number[][] {
  const placeOf = new Map(house.guests.map((guest, place) => [guest.personId, place]))
  const families = new Map<number, number[]>()
  for (const [place, guest] of house.guests.entries()) {
    if (!free(place)) continue
    const participant = guest.companionOfId && placeOf.get(guest.companionOfId)
    const head = typeof participant === 'number' && free(participant) ? participant : place
    const family = families.get(head) ?? []
    if (head === place) family.unshift(place)
    else family.push(place)
    families.set(head, family)
  }
  const narrowness = (family: readonly number[]) => {
    const guests = family.map((place) => house.guests[place])
    const sexes = new Set(guests.map((guest) => guest?.sex))
    return (
      (guests.some((guest) => guest?.companionOfId == null) ? 1000 : 0) +
      (guests.some((guest) => guest?.wheelchair) ? 100 : 0) +
      (sexes.size > 1 || sexes.has(null) ? 50 : 0) +
      family.length
    )
  }
  return [...families.values()].sort((one, other) => narrowness(other) - narrowness(one))
}

/** Moves, exchanges, reunites and empties rooms as long as a plan gets better by it. */
export function improve(house: House, where: Where): number[] {
  const draft = new Draft(house, where)
  const free = [...house.guests.keys()].filter(draft.free)
  for (let round = 0; round < roundsAtMost; round++) {
    const better = [
      ...free.map((guest) => draft.attempt([guest], () => draft.putBest(guest))),
      ...free.map((guest) => makeWay(house, draft, guest)),
      ...free.map((guest) => reunite(house, draft, guest)),
      ...free.map((guest) => exchange(draft, free, guest)),
      ...[...house.openings.keys()].map((room) => empty(house, draft, free, room)),
    ]
    if (!better.includes(true)) break
  }
  return draft.where
}

/**
 * Finds a bed for somebody who has none: they get the bed of another, who gets that of a third, and so
 * on to a bed that is free, by the shortest such way.
 */
function makeWay(house: House, draft: Draft, guest: number): boolean {
  if (draft.where[guest] !== nowhere) return false
  const cameFrom = new Map<number, number>()
  const seen = new Set<number>()
  const waiting = [guest]
  for (const one of waiting) {
    for (const room of house.openings.keys()) {
      if (seen.has(room)) continue
      if (draft.takes(room, one)) return draft.attempt(...alongWay(draft, cameFrom, one, room))
      const displaced = draft.inRoom(room).filter((other) => draft.takesInstead(room, one, other))
      if (displaced.length > 0) seen.add(room)
      for (const other of displaced) cameFrom.set(other, one)
      waiting.push(...displaced)
    }
  }
  return false
}

/** Who moves when the last of a way gets a free bed, and the moving. */
function alongWay(
  draft: Draft,
  cameFrom: ReadonlyMap<number, number>,
  last: number,
  free: number,
): [number[], () => number | null] {
  const moves: { guest: number; to: number }[] = []
  let to = free
  for (let guest: number | undefined = last; guest !== undefined; guest = cameFrom.get(guest)) {
    moves.push({ guest, to })
    to = draft.where[guest] ?? nowhere
  }
  const act = () => moves.reduce((gain, { guest, to }) => gain + draft.put(guest, to), 0)
  return [moves.map(({ guest }) => guest), act]
}

/** Puts somebody and one they belong with into any room that takes both. */
function reunite(house: House, draft: Draft, guest: number): boolean {
  const others = [...(house.bonds[guest]?.keys() ?? [])].filter(
    (other) => other > guest && draft.free(other),
  )
  return others.some((other) => {
    const room = draft.where[guest] ?? nowhere
    if (room !== nowhere && room === draft.where[other]) return false
    const pair = [guest, other]
    return [...house.openings.keys()].some((to) =>
      draft.attempt(pair, () => draft.putTogether(pair, to)),
    )
  })
}

/** Gives somebody the bed of another, who gets theirs or the best that is left. */
function exchange(draft: Draft, free: readonly number[], guest: number): boolean {
  return free.some((other) => {
    const from = draft.where[guest] ?? nowhere
    const to = draft.where[other] ?? nowhere
    if (to === nowhere || from === to) return false
    return draft.attempt([guest, other], () => {
      if (!draft.takes(to, guest)) return null
      const gain = draft.put(guest, to)
      if (from === nowhere) return gain + draft.putBest(other)
      return draft.takes(from, other) ? gain + draft.put(other, from) : null
    })
  })
}

/** Puts everybody in a room elsewhere; those who have no bed come in, if only of the other sex. */
function empty(house: House, draft: Draft, free: readonly number[], room: number): boolean {
  const guests = draft.inRoom(room)
  if (guests.length === 0) return false
  const without = free.filter((guest) => draft.where[guest] === nowhere)
  const women = without.filter((guest) => house.guests[guest]?.sex === 'female')
  const others = without.filter((guest) => !women.includes(guest))
  const tries = [
    [],
    ...(without.length > 0
      ? [
          [...women, ...others],
          [...others, ...women],
        ]
      : []),
  ]
  return tries.some((coming) =>
    draft.attempt([...guests, ...coming], () => {
      let gain = 0
      for (const guest of coming) if (draft.takes(room, guest)) gain += draft.put(guest, room)
      for (const guest of guests) gain += draft.putBest(guest, coming.length > 0 ? nowhere : room)
      return gain
    }),
  )
}
