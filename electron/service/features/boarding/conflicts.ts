/** What the file has refused about beds, in the words of the rules. See [Note: Behind the rules]. */
import type { Finding } from '#contract/schedule.ts'
import { dateOf } from '#contract/time.ts'
import type { BedId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { BedConflict } from '../../db/errors.ts'
import type { Reader } from '../../db/schema.ts'
import { assertNever } from '../../kernel/errors.ts'
import { block } from '../../schedule/situation.ts'
import { bedName, bedTaken, hasOtherBed, staysIn } from './beds.ts'

/** What a bed is called. */
async function nameOfBed(db: Reader, id: BedId): Promise<string> {
  const row = await db
    .selectFrom('bed')
    .innerJoin('room', 'room.id', 'bed.room_id')
    .select(['room.building', 'room.number', 'bed.position'])
    .where('bed.id', '=', id)
    .executeTakeFirst()
  return row ? bedName(row) : ''
}

/** What is in the way of a stay. */
export async function bedFindings(
  { db, directory }: Lookup,
  conflict: BedConflict,
): Promise<Finding[]> {
  switch (conflict.kind) {
    case 'claim_overlap': {
      const bedId = conflict.resourceId as string as BedId
      const [from, to] = [dateOf(conflict.startsAt), dateOf(conflict.endsAt)]
      const stays = await staysIn(db, { from, to }, { bedIds: [bedId] })
      if (stays.length > 0) return stays.map(bedTaken)
      const name = await nameOfBed(db, bedId)
      return [block('overlap', { seat: 'bed', name, from, until: to, clientName: null })]
    }
    case 'stay_overlap': {
      const { personId, from, to } = conflict
      const stays = await staysIn(db, { from, to }, { personId })
      if (stays.length > 0) return stays.map(hasOtherBed)
      const name = await directory.nameOf('person', personId)
      return [block('overlap', { seat: 'client', name, from, until: to, clientName: null })]
    }
    default:
      return assertNever(conflict)
  }
}
