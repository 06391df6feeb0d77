/** Takes changes back, and does them again. See [Note: Undo] in recorder.ts. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { ChangeId, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import type { EnrolmentTable, Reader, RoomClosureTable, StayTable, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { surnameFirst } from '../kernel/sort-key.ts'
import { alignLists, periodOfEnrolment, periodOfMembership } from './alignment.ts'
import { clientNames, elsewhere, type House, placeName, takenOf } from './facts.ts'
import { listedStates, listOn, ownerOf, putOnList, takeOffList } from './lists.ts'
import { clearAnnounced, markAnnounced } from './marks.ts'
import { onlyFiled, type Step } from './recorder.ts'
import { findRow, putRow, removeRow } from './rows.ts'
import { overlapRule } from './rules.ts'
import { type Session, type Taker, takersOf } from './session.ts'
import { conflictsOf, inTheWayOfClosure, mixedIn } from './stays.ts'
import {
  findSession,
  findTemplate,
  liftSession,
  putSession,
  putTemplate,
  removeSession,
  removeTemplate,
  sessionsOfTemplate,
} from './store.ts'

type SessionStep = Extract<Step, { entity: 'session' }>
type TemplateStep = Extract<Step, { entity: 'template' }>
type ListStep = Extract<Step, { entity: 'participant' }>
type RowStep = Exclude<Step, SessionStep | TemplateStep | ListStep>

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

/** A class is the same class whoever has joined or left since; guests came to this one. */
const withoutMembers = (session: Session | null) =>
  session && ownerOf(session)
    ? { ...session, people: session.people.filter(({ part }) => part !== 'member') }
    : session

async function handMark(db: Reader, [session, person]: [string, string]): Promise<boolean> {
  return !!(await db
    .selectFrom('attendance')
    .select('mark')
    .where('session_id', '=', session as SessionId)
    .where('person_id', '=', person as never)
    .where('absence_id', 'is', null)
    .executeTakeFirst())
}

const twoIds = (name: string) => name.split(' ') as [string, string]

/** Refuses `changed_since` unless things stand as they should, and `session_marked`. */
async function expect(tx: Writer, step: Step, standing: Step['before']): Promise<void> {
  const same = (now: unknown, then: unknown) => {
    if (!isDeepStrictEqual(now, then)) throw new DomainError('changed_since')
  }
  if (step.entity === 'session') {
    const found = await findSession(tx, step.id)
    if (found?.marked && !onlyFiled(step)) throw new DomainError('session_marked')
    same(withoutMembers(found?.session ?? null), withoutMembers(standing as Session | null))
  } else if (step.entity === 'template') {
    same((await findTemplate(tx, step.id)) ?? null, standing)
  } else {
    same(await findRow(tx, step.entity, step.id), standing)
    if (step.entity === 'participant' && standing) {
      if (await handMark(tx, twoIds(step.id))) throw new DomainError('session_marked')
    }
  }
}

/**
 * Puts everything that a change touched where it stood before it, or, for redo, after it. Refuses
 * `nothing_to_undo`, `changed_since`, `session_marked`, and `rules_refused` when something has been
 * taken by now.
 */
