/**
 * What was changed, step by step, so that it can be taken back.
 *
 * [Note: Undo] Every command keeps each session and template it touched as it was before and after.
 * Undo puts back the before, redo the after, but only where things still stand as the change left
 * them (`changed_since`), and only where everything is still free: the claims decide, as always.
 */
import { isDeepStrictEqual } from 'node:util'
import type { ChangeId, SessionId, TemplateId } from '#contract/values.ts'
import type { WriteContext } from '../../context.ts'
import type { Writer } from '../../db/schema.ts'
import { assertNever, DomainError } from '../../kernel/errors.ts'
import { gatherFacts, type House } from './facts.ts'
import { findingsOf } from './rules.ts'
import {
  findSession,
  findTemplate,
  putSession,
  putTemplate,
  removeSession,
  removeTemplate,
  type Session,
  type StoredTemplate,
  sessionsOfTemplate,
} from './store.ts'

type Step =
  | { entity: 'session'; id: SessionId; before: Session | null; after: Session | null }
  | {
      entity: 'template'
      id: TemplateId
      before: StoredTemplate | null
      after: StoredTemplate | null
    }

/** Writes sessions and templates and remembers what they were. */
export class Recorder {
  readonly #context: WriteContext
  readonly #steps: Step[] = []

  constructor(context: WriteContext) {
    this.#context = context
  }

  async session(before: Session | null, after: Session): Promise<void> {
    await putSession(this.#context.tx, after)
    this.#steps.push({ entity: 'session', id: after.id, before, after })
  }

  async sessionRemoved(before: Session): Promise<void> {
    await removeSession(this.#context.tx, before.id)
    this.#steps.push({ entity: 'session', id: before.id, before, after: null })
  }

  async template(before: StoredTemplate | null, after: StoredTemplate): Promise<void> {
    await putTemplate(this.#context.tx, after)
    this.#steps.push({ entity: 'template', id: after.id, before, after })
  }

  /** Writes the steps down under one number, and says that the screens must refresh. */
  async save(kind: string): Promise<ChangeId> {
    const { tx, clock, newId, actor, changed } = this.#context
    const id = newId<ChangeId>()
    await tx
      .insertInto('change')
      .values({ id, at: clock.now(), by_id: actor, kind, undone: 0 })
      .execute()
    const rows = this.#steps.map((step, position) => ({
      change_id: id,
      position,
      entity: step.entity,
      entity_id: step.id,
      before: step.before && JSON.stringify(step.before),
      after: step.after && JSON.stringify(step.after),
    }))
    // SQLite takes 32,766 values in one statement; a long series stays far below in these pieces.
    for (let from = 0; from < rows.length; from += 500) {
      await tx
        .insertInto('change_step')
        .values(rows.slice(from, from + 500))
        .execute()
    }
    const templates = this.#steps.some((step) => step.entity === 'template')
    changed('sessions', ...(templates ? (['templates'] as const) : []))
    return id
  }
}

async function stepsOf(tx: Writer, id: ChangeId): Promise<Step[]> {
  const rows = await tx
    .selectFrom('change_step')
    .selectAll()
    .where('change_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    entity: row.entity,
    id: row.entity_id,
    before: row.before && JSON.parse(row.before),
    after: row.after && JSON.parse(row.after),
  })) as Step[]
}

/**
 * Whether a step only files a session under another template, or under another day of it: where it
 * stands and who takes part stay, so that a mark is not in the way.
 */
function onlyFiled(step: Step): boolean {
  if (step.entity !== 'session' || !step.before || !step.after) return false
  const { templateId, templateDate } = step.before
  return isDeepStrictEqual(step.before, { ...step.after, templateId, templateDate })
}

/** Refuses `changed_since` unless things stand as they should, and `session_marked`. */
async function expect(tx: Writer, step: Step, standing: Session | StoredTemplate | null) {
  let now: Session | StoredTemplate | null
  switch (step.entity) {
    case 'session': {
      const found = await findSession(tx, step.id)
      if (found?.marked && !onlyFiled(step)) throw new DomainError('session_marked')
      now = found?.session ?? null
      break
    }
    case 'template':
      now = (await findTemplate(tx, step.id)) ?? null
      break
    default:
      return assertNever(step)
  }
  if (!isDeepStrictEqual(now, standing)) throw new DomainError('changed_since')
}

/**
 * Puts the sessions and templates of a change where they stood before it, or, for redo, after it.
 * Refuses `nothing_to_undo`, `changed_since`, `session_marked`, and `rules_refused` when something
 * has been taken by now.
 */
export async function turnChange(
  { tx, changed }: WriteContext,
  house: House,
  id: ChangeId,
  direction: 'undo' | 'redo',
): Promise<void> {
  const undoing = direction === 'undo'
  const change = await tx.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst()
  if (!change) throw new DomainError('not_found', { what: 'change' })
  if ((change.undone === 1) === undoing) throw new DomainError('nothing_to_undo')
  const recorded = await stepsOf(tx, id)
  const steps = undoing ? recorded.toReversed() : recorded
  const from = (step: Step) => (undoing ? step.after : step.before)
  const to = (step: Step) => (undoing ? step.before : step.after)

  for (const step of steps) await expect(tx, step, from(step))
  // Everything is lifted first, so that sessions of one change may exchange their places; templates
  // stand while sessions that were made from them do.
  for (const step of steps) {
    if (step.entity === 'session' && from(step) && !onlyFiled(step)) {
      await removeSession(tx, step.id)
    }
  }
  for (const step of steps) {
    if (step.entity === 'template') {
      const template = undoing ? step.before : step.after
      if (template) await putTemplate(tx, template)
    }
  }
  const sessions = steps.flatMap((step) => {
    const session = step.entity === 'session' && (undoing ? step.before : step.after)
    return session ? [{ session, filed: onlyFiled(step) }] : []
  })
  // In the order of the change, or backwards: on the way no two stand for one day of a template.
  for (const { session, filed } of sessions) if (filed) await putSession(tx, session)
  for (const { session, filed } of sessions) if (!filed) await putBack(tx, house, session)
  for (const step of steps) {
    if (step.entity !== 'template' || to(step)) continue
    // Others may have been made from it since.
    if ((await sessionsOfTemplate(tx, step.id)).length > 0) throw new DomainError('changed_since')
    await removeTemplate(tx, step.id)
  }
  await tx
    .updateTable('change')
    .set({ undone: undoing ? 1 : 0 })
    .where('id', '=', id)
    .execute()
  changed('sessions', 'templates')
}

/** Only what is taken stands in the way: the other rules were answered when it was planned. */
async function putBack(tx: Writer, house: House, session: Session): Promise<void> {
  if (session.cancelReason === null) {
    const facts = await gatherFacts(tx, house, session)
    const refusals = findingsOf(session, facts).filter((one) => one.code === 'overlap')
    if (refusals.length > 0) {
      throw new DomainError('rules_refused', { refusals, alternatives: [] })
    }
  }
  await putSession(tx, session)
}
