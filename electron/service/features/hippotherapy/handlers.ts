import type {
  CopyInput,
  hippotherapy,
  MoveInput,
  RideOutcome,
  SeriesInput,
} from '#contract/hippotherapy.ts'
import type { SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays, daysBetween, earlierOf, isWithinCalendar, laterOf } from '../../kernel/time.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { makeSessions, refuseWrongStretch, tryToMake } from '../../schedule/series.ts'
import { cancelSeries, endSeries, moveSeries, ofTemplate } from '../../schedule/series-changes.ts'
import { changedBy, newSession, type SessionChanges } from '../../schedule/session.ts'
import {
  findTemplate,
  type PlacedTemplate,
  putTemplate,
  sessionsBetween,
} from '../../schedule/store.ts'
import { writeSession } from '../../schedule/writing.ts'
import { checkRide, rideKind } from './booking.ts'
import { readDay, readSession, readTemplates, readWeek, usualCast } from './day.ts'
import { gatherFacts } from './facts.ts'
import { sessionOf } from './situation.ts'

const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** What a move asks for beyond the day, laid over a session or template. */
function changesOf(input: MoveInput): SessionChanges {
  const { start, minutes, placeId, instructorId, horseId, therapistId, leaderId } = input
  const { sidewalkerIds, riderBehindKg } = input
  return {
    ...given({ start, minutes, placeId, ledById: instructorId }),
    ride: given({ horseId, therapistId, leaderId, sidewalkerIds, riderBehindKg }),
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
  const { tx, newId } = context
  const stretch = { from: fields.validFrom, until: fields.validUntil }
  refuseWrongStretch(stretch, 'validUntil')
  const before = templateId ? await findTemplate(tx, templateId) : null
  if (before === undefined) throw new DomainError('not_found', { what: 'template' })
  if (before && before.clientId !== fields.clientId) {
    throw new DomainError('bad_request', { problems: [{ path: 'clientId', problem: 'id' }] })
  }
  const ride = { ...fields, date: fields.validFrom }
  // A wrong id refuses the whole, before anything is written.
  await gatherFacts(context, ride)
  const session = sessionOf(newId<SessionId>(), ride)
  const template: PlacedTemplate = {
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
    groupId: null,
    ride: session.ride,
  }
  await putTemplate(tx, template)
  const outcomes = await makeSessions(context, rideKind, template, stretch, decisions)
  return { templateId: template.id, outcomes }
}

async function move(context: CommandContext, input: MoveInput) {
  const session = await standingSession(context.tx, input.sessionId, 'ride')
  const { date, scope, leaveClashes, override } = input
  const changes = changesOf(input)
  const series = scope === 'this' ? null : ofTemplate(session)
  if (series) {
    const asked = { date, changes, scope, leaveClashes }
    const outcomes = await moveSeries(context, rideKind, series, asked)
    return { outcomes, warnings: outcomes.flatMap((one) => one.findings) }
  }
  const after = {
    ...changedBy(session, changes),
    date: date ?? session.date,
    byHand: session.templateId !== null,
  }
  const { warnings, overrideReason } = await allow(context, rideKind, after, override)
  await writeSession(context, session, {
    ...after,
    overrideReason: overrideReason ?? session.overrideReason,
  })
  return { outcomes: [], warnings }
}

async function copy(context: CommandContext, { from, to, days }: CopyInput) {
  const { tx, newId } = context
  const reach = daysBetween(from, to)
  if (Math.abs(reach) < days || !isWithinCalendar(to, days - 1)) {
    throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
  }
  const outcomes: RideOutcome[] = []
  for (const session of await sessionsBetween(tx, 'ride', from, addDays(from, days - 1))) {
    const date = addDays(session.date, reach)
    const name = await rideKind.title(tx, session)
    const { start, minutes, placeId, ledById, groupId, people, ride } = session
    const copied = newSession({
      id: newId<SessionId>(),
      kind: 'ride',
      ...{ date, start, minutes, placeId, ledById, groupId, people, ride },
    })
    outcomes.push(await tryToMake(context, rideKind, copied, name))
  }
  return outcomes
}

export const hippotherapyHandlers = {
  'hippotherapy.day': (context, { date }) => readDay(context, date),
  'hippotherapy.week': async (context, { from }) => ({ days: await readWeek(context, from) }),
  'hippotherapy.session': ({ db }, { sessionId }) => readSession(db, sessionId),
  'hippotherapy.usual': (context, { clientId, date }) => usualCast(context, clientId, date),
  'hippotherapy.check': (context, { sessionId, ...ride }) => checkRide(context, ride, sessionId),

  'hippotherapy.book': async (context, { override, ...ride }) => {
    const session = sessionOf(context.newId<SessionId>(), ride)
    const { warnings, overrideReason } = await allow(context, rideKind, session, override)
    await writeSession(context, null, { ...session, overrideReason })
    return { sessionId: session.id, warnings }
  },
  'hippotherapy.move': async (context, input) => {
    const moved = await move(context, input)
    return { sessionId: input.sessionId, ...moved }
  },
  'hippotherapy.tryMove': async (context, input) => {
    const moved = await move(context, { ...input, leaveClashes: true })
    return { outcomes: moved.outcomes }
  },
  'hippotherapy.cancel': async (context, { sessionId, ...how }) => {
    const session = await standingSession(context.tx, sessionId, 'ride')
    const series = how.scope === 'this' ? null : ofTemplate(session)
    const cancelled = { ...session, cancelReason: how.reason, cancelNote: how.note ?? null }
    if (!series) await writeSession(context, session, cancelled)
    const count = series ? (await cancelSeries(context, series, how)).length : 1
    return { cancelled: count }
  },
  'hippotherapy.restore': async (context, { sessionId, override }) => {
    const session = await cancelledSession(context.tx, sessionId, 'ride')
    const { warnings, overrideReason } = await allow(context, rideKind, session, override)
    await writeSession(context, session, {
      ...session,
      cancelReason: null,
      cancelNote: null,
      overrideReason: overrideReason ?? session.overrideReason,
    })
    return { sessionId, warnings }
  },

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
    const template = await findTemplate(context.tx, templateId)
    if (template?.kind !== 'ride') throw new DomainError('not_found', { what: 'template' })
    const cancelled = await endSeries(context, templateId, lastDay)
    return { cancelled }
  },
} satisfies HandlersOf<typeof hippotherapy>