export async function turnChange(
  context: CommandContext,
  house: House,
  id: ChangeId,
  direction: 'undo' | 'redo',
): Promise<void> {
  const { tx, changed } = context
  const undoing = direction === 'undo'
  const change = await tx.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst()
  if (!change) throw new DomainError('not_found', { what: 'change' })
  if ((change.undone === 1) === undoing) throw new DomainError('nothing_to_undo')
  const recorded = await stepsOf(tx, id)
  const steps = undoing ? recorded.toReversed() : recorded
  const from = <One extends Step>(step: One): One['before'] => (undoing ? step.after : step.before)
  const to = <One extends Step>(step: One): One['before'] => (undoing ? step.before : step.after)

  // Rows point at each other both ways: they must agree when the change is through, not on the way.
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
  for (const step of steps) await expect(tx, step, from(step))
  const sessions = steps.filter((step): step is SessionStep => step.entity === 'session')
  const templates = steps.filter((step): step is TemplateStep => step.entity === 'template')
  const lists = steps.filter((step): step is ListStep => step.entity === 'participant')
  const rows = steps.filter(
    (step): step is RowStep => ![...sessions, ...templates, ...lists].includes(step as never),
  )

  // Everything is lifted first, so that sessions of one change may exchange their places; templates
  // stand while sessions that were made from them do.
  for (const step of sessions) {
    if (!from(step) || onlyFiled(step)) continue
    await clearAnnounced(context, house, step.id)
    await liftSession(tx, step.id)
  }
  for (const step of lists) {
    const row = from(step)
    if (!row || to(step)) continue
    await clearAnnounced(context, house, row.session_id, row.person_id)
    await takeOffList(tx, row.session_id, row.person_id)
  }
  // Stays may exchange their beds: all of them are lifted before the first is put back.
  for (const step of rows) {
    if (!to(step) || step.entity === 'stay') await removeRow(tx, step.entity, step.id)
  }
  for (const step of rows) {
    const row = to(step)
    if (!row) continue
    await refuseTaken(tx, step.entity, row)
    await putRow(tx, step.entity, row as never)
  }
  for (const step of templates) {
    const template = to(step)
    if (template) await putTemplate(tx, template)
  }
  // In the order of the change, or backwards: on the way no two stand for one day of a template.
  for (const step of sessions) {
    const session = to(step)
    if (!session) await removeSession(tx, step.id)
    else if (onlyFiled(step)) await putBack(tx, session, from(step), false)
  }
  for (const step of sessions) {
    const session = to(step)
    if (session && !onlyFiled(step)) await putBack(tx, session, from(step), true)
  }
  for (const step of lists) {
    const row = to(step)
    if (row) await putOnList(tx, row)
  }
  const gained: SessionId[] = []
  for (const step of rows) {
    if (step.entity === 'membership') {
      const [before, after] = [periodOfMembership(from(step)), periodOfMembership(to(step))]
      gained.push(...(await alignLists(context, house, before, after)))
    } else if (step.entity === 'enrolment') {
      const [before, after] = [periodOfEnrolment(from(step)), periodOfEnrolment(to(step))]
      gained.push(...(await alignLists(context, house, before, after)))
    }
  }
  for (const step of rows) await refuseHeld(tx, step, to(step))
  for (const step of templates) {
    if (to(step)) continue
    // Others may have been made from it since.
    if ((await sessionsOfTemplate(tx, step.id)).length > 0) throw new DomainError('changed_since')
    await removeTemplate(tx, step.id)
  }
  await markAnnounced(context, house, [
    ...new Set([
      ...sessions.map((step) => step.id),
      ...lists.flatMap((step) => to(step)?.session_id ?? []),
      ...gained,
    ]),
  ])
  await tx
    .updateTable('change')
    .set({ undone: undoing ? 1 : 0 })
    .where('id', '=', id)
    .execute()
  changed('sessions', 'templates', 'groups', 'courses', 'rooms', 'marks')
}

/** A bed that has been taken out of use since cannot be slept in again. Refuses `changed_since`. */
async function refuseGoneBed(tx: Writer, { bed_id }: StayTable): Promise<void> {
  const { active } = await tx
    .selectFrom('bed')
    .select('active')
    .where('id', '=', bed_id)
    .executeTakeFirstOrThrow()
  if (active === 0) throw new DomainError('changed_since')
}

/**
 * A bed may have been taken by now, or a room that is to be closed, or somebody of the other sex may
 * sleep in the room. Refuses `rules_refused`, `changed_since`.
 */
async function refuseTaken(tx: Writer, entity: RowStep['entity'], row: object): Promise<void> {
  if (entity !== 'stay' && entity !== 'closure') return
  if (entity === 'stay') await refuseGoneBed(tx, row as StayTable)
  const refusals =
    entity === 'stay'
      ? [...(await conflictsOf(tx, row as StayTable)), ...(await mixedIn(tx, row as StayTable))]
      : await inTheWayOfClosure(tx, row as RoomClosureTable)
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}

