import type { InputOf } from '#contract/envelope.ts'
import type { people as contract, PersonFields } from '#contract/people.ts'
import { weighed } from '#contract/rules/clients.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { mergeRows } from '../../history/merging.ts'
import type { Ground } from '../../history/turning.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { isIin } from '../../kernel/iin.ts'
import {
  markKey,
  marksAsTold,
  sessionsWithTwoMarks,
  type TwoMarks,
} from '../../schedule/merging.ts'
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

type MergeInput = InputOf<(typeof contract)['people.merge']>

/** Makes one of two files, with one mark of each session as was chosen. Answers where there were two. */
async function merge(
  context: CommandContext,
  ground: Ground,
  { keptId, mergedId, marks, choices }: MergeInput,
): Promise<TwoMarks[]> {
  if (keptId === mergedId) {
    throw new DomainError('bad_request', {
      problems: [{ path: 'mergedId', problem: 'same_person' }],
    })
  }
  await fileOf(context.tx, keptId)
  await fileOf(context.tx, mergedId)
  const twice = await sessionsWithTwoMarks(context, keptId, mergedId)
  const chosen = new Map(choices.map(({ sessionId, keep }) => [sessionId, keep]))
  const staying = new Map(
    twice.map(({ sessionId, differ, later }) => [
      markKey(sessionId, keptId),
      differ ? (chosen.get(sessionId) ?? (marks === 'later' ? later : marks)) : later,
    ]),
  )
  await mergeRows(context, ground, 'person', {
    keptId,
    mergedId,
    choose: (table, key) => (table === 'attendance' && staying.get(key)) || 'kept',
  })
  return twice
}

export const peopleHandlers = (ground: Ground): HandlersOf<PeopleMethods> => ({
  async 'people.search'({ db, clock, sees }, { text, ...page }) {
    const warnDays = await statementWarnDays(db)
    // Whoever does not see numbers does not find by them whose they are.
    const byNumber = sees('identity') && sees('contacts')
    const rows = await searchPeople(db, text, { ...page, byNumber })
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
    await insertPerson(tx, personId, weighed(person satisfies PersonFields, null, clock.today()))
    return { personId, warnings: personWarnings(person) }
  },

  async 'people.update'(context, { version, ...person }) {
    await refuseStale(context, form, person.id, version)
    await refuseIin(context.tx, person.iin, person.id)
    const known = await fileOf(context.tx, person.id)
    await updatePerson(context.tx, weighed(person, known, context.clock.today()))
    return { personId: person.id, warnings: personWarnings(person) }
  },

  async 'people.merge'(context, asked) {
    await merge(context, ground, asked)
    return { personId: asked.keptId }
  },

  async 'people.tryMerge'(context, asked) {
    const twice = await merge(context, ground, asked)
    return {
      person: await fileOf(context.tx, asked.keptId),
      twoMarks: await marksAsTold(
        context,
        twice.filter((one) => one.differ),
        asked.keptId,
      ),
    }
  },

  async 'people.expiring'({ db }, { on, days }) {
    const warnDays = await statementWarnDays(db)
    const rows = await expiringRows(db, on, days)
    return { people: rows.map((row) => lineOf(row, on, warnDays)) }
  },
})
