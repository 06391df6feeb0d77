/** The files of people in SQLite. */

import type { Selectable } from 'kysely'
import { type Person, PersonFields, type PersonLine } from '#contract/people.ts'
import { Settings } from '#contract/settings.ts'
import { addDays } from '#contract/time.ts'
import type { Language, LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { among } from '../../db/dialect.ts'
import { flag, type PersonTable, type Reader, type Writer } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { maskIin } from '../../kernel/iin.ts'
import { foldedName, type Names, sameName } from '../../kernel/names.ts'
import { storedPhone } from '../../kernel/phone.ts'
import { sortKey, surnameFirst } from '../../kernel/sort-key.ts'
import { searchWords } from './finding.ts'
import { statementEnd, statementState } from './rules.ts'

type PersonRow = Selectable<PersonTable>

/** Names of clients, surname first. Refuses `not_found {what: 'client'}`. */
export async function clientNames(
  db: Reader,
  ids: readonly PersonId[],
): Promise<Map<PersonId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'family_name', 'given_name'])
    .where('id', 'in', among(ids))
    .execute()
  if (rows.length < new Set(ids).size) throw new DomainError('not_found', { what: 'client' })
  return new Map(rows.map((row) => [row.id, surnameFirst(row)]))
}

/** Which of some ids are those of people in the files. */
export async function peopleAmong(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', among(ids as PersonId[]))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** What somebody is called, or was: surname first. */
export async function personName(db: Reader, id: PersonId): Promise<string> {
  const row = await knownRow(db, 'person', id)
  return row ? surnameFirst(row) : ''
}

/** How the family of somebody is reached. */
export interface Contact {
  personId: PersonId
  name: string
  phone: string | null
  guardianName: string | null
  guardianPhone: string | null
  language: Language | null
}

export async function readContacts(db: Reader, ids: readonly PersonId[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .select(['id', 'family_name', 'given_name', 'phone', 'guardian_name', 'guardian_phone'])
    .select('language')
    .where('id', 'in', among(ids))
    .execute()
  return rows.map((row) => ({
    personId: row.id,
    name: surnameFirst(row),
    phone: row.phone,
    guardianName: row.guardian_name,
    guardianPhone: row.guardian_phone,
    language: row.language,
  }))
}

/** The columns of a file. A phone is stored in one form; a statement without an end gets one. */
function columnsOf(person: PersonFields): Omit<PersonRow, 'id'> {
  return {
    family_name: person.familyName,
    given_name: person.givenName,
    patronymic: person.patronymic,
    birth_date: person.birthDate,
    sex: person.sex,
    iin: person.iin,
    iin_missing_reason: person.iin ? null : person.iinMissingReason,
    district: person.district,
    phone: storedPhone(person.phone),
    guardian_name: person.guardianName,
    guardian_phone: storedPhone(person.guardianPhone),
    language: person.language,
    weight_kg: person.weightKg,
    weighed_on: person.weightKg === null ? null : person.weighedOn,
    height_cm: person.heightCm,
    mobility: person.mobility,
    keeps_balance: person.keepsBalance === null ? null : flag(person.keepsBalance),
    sidewalkers_needed: person.sidewalkersNeeded,
    session_limit_minutes: person.sessionLimitMinutes,
    statement_from: person.statementFrom,
    statement_until:
      person.statementUntil ?? (person.statementFrom ? statementEnd(person.statementFrom) : null),
    contraindication: person.contraindication || null,
    physician_decision_on: person.physicianDecisionOn,
    physician_decision: person.physicianDecision || null,
    precautions: person.precautions || null,
    consent_on: person.consentOn,
    notes: person.notes || null,
    sort_key: sortKey(person.familyName, person.givenName, person.patronymic),
    folded_name: foldedName(person),
  }
}

function personOf(row: PersonRow, categories: Person['categories']): Person {
  return {
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    patronymic: row.patronymic,
    birthDate: row.birth_date,
    sex: row.sex,
    iin: row.iin,
    iinMissingReason: row.iin_missing_reason,
    district: row.district,
    phone: row.phone,
    guardianName: row.guardian_name,
    guardianPhone: row.guardian_phone,
    language: row.language,
    categories,
    weightKg: row.weight_kg,
    weighedOn: row.weighed_on,
    heightCm: row.height_cm,
    mobility: row.mobility,
    keepsBalance: row.keeps_balance === null ? null : row.keeps_balance === 1,
    sidewalkersNeeded: row.sidewalkers_needed,
    sessionLimitMinutes: row.session_limit_minutes,
    statementFrom: row.statement_from,
    statementUntil: row.statement_until,
    contraindication: row.contraindication,
    physicianDecisionOn: row.physician_decision_on,
    physicianDecision: row.physician_decision,
    precautions: row.precautions,
    consentOn: row.consent_on,
    notes: row.notes,
  }
}

/** The whole file of a person, or undefined. */
export async function readPerson(db: Reader, id: PersonId): Promise<Person | undefined> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const categories = await db
    .selectFrom('person_category')
    .select(['category', 'from_date as from', 'until_date as until'])
    .where('person_id', '=', id)
    .orderBy('position')
    .execute()
  return personOf(row, categories)
}

/** Every file of the centre, for a comparison with a spreadsheet. */
export async function readEveryPerson(db: Reader): Promise<Person[]> {
  const rows = await db.selectFrom('person').selectAll().orderBy('id').execute()
  const periods = await db
    .selectFrom('person_category')
    .selectAll()
    .orderBy('person_id')
    .orderBy('position')
    .execute()
  const categories = new Map<PersonId, Person['categories']>()
  for (const { person_id, category, from_date: from, until_date: until } of periods) {
    const known = categories.get(person_id)
    if (known) known.push({ category, from, until })
    else categories.set(person_id, [{ category, from, until }])
  }
  return rows.map((row) => personOf(row, categories.get(row.id) ?? []))
}

export async function countPeople(db: Reader): Promise<number> {
  const { people } = await db
    .selectFrom('person')
    .select((of) => of.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  return people
}

async function writeCategories(tx: Writer, id: PersonId, periods: PersonFields['categories']) {
  if (periods.length === 0) return
  await tx
    .insertInto('person_category')
    .values(
      periods.map((period, position) => ({
        person_id: id,
        category: period.category,
        from_date: period.from,
        until_date: period.until,
        position,
      })),
    )
    .execute()
}

async function writeWords(tx: Writer, id: PersonId, key: string, words: readonly string[]) {
  if (words.length === 0) return
  await tx
    .insertInto('person_word')
    .values(words.map((word) => ({ word, sort_key: key, person_id: id })))
    .execute()
}

/** Writes anew by which words somebody is found. */
export async function writeSearchWords(tx: Writer, id: PersonId): Promise<void> {
  const person = await readPerson(tx, id)
  if (!person) return
  await tx.deleteFrom('person_word').where('person_id', '=', id).execute()
  await writeWords(tx, id, columnsOf(person).sort_key, searchWords(person))
}

/** Writes a new file: the person as a resource, the categories and the words to find them by. */
export async function insertPerson(tx: Writer, id: PersonId, person: PersonFields): Promise<void> {
  const columns = columnsOf(person)
  await tx.insertInto('resource').values({ id, kind: 'person' }).execute()
  await tx
    .insertInto('person')
    .values({ id, ...columns })
    .execute()
  await writeCategories(tx, id, person.categories)
  await writeWords(tx, id, columns.sort_key, searchWords(person))
}

/** Makes a file of somebody in a few fields. */
export async function createPerson(
  { tx, newId }: CommandContext,
  fields: Pick<PersonFields, 'familyName' | 'givenName'> & Partial<PersonFields>,
): Promise<PersonId> {
  const id = newId<PersonId>()
  await insertPerson(tx, id, PersonFields.parse(fields))
  return id
}

/** Writes a file anew. False when there is none of that id. */
export async function updatePerson(tx: Writer, person: Person): Promise<boolean> {
  const columns = columnsOf(person)
  const result = await tx
    .updateTable('person')
    .set(columns)
    .where('id', '=', person.id)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await tx.deleteFrom('person_category').where('person_id', '=', person.id).execute()
  await writeCategories(tx, person.id, person.categories)
  await tx.deleteFrom('person_word').where('person_id', '=', person.id).execute()
  await writeWords(tx, person.id, columns.sort_key, searchWords(person))
  return true
}

/** Who has this IIN, or undefined. */
export async function personWithIin(db: Reader, iin: string): Promise<PersonId | undefined> {
  const row = await db.selectFrom('person').select('id').where('iin', '=', iin).executeTakeFirst()
  return row?.id
}

/** People who may be the same person: that name, as {@link sameName} reads it, and day of birth. */
export async function peopleNamed(
  db: Reader,
  names: Names,
  birthDate: LocalDate,
): Promise<PersonRow[]> {
  const begins = foldedName({ ...names, patronymic: null })
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('folded_name', '>=', begins)
    .where('folded_name', '<=', `${begins}\u{10ffff}`)
    .where('birth_date', '=', birthDate)
    .execute()
  return rows.filter((row) =>
    sameName(names, {
      familyName: row.family_name,
      givenName: row.given_name,
      patronymic: row.patronymic,
    }),
  )
}

/** Days before the end of a medical statement on which the centre wants to hear of it. */
export async function statementWarnDays(db: Reader): Promise<number> {
  const field = 'statementWarnDays'
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', field)
    .executeTakeFirst()
  return Settings.shape[field].parse(row ? JSON.parse(row.value) : undefined)
}

/** The columns that a line in a list is made of. */
export const lineColumns = [
  'person.id',
  'person.family_name',
  'person.given_name',
  'person.patronymic',
  'person.birth_date',
  'person.iin',
  'person.phone',
  'person.guardian_name',
  'person.guardian_phone',
  'person.statement_from',
  'person.statement_until',
] as const
type Column = (typeof lineColumns)[number] extends `person.${infer Name}` ? Name : never
export type LineRow = Pick<PersonRow, Column & keyof PersonRow>

/** A line of a list, with the IIN masked and the statement as it stands on that day. */
export function lineOf(row: LineRow, on: LocalDate, warnDays: number): PersonLine {
  const statement = { statementFrom: row.statement_from, statementUntil: row.statement_until }
  return {
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    patronymic: row.patronymic,
    birthDate: row.birth_date,
    iinMasked: row.iin ? maskIin(row.iin) : null,
    phone: row.phone ?? row.guardian_phone,
    guardianName: row.guardian_name,
    statementUntil: row.statement_until,
    statement: statementState(statement, on, warnDays),
  }
}

/** People whose statement ends within so many days after that day, or has ended, soonest first. */
export function expiringRows(db: Reader, on: LocalDate, days: number): Promise<LineRow[]> {
  return db
    .selectFrom('person')
    .select(lineColumns)
    .where('statement_until', '<=', addDays(on, days))
    .orderBy('statement_until')
    .orderBy('sort_key')
    .execute()
}
