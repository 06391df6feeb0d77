/** What is to be placed and what comes of it. The engine knows people and rooms, neither tables nor beds. */
import type { ForWhom, LeftReason } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { PersonId, RoomId } from '#contract/values.ts'

/** Somebody in the course, whether they are still to be placed or not. */
export interface Guest {
  personId: PersonId
  sex: Sex | null
  wheelchair: boolean
  /** The participant whom this person accompanies. */
  companionOfId: PersonId | null
  /** With whom they ask to share a room. Themselves and people outside the course do not count. */
  wishes: readonly PersonId[]
}

/** A room with the beds that are free of others for all nights of the course. */
export interface RoomToFill {
  roomId: RoomId
  accessible: boolean
  forWhom: ForWhom
  /** Beds that nobody of another course has on any of the nights; those of the fixed are among them. */
  freeBeds: number
  /** Out of use on any of the nights. */
  closed: boolean
  /** Sexes of those of other courses who sleep there on any of these nights. */
  sleepers: readonly (Sex | null)[]
}

export interface PlacingProblem {
  guests: readonly Guest[]
  rooms: readonly RoomToFill[]
  /**
   * Room of each guest who stays where they are, one of `rooms`; they take their bed of `freeBeds`
   * like everybody. They may break a rule that somebody overrode; nobody is placed beside that.
   */
  fixed: ReadonlyMap<PersonId, RoomId>
}

/** Somebody without a bed, and what stands in the way in each kind of room. Never without a reason. */
export interface Left {
  personId: PersonId
  reasons: LeftReason[]
}

/** How good a plan is, in numbers that a coordinator can check. Those who are fixed count too. */
export interface Goodness {
  people: number
  placed: number
  /** Companions whose participant is in the course. */
  companions: number
  companionsTogether: number
  /** Pairs of whom one asks for the other, or both do. */
  wishes: number
  wishesGranted: number
  /** Rooms in which anybody of the course sleeps. */
  rooms: number
}

export interface PlacingPlan {
  /** Room of everybody who has one, those who are fixed included. */
  rooms: ReadonlyMap<PersonId, RoomId>
  /** The others, in order of `guests`. */
  left: readonly Left[]
  goodness: Goodness
  /** `best`: proven; `in_time`: what the solver had found so far; `greedy`: the quick plan, no better one was found. */
  method: 'best' | 'in_time' | 'greedy'
}
