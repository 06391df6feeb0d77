import type { Outcome, Ride, SeriesInput, TemplateFields } from '#contract/hippotherapy.ts'
import type { LocalDate, SessionId, TemplateId } from '#contract/values.ts'
import type { WriteContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { daysBetween, daysFrom, earlierOf, laterOf, weekdayOf } from '../../kernel/time.ts'
import { checkRide, newSession } from './booking.ts'
import type { Recorder } from './changes.ts'
import { gatherFacts, type House } from './facts.ts'
import { isBlock } from './situation.ts'
import { findTemplate, type Session, type StoredTemplate, sessionsOfTemplate } from './store.ts'

/** The longest stretch for which sessions are made at once, days. */
const longestSeries = 400

const castOf = ({ clientId, horseId, placeId, ...rest }: TemplateFields) => ({
  clientId,
  horseId,
  placeId,
  instructorId: rest.instructorId,
  therapistId: rest.therapistId,
  leaderId: rest.leaderId,
  sidewalkerIds: rest.sidewalkerIds,
  riderBehindKg: rest.riderBehindKg,
})

/** Whether the house is shut that day: a closed day, or a weekday without opening hours. */
async function closedOn(db: Reader, house: House) {
  const { openingHours } = await house.readSettings(db)
  const open = new Set(openingHours.map((one) => one.day))
  return async (date: LocalDate) =>
    !open.has(weekdayOf(date)) || (await house.closedDaysBetween(db, date, date)).length > 0
}

export async function nameOfClient(db: Reader, ride: Pick<Ride, 'clientId'>): Promise<string> {
  const row = await db
    .selectFrom('person')
    .select(['family_name', 'given_name'])
    .where('id', '=', ride.clientId)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'client' })
  return surnameFirst(row)
}

export const outcomeOf = (
  ride: Pick<Ride, 'date' | 'start'>,
  clientName: string,
  outcome: Outcome['outcome'],
  more: Partial<Pick<Outcome, 'sessionId' | 'findings' | 'alternatives'>> = {},
): Outcome => ({
  sessionId: more.sessionId ?? null,
  date: ride.date,
  start: ride.start,
  clientName,
  outcome,
  findings: more.findings ?? [],
  alternatives: more.alternatives ?? [],
})

/** Makes one session if the rules let it: what a series and a copied day have in common. */
export async function tryToMake(
  { tx, newId }: WriteContext,
  house: House,
  recorder: Recorder,
  ride: Ride,
  clientName: string,
  from: Pick<Session, 'templateId' | 'templateDate' | 'byHand'>,
): Promise<Outcome> {
  const { findings, alternatives } = await checkRide(tx, house, ride)
  if (findings.some(isBlock))
    return outcomeOf(ride, clientName, 'clash', { findings, alternatives })
  const session = { ...newSession(newId<SessionId>(), ride, null), ...from }
  await recorder.session(null, session)
  return outcomeOf(ride, clientName, 'made', { sessionId: session.id, findings })
}

/**
 * Writes a template and makes its sessions, each checked with those before it in place. Days that
 * clash or are closed are left out, unless `decisions` say otherwise; what is there already stays,
 * and so does the stretch of a template that is there. Refuses `bad_request` for a stretch that ends
 * before it begins or is longer than 400 days, and for a template of another client.
 */
export async function makeSeries(
  context: WriteContext,
  house: House,
  recorder: Recorder,
  { templateId, decisions, ...fields }: SeriesInput,
): Promise<{ templateId: TemplateId; outcomes: Outcome[] }> {
  const { tx, newId } = context
  const length = daysBetween(fields.validFrom, fields.validUntil) + 1
  if (length < 1 || length > longestSeries) {
    throw new DomainError('bad_request', { problems: [{ path: 'validUntil', problem: 'date' }] })
  }
  const before = templateId ? await findTemplate(tx, templateId) : null
  if (before === undefined) throw new DomainError('not_found', { what: 'template' })
  if (before && before.clientId !== fields.clientId) {
    throw new DomainError('bad_request', { problems: [{ path: 'clientId', problem: 'id' }] })
  }
  const clientName = await nameOfClient(tx, fields)
  // A wrong id refuses the whole, before anything is written.
  await gatherFacts(tx, house, { ...castOf(fields), ...fields, date: fields.validFrom })
  const template: StoredTemplate = { id: before?.id ?? newId<TemplateId>(), ...fields }
  if (before) {
    template.validFrom = earlierOf(before.validFrom, template.validFrom)
    template.validUntil = laterOf(before.validUntil, template.validUntil)
  }
  await recorder.template(before, template)

  const there = new Map(
    (await sessionsOfTemplate(tx, template.id)).map((one) => [one.session.templateDate, one]),
  )
  const isClosed = await closedOn(tx, house)
  const outcomes: Outcome[] = []
  for (const date of daysFrom(fields.validFrom, fields.validUntil)) {
    if (!fields.days.includes(weekdayOf(date))) continue
    const ride: Ride = { ...castOf(fields), date, start: fields.start, minutes: fields.minutes }
    const decision = decisions.find((one) => one.date === date)
    const existing = there.get(date)
    if (existing) {
      const kept = existing.session.byHand || existing.marked
      const sessionId = existing.session.id
      outcomes.push(
        outcomeOf(existing.session, clientName, kept ? 'kept' : 'exists', { sessionId }),
      )
    } else if (decision?.action === 'skip') {
      outcomes.push(outcomeOf(ride, clientName, 'skipped'))
    } else if (!decision && (await isClosed(date))) {
      outcomes.push(outcomeOf(ride, clientName, 'closed'))
    } else {
      const to = decision?.action === 'move' ? decision.to : undefined
      outcomes.push(
        await tryToMake(context, house, recorder, { ...ride, ...to }, clientName, {
          templateId: template.id,
          templateDate: date,
          byHand: !!to,
        }),
      )
    }
  }
  return { templateId: template.id, outcomes }
}
