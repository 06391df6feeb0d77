/** What a feature lends to the schedule: how its kind of session is judged. */
import type { Alternative, Finding, Outcome } from '#contract/schedule.ts'
import type { HorseId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import type { Session } from './session.ts'

/** A free place near one that was refused; for a ride, with a horse. */
export type Offer = Alternative & { horseId?: HorseId }

/** What the rules say to a session, with free places near it when it is refused. */
export interface Checked<Near extends Offer> {
  findings: Finding[]
  alternatives: Near[]
}

export interface Kind<Near extends Offer = Offer> {
  /** Judges a session as it would stand; what it takes now is not in its own way. */
  check(look: Lookup, session: Session): Promise<Checked<Near>>
  /** Whose it is: the client's name, or the group's; of a course, what it is called. */
  title(db: Reader, session: Pick<Session, 'people' | 'groupId' | 'title'>): Promise<string>
}

/** What became of one day of a series. */
export type OutcomeNear<Near extends Offer> = Omit<Outcome, 'alternatives'> & {
  alternatives: Near[]
}

export const outcomeOf = <Near extends Offer>(
  session: Pick<Session, 'date' | 'start'>,
  clientName: string,
  outcome: Outcome['outcome'],
  more: Partial<Pick<OutcomeNear<Near>, 'sessionId' | 'findings' | 'alternatives'>> = {},
): OutcomeNear<Near> => ({
  sessionId: more.sessionId ?? null,
  date: session.date,
  start: session.start,
  clientName,
  outcome,
  findings: more.findings ?? [],
  alternatives: more.alternatives ?? [],
})
