/**
 * What sessions take: the one place that derives claims.
 *
 * [Note: Given free] Whoever is excused from a session takes nothing of it. When it was for them alone, its
 * horse, its team and its place are free for somebody else too, and it stays on the board with its mark. When they come
 * after all, the session takes again what nobody has taken meanwhile, and says the rest; what it misses
 * goes to it as soon as it is free.
 */
import type { Finding } from '#contract/schedule.ts'
import { at, endOf, overlaps } from '#contract/time.ts'
import type { PersonId, ResourceId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { Reader, Writer } from '../db/schema.ts'
import { busyIntervals, daysOf } from './facts.ts'
import { kindOf, usesOf } from './kind.ts'
import { overlapRule } from './rules.ts'
import { type ResourceUse, rangeOf, resourceKindOf, type Session } from './session.ts'
import { nobodyElse } from './situation.ts'

/** Who of the lists of some sessions has a mark that excuses them. */
export async function excusedFrom(
  db: Reader,
  ids: readonly SessionId[],
): Promise<Map<SessionId, Set<PersonId>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('attendance')
    .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(['attendance.session_id', 'attendance.person_id'])
    .where('attendance.session_id', 'in', ids)
    .where('mark_kind.excused', '=', 1)
    .execute()
  const bySession = Map.groupBy(rows, (row) => row.session_id)
  return new Map([...bySession].map(([id, of]) => [id, new Set(of.map((row) => row.person_id))]))
}

type Excused = ReadonlySet<PersonId> | undefined

/** Whether everybody for whom a session was is excused, so that it takes nothing: a class goes on without one. */
const isGivenFree = ({ kinds }: Pick<Lookup, 'kinds'>, session: Session, excused: Excused) =>
  excused !== undefined &&
  kindOf(kinds, session).roster === undefined &&
  session.people.every(({ personId }) => excused.has(personId))

/** The same of a session as it stands in the file. */
export const givenFree = async (look: Pick<Lookup, 'db' | 'kinds'>, session: Session) =>
  isGivenFree(look, session, (await excusedFrom(look.db, [session.id])).get(session.id))

/** What a session takes: see [Note: Given free]. */
function takenBy(look: Pick<Lookup, 'kinds'>, session: Session, excused: Excused): ResourceUse[] {
  if (session.cancelReason !== null || isGivenFree(look, session, excused)) return []
  const people = session.people.filter(({ personId }) => !excused?.has(personId))
  return usesOf(kindOf(look.kinds, session), { ...session, people })
}

const claimsOn = (session: Session, resources: readonly ResourceId[]) =>
  resources.map((resource_id) => ({
    resource_id,
    starts_at: at(session.date, session.start),
    ends_at: at(session.date, endOf(session.start, session.minutes)),
    session_id: session.id,
    stay_id: null,
  }))

/** Writes anew what a session takes; the file refuses what somebody else has (`claim_overlap`). */
export async function putClaims(
  { tx, kinds }: Pick<CommandContext, 'tx' | 'kinds'>,
  session: Session,
): Promise<void> {
  await freeClaims(tx, [session.id])
  const excused = (await excusedFrom(tx, [session.id])).get(session.id)
  const uses = takenBy({ kinds }, session, excused)
  if (uses.length === 0) return
  await tx
    .insertInto('claim')
    .values(
      claimsOn(
        session,
        uses.map((one) => one.id),
      ),
    )
    .execute()
}

/**
 * Which of some sessions that are for somebody alone, who is not excused, have less than they need, because
 * others have it: see [Note: Given free].
 */
export async function lackingSomething(
  { db, kinds }: Pick<Lookup, 'db' | 'kinds'>,
  sessions: readonly Session[],
): Promise<Set<SessionId>> {
  const alone = sessions.filter((session) => kindOf(kinds, session).roster === undefined)
  if (alone.length === 0) return new Set()
  const { from, until } = daysOf(alone)
  const rows = await db
    .selectFrom('session')
    .select([
      'session.id',
      ({ selectFrom }) =>
        selectFrom('claim')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('claim.session_id', '=', 'session.id')
          .as('count'),
    ])
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.roster_id', 'is', null)
    .execute()
  const counts = new Map(rows.map((row) => [row.id, row.count]))
  const needs = (session: Session) =>
    new Set(usesOf(kindOf(kinds, session), session).map((one) => one.id)).size
  const lacking = alone.filter((one) => (counts.get(one.id) ?? 0) < needs(one))
  return new Set(lacking.map((one) => one.id))
}

/** What sessions take as it is written: not always all that they need. */
export const claimsHeldBy = async (db: Reader, ids: readonly SessionId[]) =>
  db.selectFrom('claim').selectAll().where('session_id', 'in', ids).execute()

/** Lets sessions take again what they took. */
export async function holdClaims(
  tx: Writer,
  claims: Awaited<ReturnType<typeof claimsHeldBy>>,
): Promise<void> {
  if (claims.length > 0) await tx.insertInto('claim').values(claims).execute()
}

/** Sets free what sessions take. */
export async function freeClaims(tx: Writer, ids: readonly SessionId[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('claim').where('session_id', 'in', ids).execute()
}

/**
 * Brings what sessions take into line with the marks on their lists: sets free what they need no more, and
 * takes what is free. Answers what others have (`overlap` with its `date`).
 */
export async function takeWhatIsFree(
  context: CommandContext,
  sessions: readonly Session[],
): Promise<Finding[]> {
  const { tx, directory } = context
  if (sessions.length === 0) return []
  const ids = sessions.map((one) => one.id)
  const excused = await excusedFrom(tx, ids)
  const claims = await tx
    .selectFrom('claim')
    .select(['session_id', 'resource_id'])
    .where('session_id', 'in', ids)
    .execute()
  const held = Map.groupBy(claims, (row) => row.session_id)
  const findings: Finding[] = []
  for (const session of sessions) {
    const wanted = takenBy(context, session, excused.get(session.id))
    const holds = new Set((held.get(session.id) ?? []).map((row) => row.resource_id))
    const needless = [...holds].filter((id) => !wanted.some((one) => one.id === id))
    if (needless.length > 0) {
      await tx
        .deleteFrom('claim')
        .where('session_id', '=', session.id)
        .where('resource_id', 'in', needless)
        .execute()
    }
    const missing = wanted.filter((one) => !holds.has(one.id))
    if (missing.length === 0) continue
    const resources = missing.map((one) => one.id)
    const busy = await busyIntervals(context, resources, session, { except: session.id })
    const isTaken = (id: ResourceId) =>
      busy.get(id)?.some((one) => one.date === session.date && overlaps(one, rangeOf(session)))
    const free = resources.filter((id) => !isTaken(id))
    if (free.length > 0) await tx.insertInto('claim').values(claimsOn(session, free)).execute()
    const names = new Map<ResourceId, string>()
    for (const { role, id } of missing) {
      const kind = resourceKindOf[role]
      if (kind !== 'bed' && isTaken(id)) names.set(id, await directory.nameOf(kind, id))
    }
    const taken = missing.filter(({ id }) => names.has(id))
    findings.push(
      ...overlapRule(session, taken, { busy, names, ...nobodyElse }).map((one) => ({
        ...one,
        params: { ...one.params, date: session.date },
      })),
    )
  }
  return findings
}
