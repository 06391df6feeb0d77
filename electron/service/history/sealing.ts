/**
 * [Note: Sealed] Each command seals what was written down: the seal is the SHA-256 of the seal before, and of all steps and
 * events since. So one that was altered, taken out or put in afterwards does
 * not fit its seal any more, nor does any seal after it, and whoever would hide that has to make all of them anew. The
 * database itself lets nobody alter what is sealed (triggers of the migration): that stops a mistake, the seals show
 * intent. What they cannot show is an older state of the whole file: copies can.
 *
 * Nothing that the program has written stands unsealed. So what a command finds there has come in behind its back: of
 * rows that another program has changed, whose steps are `outside` ones by nobody, it is sealed as it is; any other
 * pretends that somebody did something, and gets a seal that does not fit it, so that it shows for good.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { SealsChecked } from '#contract/trail.ts'
import type { ChangeId, PersonId } from '#contract/values.ts'
import type { Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'

/** So many seals are looked at in one call: some tenths of a second. */
const atOnce = 2000

/** Until where something is sealed. */
interface Reach {
  last_step: number
  last_event: number
}
const nowhere = { last_step: Number.MIN_SAFE_INTEGER, last_event: Number.MIN_SAFE_INTEGER }
const beginning = { number: 0, last_step: 0, last_event: 0, hash: '0'.repeat(64) }
const nothing = { steps: [], events: [] }
/** No change has an id before and after these. */
const [beforeAll, afterAll] = ['' as ChangeId, '~' as ChangeId]
const everything = { last_step: Number.MAX_SAFE_INTEGER, last_event: Number.MAX_SAFE_INTEGER }

/** Steps and events after one reach, until another, each with its number and the words that are sealed. */
async function written(db: Reader, after: Reach, until: Reach) {
  const steps = await db
    .selectFrom('change_step as step')
    .innerJoin('change', 'change.id', 'step.change_id')
    .select(['step.step', 'step.change_id', 'step.table_name', 'step.row_key', 'step.before'])
    .select(['step.after', 'change.at', 'change.by_id', 'change.kind', 'change.of_id'])
    .select('change.rights')
    .where('step.step', '>', after.last_step)
    .where('step.step', '<=', until.last_step)
    .orderBy('step.step')
    .execute()
  const events = await db
    .selectFrom('event')
    .select(['number', 'at', 'by_id', 'kind', 'of_id', 'what'])
    .where('number', '>', after.last_event)
    .where('number', '<=', until.last_event)
    .orderBy('number')
    .execute()
  return { steps, events }
}
type Written = Awaited<ReturnType<typeof written>>
type Broken = NonNullable<SealsChecked['broken']>

/** The seal of what was written on top of the one before. */
function sealOf(before: string, { steps, events }: Written): string {
  const hash = createHash('sha256').update(before)
  for (const step of steps) {
    hash.update(
      JSON.stringify([
        ...[step.step, step.change_id, step.at, step.by_id, step.kind, step.of_id, step.rights],
        ...[step.table_name, step.row_key, step.before, step.after],
      ]),
    )
  }
  for (const { number, at, by_id, kind, of_id, what } of events) {
    hash.update(JSON.stringify([number, at, by_id, kind, of_id, what]))
  }
  return hash.digest('hex')
}

type Seal = Reach & { hash: string }

const lastSeal = async (db: Reader): Promise<Seal> =>
  (await db.selectFrom('seal').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst()) ??
  beginning

/** Seals what was written down since a seal, and answers the last seal then. `fitting` is false where it must not fit. */
async function sealSince(
  tx: Writer,
  before: Seal,
  { fitting = true, peopleAmong }: { fitting?: boolean; peopleAmong: PeopleAmong },
): Promise<Seal> {
  const since = await written(tx, before, everything)
  if (since.steps.length + since.events.length === 0) return before
  const seal = {
    last_step: since.steps.at(-1)?.step ?? before.last_step,
    last_event: since.events.at(-1)?.number ?? before.last_event,
    hash: sealOf(before.hash, fitting ? since : nothing),
  }
  await tx.insertInto('seal').values(seal).execute()
  await noteAbout(tx, since.steps, peopleAmong)
  return seal
}

const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Which of some ids are those of people in the files. */
export type PeopleAmong = (db: Reader, ids: readonly string[]) => Promise<ReadonlySet<string>>

