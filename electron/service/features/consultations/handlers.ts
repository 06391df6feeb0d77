import type { ConsultationSeries, consultations } from '#contract/consultations.ts'
import type { InputOf } from '#contract/envelope.ts'
import { addDays, isWithinCalendar, laterOf } from '#contract/time.ts'
import type { SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { book, cancel, check, move, restore } from '../../schedule/commands.ts'
import { makeSeries } from '../../schedule/series.ts'
import { endSeries } from '../../schedule/series-changes.ts'
import { newSession, type SessionOf } from '../../schedule/session.ts'
import { consultationKind } from './kind.ts'
import { type NoteKeys, readNote, writeNote } from './notes.ts'
import { freeSlots } from './slots.ts'
import { readConsultations, readTemplates } from './store.ts'

type Booking = InputOf<(typeof consultations)['consultations.book']>

const sessionOf = (
  id: SessionId,
  { personId, psychologistId, placeId, date, start, minutes }: Booking,
): SessionOf<'consultation'> =>
  newSession({
    ...{ id, date, start, minutes, placeId },
    kind: 'consultation',
    ledById: psychologistId,
    rosterId: null,
    title: null,
    own: null,
    people: [{ personId, part: 'client' }],
  })

/** Writes a series and makes its appointments, as {@link makeSeries} says. */
const makeAppointments = (
  context: CommandContext,
  { templateId, decisions, days, interval, validFrom, validUntil, ...booking }: ConsultationSeries,
) =>
  makeSeries(context, consultationKind, {
    ...{ templateId, days, interval, decisions },
    session: sessionOf(context.newId<SessionId>(), { ...booking, date: validFrom }),
    stretch: { from: validFrom, until: validUntil },
  })

export const consultationHandlers = (keys: NoteKeys) =>
  ({
    'consultations.freeSlots': async (context, input) => {
      const { clock, settings } = context
      const from = laterOf(input.from ?? clock.today(), clock.today())
      if (!isWithinCalendar(from, input.days)) {
        throw new DomainError('bad_request', { problems: [{ path: 'from', problem: 'date' }] })
      }
      const { consultationMinutes } = await settings.read()
      const slots = await freeSlots(context, {
        personId: input.personId,
        psychologistId: input.psychologistId,
        from,
        until: addDays(from, input.days - 1),
        minutes: input.minutes ?? consultationMinutes,
        earliest: clock.now(),
        except: input.sessionId,
      })
      return { slots }
    },
    'consultations.list': async (context, asked) => ({
      consultations: await readConsultations(context, asked),
    }),
    'consultations.check': (context, { sessionId, ...booking }) =>
      check(context, consultationKind, sessionOf(sessionId ?? ('' as SessionId), booking)),
    'consultations.book': (context, { override, ...booking }) =>
      book(context, consultationKind, sessionOf(context.newId<SessionId>(), booking), { override }),
    'consultations.move': (context, input) =>
      move(context, consultationKind, input, { ledById: input.psychologistId }),
    'consultations.tryMove': (context, input) =>
      move(
        context,
        consultationKind,
        { ...input, leaveClashes: true },
        { ledById: input.psychologistId },
      ),
    'consultations.cancel': (context, input) => cancel(context, consultationKind, input),
    'consultations.tryCancel': (context, input) => cancel(context, consultationKind, input),
    'consultations.restore': (context, input) => restore(context, consultationKind, input),
    'consultations.templates': async ({ db }, asked) => ({
      templates: await readTemplates(db, asked),
    }),
    'consultations.planSeries': async (context, input) => {
      const { outcomes } = await makeAppointments(context, input)
      return { outcomes }
    },
    'consultations.commitSeries': (context, input) => makeAppointments(context, input),
    'consultations.endSeries': (context, { templateId, lastDay }) =>
      endSeries(context, 'consultation', templateId, lastDay),
    'consultations.tryEndSeries': (context, { templateId, lastDay }) =>
      endSeries(context, 'consultation', templateId, lastDay),
    'consultations.note': async (context, { sessionId }) => ({
      note: await readNote(context, sessionId, keys),
    }),
    'consultations.writeNote': async (context, input) => {
      await writeNote(context, input, keys)
      // The note stays out of the history: it is nobody's but the psychologist's.
      context.untrackedChanged('sessions')
      return { note: input.note }
    },
  }) satisfies HandlersOf<typeof consultations>
