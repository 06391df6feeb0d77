/** What a command that changes facts is answered with. */
import type { Finding } from '#contract/schedule.ts'
import { addDays, dateOf } from '#contract/time.ts'
import type { Looked } from '../../context.ts'
import type { Unfitting } from '../../dispatch.ts'
import type { Clock } from '../../kernel/clock.ts'
import { unsettledSessions } from '../../schedule/unsettled.ts'
import type { UnsettledStays } from './handlers.ts'

/** How many days ahead are looked at: what is later is said when its time comes nearer. */
const daysLookedAt = 56

const codesOf = (findings: readonly Finding[]) => new Set(findings.map(({ code }) => code))

/** What is planned for the next eight weeks and does not fit the rules. */
export const unfitting =
  (unsettledStays: UnsettledStays) =>
  async (look: Looked, clock: Clock): Promise<Unfitting> => {
    const now = clock.now()
    const from = dateOf(now)
    const until = addDays(from, daysLookedAt)
    const sessions = await unsettledSessions(look, { from, until, now })
    const stays = await unsettledStays({ ...look, clock }, { from, until })
    return {
      sessions: new Map(
        sessions.map(({ session, findings }) => [
          session.id,
          { until: session.date, codes: codesOf(findings) },
        ]),
      ),
      stays: new Map(
        stays.map((stay) => [stay.stayId, { until: stay.to, codes: codesOf(stay.findings) }]),
      ),
    }
  }
