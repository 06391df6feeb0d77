/** The queue of a group, and the places that it waits for. */
import { laterOf } from '#contract/time.ts'
import type { GroupId, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { block } from '../../schedule/situation.ts'
import { writeWaiting } from './rows.ts'
import { mostMembers } from './rules.ts'
import { findGroup, findWaiting, membershipsOf, periodsOf } from './store.ts'

/** Places that are free from a day to the end of the term, whoever comes later; none after it. */
export async function freePlaces(db: Reader, groupId: GroupId, on: LocalDate): Promise<number> {
  const group = await findGroup(db, groupId)
  if (on > group.valid_until) return 0
  const members = mostMembers(periodsOf(await membershipsOf(db, groupId)), on)
  return Math.max(0, group.capacity - members)
}

/** The day of the last in a queue; the beginning of time in an empty one. */
async function lastDayOf(db: Reader, groupId: GroupId): Promise<LocalDate> {
  const last = await db
    .selectFrom('waiting')
    .select(({ fn }) => fn.max('since').as('since'))
    .where('group_id', '=', groupId)
    .executeTakeFirst()
  return last?.since ?? ('' as LocalDate)
}

/**
 * Puts at the end of a queue, also when the clock has been turned back. Waiting twice is once: the day and the note stay, unless others are given.
 * Refuses `rules_refused` with `already_member`.
 */
export async function wait(
  { tx, clock, newId, directory }: CommandContext,
  {
    groupId,
    personId,
    since,
    note,
  }: {
    groupId: GroupId
    personId: PersonId
    since?: LocalDate | undefined
    note?: string | undefined
  },
): Promise<void> {
  const group = await findGroup(tx, groupId)
  const names = await directory.clientNames([personId])
  const today = clock.today()
  const member = (await membershipsOf(tx, groupId)).some(
    (one) => one.person_id === personId && (one.left_on === null || one.left_on > today),
  )
  if (member) {
    const params = { name: names.get(personId) ?? '', group: group.name }
    throw new DomainError('rules_refused', {
      refusals: [block('already_member', params)],
      alternatives: [],
    })
  }
  const before = await findWaiting(tx, groupId, personId)
  await writeWaiting(tx, before ?? null, {
    group_id: groupId,
    person_id: personId,
    since: since ?? before?.since ?? laterOf(today, await lastDayOf(tx, groupId)),
    at: before?.at ?? newId<string>(),
    note: note ?? before?.note ?? null,
  })
}
