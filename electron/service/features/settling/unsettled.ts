/** Sessions to be settled, as the list of them shows each. */
import type { UnsettledSession } from '#contract/settling.ts'
import { daysBetween, earlierOf, laterOf } from '#contract/time.ts'
import type { LocalDate, MemberId, PersonId, SessionId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { titlesOf } from '../../schedule/facts.ts'
import { proposalsFor } from '../../schedule/proposals.ts'
import { usesOfSession } from '../../schedule/replacing.ts'
import type { Session } from '../../schedule/session.ts'
import { sessionForm } from '../../schedule/settling.ts'
import { type Unsettled, unsettledSessions } from '../../schedule/unsettled.ts'

/** The longest stretch that is looked at at once, days. */
const longest = 400

/** The families of some people, and what each is called; lent by the call list. */
export type FamiliesOf = (
  db: Reader,
  ids: readonly PersonId[],
) => Promise<ReadonlyMap<PersonId, { key: string; name: string }>>

export interface Asked {
  from: LocalDate
  until: LocalDate
  sessionIds?: readonly SessionId[] | undefined
}

/** In order of time, with what could be done. Refuses `bad_request` for a stretch that ends before it begins or is longer than 400 days. */
export async function readUnsettled(
  context: ReadContext,
  familiesOf: FamiliesOf,
  { from, until, sessionIds }: Asked,
): Promise<UnsettledSession[]> {
  const length = daysBetween(from, until) + 1
  if (length < 1 || length > longest) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const now = context.clock.now()
  const all = await unsettledSessions(context, { ...(await daysAsked()), now })
  const wanted = sessionIds && new Set(sessionIds)
  const unsettled = wanted ? all.filter(({ session }) => wanted.has(session.id)) : all
  return linesOf(context, familiesOf, unsettled)

  async function daysAsked() {
    if (!sessionIds) return { from, until }
    const rows = await context.db
      .selectFrom('session')
      .select('date')
      .where('id', 'in', sessionIds)
      .execute()
    const dates = rows.map((row) => row.date)
    return { from: [from, ...dates].reduce(earlierOf), until: [until, ...dates].reduce(laterOf) }
  }
}

async function linesOf(
  context: ReadContext,
  familiesOf: FamiliesOf,
  unsettled: readonly Unsettled[],
): Promise<UnsettledSession[]> {
  if (unsettled.length === 0) return []
  const sessions = unsettled.map((one) => one.session)
  const proposals = await proposalsFor(context, unsettled)
  const titles = await titlesOf(
    context,
    sessions.map((one) => one.id),
  )
  const members = await context.directory.members([
    ...new Set(sessions.flatMap((one) => one.ledById ?? [])),
  ])
  const places = await context.directory.places([...new Set(sessions.map((one) => one.placeId))])
  const horses = await horseNames(context, sessions)
  const clientOf = ({ people }: Session) =>
    people.find((one) => one.part === 'client')?.personId ?? null
  const families = await familiesOf(context.db, [
    ...new Set(sessions.flatMap((one) => clientOf(one) ?? [])),
  ])
  const lines = unsettled.map(({ session, findings }) => ({
    sessionId: session.id,
    kind: session.kind,
    title: titles.get(session.id) ?? '',
    date: session.date,
    start: session.start,
    minutes: session.minutes,
    placeName: places.get(session.placeId)?.name ?? '',
    ledByName: members.get(session.ledById as MemberId)?.name ?? null,
    horseName: horses.get(session) ?? null,
    personId: clientOf(session),
    family: families.get(clientOf(session) as PersonId) ?? null,
    findings,
    proposals: proposals.get(session.id) ?? [],
  }))
  return withVersions(context.db, sessionForm(context), lines, (one) => one.sessionId)
}

/** What the horses of some sessions are called. */
export async function horseNames(
  context: ReadContext,
  sessions: readonly Session[],
): Promise<Map<Session, string>> {
  const names = new Map<string, string>()
  const found = new Map<Session, string>()
  for (const session of sessions) {
    const horse = usesOfSession(context, session).find(({ role }) => role === 'horse')
    if (!horse) continue
    const name = names.get(horse.id) ?? (await context.directory.nameOf('horse', horse.id))
    names.set(horse.id, name)
    found.set(session, name)
  }
  return found
}
