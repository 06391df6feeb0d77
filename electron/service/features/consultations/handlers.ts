import type { consultations } from '#contract/consultations.ts'
import type { InputOf } from '#contract/envelope.ts'
import type { SessionId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays, isWithinCalendar, laterOf } from '../../kernel/time.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { changedBy, newSession, type Session, type SessionChanges } from '../../schedule/session.ts'
import { writeSession } from '../../schedule/writing.ts'
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

export const consultationHandlers = {
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
  'consultations.list': async ({ db }, asked) => ({
    consultations: await readConsultations(db, asked),
  }),
  'consultations.check': (context, { sessionId, ...booking }) =>
    checkConsultation(context, sessionOf(sessionId ?? ('' as SessionId), booking)),
  'consultations.book': async (context, booking) => {
    const session = sessionOf(context.newId<SessionId>(), booking)
    const { warnings } = await allow(context, consultationKind, session)
    await writeSession(context, null, session)
    return { sessionId: session.id, warnings }
  },
  'consultations.move': async (context, { sessionId, date, ...changes }) => {
    const session = await standingSession(context.tx, sessionId, 'consultation')
    const after = { ...changedBy(session, changesOf(changes)), date: date ?? session.date }
    const { warnings } = await allow(context, consultationKind, after)
    await writeSession(context, session, after)
    return { sessionId, warnings }
  },
  'consultations.cancel': async (context, { sessionId, reason, note }) => {
    const session = await standingSession(context.tx, sessionId, 'consultation')
    await writeSession(context, session, {
      ...session,
      cancelReason: reason,
      cancelNote: note ?? null,
    })
  },
  'consultations.restore': async (context, { sessionId }) => {
    const session = await cancelledSession(context.tx, sessionId, 'consultation')
    await allow(context, consultationKind, session)
    await writeSession(context, session, { ...session, cancelReason: null, cancelNote: null })
    return { sessionId }
  },
  'consultations.note': async ({ db, actor }, { sessionId }) => ({
    note: await readNote(db, sessionId, actor),
  }),
  'consultations.writeNote': async ({ tx, actor, untrackedChanged }, { sessionId, note }) => {
    await writeNote(tx, sessionId, actor, note)
    // The note stays out of the history: it is nobody's but the psychologist's.
    untrackedChanged('sessions')
    return { note }
  },
} satisfies HandlersOf<typeof consultations>
