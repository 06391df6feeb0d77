/** Appointments under the schedule: how they are judged, and free hours near one that was refused. */
import type { Alternative } from '#contract/schedule.ts'
import type { ResourceId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { addDays, isWithinCalendar } from '../../kernel/time.ts'
import { clientNames, memberFacts, nameOfPlace, takenOf } from '../../schedule/facts.ts'
import { daysAhead, distance, offered } from '../../schedule/free.ts'
import type { Checked, Kind } from '../../schedule/kind.ts'
import { rangeOf, type Session, takersOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { personNames } from '../../schedule/told.ts'
import { type ConsultationFacts, findingsOf } from './rules.ts'
import { freeSlots } from './slots.ts'

const clientOf = ({ people }: Pick<Session, 'people'>) => people.map((one) => one.personId)

async function gatherFacts({ db, settings }: Lookup, session: Session): Promise<ConsultationFacts> {
  const { date, placeId, ledById } = session
  const resources: ResourceId[] = takersOf(session).map((one) => one.id)
  return {
    settings: await settings.read(),
    closedDays: new Map((await settings.closedDays(date, date)).map((one) => [one.date, one.name])),
    clients: await clientNames(db, clientOf(session)),
    members: await memberFacts(db, ledById === null ? [] : [ledById]),
    places: new Map([[placeId, await nameOfPlace(db, placeId)]]),
    taken: await takenOf(db, resources, session, { except: session.id }),
  }
}

/** Refuses `not_found {what}` for an id that is nobody's. */
export async function checkConsultation(
  look: Lookup,
  session: Session,
): Promise<Checked<Alternative>> {
  const findings = findingsOf(session, await gatherFacts(look, session))
  const [personId] = clientOf(session)
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

/** Consultations under the schedule. */
export const consultationKind: Kind<Alternative> = {
  check: checkConsultation,
  title: (db, session) => personNames(db, clientOf(session)),
}
