/** Appointments under the schedule: how they are judged, and free hours near one that was refused. */
import type { Alternative } from '#contract/schedule.ts'
import type { ResourceId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { addDays, daysBetween, isWithinCalendar, minuteOf } from '../../kernel/time.ts'
import { clientNames, type House, memberFacts, nameOfPlace, takenOf } from '../../schedule/facts.ts'
import type { Checked, Kind } from '../../schedule/kind.ts'
import { rangeOf, type Session, takersOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { type ConsultationFacts, findingsOf } from './rules.ts'
import { freeSlots } from './slots.ts'

/** How many are offered, how many days after the wanted one are looked at. */
const [offered, daysAhead] = [5, 7]
/** What a day costs, in minutes of waiting. */
const priceOfDay = 600

const clientOf = ({ people }: Pick<Session, 'people'>) => people.map((one) => one.personId)

async function gatherFacts(db: Reader, house: House, session: Session): Promise<ConsultationFacts> {
  const { date, placeId, ledById } = session
  const resources: ResourceId[] = takersOf(session).map((one) => one.id)
  return {
    settings: await house.readSettings(db),
    closedDays: new Map(
      (await house.closedDaysBetween(db, date, date)).map((one) => [one.date, one.name]),
    ),
    clients: await clientNames(db, clientOf(session)),
    members: await memberFacts(db, ledById === null ? [] : [ledById]),
    places: new Map([[placeId, await nameOfPlace(db, placeId)]]),
    taken: await takenOf(db, resources, session, { except: session.id }),
  }
}

/** Refuses `not_found {what}` for an id that is nobody's. */
export async function checkConsultation(
  db: Reader,
  house: House,
  session: Session,
): Promise<Checked<Alternative>> {
  const findings = findingsOf(session, await gatherFacts(db, house, session))
  const [personId] = clientOf(session)
  const refused = findings.some(isBlock) && rangeOf(session).until < 1440
  if (!refused || personId === undefined || !isWithinCalendar(session.date, daysAhead)) {
    return { findings, alternatives: [] }
  }
  const slots = await freeSlots(db, house, {
    personId,
    psychologistId: session.ledById ?? undefined,
    from: session.date,
    until: addDays(session.date, daysAhead),
    minutes: session.minutes,
    except: session.id,
  })
  const wanted = minuteOf(session.start)
  const cost = ({ date, start }: Alternative) =>
    Math.abs(minuteOf(start) - wanted) + daysBetween(session.date, date) * priceOfDay
  return {
    findings,
    alternatives: slots
      .map(({ date, start, placeId }) => ({ date, start, placeId }))
      .sort((one, other) => cost(one) - cost(other))
      .slice(0, offered),
  }
}

/** Consultations under the schedule. */
export const consultationKind = (house: House): Kind<Alternative> => ({
  check: (db, session) => checkConsultation(db, house, session),
  title: async (db, session) => [...(await clientNames(db, clientOf(session))).values()].join(', '),
})
