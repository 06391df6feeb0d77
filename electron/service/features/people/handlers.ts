import type { people as contract, PersonFields } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { isIin } from '../../kernel/iin.ts'
import { mergePeople } from './merge.ts'
import { personWarnings } from './rules.ts'
import { searchPeople } from './search.ts'
import {
  countPeople,
  expiringRows,
  insertPerson,
  lineOf,
  peopleNamed,
  personWithIin,
  readPerson,
  statementWarnDays,
  updatePerson,
} from './store.ts'

const form: Form = {
  table: 'person',
  parts: { person_category: 'categories' },
  fields: { sort_key: null, folded_name: null },
}

type PeopleMethods = Omit<typeof contract, 'people.importPreview' | 'people.importCommit'>

/** Refuses `iin_invalid` for a wrong check digit and `iin_taken {personId}`. */
async function refuseIin(db: Reader, iin: string | null, own: PersonId | null): Promise<void> {
  if (!iin) return
  if (!isIin(iin)) throw new DomainError('iin_invalid')
  const holder = await personWithIin(db, iin)
  if (holder && holder !== own) throw new DomainError('iin_taken', { personId: holder })
}

async function fileOf(db: Reader, id: PersonId) {
  const person = await readPerson(db, id)
  if (!person) throw new DomainError('not_found', { what: 'person' })
  return person
}

export const handlers: HandlersOf<PeopleMethods> = {
  async 'people.search'({ db, clock }, { text, limit, offset }) {
    const warnDays = await statementWarnDays(db)
    const rows = await searchPeople(db, text, limit, offset)
    return { people: rows.map((row) => lineOf(row, clock.today(), warnDays)) }
  },

  async 'people.get'({ db }, { personId }) {
    const [file] = await withVersions(db, form, [await fileOf(db, personId)], (one) => one.id)
    if (!file) throw new DomainError('not_found', { what: 'person' })
    return file
  },

  async 'people.count'({ db }) {
    return { people: await countPeople(db) }
  },

  async 'people.create'(context, { evenIfSame, ...person }) {
    const { tx, clock, newId } = context
    await refuseIin(tx, person.iin, null)
    if (!evenIfSame && person.birthDate) {
      const same = await peopleNamed(tx, person, person.birthDate)
      if (same.length > 0) {
        const warnDays = await statementWarnDays(tx)
        throw new DomainError('same_person', {
          people: same.map((row) => lineOf(row, clock.today(), warnDays)),
        })
      }
    }
    const personId = newId<PersonId>()
    await insertPerson(tx, personId, person satisfies PersonFields)
    return { personId, warnings: personWarnings(person) }
  },

  async 'people.update'(context, { version, ...person }) {
    await refuseStale(context, form, person.id, version)
    await refuseIin(context.tx, person.iin, person.id)
    if (!(await updatePerson(context.tx, person))) {
      throw new DomainError('not_found', { what: 'person' })
    }
    return { personId: person.id, warnings: personWarnings(person) }
  },

  async 'people.merge'(context, { keptId, mergedId }) {
    if (keptId === mergedId) {
      throw new DomainError('bad_request', {
        problems: [{ path: 'mergedId', problem: 'same_person' }],
      })
    }
    const kept = await fileOf(context.tx, keptId)
    const merged = await fileOf(context.tx, mergedId)
    await mergePeople(context, kept, merged)
    return { personId: keptId }
  },

  async 'people.expiring'({ db }, { on, days }) {
    const warnDays = await statementWarnDays(db)
    const rows = await expiringRows(db, on, days)
    return { people: rows.map((row) => lineOf(row, on, warnDays)) }
  },
}
