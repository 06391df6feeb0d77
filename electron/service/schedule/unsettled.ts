/**
 * [Note: Facts change too] A rule holds not only at the moment of booking. Which planned sessions fit the
 * rules no more is asked anew each time, by one function, for Today, boards, sheets and the answer of every
 * command that changes what rules look at; nothing of it is written down, so that nothing of it can be stale.
 */
import { asksToBeSettled } from '#contract/rules/settling.ts'
import type { Finding, SessionKind } from '#contract/schedule.ts'
import type { LocalDate, LocalDateTime } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import { lackingSomething } from './claims.ts'
import { kindOf } from './kind.ts'
import type { Session } from './session.ts'
import { sessionsToCome } from './store.ts'

/** A planned session, and what is to be settled of it. */
export interface Unsettled {
  session: Session
  findings: Finding[]
}

/** Those of a session's findings that ask to be settled. */
export const toSettle = (findings: readonly Finding[], session: Session): Finding[] =>
  findings.filter((one) => asksToBeSettled(one, session.overrideReason))

/**
 * What the rules say to each of some sessions that stand in the file, which has let nothing overlap: who has
 * what they need is asked of those alone that lack something.
 */
export async function findingsOfStanding(
  look: Lookup,
  sessions: readonly Session[],
): Promise<Map<Session, Finding[]>> {
  const found = new Map<Session, Finding[]>()
  const lacking = await lackingSomething(look, sessions)
  for (const [kind, of] of Map.groupBy(sessions, (one) => one.kind)) {
    for (const [lacks, those] of Map.groupBy(of, (one) => lacking.has(one.id))) {
      const judge = await kindOf(look.kinds, { kind }).judge(look, those, { standing: !lacks })
      for (const session of those) found.set(session, judge.findings(session))
    }
  }
  return found
}

/** The sessions of some days that are to come and do not fit the rules any more, in order of time. */
export async function unsettledSessions(
  look: Lookup,
  days: { from: LocalDate; until: LocalDate; now: LocalDateTime; kind?: SessionKind },
): Promise<Unsettled[]> {
  const sessions = await sessionsToCome(look, days)
  const findings = await findingsOfStanding(look, sessions)
  return sessions.flatMap((session) => {
    const open = toSettle(findings.get(session) ?? [], session)
    return open.length > 0 ? [{ session, findings: open }] : []
  })
}
