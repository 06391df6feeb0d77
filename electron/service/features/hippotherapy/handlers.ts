import type { CopyInput, hippotherapy, MoveInput, Outcome } from '#contract/hippotherapy.ts'
import type { SessionId } from '#contract/values.ts'
import type { HandlersOf, WriteContext } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, daysBetween, isWithinCalendar } from '../../kernel/time.ts'
import { allowRide, changeableSession, checkRide, newSession } from './booking.ts'
import { Recorder, turnChange } from './changes.ts'
import { readDay, readSession, readTemplates, readWeek, usualCast } from './day.ts'
import type { House } from './facts.ts'
import { makeSeries, tryToMake } from './series.ts'
import { cancelSeries, endSeries, moveSeries } from './series-changes.ts'
import { findSession, type Session, sessionsBetween } from './store.ts'

const ofTemplate = (session: Session) =>
  session.templateId === null ? null : { ...session, templateId: session.templateId }

/** Handlers that look at opening hours, closed days and limits through `house`. */
export function hippotherapyHandlers(house: House) {
  async function move(context: WriteContext, recorder: Recorder, input: MoveInput) {
    const session = await changeableSession(context.tx, input.sessionId)
    if (session.cancelReason !== null) throw new DomainError('session_cancelled')
    const series = input.scope === 'this' ? null : ofTemplate(session)
    if (series) {
      const outcomes = await moveSeries(context, house, recorder, series, input)
      return { outcomes, warnings: outcomes.flatMap((one) => one.findings) }
    }
    const { sessionId, scope, leaveClashes, override, ...asked } = input
    const given = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    )
    const after: Session = { ...session, ...given, byHand: session.templateId !== null }
    const { warnings, overrideReason } = await allowRide(context, house, after, {
      override,
      except: session.id,
    })
    await recorder.session(session, {
      ...after,
      overrideReason: overrideReason ?? session.overrideReason,
    })
    return { outcomes: [], warnings }
  }

  async function copy(context: WriteContext, recorder: Recorder, { from, to, days }: CopyInput) {
    const reach = daysBetween(from, to)
    if (Math.abs(reach) < days || !isWithinCalendar(to, days - 1)) {
      throw new DomainError('bad_request', { problems: [{ path: 'to', problem: 'date' }] })
    }
    const outcomes: Outcome[] = []
    for (const session of await sessionsBetween(context.tx, from, addDays(from, days - 1))) {
      const date = addDays(session.date, reach)
      const { family_name, given_name } = await context.tx
        .selectFrom('person')
        .select(['family_name', 'given_name'])
        .where('id', '=', session.clientId)
        .executeTakeFirstOrThrow()
      const name = surnameFirst({ family_name, given_name })
      outcomes.push(
        await tryToMake(context, house, recorder, { ...session, date }, name, {
          templateId: null,
          templateDate: null,
          byHand: false,
        }),
      )
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
      const { warnings, overrideReason } = await allowRide(context, house, ride, { override })
      const recorder = new Recorder(context)
      const sessionId = context.newId<SessionId>()
      await recorder.session(null, newSession(sessionId, ride, overrideReason))
      return { sessionId, warnings, changeId: await recorder.save('book') }
    },
    'hippotherapy.move': async (context, input) => {
      const recorder = new Recorder(context)
      const moved = await move(context, recorder, input)
      return { sessionId: input.sessionId, ...moved, changeId: await recorder.save('move') }
    },
    'hippotherapy.tryMove': async (context, input) => {
      const moved = await move(context, new Recorder(context), { ...input, leaveClashes: true })
      return { outcomes: moved.outcomes }
    },
    'hippotherapy.cancel': async (context, { sessionId, ...how }) => {
      const recorder = new Recorder(context)
      const session = await changeableSession(context.tx, sessionId)
      if (session.cancelReason !== null) throw new DomainError('session_cancelled')
      const series = how.scope === 'this' ? null : ofTemplate(session)
      let cancelled = 1
      if (series) cancelled = await cancelSeries(context, recorder, series, how)
      else {
        await recorder.session(session, {
          ...session,
          cancelReason: how.reason,
          cancelNote: how.note ?? null,
        })
      }
      return { cancelled, changeId: await recorder.save('cancel') }
    },
    'hippotherapy.restore': async (context, { sessionId, override }) => {
      const found = await findSession(context.tx, sessionId)
      if (!found) throw new DomainError('not_found', { what: 'session' })
      const { session } = found
      if (session.cancelReason === null) throw new DomainError('changed_since')
      const { warnings, overrideReason } = await allowRide(context, house, session, { override })
      const recorder = new Recorder(context)
      await recorder.session(session, {
        ...session,
        cancelReason: null,
        cancelNote: null,
        overrideReason: overrideReason ?? session.overrideReason,
      })
      return { sessionId, warnings, changeId: await recorder.save('restore') }
    },

    'hippotherapy.copy': async (context, input) => {
      const recorder = new Recorder(context)
      const outcomes = await copy(context, recorder, input)
      const made = outcomes.some((one) => one.outcome === 'made')
      return { outcomes, changeId: made ? await recorder.save('copy') : null }
    },
    'hippotherapy.tryCopy': async (context, input) => ({
      outcomes: await copy(context, new Recorder(context), input),
    }),

    'hippotherapy.templates': async ({ db }, { on }) => ({
      templates: await readTemplates(db, on),
    }),
    'hippotherapy.planSeries': async (context, input) => {
      const { outcomes } = await makeSeries(context, house, new Recorder(context), input)
      return { outcomes }
    },
    'hippotherapy.commitSeries': async (context, input) => {
      const recorder = new Recorder(context)
      const made = await makeSeries(context, house, recorder, input)
      return { ...made, changeId: await recorder.save('series') }
    },
    'hippotherapy.endSeries': async (context, { templateId, lastDay }) => {
      const recorder = new Recorder(context)
      const cancelled = await endSeries(context, recorder, templateId, lastDay)
      return { cancelled, changeId: await recorder.save('end_series') }
    },
    'hippotherapy.undo': async (context, { changeId }) => {
      await turnChange(context, house, changeId, 'undo')
      return { changeId }
    },
    'hippotherapy.redo': async (context, { changeId }) => {
      await turnChange(context, house, changeId, 'redo')
      return { changeId }
    },
  } satisfies HandlersOf<typeof hippotherapy>
}
