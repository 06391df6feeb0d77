/**
 * What was changed, step by step, so that it can be taken back.
 *
 * [Note: Undo] Every command keeps each thing that it touched as it was before and after. Undo puts back
 * the before, redo the after, but only where things still stand as the change left them
 * (`changed_since`), and only where everything is still free: the claims decide, as always.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Topic } from '#contract/envelope.ts'
import type { ChangeId, SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import type { ParticipantTable } from '../db/schema.ts'
import type { House } from './facts.ts'
import { putOnList, takeOffList } from './lists.ts'
import { clearAnnounced, markAnnounced } from './marks.ts'
import { putRow, type RowEntity, type RowOf, removeRow, rowName } from './rows.ts'
import type { Session, Template } from './session.ts'
import { putSession, putTemplate, removeSession, removeTemplate } from './store.ts'

interface StepOf<Entity extends string, Id extends string, Kept> {
  entity: Entity
  id: Id
  before: Kept | null
  after: Kept | null
}
export type Step =
  | StepOf<'session', SessionId, Session>
  | StepOf<'template', TemplateId, Template>
  | { [Entity in RowEntity]: StepOf<Entity, string, RowOf<Entity>> }[RowEntity]

/** The screens that show it. */
const topicOf = {
  session: 'sessions',
  participant: 'sessions',
  template: 'templates',
  group: 'groups',
  membership: 'groups',
  waiting: 'groups',
  credit: 'groups',
  course: 'courses',
  enrolment: 'courses',
  share_wish: 'courses',
  stay: 'courses',
  closure: 'rooms',
} as const satisfies Record<Step['entity'], Topic>

/** Whether a session stands where it did, so that what was said ahead of its day still holds. */
const standsStill = (before: Session, after: Session) =>
  before.date === after.date && before.cancelReason === after.cancelReason

/** Writes sessions, templates and rows, and remembers what they were. */
export class Recorder {
  readonly #context: CommandContext
  readonly #house: House
  readonly #steps = new Map<string, Step>()
  /** Whose lists may hold somebody who has said that they will be away. */
  readonly #listed = new Set<SessionId>()

  constructor(context: CommandContext, house: House) {
    this.#context = context
    this.#house = house
  }

  /** What is touched twice in one change is one step of it, from the first before to the last after. */
  #note(step: Step): void {
    const key = `${step.entity} ${step.id}`
    const same = this.#steps.get(key)
    if (same) same.after = step.after
    else this.#steps.set(key, step)
  }

  /** Writes a session; one that is cancelled gives up the make-up places in it. */
  async session(before: Session | null, after: Session): Promise<void> {
    if (before && !standsStill(before, after)) {
      await clearAnnounced(this.#context, this.#house, before.id)
    }
    const over = before?.cancelReason === null && after.cancelReason !== null
    const left = over ? await this.#releaseMakeUps(before) : before
    const people = over && left ? left.people : after.people
    const written = { ...after, people }
    await putSession(this.#context.tx, written)
    this.#note({ entity: 'session', id: after.id, before: left, after: written })
    this.#listed.add(after.id)
  }

  async sessionRemoved(before: Session): Promise<void> {
    await clearAnnounced(this.#context, this.#house, before.id)
    const left = await this.#releaseMakeUps(before)
    await removeSession(this.#context.tx, before.id)
    this.#note({ entity: 'session', id: before.id, before: left, after: null })
  }

  /** Opens the credits that were spent on a session again. Answers the session without their people. */
  async #releaseMakeUps(session: Session): Promise<Session> {
    const guests = session.people.filter(({ part }) => part === 'make_up')
    for (const { personId, part } of guests) {
      const credit = await this.#context.tx
        .selectFrom('credit')
        .selectAll()
        .where('used_in_id', '=', session.id)
        .where('person_id', '=', personId)
        .executeTakeFirst()
      if (credit) await this.row('credit', credit, { ...credit, used_in_id: null })
      await this.unlisted({ session_id: session.id, person_id: personId, part })
    }
    return { ...session, people: session.people.filter((one) => !guests.includes(one)) }
  }

  async template(before: Template | null, after: Template): Promise<void> {
    await putTemplate(this.#context.tx, after)
    this.#note({ entity: 'template', id: after.id, before, after })
  }

  /** Takes out a template that nothing was made of. */
  async templateRemoved(before: Template): Promise<void> {
    await removeTemplate(this.#context.tx, before.id)
    this.#note({ entity: 'template', id: before.id, before, after: null })
  }

  /** Writes a row; `after` null takes it away. */
  async row<Entity extends Exclude<RowEntity, 'participant'>>(
    entity: Entity,
    before: RowOf<Entity> | null,
    after: RowOf<Entity> | null,
  ): Promise<void> {
    const named = after ?? before
    if (!named) return
    const id = rowName(entity, named)
    if (after) await putRow(this.#context.tx, entity, after as never)
    else await removeRow(this.#context.tx, entity, id)
    this.#note({ entity, id, before, after } as unknown as Step)
  }

  /** Puts somebody on the list of a session. Refuses as {@link putOnList}. */
  async listed(row: ParticipantTable): Promise<void> {
    await putOnList(this.#context.tx, row)
    const id = rowName('participant', row)
    this.#note({ entity: 'participant', id, before: null, after: row })
    this.#listed.add(row.session_id)
  }

  /** Takes somebody without a mark of a person's hand off the list. */
  async unlisted(row: ParticipantTable): Promise<void> {
    const { session_id, person_id } = row
    await clearAnnounced(this.#context, this.#house, session_id, person_id)
    await takeOffList(this.#context.tx, session_id, person_id)
    const id = rowName('participant', row)
    this.#note({ entity: 'participant', id, before: row, after: null })
  }

  /** Writes the steps down under one number, and says that the screens must refresh. */
  async save(kind: string): Promise<ChangeId> {
    const { tx, clock, newId, actor, changed } = this.#context
    await markAnnounced(this.#context, this.#house, [...this.#listed])
    const id = newId<ChangeId>()
    await tx
      .insertInto('change')
      .values({ id, at: clock.now(), by_id: actor, kind, undone: 0 })
      .execute()
    const steps = [...this.#steps.values()].filter(({ before, after }) => before || after)
    const rows = steps.map((step, position) => ({
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
    changed(...new Set(steps.map((step) => topicOf[step.entity])))
    return id
  }
}

/**
 * Whether a step only files a session under another template, or under another day of it: where it
 * stands and who takes part stay, so that a mark is not in the way.
 */
export function onlyFiled(step: Step): boolean {
  if (step.entity !== 'session' || !step.before || !step.after) return false
  const { templateId, templateDate } = step.before
  return isDeepStrictEqual(step.before, { ...step.after, templateId, templateDate })
}
