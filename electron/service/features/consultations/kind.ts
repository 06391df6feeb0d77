/** Appointments under the schedule: how they are judged, and free hours near one that was refused. */
import type { Alternative } from '#contract/schedule.ts'
import { addDays, isWithinCalendar } from '#contract/time.ts'
import type { Lookup } from '../../context.ts'
import { factsOf } from '../../schedule/facts.ts'
import { daysAhead, distance, offered } from '../../schedule/free.ts'
import type { Checked, SessionDefinition } from '../../schedule/kind.ts'
import { commonFindings } from '../../schedule/rules.ts'
import { rangeOf, type SessionOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { freeSlots } from './slots.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    consultation: { rosterId: null; title: null; own: null }
  }
}

async function check(
  look: Lookup,
  session: SessionOf<'consultation'>,
): Promise<Checked<Alternative>> {
  const facts = await factsOf(look, consultationKind, session)
  const findings = commonFindings(session, facts.uses, facts, (id) => facts.names.get(id) ?? '', [])
  const personId = session.people[0]?.personId
  const refused = findings.some(isBlock) && rangeOf(session).until < 1440
  if (!refused || personId === undefined || !isWithinCalendar(session.date, daysAhead)) {
    return { findings, alternatives: [] }
  }
  const slots = await freeSlots(look, {
    personId,
    psychologistId: session.ledById ?? undefined,
    from: session.date,
    until: addDays(session.date, daysAhead),
    minutes: session.minutes,
    except: session.id,
  })
  return {
    findings,
    alternatives: slots
      .map(({ date, start, placeId }) => ({ date, start, placeId }))
      .sort((one, other) => distance(session, one) - distance(session, other))
      .slice(0, offered),
  }
}

export const consultationKind: SessionDefinition<SessionOf<'consultation'>, Alternative> = {
  kind: 'consultation',
  leader: 'psychologist',
  check,
}
