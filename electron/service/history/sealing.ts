/**
 * [Note: Sealed] Each command seals what it has recorded: the seal is the SHA-256 of the seal before, and of all that was
 * written since, what other programs wrote as well. So a change that was altered, taken out or put in afterwards does
 * not fit its seal any more, nor does any seal after it, and whoever would hide that has to make all of them anew. The
 * database itself lets nobody alter what is sealed (triggers of the migration): that stops a mistake, the seals show
 * intent. What they cannot show is an older state of the whole file: copies can.
 */
import { createHash } from 'node:crypto'
import type { SealsChecked } from '#contract/changes.ts'
import type { Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'

/** So many seals are looked at in one call: some tenths of a second. */
const atOnce = 2000

/** The seal that stands before all others. */
const first = { last_step: 0, hash: '0'.repeat(64) }

const lastSeal = async (db: Reader) =>
  (await db
    .selectFrom('seal')
    .selectAll()
    .orderBy('last_step', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? first

/** Steps after one, until another, in order, each with the change that it is of. */
const stepsBetween = (db: Reader, after: number, until: number) =>
  db
    .selectFrom('change_step as step')
    .innerJoin('change', 'change.id', 'step.change_id')
    .select(['step.step', 'step.change_id', 'step.table_name', 'step.row_key', 'step.before'])
    .select(['step.after', 'change.at', 'change.by_id', 'change.kind', 'change.of_id'])
    .select('change.rights')
    .where('step.step', '>', after)
    .where('step.step', '<=', until)
    .orderBy('step.step')
    .execute()
type Sealed = Awaited<ReturnType<typeof stepsBetween>>[number]

/** The seal of steps on top of the one before. */
function sealOf(before: string, steps: readonly Sealed[]): string {
  const hash = createHash('sha256').update(before)
  for (const step of steps) {
    hash.update(
      JSON.stringify([
        ...[step.step, step.change_id, step.at, step.by_id, step.kind, step.of_id, step.rights],
        ...[step.table_name, step.row_key, step.before, step.after],
      ]),
    )
  }
  return hash.digest('hex')
}

/** Seals what was recorded since the last seal. Once a transaction, as the last thing. */
export async function seal(tx: Writer): Promise<void> {
  const before = await lastSeal(tx)
  const steps = await stepsBetween(tx, before.last_step, Number.MAX_SAFE_INTEGER)
  const last = steps.at(-1)
  if (!last) return
  const hash = sealOf(before.hash, steps)
  await tx.insertInto('seal').values({ last_step: last.step, hash }).execute()
}

/**
 * Holds some thousand steps that were recorded after one against their seals. `broken` is the first change that is not as
 * it was sealed, without `changeId` when nothing of it is there any more; `next` the step to go on after, null at the end.
 */
export async function checkSeals(db: Reader, after: number): Promise<SealsChecked> {
  const seals = await db
    .selectFrom('seal')
    .selectAll()
    .where('last_step', '>=', after)
    .orderBy('last_step')
    .limit(atOnce)
    .execute()
  const [begin] = after === 0 ? [first] : seals.splice(0, 1)
  if (!begin || begin.last_step !== after) throw new DomainError('not_found', { what: 'seal' })
  const steps = await stepsBetween(db, after, seals.at(-1)?.last_step ?? after)
  let [before, from] = [begin.hash, 0]
  for (const one of seals) {
    const past = steps.findIndex(({ step }, index) => index >= from && step > one.last_step)
    const its = steps.slice(from, past < 0 ? steps.length : past)
    from += its.length
    const [changed] = its
    if (sealOf(before, its) !== one.hash) {
      const broken = changed ? { changeId: changed.change_id, at: changed.at } : {}
      return { checked: steps.length, broken, next: null }
    }
    before = one.hash
  }
  return {
    checked: steps.length,
    broken: null,
    next: seals.length < atOnce - 1 ? null : (seals.at(-1)?.last_step ?? null),
  }
}
