/** What a command that changes facts is answered with. */
import type { Finding } from '#contract/schedule.ts'
import { addDays, dateOf } from '#contract/time.ts'
import type { LocalDate, StayId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Unfitting } from '../../dispatch.ts'
import type { Touched } from '../../history/touched.ts'
import type { Clock } from '../../kernel/clock.ts'
import { unsettledSessions } from '../../schedule/unsettled.ts'
import { unsettledSeries } from '../../schedule/unsettled-series.ts'

/** How many days ahead are looked at: more than are planned at once. */
const daysLookedAt = 400

/** The stays of some days that do not fit the rules any more; lent by the boarding house. */
export type StaysToSettle = (
  look: Lookup & { clock: Clock },
  days: { from: LocalDate; until: LocalDate },
) => Promise<{ stay: { stayId: StayId; to: LocalDate }; findings: readonly Finding[] }[]>

/**
 * What is planned, touched by a change, and does not fit the rules; of stays and series all, where a fact has changed
 * that is not of a day or a session alone.
 */
export const unfitting =
  (staysToSettle: StaysToSettle) =>
  async (look: Lookup, clock: Clock, touched: Touched): Promise<Unfitting> => {
    const now = clock.now()
    const from = dateOf(now)
    const until = addDays(from, daysLookedAt)
    const asked = { from, until, now, ...(!touched.everybody && { touched }) }
    const sessions = await unsettledSessions(look, asked)
    const all = touched.everybody || touched.resources.size > 0
    const stays = all ? await staysToSettle({ ...look, clock }, { from, until }) : []
    const series = all ? await unsettledSeries(look, { from, until, now }) : []
    return {
      sessions: new Map(
        sessions.map(({ session, findings }) => [session.id, { day: session.date, findings }]),
      ),
      stays: new Map(
        stays.map(({ stay: { stayId, to }, findings }) => [stayId, { day: to, findings }]),
      ),
      series: new Map(
        series.map(({ template, next, findings }) => [template.id, { day: next, findings }]),
      ),
    }
  }
