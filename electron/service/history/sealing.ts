/**
 * [Note: Sealed] Each command seals what was written down: the seal is the SHA-256 of the seal before, and of all steps and
 * events since, what other programs wrote as well. So one that was altered, taken out or put in afterwards does
 * not fit its seal any more, nor does any seal after it, and whoever would hide that has to make all of them anew. The
 * database itself lets nobody alter what is sealed (triggers of the migration): that stops a mistake, the seals show
 * intent. What they cannot show is an older state of the whole file: copies can.
 */
import { createHash } from 'node:crypto'
import type { SealsChecked } from '#contract/trail.ts'
import type { Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'

/** So many seals are looked at in one call: some tenths of a second. */
const atOnce = 2000

/** Until where something is sealed. */
interface Reach {
  last_step: number
  last_event: number
}
const beginning = { number: 0, last_step: 0, last_event: 0, hash: '0'.repeat(64) }
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

/** Seals what was written down since the last seal. Once a transaction, as the last thing. */
export async function seal(tx: Writer): Promise<void> {
  const last = await tx
    .selectFrom('seal')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const before = last ?? beginning
  const since = await written(tx, before, everything)
  if (since.steps.length + since.events.length === 0) return
  await tx
    .insertInto('seal')
    .values({
      last_step: since.steps.at(-1)?.step ?? before.last_step,
      last_event: since.events.at(-1)?.number ?? before.last_event,
      hash: sealOf(before.hash, since),
    })
    .execute()
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
  const isAll = seals.length < atOnce - 1
  return { checked, broken: null, next: isAll ? null : (seals.at(-1)?.number ?? null) }
}
