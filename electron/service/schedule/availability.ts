/** When horses, members and places cannot be used. */
import type { Selectable } from 'kysely'
import {
  type AwayKind,
  type Stretch,
  type UnavailableOn,
  type UnavailableReason,
  unavailableReasons,
} from '#contract/availability.ts'
import { timeAt } from '#contract/time.ts'
import type { LocalDate, LocalTime, ResourceId } from '#contract/values.ts'
import type { Reader, UnavailabilityTable, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { rangeOf, type When } from './session.ts'

/** A time at which something cannot be used, and why. */
export interface Unavailable extends Stretch {
  reason: UnavailableReason
  note: string | null
}

const morning = '00:00'
const night = '24:00'

const stretchOf = (row: Selectable<UnavailabilityTable>): Unavailable => ({
  from: row.from_date,
  until: row.until_date,
  ...(row.from_time !== morning && { fromTime: row.from_time as LocalTime }),
  ...(row.until_time !== night && { untilTime: row.until_time as LocalTime }),
  reason: row.reason,
  note: row.note,
})

/** The moments between which it cannot be used, as texts that compare. */
export const momentsOf = ({
  from,
  fromTime = morning as LocalTime,
  until,
  untilTime,
}: Stretch) => ({
  begins: `${from}T${fromTime}`,
  ends: `${until}T${untilTime ?? night}`,
})

const meets = (one: Stretch, other: Stretch) =>
  momentsOf(one).begins < momentsOf(other).ends && momentsOf(other).begins < momentsOf(one).ends

/** The whole calendar. */
export const always = ['1900-01-01', '2199-12-31'] as [LocalDate, LocalDate]

/** Who and what cannot be used on any of these days, each in order of time. */
export async function unavailableBetween(
  db: Reader,
  from: LocalDate,
  until: LocalDate,
): Promise<Map<ResourceId, Unavailable[]>> {
  const rows = await db
    .selectFrom('unavailability')
    .selectAll()
    .where('until_date', '>=', from)
    .where('from_date', '<=', until)
    .orderBy('resource_id')
    .orderBy('from_date')
    .orderBy('from_time')
    .execute()
  const byId = Map.groupBy(rows, (row) => row.resource_id)
  return new Map([...byId].map(([id, of]) => [id, of.map(stretchOf)]))
}

/** All of one, in order of time. */
export async function unavailableOf(db: Reader, id: ResourceId): Promise<Unavailable[]> {
  const rows = await db
    .selectFrom('unavailability')
    .selectAll()
    .where('resource_id', '=', id)
    .orderBy('from_date')
    .orderBy('from_time')
    .execute()
  return rows.map(stretchOf)
}

/** What keeps something from being used at an hour; nothing while it can be. */
export function unavailableAt(
  unavailable: readonly Unavailable[] | undefined,
  when: When,
): Unavailable | undefined {
  if (!unavailable) return undefined
  const begins = `${when.date}T${when.start}`
  const { until } = rangeOf(when)
  const ends = `${when.date}T${until < 1440 ? timeAt(until) : night}`
  return unavailable.find((one) => {
    const moments = momentsOf(one)
    return moments.begins < ends && begins < moments.ends
  })
}

/** Whether it cannot be used on that day at all. */
export function isWholeDay(one: Stretch, date: LocalDate): boolean {
  const { begins, ends } = momentsOf(one)
  return begins <= `${date}T${morning}` && ends >= `${date}T${night}`
}

/** When something cannot be used on a day; null from its beginning, or to its end. */
export const unavailableOn = (
  unavailable: readonly Unavailable[] | undefined,
  date: LocalDate,
): UnavailableOn[] =>
  (unavailable ?? [])
    .filter((one) => one.from <= date && date <= one.until)
    .map(({ from, fromTime = null, until, untilTime = null, reason, note }) => ({
      from: from === date ? fromTime : null,
      until: until === date ? untilTime : null,
      reason,
      note,
    }))

/**
 * Refuses `bad_request` for an end before the beginning or a reason of another kind, `already_away {name,
 * from, until}` for two that meet.
 */
export function refuseWrongStretches(
  kind: AwayKind,
  name: string,
  stretches: readonly (Stretch & { reason: UnavailableReason })[],
): void {
  const reasons: readonly UnavailableReason[] = unavailableReasons[kind]
  for (const [index, one] of stretches.entries()) {
    const { begins, ends } = momentsOf(one)
    if (begins >= ends) {
      throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
    }
    if (!reasons.includes(one.reason)) {
      throw new DomainError('bad_request', { problems: [{ path: 'reason', problem: 'invalid' }] })
    }
    const other = stretches.slice(0, index).find((before) => meets(one, before))
    if (other) throw new DomainError('already_away', { name, from: other.from, until: other.until })
  }
}

const rowOf = (id: ResourceId, one: Unavailable) => ({
  resource_id: id,
  from_date: one.from,
  from_time: one.fromTime ?? morning,
  until_date: one.until,
  until_time: one.untilTime ?? night,
  reason: one.reason,
  note: one.note,
})

const isSame = (one: Unavailable, other: Unavailable) =>
  JSON.stringify(rowOf('' as ResourceId, one)) === JSON.stringify(rowOf('' as ResourceId, other))

/** Writes when something cannot be used, instead of all that was said before; what stays as it was is not touched. */
export async function writeUnavailable(
  tx: Writer,
  id: ResourceId,
  wanted: readonly Unavailable[],
): Promise<void> {
  const there = await unavailableOf(tx, id)
  for (const one of there) {
    if (wanted.some((other) => isSame(one, other))) continue
    const { from_date, from_time } = rowOf(id, one)
    await tx
      .deleteFrom('unavailability')
      .where('resource_id', '=', id)
      .where('from_date', '=', from_date)
      .where('from_time', '=', from_time)
      .execute()
  }
  const come = wanted.filter((one) => !there.some((other) => isSame(one, other)))
  if (come.length > 0) {
    await tx
      .insertInto('unavailability')
      .values(come.map((one) => rowOf(id, one)))
      .execute()
  }
}