/** Writes down whom some steps are about: those whom they name. */
async function noteAbout(tx: Writer, steps: Written['steps'], among: PeopleAmong): Promise<void> {
  const named = new Map<ChangeId, Set<string>>()
  for (const { change_id, row_key, before, after } of steps) {
    const ids = named.get(change_id) ?? new Set()
    named.set(change_id, ids)
    for (const [id] of `${row_key} ${before} ${after}`.matchAll(anId)) ids.add(id)
  }
  const people = await among(tx, [...new Set([...named.values()].flatMap((one) => [...one]))])
  const rows = [...named].flatMap(([change_id, ids]) =>
    [...ids].filter((id) => people.has(id)).map((id) => ({ change_id, person_id: id as PersonId })),
  )
  for (let from = 0; from < rows.length; from += atOnce) {
    await tx
      .insertInto('change_person')
      .values(rows.slice(from, from + atOnce))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Writes what is to be written in a transaction, and seals it: see [Note: Sealed]. */
export async function sealed<Value>(
  tx: Writer,
  peopleAmong: PeopleAmong,
  write: () => Promise<Value>,
): Promise<Value> {
  const last = await lastSeal(tx)
  const fitting = (await pretended(tx, last, everything)) === null
  const begun = await sealSince(tx, last, { fitting, peopleAmong })
  const value = await write()
  await sealSince(tx, begun, { peopleAmong })
  return value
}

/** The first after one reach, until another, that says that it was done in the program. */
async function pretended(db: Reader, after: Reach, until: Reach): Promise<Broken | null> {
  const step = await db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change.id as changeId', 'change.at'])
    .where('step', '>', after.last_step)
    .where('step', '<=', until.last_step)
    .where((where) => where.or([where('kind', '!=', 'outside'), where('by_id', 'is not', null)]))
    .orderBy('step')
    .limit(1)
    .executeTakeFirst()
  if (step) return step
  const event = await db
    .selectFrom('event')
    .select('at')
    .where('number', '>', after.last_event)
    .where('number', '<=', until.last_event)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return event ?? null
}

/**
 * The first of the changes after one, until another, that no seal vouches for: of nothing at all, or said to be taken back,
 * or not to be, by none of those that turned it.
 */
async function unfounded(db: Reader, after: ChangeId, until: ChangeId): Promise<Broken | null> {
  const turns = sql`(
    SELECT coalesce(sum(iif(turn.kind = 'changes.undo', 1, -1)), 0)
    FROM change AS turn WHERE turn.of_id = change.id
  )`
  const isOwnUndo = sql`EXISTS (
    SELECT 1 FROM change AS turn
    WHERE turn.id = change.undone_by_id AND turn.of_id = change.id AND turn.kind = 'changes.undo'
  )`
  const change = await db
    .selectFrom('change')
    .select(['id as changeId', 'at'])
    .where('id', '>', after)
    .where('id', '<=', until)
    .where(({ or, and, not, exists, eb, selectFrom }) =>
      or([
        and([
          eb('of_id', 'is', null),
          not(
            exists(
              selectFrom('change_step').select('step').whereRef('change_id', '=', 'change.id'),
            ),
          ),
        ]),
        eb(turns, '!=', sql`(change.undone_by_id IS NOT NULL)`),
        and([eb('undone_by_id', 'is not', null), not(isOwnUndo as never)]),
      ]),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return change ?? null
}

/** The change of a step. */
async function changeOf(db: Reader, step: number): Promise<ChangeId> {
  const row = await db
    .selectFrom('change_step')
    .select('change_id')
    .where('step', '=', step)
    .executeTakeFirst()
  return row?.change_id ?? beforeAll
}

/** Takes from the front of a list what comes until some number. */
function takeUntil<One>(
  list: readonly One[],
  from: number,
  numberOf: (one: One) => number,
  until: number,
) {
  let to = from
  for (let one = list[to]; one !== undefined && numberOf(one) <= until; one = list[to]) to++
  return { its: list.slice(from, to), to }
}

/** Holds some thousand seals after one against what they seal: see `trail.check` of the contract. */
export async function checkSeals(db: Reader, after: number): Promise<SealsChecked> {
  const seals = await db
    .selectFrom('seal')
    .selectAll()
    .where('number', '>=', after)
    .orderBy('number')
    .limit(atOnce)
    .execute()
  const begin = after === 0 ? beginning : seals.shift()
  if (begin?.number !== after) throw new DomainError('not_found', { what: 'seal' })
  const { steps, events } = await written(db, begin, seals.at(-1) ?? begin)
  const checked = steps.length + events.length
  let [before, step, event] = [begin.hash, 0, 0]
  for (const one of seals) {
    const its = {
      steps: takeUntil(steps, step, (of) => of.step, one.last_step),
      events: takeUntil(events, event, (of) => of.number, one.last_event),
    }
    const sealed = { steps: its.steps.its, events: its.events.its }
    if (sealOf(before, sealed) !== one.hash) {
      const [changed, [happened]] = [sealed.steps[0], sealed.events]
      const broken = changed
        ? { changeId: changed.change_id, at: changed.at }
        : happened
          ? { at: happened.at }
          : {}
      return { checked, broken, next: null }
    }
    ;[before, step, event] = [one.hash, its.steps.to, its.events.to]
  }
  const end = seals.at(-1) ?? begin
  const isAll = seals.length < atOnce - 1
  const [since, until] = [
    after === 0 ? beforeAll : await changeOf(db, begin.last_step),
    isAll ? afterAll : await changeOf(db, end.last_step),
  ]
  const broken =
    (await unfounded(db, since, until)) ??
    (isAll ? await pretended(db, end, everything) : null) ??
    (after === 0 ? await pretended(db, nowhere, beginning) : null)
  return { checked, broken, next: isAll || broken ? null : end.number }
}
