/** Makes one file of two. */
import type { Person } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
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
    .orderBy('one.starts_at')
    .limit(20)
    .execute()
  if (both.length === 0) return
  const name = `${kept.familyName} ${kept.givenName}`
  throw new DomainError('rules_refused', {
    refusals: both.map(({ from, until }) => ({
      code: 'overlap',
      severity: 'block',
      overridable: false,
      params: {
        seat: 'client',
        name,
        clientName: `${merged.familyName} ${merged.givenName}`,
        date: from.slice(0, 10),
        from: from.slice(11),
        until: until.slice(11),
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
  await tx
    .updateTable('attendance_change')
    .set({ person_id: to })
    .where('person_id', '=', from)
    .execute()
}

async function moveEnrolments(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  await tx
    .insertInto('studio_enrolment')
    .columns(['person_id', 'studio', 'group_name', 'joined_on'])
    .expression((of) =>
      of
        .selectFrom('studio_enrolment')
        .select((own) => [own.val(to).as('person_id'), 'studio', 'group_name', 'joined_on'])
        .where('person_id', '=', from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('course_enrolment')
    .columns(['person_id', 'arrival_on', 'wheelchair', 'companion_name', 'diet', 'share_with_name'])
    .expression((of) =>
      of
        .selectFrom('course_enrolment')
        .select((own) => [
          own.val(to).as('person_id'),
          'arrival_on',
          'wheelchair',
          'companion_name',
          'diet',
          'share_with_name',
        ])
        .where('person_id', '=', from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was done before can still be undone: the steps kept for it name the one file. */
async function renameInHistory(tx: Writer, from: PersonId, to: PersonId): Promise<void> {
  for (const side of ['before', 'after'] as const) {
    await tx
      .updateTable('change_step')
      .set((of) => ({
        [side]: of.fn('replace', [side, of.val(from), of.val(to)]),
      }))
      .where(side, 'like', `%${from}%`)
      .execute()
  }
}

/**
 * Gives everything of the second to the first and removes the second: sessions, templates, claims,
 * marks with their trail, categories, enrolments, what can be undone, and words of search.
 * Refuses `rules_refused` with `overlap` when their claims overlap.
 */
export async function mergePeople(tx: Writer, kept: Person, merged: Person): Promise<void> {
  await refuseOverlap(tx, kept, merged)
  const [from, to] = [merged.id, kept.id]
  await tx.updateTable('session').set({ client_id: to }).where('client_id', '=', from).execute()
  await tx.updateTable('template').set({ client_id: to }).where('client_id', '=', from).execute()
  await tx.updateTable('claim').set({ resource_id: to }).where('resource_id', '=', from).execute()
  await moveMarks(tx, from, to)
  await moveEnrolments(tx, from, to)
  await renameInHistory(tx, from, to)
  // Before the kept file is written: the IIN may come from the merged one, and is unique.
  await tx.deleteFrom('resource').where('id', '=', from).execute()
  await updatePerson(tx, mergedFile(kept, merged))
}
