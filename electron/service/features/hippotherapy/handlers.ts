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
import type { House } from '../../schedule/facts.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { Recorder } from '../../schedule/recorder.ts'
import { makeSessions, refuseWrongStretch, tryToMake } from '../../schedule/series.ts'
import { cancelSeries, endSeries, moveSeries, ofTemplate } from '../../schedule/series-changes.ts'
import { changedBy, newSession, type SessionChanges } from '../../schedule/session.ts'
import { findTemplate, type PlacedTemplate, sessionsBetween } from '../../schedule/store.ts'
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
  house: House,
  recorder: Recorder,
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
  await gatherFacts(tx, house, ride)
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
  await recorder.template(before, template)
  const kind = rideKind(house)
  const outcomes = await makeSessions(context, house, kind, recorder, template, stretch, decisions)
  return { templateId: template.id, outcomes }
}

/** Handlers that look at opening hours, closed days and limits through `house`. */
export function hippotherapyHandlers(house: House) {
  const kind = rideKind(house)

  async function move(context: CommandContext, recorder: Recorder, input: MoveInput) {
    const session = await standingSession(context.tx, input.sessionId, 'ride')
    const { date, scope, leaveClashes, override } = input
    const changes = changesOf(input)
    const series = scope === 'this' ? null : ofTemplate(session)
    if (series) {
      const asked = { date, changes, scope, leaveClashes }
      const outcomes = await moveSeries(context, kind, recorder, series, asked)
      return { outcomes, warnings: outcomes.flatMap((one) => one.findings) }
    }
    const after = {
      ...changedBy(session, changes),
      date: date ?? session.date,
      byHand: session.templateId !== null,
    }
    const { warnings, overrideReason } = await allow(context, kind, after, override)
    await recorder.session(session, {
      ...after,
      overrideReason: overrideReason ?? session.overrideReason,
    })
    return { outcomes: [], warnings }
  }

  async function copy(context: CommandContext, recorder: Recorder, { from, to, days }: CopyInput) {
    const { tx, newId } = context
    const reach = daysBetween(from, to)
    if (Math.abs(reach) < days || !isWithinCalendar(to, days - 1)) {
      throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
    }
    const outcomes: RideOutcome[] = []
    for (const session of await sessionsBetween(tx, 'ride', from, addDays(from, days - 1))) {
      const date = addDays(session.date, reach)
      const name = await kind.title(tx, session)
      const { start, minutes, placeId, ledById, groupId, people, ride } = session
      const copied = newSession({
        id: newId<SessionId>(),
        kind: 'ride',
        ...{ date, start, minutes, placeId, ledById, groupId, people, ride },
      })
      outcomes.push(await tryToMake(context, kind, recorder, copied, name))
    }
    return outcomes
  }

  return {
    'hippotherapy.day': ({ db }, { date }) => readDay(db, house, date),
    'hippotherapy.week': async ({ db }, { from }) => ({ days: await readWeek(db, house, from) }),
    'hippotherapy.session': ({ db }, { sessionId }) => readSession(db, sessionId),
    'hippotherapy.usual': ({ db }, { clientId, date }) => usualCast(db, house, clientId, date),
    'hippotherapy.check': ({ db }, { sessionId, ...ride }) => checkRide(db, house, ride, sessionId),

    'hippotherapy.book': async (context, { override, ...ride }) => {
      const session = sessionOf(context.newId<SessionId>(), ride)
      const { warnings, overrideReason } = await allow(context, kind, session, override)
      const recorder = new Recorder(context, house)
      await recorder.session(null, { ...session, overrideReason })
      return { sessionId: session.id, warnings, changeId: await recorder.save('book') }
    },
    'hippotherapy.move': async (context, input) => {
      const recorder = new Recorder(context, house)
      const moved = await move(context, recorder, input)
      return { sessionId: input.sessionId, ...moved, changeId: await recorder.save('move') }
    },
    'hippotherapy.tryMove': async (context, input) => {
      const recorder = new Recorder(context, house)
      const moved = await move(context, recorder, { ...input, leaveClashes: true })
      return { outcomes: moved.outcomes }
    },
    'hippotherapy.cancel': async (context, { sessionId, ...how }) => {
      const recorder = new Recorder(context, house)
      const session = await standingSession(context.tx, sessionId, 'ride')
      const series = how.scope === 'this' ? null : ofTemplate(session)
      const cancelled = { ...session, cancelReason: how.reason, cancelNote: how.note ?? null }
      if (!series) await recorder.session(session, cancelled)
      const count = series ? (await cancelSeries(context, recorder, series, how)).length : 1
      return { cancelled: count, changeId: await recorder.save('cancel') }
    },
    'hippotherapy.restore': async (context, { sessionId, override }) => {
      const session = await cancelledSession(context.tx, sessionId, 'ride')
      const { warnings, overrideReason } = await allow(context, kind, session, override)
      const recorder = new Recorder(context, house)
      await recorder.session(session, {
        ...session,
        cancelReason: null,
        cancelNote: null,
        overrideReason: overrideReason ?? session.overrideReason,
      })
      return { sessionId, warnings, changeId: await recorder.save('restore') }
    },

    'hippotherapy.copy': async (context, input) => {
      const recorder = new Recorder(context, house)
      const outcomes = await copy(context, recorder, input)
      const made = outcomes.some((one) => one.outcome === 'made')
      return { outcomes, changeId: made ? await recorder.save('copy') : null }
    },
    'hippotherapy.tryCopy': async (context, input) => ({
      outcomes: await copy(context, new Recorder(context, house), input),
    }),

    'hippotherapy.templates': async ({ db }, { on }) => ({
      templates: await readTemplates(db, on),
    }),
    'hippotherapy.planSeries': async (context, input) => {
      const { outcomes } = await makeSeries(context, house, new Recorder(context, house), input)
      return { outcomes }
    },
    'hippotherapy.commitSeries': async (context, input) => {
      const recorder = new Recorder(context, house)
      const made = await makeSeries(context, house, recorder, input)
      return { ...made, changeId: await recorder.save('series') }
    },
    'hippotherapy.endSeries': async (context, { templateId, lastDay }) => {
      const recorder = new Recorder(context, house)
      const template = await findTemplate(context.tx, templateId)
      if (template?.kind !== 'ride') throw new DomainError('not_found', { what: 'template' })
      const cancelled = await endSeries(context, recorder, templateId, lastDay)
      return { cancelled, changeId: await recorder.save('end_series') }
    },
  } satisfies HandlersOf<typeof hippotherapy>
}
