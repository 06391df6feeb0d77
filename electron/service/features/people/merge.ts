/** Makes one file of two. */
import { sql } from 'kysely'
import type { Person } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Writer } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { updatePerson } from './store.ts'

const joined = (one: string | null, other: string | null, between: string): string | null =>
  one && other && one !== other ? `${one}${between}${other}` : one || other

/**
 * The one file that says all that both said; where they contradict, the kept one is right. The
 * later medical statement is taken whole. Two different contraindications stay decided only when a
 * physician has decided on each.
 */
export function mergedFile(kept: Person, merged: Person): Person {
  const filled = Object.fromEntries(
    Object.entries(merged).map(([key, value]) => {
      const own = kept[key as keyof Person]
      return [key, own === null || own === '' ? value : own]
    }),
  ) as Person
  const later = (merged.statementUntil ?? '') > (kept.statementUntil ?? '') ? merged : kept
  const known = new Set(kept.categories.map((period) => period.category))
  const bothFlagged =
    kept.contraindication &&
    merged.contraindication &&
    kept.contraindication !== merged.contraindication
  const flagged = kept.contraindication ? kept : merged
  const bothDecided = kept.physicianDecisionOn && merged.physicianDecisionOn
  const decisions = joined(kept.physicianDecision, merged.physicianDecision, '\n')
  const undecided = bothFlagged && !bothDecided
  return {
    ...filled,
    categories: [
      ...kept.categories,
      ...merged.categories.filter((period) => !known.has(period.category)),
    ].slice(0, 20),
    sidewalkersNeeded: Math.max(kept.sidewalkersNeeded, merged.sidewalkersNeeded),
    statementFrom: later.statementFrom,
    statementUntil: later.statementUntil,
    contraindication: joined(kept.contraindication, merged.contraindication, '\n'),
    physicianDecisionOn: undecided ? null : flagged.physicianDecisionOn,
    physicianDecision: undecided ? null : bothFlagged ? decisions : flagged.physicianDecision,
    precautions: joined(kept.precautions, merged.precautions, '\n'),
    notes: joined(joined(kept.notes, merged.notes, '\n'), undecided ? decisions : null, '\n'),
  }
}

/** Refuses `rules_refused` with a finding `overlap` when both are somewhere at the same time. */
async function refuseOverlap(tx: Writer, kept: Person, merged: Person): Promise<void> {
  const both = await tx
    .selectFrom('claim as one')
    .innerJoin('claim as other', (join) =>
      join
        .onRef('other.starts_at', '<', 'one.ends_at')
        .onRef('other.ends_at', '>', 'one.starts_at'),
    )
    .select(['one.starts_at', 'one.ends_at', 'other.starts_at as from', 'other.ends_at as until'])
    .where('one.resource_id', '=', kept.id)
    .where('other.resource_id', '=', merged.id)
    // Both on the list of one session are one there.
    .whereRef('one.session_id', '!=', 'other.session_id')
    .orderBy('one.starts_at')
    .limit(20)
    .execute()
  const beds = await tx
    .selectFrom('stay as one')
    .innerJoin('stay as other', (join) =>
      join
        .onRef('other.from_date', '<', 'one.to_date')
        .onRef('other.to_date', '>', 'one.from_date'),
    )
    .select(['other.from_date as from', 'other.to_date as until'])
    .where('one.person_id', '=', kept.id)
    .where('other.person_id', '=', merged.id)
    .where('one.kept', '=', 0)
    .where('other.kept', '=', 0)
    .orderBy('other.from_date')
    .limit(20)
    .execute()
  if (both.length === 0 && beds.length === 0) return
  const name = `${kept.familyName} ${kept.givenName}`
  throw new DomainError('rules_refused', {
    refusals: [
      ...both.map(({ from, until }) => ({
        date: from.slice(0, 10),
        from: from.slice(11),
        until: until.slice(11),
      })),
      ...beds,
    ].map((when) => ({
      code: 'overlap',
      severity: 'block',
      overridable: false,
      params: {
        seat: 'client',
        name,
        clientName: `${merged.familyName} ${merged.givenName}`,
        ...when,
      },
    })),
    alternatives: [],
  })
}

/** Marks of the merged one go over, but where the kept one has a mark on the same session, that stays. */
async function moveMarks(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  await tx
    .deleteFrom('attendance')
    .where('person_id', '=', from)
    .where('session_id', 'in', (of) =>
      of.selectFrom('attendance').select('session_id').where('person_id', '=', to),
    )
    .execute()
  await tx.updateTable('attendance').set({ person_id: to }).where('person_id', '=', from).execute()
}

/** Lists, claims and make-up places; where both are on a list, one of them is. */
async function moveLists(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  const shared = (
    await tx
      .selectFrom('participant as one')
      .innerJoin('participant as other', 'other.session_id', 'one.session_id')
      .select('one.session_id')
      .where('one.person_id', '=', from)
      .where('other.person_id', '=', to)
      .execute()
  ).map((one) => one.session_id)
  for (const session_id of shared) {
    await tx
      .deleteFrom('claim')
      .where('session_id', '=', session_id)
      .where('resource_id', '=', from)
      .execute()
    await tx
      .deleteFrom('credit')
      .where('person_id', '=', from)
      .where((where) =>
        where.or([where('session_id', '=', session_id), where('used_in_id', '=', session_id)]),
      )
      .execute()
    await tx
      .deleteFrom('participant')
      .where('session_id', '=', session_id)
      .where('person_id', '=', from)
      .execute()
  }
  await tx.updateTable('participant').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.updateTable('credit').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.updateTable('absence').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.updateTable('template').set({ client_id: to }).where('client_id', '=', from).execute()
  await tx.updateTable('claim').set({ resource_id: to }).where('resource_id', '=', from).execute()
}

