import type {
  Decision,
  Settled,
  SettledStay,
  StayDecision,
  settling,
  UnsettledStay,
} from '#contract/settling.ts'
import type { LocalDate, SessionId, StayId } from '#contract/values.ts'
import type { CommandContext, HandlersOf, ReadContext } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { usesOfSession } from '../../schedule/replacing.ts'
import type { Session } from '../../schedule/session.ts'
import { settle } from '../../schedule/settling.ts'
import { findSession } from '../../schedule/store.ts'
import { readChosen } from './chosen.ts'
import { readSeries } from './series.ts'
import { type FamiliesOf, readUnsettled } from './unsettled.ts'

/** What the boarding house lends: its stays that do not fit the rules any more, and what settles them. */
export interface Stays {
  /** Of some days, or these alone; each with what could be done. */
  unsettled(
    context: ReadContext,
    asked: { from: LocalDate; until: LocalDate; stayIds?: readonly StayId[] | undefined },
  ): Promise<UnsettledStay[]>
  settle(context: CommandContext, decisions: readonly StayDecision[]): Promise<SettledStay[]>
}

function answer(outcomes: Settled[], stays: SettledStay[] = []) {
  const count = (of: Settled['outcome']) =>
    [...outcomes, ...stays].filter(({ outcome }) => outcome === of).length
  return { outcomes, stays, done: count('done'), refused: count('refused') }
}

async function decide(context: CommandContext, decisions: readonly Decision[], path?: string) {
  return answer(await settle(context, decisions, path))
}

/** One decision about each of a selection. */
const decideEach = (
  context: CommandContext,
  sessionIds: readonly SessionId[],
  decision: (sessionId: SessionId) => Decision,
) => decide(context, sessionIds.map(decision), 'sessionIds')

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
) => decideEach(context, sessionIds, (sessionId) => ({ do: 'cancel', sessionId, ...why }))

const replaceMany = (
  context: CommandContext,
  { sessionIds, with: replacements }: InputOf<'schedule.replaceMany'>,
) =>
  decideEach(context, sessionIds, (sessionId) => ({ do: 'replace', sessionId, with: replacements }))

/** Refuses `nothing_to_shift`. */
async function shiftMany(
  context: CommandContext,
  { sessionIds, ...by }: InputOf<'schedule.shiftMany'>,
) {
  if (by.minutes === 0 && by.days === 0) throw new DomainError('nothing_to_shift')
  return decideEach(context, sessionIds, (sessionId) => ({ do: 'shift', sessionId, ...by }))
}

/** What a session takes over from another one. Refuses `not_in_session` where that has no such thing. */
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
  if (id === null) throw new DomainError('not_in_session')
  return { do: 'replace', sessionId, with: [{ role, id: id as never }] }
}

/** Both or neither. Refuses `bad_request` for a session with itself, and what the one of them is refused with that comes first. */
async function exchange(
  context: CommandContext,
  { sessionId, withSessionId, what }: InputOf<'schedule.exchange'>,
) {
  if (sessionId === withSessionId) {
    throw new DomainError('bad_request', {
      problems: [{ path: 'withSessionId', problem: 'not_unique' }],
    })
  }
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

export const settlingHandlers = (stays: Stays, familiesOf: FamiliesOf) => {
  const settleAll = async (
    context: CommandContext,
    asked: { decisions: readonly Decision[]; stays: readonly StayDecision[] },
  ) => answer(await settle(context, asked.decisions), await stays.settle(context, asked.stays))
  return {
    'schedule.unsettled': async (context, { sessionIds, stayIds, ...days }) => ({
      sessions:
        stayIds && !sessionIds
          ? []
          : await readUnsettled(context, familiesOf, { ...days, sessionIds }),
      stays: sessionIds && !stayIds ? [] : await stays.unsettled(context, { ...days, stayIds }),
      series: stayIds && !sessionIds ? [] : await readSeries(context, { ...days, sessionIds }),
    }),
    'schedule.sessions': async (context, { sessionIds }) => ({
      sessions: await readChosen(context, sessionIds),
    }),
    'schedule.settle': settleAll,
    'schedule.trySettle': settleAll,
    'schedule.cancelMany': cancelMany,
    'schedule.tryCancelMany': cancelMany,
    'schedule.replaceMany': replaceMany,
    'schedule.tryReplaceMany': replaceMany,
    'schedule.shiftMany': shiftMany,
    'schedule.tryShiftMany': shiftMany,
    'schedule.exchange': exchange,
    'schedule.tryExchange': exchange,
  } satisfies HandlersOf<typeof settling>
}
