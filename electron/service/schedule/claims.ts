/**
 * What sessions take: the one place that derives claims.
 *
 * [Note: Given free] Whoever is excused from a session takes nothing of it. When it was for them alone, its
 * horse, its team and its place are free for somebody else too, and it stays on the board with its mark. When they come
 * after all, the session takes again what nobody has taken meanwhile, and says the rest; what it misses
 * goes to it as soon as it is free. Who had it first does not follow from how things stand: what a session lacks is
 * written down (`lack`), goes back with an undo like anything else, and is in the way of no change that leaves
 * its hour as it is.
 */
import type { Selectable } from 'kysely'
import type { Finding } from '#contract/schedule.ts'
import { at, endOf, overlaps } from '#contract/time.ts'
import type { PersonId, ResourceId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { LackTable, Reader, Writer } from '../db/schema.ts'
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

/** A session as the rules look at it: whoever is excused from one that goes on without them takes nothing of it. */
export async function takingPart<Of extends Session>(
  look: Pick<Lookup, 'db' | 'kinds'>,
  session: Of,
): Promise<Of> {
  if (kindOf(look.kinds, session).roster === undefined) return session
  const excused = (await excusedFrom(look.db, [session.id])).get(session.id)
  if (!excused) return session
  return { ...session, people: session.people.filter((one) => !excused.has(one.personId)) }
}

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

/**
 * Writes anew what a session takes, but for what it lacks, which it takes where that is free by now. The file
 * refuses what somebody else has (`claim_overlap`).
 */
export async function putClaims(context: CommandContext, session: Session): Promise<void> {
  if (await putWhatItHad(context, session)) await takeWhatIsFree(context, [session])
}

/** Writes anew what a session takes, but for what it lacks. Answers whether it lacks anything. */
export async function putWhatItHad(
  { tx, kinds }: Pick<CommandContext, 'tx' | 'kinds'>,
  session: Session,
): Promise<boolean> {
  await freeClaims(tx, [session.id])
  const excused = (await excusedFrom(tx, [session.id])).get(session.id)
  const lacked = await lackedBy(tx, session.id)
  const had = takenBy({ kinds }, session, excused).filter(({ id }) => !lacked.has(id))
  const ids = had.map((one) => one.id)
  if (ids.length > 0) await tx.insertInto('claim').values(claimsOn(session, ids)).execute()
  return lacked.size > 0
}

/** What a session needs and somebody else has. */
export async function lackedBy(db: Reader, id: SessionId): Promise<Set<ResourceId>> {
  const rows = await db
    .selectFrom('lack')
    .select('resource_id')
    .where('session_id', '=', id)
    .execute()
  return new Set(rows.map((row) => row.resource_id))
}

/** What that is called. */
export async function namesLacked(
  { db, kinds, directory }: Pick<Lookup, 'db' | 'kinds' | 'directory'>,
  session: Session,
): Promise<Set<string>> {
  const lacked = await lackedBy(db, session.id)
  const names = new Set<string>()
  if (lacked.size === 0) return names
  for (const { role, id } of usesOf(kindOf(kinds, session), session)) {
    const kind = resourceKindOf[role]
    if (kind !== 'bed' && lacked.has(id)) names.add(await directory.nameOf(kind, id))
  }
  return names
}

/** Writes what a session lacks, where it is not what it lacked. */
async function writeLacks(
  tx: Writer,
  id: SessionId,
  before: ReadonlySet<ResourceId>,
  after: ReadonlySet<ResourceId>,
): Promise<void> {
  const gone = [...before].filter((one) => !after.has(one))
  const come = [...after].filter((one) => !before.has(one))
  if (gone.length > 0) {
    await tx
      .deleteFrom('lack')
      .where('session_id', '=', id)
      .where('resource_id', 'in', gone)
      .execute()
  }
  if (come.length === 0) return
  const rows = come.map((resource_id) => ({ session_id: id, resource_id }))
  await tx.insertInto('lack').values(rows).execute()
}

/** Which of some sessions have less than they need, because others have it: see [Note: Given free]. */
export async function lackingSomething(
  db: Reader,
  sessions: readonly Session[],
): Promise<Set<SessionId>> {
  if (sessions.length === 0) return new Set()
  const { from, until } = daysOf(sessions)
  const rows = await db
    .selectFrom('lack')
    .innerJoin('session', 'session.id', 'lack.session_id')
    .select('lack.session_id')
    .distinct()
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .execute()
  return new Set(rows.map((row) => row.session_id))
}

/** What sessions take and lack as it is written. */
export async function holdingsOf(db: Reader, ids: readonly SessionId[]) {
  const of = <Table extends 'claim' | 'lack'>(table: Table) =>
    db
      .selectFrom(table as 'claim')
      .selectAll()
      .where('session_id', 'in', ids)
      .execute()
  return { claims: await of('claim'), lacks: (await of('lack')) as Selectable<LackTable>[] }
}
export type Holdings = Awaited<ReturnType<typeof holdingsOf>>

/** Lets sessions take again what they took. */
export async function holdClaims(tx: Writer, claims: Holdings['claims']): Promise<void> {
  if (claims.length > 0) await tx.insertInto('claim').values(claims).execute()
}

/** Lets sessions lack again what they lacked, and nothing else. */
export async function lackAgain(
  tx: Writer,
  ids: readonly SessionId[],
  lacks: Holdings['lacks'],
): Promise<void> {
  const there = await holdingsOf(tx, ids)
  for (const id of ids) {
    const of = (rows: Holdings['lacks']) =>
      new Set(rows.flatMap((row) => (row.session_id === id ? [row.resource_id] : [])))
    await writeLacks(tx, id, of(there.lacks), of(lacks))
  }
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
  const lacking = await tx.selectFrom('lack').selectAll().where('session_id', 'in', ids).execute()
  const lacks = new Map(
    [...Map.groupBy(lacking, (row) => row.session_id)].map(([id, of]) => [
      id,
      new Set(of.map((row) => row.resource_id)),
    ]),
  )
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
    const lacked = lacks.get(session.id) ?? new Set()
    if (missing.length === 0) {
      await writeLacks(tx, session.id, lacked, new Set())
      continue
    }
    const resources = missing.map((one) => one.id)
    const busy = await busyIntervals(context, resources, session, { except: session.id })
    const isTaken = (id: ResourceId) =>
      busy.get(id)?.some((one) => one.date === session.date && overlaps(one, rangeOf(session)))
    const free = resources.filter((id) => !isTaken(id))
    if (free.length > 0) await tx.insertInto('claim').values(claimsOn(session, free)).execute()
    await writeLacks(tx, session.id, lacked, new Set(resources.filter((id) => isTaken(id))))
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
