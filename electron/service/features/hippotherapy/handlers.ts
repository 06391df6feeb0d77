import type {
  CopyInput,
  hippotherapy,
  MoveInput,
  RideOutcome,
  SeriesInput,
} from '#contract/hippotherapy.ts'
import { addDays, daysBetween, earlierOf, isWithinCalendar, laterOf } from '#contract/time.ts'
import type { SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { book, cancel, move, restore } from '../../schedule/commands.ts'
import { titleOf } from '../../schedule/facts.ts'
import { makeSessions, refuseWrongStretch, tryToMake } from '../../schedule/series.ts'
import { endSeries } from '../../schedule/series-changes.ts'
import { newSession, type SessionOf, type TemplateOf } from '../../schedule/session.ts'
import {
  findTemplate,
  type PlacedTemplate,
  putTemplate,
  sessionsBetween,
} from '../../schedule/store.ts'
import { readDay, readSession, readTemplates, readWeek, usualCast } from './day.ts'
import { gatherFacts } from './facts.ts'
import { checkRide, rideKind } from './kind.ts'
import { sessionOf } from './situation.ts'

/** What a move gives a ride beside another hour or place. */
const ofRide = ({ instructorId, ...input }: MoveInput) => {
  const { horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg } = input
  return {
    ledById: instructorId,
    own: { horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg },
  }
}

/**
 * Writes a template and makes its sessions; what is there already stays, and so does the stretch of a
 * template that is there. Refuses `bad_request` for a wrong stretch, and for a template of another client.
 */
export async function makeSeries(
  context: CommandContext,
  { templateId, decisions, ...fields }: SeriesInput,
): Promise<{ templateId: TemplateId; outcomes: RideOutcome[] }> {
  const { newId } = context
  const stretch = { from: fields.validFrom, until: fields.validUntil }
  refuseWrongStretch(stretch, 'validUntil')
  const before = templateId ? await findTemplate(context, templateId) : null
  if (before === undefined) throw new DomainError('not_found', { what: 'template' })
  if (before && before.clientId !== fields.clientId) {
    throw new DomainError('bad_request', { problems: [{ path: 'clientId', problem: 'id' }] })
  }
  const ride = { ...fields, date: fields.validFrom }
  // A wrong id refuses the whole, before anything is written.
  await gatherFacts(context, [ride])
  const session = sessionOf(newId<SessionId>(), ride)
  const template: PlacedTemplate & TemplateOf<'ride'> = {
    id: before?.id ?? newId<TemplateId>(),
    kind: 'ride',
    days: fields.days,
    start: fields.start,
    minutes: fields.minutes,
    validFrom: before ? earlierOf(before.validFrom, stretch.from) : stretch.from,
    validUntil: before ? laterOf(before.validUntil, stretch.until) : stretch.until,
    placeId: fields.placeId,
    ledById: fields.instructorId,
    clientId: fields.clientId,
    rosterId: null,
    own: session.own,
  }
  await putTemplate(context, template)
  const outcomes = await makeSessions(context, rideKind, template, stretch, decisions)
  return { templateId: template.id, outcomes }
}

async function copy(context: CommandContext, { from, to, days }: CopyInput) {
  const reach = daysBetween(from, to)
  if (Math.abs(reach) < days || !isWithinCalendar(to, days - 1)) {
    throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
  }
  const outcomes: RideOutcome[] = []
  for (const session of await sessionsBetween(context, 'ride', from, addDays(from, days - 1))) {
    const copied = newSession({
      ...(session as SessionOf<'ride'>),
      id: context.newId<SessionId>(),
      date: addDays(session.date, reach),
    })
    const name = await titleOf(context, session)
    outcomes.push(await tryToMake(context, rideKind, copied, name))
  }
  return outcomes
}

export const hippotherapyHandlers = {
  'hippotherapy.day': (context, { date }) => readDay(context, date),
  'hippotherapy.week': async (context, { from }) => ({ days: await readWeek(context, from) }),
  'hippotherapy.session': (context, { sessionId }) => readSession(context, sessionId),
  'hippotherapy.usual': (context, { clientId, date }) => usualCast(context, clientId, date),
  'hippotherapy.check': (context, { sessionId, ...ride }) =>
    checkRide(context, { ...ride, id: sessionId }),

  'hippotherapy.book': (context, { override, ...ride }) =>
    book(context, rideKind, sessionOf(context.newId<SessionId>(), ride), { override }),
  'hippotherapy.move': (context, input) => move(context, rideKind, input, ofRide(input)),
  'hippotherapy.tryMove': (context, input) =>
    move(context, rideKind, { ...input, leaveClashes: true }, ofRide(input)),
  'hippotherapy.cancel': (context, input) => cancel(context, rideKind, input),
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
    const { outcomes } = await makeSeries(context, input)
    return { outcomes }
  },
  'hippotherapy.commitSeries': async (context, input) => {
    const made = await makeSeries(context, input)
    return { ...made }
  },
  'hippotherapy.endSeries': async (context, { templateId, lastDay }) => {
    const template = await findTemplate(context, templateId)
    if (template?.kind !== 'ride') throw new DomainError('not_found', { what: 'template' })
    const cancelled = await endSeries(context, templateId, lastDay)
    return { cancelled }
  },
} satisfies HandlersOf<typeof hippotherapy>
