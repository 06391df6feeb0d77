import type { z } from 'zod'
import type { Horse, HorseFields } from '#contract/horses.ts'
import type { HorseId } from '#contract/values.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sortKey } from '../../kernel/sort-key.ts'
import {
  always,
  refuseWrongStretches,
  unavailableBetween,
  writeUnavailable,
} from '../../schedule/availability.ts'

type Fields = z.output<typeof HorseFields>

const columns = (horse: Fields) => ({
  name: horse.name,
  birth_year: horse.birthYear,
  mass_kg: horse.massKg,
  height_cm: horse.heightCm,
  temper: horse.temper,
  daily_warn_minutes: horse.dailyWarnMinutes,
  daily_block_minutes: horse.dailyBlockMinutes,
  rest_minutes: horse.restMinutes,
  load_percent: horse.loadPercent,
  tack_kg: horse.tackKg,
  active: flag(horse.active),
  notes: horse.notes,
  sort_key: sortKey(horse.name),
})

/** Refuses `bad_request` and `already_away` as {@link refuseWrongStretches}. */
async function writeAbsences(tx: Writer, horseId: HorseId, horse: Fields) {
  const stretches = horse.absences.map(({ reason, because, ...stretch }) => ({
    ...stretch,
    reason: because,
    note: reason,
  }))
  refuseWrongStretches('horse', horse.name, stretches)
  await writeUnavailable(tx, horseId, stretches)
}

/** What a horse is called, or was. */
export async function horseName(db: Reader, id: HorseId): Promise<string> {
  return (await knownRow(db, 'horse', id))?.name ?? ''
}

async function refuseTakenName(tx: Writer, name: string, except: HorseId) {
  const other = await tx
    .selectFrom('horse')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', except)
    .executeTakeFirst()
  if (other) throw new DomainError('in_use', { what: 'horse', name })
}

/** Refuses `in_use` when another horse has the name. */
export async function insertHorse(tx: Writer, id: HorseId, horse: Fields): Promise<void> {
  await refuseTakenName(tx, horse.name, id)
  await tx.insertInto('resource').values({ id, kind: 'horse' }).execute()
  await tx
    .insertInto('horse')
    .values({ id, ...columns(horse) })
    .execute()
  await writeAbsences(tx, id, horse)
}

/** Refuses `not_found`, and `in_use` when another horse has the name. */
export async function updateHorse(tx: Writer, { id, ...horse }: Horse): Promise<void> {
  await refuseTakenName(tx, horse.name, id)
  const { numUpdatedRows } = await tx
    .updateTable('horse')
    .set(columns(horse))
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new DomainError('not_found', { what: 'horse' })
  await writeAbsences(tx, id, horse)
}

/** Horses in order of name, those that no longer work only when asked for. */
export async function listHorses(db: Reader, withRetired: boolean): Promise<Horse[]> {
  const rows = await db.selectFrom('horse').selectAll().orderBy('sort_key').execute()
  const away = await unavailableBetween(db, ...always)
  return rows
    .filter((row) => withRetired || row.active === 1)
    .map((row) => ({
      id: row.id,
      name: row.name,
      birthYear: row.birth_year,
      massKg: row.mass_kg,
      heightCm: row.height_cm,
      temper: row.temper,
      dailyWarnMinutes: row.daily_warn_minutes,
      dailyBlockMinutes: row.daily_block_minutes,
      restMinutes: row.rest_minutes,
      loadPercent: row.load_percent,
      tackKg: row.tack_kg,
      active: row.active === 1,
      absences: (away.get(row.id) ?? []).map(({ reason, note, ...stretch }) => ({
        ...stretch,
        reason: note,
        because: reason as Horse['absences'][number]['because'],
      })),
      notes: row.notes,
    }))
}
