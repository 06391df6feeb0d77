import type {
  CopyInput,
  CopyOutcome,
  hippotherapy,
  MoveInput,
  RideAlternative,
  RideOutcome,
  SeriesInput,
} from '#contract/hippotherapy.ts'
import { addDays, daysBetween, isWithinCalendar } from '#contract/time.ts'
import type { LocalDate, SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { book, cancel, move, restore } from '../../schedule/commands.ts'
import { closedOn, titleOf } from '../../schedule/facts.ts'
import { outcomeOf } from '../../schedule/kind.ts'
import { makeSeries, movedTo, tryToMake } from '../../schedule/series.ts'
import { endSeries } from '../../schedule/series-changes.ts'
import { newSession, type Session, type SessionOf } from '../../schedule/session.ts'
import { sessionsBetween } from '../../schedule/store.ts'
import { readDay, readSession, readTemplates, readWeek } from './day.ts'
import { checkRide, rideKind } from './kind.ts'
import { proposeRide } from './proposal.ts'
import { sessionOf } from './situation.ts'

/** What a move gives a ride beside another hour or place. */
const ofRide = ({ instructorId, ...input }: MoveInput) => {
  const { horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg } = input
  return {
    ledById: instructorId,
    own: { horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg },
  }
}

/** Writes a template and makes its rides, as {@link makeSeries} says. */
export function makeRides(
  context: CommandContext,
  { templateId, decisions, days, interval, validFrom, validUntil, ...cast }: SeriesInput,
): Promise<{ templateId: TemplateId; outcomes: RideOutcome[] }> {
  const session = sessionOf(context.newId<SessionId>(), { ...cast, date: validFrom })
  const stretch = { from: validFrom, until: validUntil }
  return makeSeries(context, rideKind, {
    ...{ templateId, session, days, interval, stretch, decisions },
  })
}

/** What becomes of a copy of a ride. */
async function outcomeOfCopy(
  context: CommandContext,
  copied: SessionOf<'ride'>,
  decision: CopyInput['decisions'][number] | undefined,
  { name, isThere, isClosed }: { name: string; isThere: boolean; isClosed: boolean },
): Promise<RideOutcome> {
  const left = (why: 'skipped' | 'exists' | 'closed') =>
    outcomeOf<RideAlternative>(copied, name, why)
  if (decision?.action === 'skip') return left('skipped')
  if (!decision && isThere) return left('exists')
  if (!decision && isClosed) return left('closed')
  const to = decision?.action === 'move' ? decision.to : undefined
  return tryToMake(context, rideKind, to ? movedTo(copied, to) : copied, name)
}

/** Who rides when: two rides that agree in this are the same one, copied before. */
const whoAndWhen = ({ date, start, people }: Pick<Session, 'date' | 'start' | 'people'>) =>
  [date, start, ...people.map((one) => one.personId).sort()].join(' ')

/**
 * Copies the rides of some days to as many others. Those that are there already, clash or come to a closed day are left
 * out, unless `decisions` say otherwise. Refuses `bad_request` for days that meet, or are beyond the calendar.
 */
async function copy(
  context: CommandContext,
  { from, to, days, decisions }: CopyInput,
): Promise<CopyOutcome[]> {
  const reach = daysBetween(from, to)
  if (Math.abs(reach) < days || !isWithinCalendar(to, days - 1)) {
    throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
  }
  const isClosed = await closedOn(context)
  const ridesFrom = (first: LocalDate) =>
    sessionsBetween(context, 'ride', first, addDays(first, days - 1))
  const there = new Set((await ridesFrom(to)).map(whoAndWhen))
  const outcomes: CopyOutcome[] = []
  for (const session of await ridesFrom(from)) {
    const copied = newSession({
      ...(session as SessionOf<'ride'>),
      id: context.newId<SessionId>(),
      date: addDays(session.date, reach),
    })
    const decision = decisions.find((one) => one.sessionId === session.id)
    const outcome = await outcomeOfCopy(context, copied, decision, {
      name: await titleOf(context, session),
      isThere: there.has(whoAndWhen(copied)),
      isClosed: await isClosed(copied.date),
    })
    outcomes.push({ ...outcome, ofId: session.id })
  }
  return outcomes
}

export const hippotherapyHandlers = {
  'hippotherapy.day': (context, { date }) => readDay(context, date),
  'hippotherapy.week': async (context, { from }) => ({ days: await readWeek(context, from) }),
  'hippotherapy.session': (context, { sessionId }) => readSession(context, sessionId),
  'hippotherapy.usual': (context, asked) => proposeRide(context, asked),
  'hippotherapy.check': (context, { sessionId, ...ride }) =>
    checkRide(context, { ...ride, id: sessionId }),

  'hippotherapy.book': (context, { override, ...ride }) =>
    book(context, rideKind, sessionOf(context.newId<SessionId>(), ride), { override }),
  'hippotherapy.move': (context, input) => move(context, rideKind, input, ofRide(input)),
  'hippotherapy.tryMove': (context, input) =>
    move(context, rideKind, { ...input, leaveClashes: true }, ofRide(input)),
  'hippotherapy.cancel': (context, input) => cancel(context, rideKind, input),
  'hippotherapy.tryCancel': (context, input) => cancel(context, rideKind, input),
  'hippotherapy.restore': (context, input) => restore(context, rideKind, input),

  'hippotherapy.copy': async (context, input) => ({
    outcomes: await copy(context, input),
  }),
  'hippotherapy.tryCopy': async (context, input) => ({
    outcomes: await copy(context, input),
  }),

  'hippotherapy.templates': async ({ db }, { on }) => ({
    templates: await readTemplates(db, on),
  }),
  'hippotherapy.planSeries': async (context, input) => {
    const { outcomes } = await makeRides(context, input)
    return { outcomes }
  },
  'hippotherapy.commitSeries': (context, input) => makeRides(context, input),
  'hippotherapy.endSeries': (context, { templateId, lastDay }) =>
    endSeries(context, 'ride', templateId, lastDay),
  'hippotherapy.tryEndSeries': (context, { templateId, lastDay }) =>
    endSeries(context, 'ride', templateId, lastDay),
} satisfies HandlersOf<typeof hippotherapy>