/** Others may hold on to what is to go: people and sessions of a course, a bed of somebody in it. */
async function refuseHeld(tx: Writer, step: RowStep, to: Step['before']): Promise<void> {
  const holds = async (table: 'enrolment' | 'session' | 'stay', of: Record<string, string>) => {
    let query = tx.selectFrom(table as 'enrolment').select('course_id')
    for (const [column, value] of Object.entries(of)) {
      query = query.where(column as 'course_id', '=', value as never)
    }
    if (await query.executeTakeFirst()) throw new DomainError('changed_since')
  }
  if (step.entity === 'course' && to === null) {
    await holds('enrolment', { course_id: step.id })
    await holds('session', { course_id: step.id })
  } else if (step.entity === 'enrolment') {
    const [course_id, person_id] = twoIds(step.id)
    const state = (to as EnrolmentTable | null)?.state
    const mayHaveBed = (listedStates as readonly (string | undefined)[]).includes(state)
    if (!mayHaveBed) await holds('stay', { course_id, person_id })
    if (to === null) await holds('enrolment', { course_id, companion_of_id: person_id })
  }
}

/** Only what is taken stands in the way: the other rules were answered when it was planned. */
async function putBack(
  tx: Writer,
  recorded: Session,
  left: Session | null,
  check: boolean,
): Promise<void> {
  const session = await withPeopleOfNow(tx, recorded, left)
  if (check && session.cancelReason === null) {
    const refusals = await overlapsOf(tx, session)
    if (refusals.length > 0) {
      throw new DomainError('rules_refused', { refusals, alternatives: [] })
    }
  }
  await putSession(tx, session)
}

/**
 * A class that stands takes the list it had, without those who have left the group by now, with those
 * who have come on its list since it was `left` so; one that was taken out, the members of its day who
 * are free.
 */
async function withPeopleOfNow(
  tx: Writer,
  session: Session,
  left: Session | null,
): Promise<Session> {
  if (ownerOf(session) === null) return session
  const standing = (await findSession(tx, session.id))?.session
  const guests = (standing ?? session).people.filter(
    ({ part }) => part === 'walk_in' || (standing && part === 'make_up'),
  )
  const people = await listOn(tx, { ...session, people: guests })
  const had = new Set(session.people.map((one) => one.personId))
  if (standing) {
    const then = new Set(left?.people.map((one) => one.personId))
    const since = standing.people.filter((one) => !then.has(one.personId))
    const wanted = new Set([...had, ...[...guests, ...since].map((one) => one.personId)])
    return { ...session, people: people.filter(({ personId }) => wanted.has(personId)) }
  }
  const absent = await elsewhere(tx, { ...session, people })
  return {
    ...session,
    people: people.filter(({ personId }) => had.has(personId) || !absent.has(personId)),
  }
}

/** What a session takes that is taken by another. */
async function overlapsOf(db: Reader, session: Session) {
  const takers = takersOf(session)
  const ids = takers.map((one) => one.id)
  const taken = await takenOf(db, ids, session, { except: session.id })
  if (taken.size === 0 && new Set(ids).size === ids.length) return []
  const names = await namesOf(db, takers)
  return overlapRule(session, takers, { taken }, (id) => names.get(id) ?? '')
}

async function namesOf(db: Reader, takers: readonly Taker[]): Promise<Map<string, string>> {
  const clients = takers.filter((one) => one.seat === 'client').map((one) => one.id)
  const others = takers.filter((one) => one.seat !== 'client').map((one) => one.id)
  const names = new Map<string, string>(await clientNames(db, clients as never))
  if (others.length === 0) return names
  const members = await db
    .selectFrom('member')
    .select(['id', 'family_name', 'given_name'])
    .where('id', 'in', others as never)
    .execute()
  const horses = await db
    .selectFrom('horse')
    .select(['id', 'name'])
    .where('id', 'in', others as never)
    .execute()
  const places = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane'])
    .where('id', 'in', others as never)
    .execute()
  for (const one of members) names.set(one.id, surnameFirst(one))
  for (const one of horses) names.set(one.id, one.name)
  for (const one of places) names.set(one.id, placeName(one))
  return names
}
