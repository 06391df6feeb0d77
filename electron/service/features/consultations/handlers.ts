import type { consultations } from '#contract/consultations.ts'
import type { InputOf } from '#contract/envelope.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays, isWithinCalendar, laterOf } from '../../kernel/time.ts'
import type { House } from '../../schedule/facts.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { Recorder } from '../../schedule/recorder.ts'
import { changedBy, newSession, type Session, type SessionChanges } from '../../schedule/session.ts'
import { checkConsultation, consultationKind } from './kind.ts'
import { freeSlots } from './slots.ts'
import { readConsultations, readNote, writeNote } from './store.ts'

type Booking = InputOf<(typeof consultations)['consultations.book']>

const sessionOf = (
  id: SessionId,
  { personId, psychologistId, placeId, date, start, minutes }: Booking,
): Session =>
  newSession({
    id,
    kind: 'consultation',
    ...{ date, start, minutes, placeId },
    ledById: psychologistId,
    groupId: null,
    people: [{ personId, part: 'client' }],
  })

/** What a move says, without what it leaves alone. */
function changesOf({ start, minutes, psychologistId, placeId }: Partial<Booking>): SessionChanges {
  return {
    ...(start !== undefined && { start }),
    ...(minutes !== undefined && { minutes }),
    ...(psychologistId !== undefined && { ledById: psychologistId }),
    ...(placeId !== undefined && { placeId }),
  }
}

/** Books the first hour that is free within four weeks from a day on. Answers null when there is none. */
export async function bookFirstFree(
  context: CommandContext,
  house: House,
  personId: PersonId,
  from: LocalDate,
): Promise<SessionId | null> {
  const { consultationMinutes } = await house.readSettings(context.tx)
  const [slot] = await freeSlots(context.tx, house, {
    personId,
    from,
    until: addDays(from, 27),
    minutes: consultationMinutes,
  })
  if (!slot) return null
  const session = sessionOf(context.newId<SessionId>(), { personId, ...slot })
  const recorder = new Recorder(context, house)
  await recorder.session(null, session)
  await recorder.save('book')
  return session.id
}

/** Handlers that look at opening hours, closed days and the usual length through `house`. */
export function consultationHandlers(house: House) {
  const kind = consultationKind(house)
  return {
    'consultations.freeSlots': async ({ db, clock }, input) => {
      const from = laterOf(input.from ?? clock.today(), clock.today())
      if (!isWithinCalendar(from, input.days)) {
        throw new DomainError('bad_request', { problems: [{ path: 'from', problem: 'date' }] })
      }
      const { consultationMinutes } = await house.readSettings(db)
      const slots = await freeSlots(db, house, {
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
    'consultations.list': async ({ db }, asked) => ({
      consultations: await readConsultations(db, asked),
    }),
    'consultations.check': ({ db }, { sessionId, ...booking }) =>
      checkConsultation(db, house, sessionOf(sessionId ?? ('' as SessionId), booking)),
    'consultations.book': async (context, booking) => {
      const session = sessionOf(context.newId<SessionId>(), booking)
      const { warnings } = await allow(context, kind, session)
      const recorder = new Recorder(context, house)
      await recorder.session(null, session)
      return { sessionId: session.id, warnings, changeId: await recorder.save('book') }
    },
    'consultations.move': async (context, { sessionId, date, ...changes }) => {
      const session = await standingSession(context.tx, sessionId, 'consultation')
      const after = { ...changedBy(session, changesOf(changes)), date: date ?? session.date }
      const { warnings } = await allow(context, kind, after)
      const recorder = new Recorder(context, house)
      await recorder.session(session, after)
      return { sessionId, warnings, changeId: await recorder.save('move') }
    },
    'consultations.cancel': async (context, { sessionId, reason, note }) => {
      const session = await standingSession(context.tx, sessionId, 'consultation')
      const recorder = new Recorder(context, house)
      await recorder.session(session, {
        ...session,
        cancelReason: reason,
        cancelNote: note ?? null,
      })
      return { changeId: await recorder.save('cancel') }
    },
    'consultations.restore': async (context, { sessionId }) => {
      const session = await cancelledSession(context.tx, sessionId, 'consultation')
      await allow(context, kind, session)
      const recorder = new Recorder(context, house)
      await recorder.session(session, { ...session, cancelReason: null, cancelNote: null })
      return { sessionId, changeId: await recorder.save('restore') }
    },
    'consultations.note': async ({ db, actor }, { sessionId }) => ({
      note: await readNote(db, sessionId, actor),
    }),
    'consultations.writeNote': async ({ tx, actor, changed }, { sessionId, note }) => {
      await writeNote(tx, sessionId, actor, note)
      changed('sessions')
      return { note }
    },
  } satisfies HandlersOf<typeof consultations>
}
