/** What a command that changes facts is answered with. */
import { addDays, dateOf } from '#contract/time.ts'
import type { Looked } from '../../context.ts'
import type { Unfitting } from '../../dispatch.ts'
import type { Clock } from '../../kernel/clock.ts'
import { unsettledSessions } from '../../schedule/unsettled.ts'
import type { UnsettledStays } from './handlers.ts'

/** How many days ahead are looked at: more than are planned at once. */
const daysLookedAt = 400

/** What is planned and does not fit the rules. */
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
        sessions.map(({ session, findings }) => [session.id, { day: session.date, findings }]),
      ),
      stays: new Map(stays.map(({ stayId, to, findings }) => [stayId, { day: to, findings }])),
    }
  }
