/**
 * [Note: Facts change too] A rule holds not only at the moment of booking. Which planned sessions fit the
 * rules no more is asked anew each time, by one function, for Today, boards, sheets and the answer of every
 * command that changes what rules look at; nothing of it is written down, so that nothing of it can be stale.
 */
import { asksToBeSettled } from '#contract/rules/settling.ts'
import type { Finding, SessionKind } from '#contract/schedule.ts'
import { dateOf, earlierOf, laterOf } from '#contract/time.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import type { Lookup, ReadContext } from '../context.ts'
import { lackingSomething, takingPart } from './claims.ts'
import { kindOf } from './kind.ts'
import type { Session } from './session.ts'
import { sessionsToCome, type ToCome } from './store.ts'

/** A planned session, and what is to be settled of it. */
export interface Unsettled {
  session: Session
  findings: Finding[]
}

/** A planned session, with what else the rules say of it. */
interface Judged extends Unsettled {
  warnings: Finding[]
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
  const lacking = await lackingSomething(look.db, sessions)
  for (const [kind, of] of Map.groupBy(sessions, (one) => one.kind)) {
    for (const [lacks, those] of Map.groupBy(of, (one) => lacking.has(one.id))) {
      const judge = await kindOf(look.kinds, { kind }).judge(look, those, { standing: !lacks })
      for (const session of those) {
        found.set(session, judge.findings(lacks ? await takingPart(look, session) : session))
      }
    }
  }
  return found
}

/** What the rules say of the sessions of some days that are to come, in order of time. */
async function judgedSessions(look: Lookup, days: ToCome): Promise<Judged[]> {
  const sessions = await sessionsToCome(look, days)
  const said = await findingsOfStanding(look, sessions)
  return sessions.map((session) => {
    const all = said.get(session) ?? []
    const findings = toSettle(all, session)
    return { session, findings, warnings: all.filter((one) => !findings.includes(one)) }
  })
}

/** Those of them that do not fit the rules any more. */
export const unsettledSessions = async (look: Lookup, days: ToCome): Promise<Unsettled[]> =>
  (await judgedSessions(look, days)).filter(({ findings }) => findings.length > 0)

/** Gives each of some sessions, as a board shows them, what is to be settled of it, and what else is to be said. */
export async function withFindings<View extends { date: LocalDate }>(
  context: Lookup & Pick<ReadContext, 'clock'>,
  kind: SessionKind,
  views: readonly View[],
  idOf: (view: View) => SessionId,
): Promise<(View & Pick<Judged, 'findings' | 'warnings'>)[]> {
  const now = context.clock.now()
  const dates = views.map((one) => one.date).filter((date) => date >= dateOf(now))
  const [first] = dates
  const judged =
    first === undefined
      ? []
      : await judgedSessions(context, {
          kind,
          from: dates.reduce(earlierOf, first),
          until: dates.reduce(laterOf, first),
          now,
        })
  const byId = new Map(judged.map((one) => [one.session.id, one]))
  return views.map((view) => {
    const { findings = [], warnings = [] } = byId.get(idOf(view)) ?? {}
    return { ...view, findings, warnings }
  })
}
