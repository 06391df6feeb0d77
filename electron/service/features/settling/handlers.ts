import type { Decision, Settled, settling, UnsettledStay } from '#contract/settling.ts'
import { minuteOf, timeAt } from '#contract/time.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf, Looked, ReadContext } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { usesOfSession } from '../../schedule/replacing.ts'
import type { Session } from '../../schedule/session.ts'
import { settle, shifted } from '../../schedule/settling.ts'
import { findSession } from '../../schedule/store.ts'
import { readUnsettled } from './unsettled.ts'

/** The stays of some days that do not fit the rules any more; lent by the boarding house. */
export type UnsettledStays = (
  look: Looked & Pick<ReadContext, 'clock'>,
  days: { from: LocalDate; until: LocalDate },
) => Promise<UnsettledStay[]>

const answer = (outcomes: Settled[]) => ({
  outcomes,
  done: outcomes.filter((one) => one.outcome === 'done').length,
  refused: outcomes.filter((one) => one.outcome === 'refused').length,
})

async function decide(context: CommandContext, decisions: readonly Decision[]) {
  return answer(await settle(context, decisions))
}

/** Refuses `not_found {what: 'session'}`. */
async function sessionNamed(context: CommandContext, id: SessionId): Promise<Session> {
  const found = await findSession(context, id)
  if (!found) throw new DomainError('not_found', { what: 'session' })
  return found.session
}

type InputOf<Name extends keyof typeof settling> = Parameters<HandlersOf<typeof settling>[Name]>[1]

const cancelMany = (
  context: CommandContext,
  { sessionIds, ...why }: InputOf<'schedule.cancelMany'>,
) =>
  decide(
    context,
    sessionIds.map((sessionId) => ({ do: 'cancel', sessionId, ...why })),
  )

const replaceMany = (
  context: CommandContext,
  { sessionIds, with: replacements }: InputOf<'schedule.replaceMany'>,
) =>
  decide(
    context,
    sessionIds.map((sessionId) => ({ do: 'replace', sessionId, with: replacements })),
  )

async function shiftMany(
  context: CommandContext,
  { sessionIds, minutes, days }: InputOf<'schedule.shiftMany'>,
) {
  const decisions: Decision[] = []
  for (const sessionId of sessionIds) {
    const found = await findSession(context, sessionId)
    const start = found ? minuteOf(found.session.start) + minutes : 0
    if (start < 0 || start >= 1440) {
      throw new DomainError('bad_request', { problems: [{ path: 'minutes', problem: 'time' }] })
    }
    decisions.push({
      do: 'move',
      sessionId,
      start: timeAt(start),
      ...(found && { date: shifted(found.session.date, days) }),
    })
  }
  return decide(context, decisions)
}

/** What a session takes over from another one. */
function takenOver(
  context: CommandContext,
  session: Session,
  other: Session,
  what: InputOf<'schedule.exchange'>['what'],
): Decision {
  const sessionId = session.id
  if (what === 'hour') return { do: 'move', sessionId, date: other.date, start: other.start }
  if (what === 'place') return { do: 'move', sessionId, placeId: other.placeId }
  const horseOf = (one: Session) =>
    usesOfSession(context, one).find(({ role }) => role === 'horse')?.id ?? null
  const role = what === 'horse' ? 'horse' : context.kinds[session.kind].leader
  const id = what === 'horse' ? horseOf(other) : other.ledById
  return { do: 'replace', sessionId, with: [{ role, id: id as never }] }
}

/** Both or neither. Refuses what the one of them is refused with that comes first. */
async function exchange(
  context: CommandContext,
  { sessionId, withSessionId, what }: InputOf<'schedule.exchange'>,
) {
  const session = await sessionNamed(context, sessionId)
  const other = await sessionNamed(context, withSessionId)
  const outcomes = await settle(context, [
    takenOver(context, session, other, what),
    takenOver(context, other, session, what),
  ])
  const refused = outcomes.find((one) => one.outcome === 'refused')
  if (refused?.code) throw new DomainError(refused.code, refused.params)
  return answer(outcomes)
}

export const settlingHandlers = (unsettledStays: UnsettledStays) =>
  ({
    'schedule.unsettled': async (context, asked) => ({
      sessions: await readUnsettled(context, asked),
      stays: asked.sessionIds ? [] : await unsettledStays(context, asked),
    }),
    'schedule.settle': (context, { decisions }) => decide(context, decisions),
    'schedule.trySettle': (context, { decisions }) => decide(context, decisions),
    'schedule.cancelMany': cancelMany,
    'schedule.tryCancelMany': cancelMany,
    'schedule.replaceMany': replaceMany,
    'schedule.tryReplaceMany': replaceMany,
    'schedule.shiftMany': shiftMany,
    'schedule.tryShiftMany': shiftMany,
    'schedule.exchange': exchange,
    'schedule.tryExchange': exchange,
  }) satisfies HandlersOf<typeof settling>