/** Times in a group that meet become one, from the earlier beginning to the later end. */
async function moveMemberships(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  const rows = await tx
    .selectFrom('membership')
    .selectAll()
    .where('person_id', 'in', [from, to])
    .orderBy('joined_on')
    .execute()
  const end = (one: (typeof rows)[number]) => one.left_on ?? '9999'
  await tx.deleteFrom('membership').where('person_id', 'in', [from, to]).execute()
  for (const group of Map.groupBy(rows, (row) => row.group_id).values()) {
    const united: typeof rows = []
    for (const row of group) {
      const last = united.at(-1)
      if (!last || row.joined_on > end(last)) united.push({ ...row, person_id: to })
      else if (end(row) > end(last)) {
        Object.assign(last, { left_on: row.left_on, went_to_id: row.went_to_id })
      }
    }
    await tx.insertInto('membership').values(united).execute()
  }
}

/** The earlier day in a queue stays; a member waits no more. */
async function moveQueues(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  const rows = await tx
    .selectFrom('waiting')
    .selectAll()
    .where('person_id', 'in', [from, to])
    .orderBy('since')
    .orderBy('at')
    .execute()
  await tx.deleteFrom('waiting').where('person_id', 'in', [from, to]).execute()
  const member = new Set(
    (
      await tx
        .selectFrom('membership')
        .select('group_id')
        .where('person_id', '=', to)
        .where('left_on', 'is', null)
        .execute()
    ).map((one) => one.group_id),
  )
  for (const [first] of Map.groupBy(rows, (row) => row.group_id).values()) {
    if (!first || member.has(first.group_id)) continue
    await tx
      .insertInto('waiting')
      .values({ ...first, person_id: to })
      .execute()
  }
}

/** Those who are, or have been, in a course count before those who only wait or were taken off. */
const weight = { here: 4, left: 4, expected: 3, reserve: 2, no_show: 1, withdrawn: 0 }

/** Courses with beds, wishes and companions; in a course that both were in there is one of them. */
async function moveCourses(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  const rows = await tx
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', 'in', [from, to])
    .execute()
  const own = new Map(rows.filter((row) => row.person_id === to).map((row) => [row.course_id, row]))
  for (const row of rows) {
    if (row.person_id !== from) continue
    const kept = own.get(row.course_id)
    if (!kept || weight[row.state] > weight[kept.state]) {
      await tx
        .insertInto('enrolment')
        .values({ ...row, person_id: to })
        .onConflict((conflict) =>
          conflict.columns(['course_id', 'person_id']).doUpdateSet({ ...row, person_id: to }),
        )
        .execute()
    }
  }
  await tx.updateTable('stay').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.deleteFrom('enrolment').where('person_id', '=', from).execute()
  for (const column of ['companion_of_id', 'replaces_id'] as const) {
    await tx
      .updateTable('enrolment')
      .set({ [column]: to })
      .where(column, '=', from)
      .where('person_id', '!=', to)
      .execute()
    // Whoever was said to accompany their own other file accompanies nobody.
    await tx
      .updateTable('enrolment')
      .set({ [column]: null })
      .where('person_id', '=', to)
      .where(column, 'in', [from, to])
      .execute()
  }
  await moveWishes(tx, from, to)
}

async function moveWishes(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  const of = (id: PersonId) => (one: PersonId) => (one === from ? id : one)
  const rows = await tx
    .selectFrom('share_wish')
    .selectAll()
    .where((where) => where.or([where('person_id', '=', from), where('with_id', '=', from)]))
    .execute()
  await tx
    .deleteFrom('share_wish')
    .where((where) => where.or([where('person_id', '=', from), where('with_id', '=', from)]))
    .execute()
  for (const row of rows) {
    const wish = { ...row, person_id: of(to)(row.person_id), with_id: of(to)(row.with_id) }
    if (wish.person_id === wish.with_id) continue
    await tx
      .insertInto('share_wish')
      .values(wish)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/**
 * Gives everything of the second to the first and removes the second: lists, templates, claims, marks
 * with their trail, make-up places, absences, groups, queues, categories, courses, what can be undone, and words of search.
 * Refuses `rules_refused` with `overlap` when their claims overlap.
 */
export async function mergePeople(
  { tx, changeId }: CommandContext,
  kept: Person,
  merged: Person,
): Promise<void> {
  await refuseOverlap(tx, kept, merged)
  const [from, to] = [merged.id, kept.id]
  // Marks hang on lists, and credits on both: they must agree when all of it is over.
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
  await moveMarks(tx, from, to)
  await moveLists(tx, from, to)
  await moveMemberships(tx, from, to)
  await moveQueues(tx, from, to)
  await moveCourses(tx, from, to)
  // What was done before is about the one file from now on.
  await tx.insertInto('alias').values({ old_id: from, new_id: to, change_id: changeId }).execute()
  // Before the kept file is written: the IIN may come from the merged one, and is unique.
  await tx.deleteFrom('resource').where('id', '=', from).execute()
  await updatePerson(tx, mergedFile(kept, merged))
}
