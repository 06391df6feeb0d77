/** Appointments under the schedule: how they are judged, and free hours near one that was refused. */
import type { Alternative } from '#contract/schedule.ts'
import { addDays, isWithinCalendar } from '#contract/time.ts'
import type { Lookup } from '../../context.ts'
import { assumeBusy, gatherFacts } from '../../schedule/facts.ts'
import { daysAhead, distance, offered, type Where } from '../../schedule/free.ts'
import { type SessionDefinition, usesOf } from '../../schedule/kind.ts'
import { commonFindings } from '../../schedule/rules.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { freeSlots } from './slots.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    consultation: { rosterId: null; title: null; own: null }
  }
}

/** The nearest hours at which the client, the psychologist and a cabinet are free. */
async function offersNear(
  look: Lookup,
  session: SessionOf<'consultation'>,
  { settling = false }: Pick<Where, 'settling'> = {},
): Promise<Alternative[]> {
  const personId = session.people[0]?.personId
  const within = rangeOf(session).until < 1440 && isWithinCalendar(session.date, daysAhead)
  if (!within || personId === undefined) return []
  const slots = await freeSlots(look, {
    personId,
    psychologistId: session.ledById ?? undefined,
    from: session.date,
    until: addDays(session.date, daysAhead),
    minutes: session.minutes,
    except: session.id,
  })
  return slots
    .filter(({ date, start }) => !settling || date !== session.date || start !== session.start)
    .map(({ date, start, placeId }) => ({ date, start, placeId }))
    .sort((one, other) => distance(session, one) - distance(session, other))
    .slice(0, offered)
}

const usesOfConsultation = (session: SessionOf<'consultation'>) =>
  usesOf({ leader: 'psychologist' }, session)

export const consultationKind: SessionDefinition<SessionOf<'consultation'>, Alternative> = {
  kind: 'consultation',
  right: 'advising',
  leader: 'psychologist',
  alwaysLed: true,
  places: ['cabinet', 'studio'],
  async judge(look, sessions, how) {
    const asked = sessions.map((session) => ({ ...session, uses: usesOfConsultation(session) }))
    const facts = await gatherFacts(look, asked, how)
    const { places } = consultationKind
    return {
      findings: (session) =>
        commonFindings(session, usesOfConsultation(session), facts, { places, ofKind: [] }),
      offers: (session, wish) => offersNear(look, session, wish),
      assume: (session) => assumeBusy(facts.busy, session, usesOfConsultation(session)),
    }
  },
}
