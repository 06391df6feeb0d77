/** Clients, members of studios and participants of courses: people, with what the list adds. */
import { type PersonFields as Fields, PersonFields } from '#contract/people.ts'
import { weighed } from '#contract/rules/clients.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import { iinWarnings, isIin, readIin } from '../../../kernel/iin.ts'
import { foldedName, sameName } from '../../../kernel/names.ts'
import { readPhone } from '../../../kernel/phone.ts'
import { studioNamed } from '../../../kernel/studios.ts'
import type { ImportDefinition } from '../plan.ts'
import type { RowReading } from '../row.ts'
import type { Course, Enrolment, ImportStores } from '../stores.ts'
import { type CourseDraft, courseOf, readCourse } from './courses.ts'
import { given, type Said } from './given.ts'
import { nameTitle, readNames } from './names.ts'
import { isContraindication, readCategories, readMobility, readSex, readYesNo } from './values.ts'

interface Entity {
  person: Fields
  studios: Enrolment[]
  courses: Course[]
}
interface ImportDraft {
  person: Said<Fields> & { familyName: string; givenName: string }
  studio?: Enrolment | undefined
  course?: CourseDraft | undefined
  /** The day on which the list is brought in. */
  today: LocalDate
}

/** The note of a row: a flagged contraindication, or a precaution. Nobody's decision is made up. */
function readNotes(row: RowReading) {
  const note = row.text('note', 4000)
  const flagged = note !== undefined && isContraindication(note)
  const together = (...parts: (string | undefined)[]) =>
    parts
      .filter((part) => part !== undefined)
      .join('\n')
      .slice(0, 4000) || undefined
  return {
    contraindication: together(row.text('contraindication', 4000), flagged ? note : undefined),
    precautions: together(row.text('precautions', 4000), flagged ? undefined : note),
  }
}

function readPerson(row: RowReading, today: LocalDate): ImportDraft['person'] {
  const names = readNames(row)
  const birthDate = row.date('birthDate')
  if (birthDate && birthDate > today) row.refuse('birthDate', 'out_of_range')
  const statementFrom = row.date('statementFrom')
  const statementUntil = row.date('statementUntil')
  if (statementFrom && statementUntil && statementUntil < statementFrom) {
    row.refuse('statementUntil', 'out_of_range')
  }
  const weighedOn = row.date('weighedOn')
  if (weighedOn && weighedOn > today) row.refuse('weighedOn', 'out_of_range')
  const categories = row.read('categories', readCategories, 'choice')
  const iin = row.read('iin', (words) => readIin(words, birthDate ?? null), 'iin_invalid')
  return {
    ...names,
    birthDate,
    sex: row.read('sex', readSex, 'choice'),
    iin,
    district: row.text('district'),
    phone: row.read('phone', readPhone, 'phone'),
    guardianName: row.text('guardianName'),
    guardianPhone: row.read('guardianPhone', readPhone, 'phone'),
    categories: categories?.map((category) => ({ category, from: null, until: null })),
    weightKg: row.number('weightKg', 1, 300),
    weighedOn,
    heightCm: row.number('heightCm', 30, 250),
    mobility: row.read('mobility', readMobility, 'choice'),
    keepsBalance: row.read('keepsBalance', readYesNo, 'choice'),
    sidewalkersNeeded: row.number('sidewalkersNeeded', 0, 2, true),
    sessionLimitMinutes: row.number('sessionLimitMinutes', 5, 240, true),
    statementFrom,
    statementUntil,
    consentOn: row.date('consentOn'),
    ...readNotes(row),
  }
}

function readStudio(row: RowReading): Enrolment | undefined {
  row.require('studio', 'groupName', 'joinedOn')
  const studio = row.read('studio', studioNamed, 'choice')
  const groupName = row.text('groupName')
  const joinedOn = row.date('joinedOn')
  return studio && groupName && joinedOn ? { studio, groupName, joinedOn, leftOn: null } : undefined
}

/** Words are added to what is there, and never take its place. */
function added(known: string | null, words: string | undefined): string | null {
  if (words === undefined || known?.includes(words)) return known
  return known ? `${known}\n${words}`.slice(0, 4000) : words
}

function changedPerson(known: Fields, { person: draft, today }: ImportDraft): Fields {
  const same = sameName(known, { ...draft, patronymic: draft.patronymic ?? null })
  const contraindication = added(known.contraindication, draft.contraindication ?? undefined)
  // A decision was on what was known then: something new waits for its own.
  const reopened = known.physicianDecisionOn && contraindication !== known.contraindication
  const held = new Set(known.categories.map((period) => period.category))
  const changed = {
    ...known,
    ...given(draft),
    // The stored spelling stays: a file without Kazakh letters must not take them away.
    familyName: same ? known.familyName : draft.familyName,
    givenName: same ? known.givenName : draft.givenName,
    patronymic: same
      ? (known.patronymic ?? draft.patronymic ?? null)
      : (draft.patronymic ?? known.patronymic),
    iinMissingReason: draft.iin ? null : known.iinMissingReason,
    categories: [
      ...known.categories,
      ...(draft.categories ?? []).filter((period) => !held.has(period.category)),
    ].slice(0, 20),
    contraindication,
    physicianDecisionOn: reopened ? null : known.physicianDecisionOn,
    physicianDecision: reopened ? null : known.physicianDecision,
    notes: reopened ? added(known.notes, known.physicianDecision ?? undefined) : known.notes,
    precautions: added(known.precautions, draft.precautions ?? undefined),
  }
  return weighed(changed, known, today)
}

/** A member of the group on that day or later is one already; of two days the earlier one stays. */
function withStudio(known: readonly Enrolment[], studio: Enrolment): Enrolment[] {
  const active = known.find(
    (one) =>
      one.studio === studio.studio &&
      one.groupName === studio.groupName &&
      (one.leftOn === null || one.leftOn > studio.joinedOn),
  )
  if (!active) return [...known, studio]
  if (active.joinedOn <= studio.joinedOn) return [...known]
  return known.map((one) => (one === active ? { ...one, joinedOn: studio.joinedOn } : one))
}

function withEnrolments(entity: Entity, draft: ImportDraft): Pick<Entity, 'studios' | 'courses'> {
  const { studio, course } = draft
  const studios = studio ? withStudio(entity.studios, studio) : entity.studios
  if (!course) return { studios, courses: entity.courses }
  const known = entity.courses.find((one) => one.arrivalOn === course.arrivalOn)
  return {
    studios,
    courses: [...entity.courses.filter((one) => one !== known), courseOf(course, known)],
  }
}

const sharesPhone = (one: Fields, other: Fields) => {
  const phones = [one.phone, one.guardianPhone].filter((phone) => phone !== null)
  return [other.phone, other.guardianPhone].some((phone) => phone && phones.includes(phone))
}
const hasPhone = (one: Fields) => one.phone !== null || one.guardianPhone !== null

/**
 * One person: the same IIN, or the same name and day of birth where no two IINs contradict; without
 * a day of birth the same name and a phone. An IIN under another name and another day of birth is
 * somebody else's, as when the mother's is written for the child.
 */
function compare({ person: known }: Entity, { person: other }: Entity): 'same' | 'other' | 'taken' {
  const name = sameName(known, other)
  const birth = known.birthDate !== null && known.birthDate === other.birthDate
  if (known.iin && other.iin) {
    if (known.iin !== other.iin) return 'other'
    return name || birth ? 'same' : 'taken'
  }
  if (!name) return 'other'
  if (known.birthDate && other.birthDate) return birth ? 'same' : 'other'
  if (sharesPhone(known, other)) return 'same'
  const bare = !known.birthDate && !other.birthDate && !hasPhone(known) && !hasPhone(other)
  return bare ? 'same' : 'other'
}

/** The words to look under, no more of them than {@link compare} can call the same. */
function keys({ person }: Entity): string[] {
  const name = foldedName({ ...person, patronymic: null })
  const phones = [person.phone, person.guardianPhone].filter((phone) => phone !== null)
  return [
    ...(person.iin ? [`iin ${person.iin}`] : []),
    ...(person.birthDate ? [`${name} ${person.birthDate}`] : []),
    ...phones.map((phone) => `${name} ${phone}`),
    ...(person.birthDate === null && phones.length === 0 ? [name] : []),
  ]
}

function show({ person, studios, courses }: Entity): Record<string, string> {
  const { categories, ...fields } = person
  return {
    ...Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, value === null ? '' : String(value)]),
    ),
    categories: categories.map((period) => period.category).join(', '),
    studio: studios
      .map((one) => `${one.groupName} · ${one.joinedOn}`)
      .sort()
      .join('\n'),
    course: courses
      .map((one) =>
        [
          one.arrivalOn,
          one.wheelchair ? 'wheelchair' : '',
          one.companionName ?? '',
          one.diet ?? '',
          one.shareWithName ?? '',
        ].join(' · '),
      )
      .sort()
      .join('\n'),
  }
}

function warn({ person }: Entity, row: RowReading, today: LocalDate): void {
  if (!person.iin) {
    if (!person.iinMissingReason) row.warn('iin', 'iin_missing')
  } else if (row.words('iin') !== '' && isIin(person.iin)) {
    for (const code of iinWarnings(person.iin, person.birthDate, person.sex)) row.warn('iin', code)
  }
  if (person.statementUntil && person.statementUntil < today) {
    row.warn('statementUntil', 'statement_expired')
  }
  if (person.contraindication && !person.physicianDecisionOn) {
    row.warn(row.words('contraindication') ? 'contraindication' : 'note', 'contraindication_open')
  }
}

/** How a list of people comes in. Refusals of rows by code: see CellProblem. */
export function peopleKind(
  kind: 'clients' | 'studio' | 'course',
  { people, studios, courses }: Pick<ImportStores, 'people' | 'studios' | 'courses'>,
): ImportDefinition<Entity, ImportDraft> {
  const ownRequired = {
    clients: [],
    studio: ['studio', 'groupName', 'joinedOn'],
    course: ['arrivalOn'],
  }
  return {
    required: (present) => [
      ...(present.has('fullName') ? ['fullName'] : ['familyName', 'givenName']),
      ...ownRequired[kind],
    ],
    title: nameTitle,
    read: (row, today) => ({
      today,
      person: readPerson(row, today),
      ...(kind === 'studio' && { studio: readStudio(row) }),
      ...(kind === 'course' && { course: readCourse(row) }),
    }),
    async load(db) {
      const members = await studios.list(db)
      const enrolled = await courses.list(db)
      return (await people.list(db)).map(({ id, ...person }) => ({
        id,
        entity: { person, studios: members.get(id) ?? [], courses: enrolled.get(id) ?? [] },
      }))
    },
    fresh: (draft) => ({
      person: weighed(PersonFields.parse(given(draft.person)), null, draft.today),
      ...withEnrolments({ person: draft.person as Fields, studios: [], courses: [] }, draft),
    }),
    keys,
    compare,
    changed: (known, draft) => ({
      person: changedPerson(known.person, draft),
      ...withEnrolments(known, draft),
    }),
    show,
    warn,
    async insert(context, entity) {
      const id = context.newId<PersonId>()
      await people.insert(context.tx, id, entity.person)
      for (const course of entity.courses) await courses.enrol(context, id, course)
      for (const studio of entity.studios) await studios.enrol(context, id, studio)
    },
    async update(context, id, before, after) {
      const personId = id as PersonId
      if (JSON.stringify(before.person) !== JSON.stringify(after.person)) {
        await people.update(context.tx, { ...after.person, id: personId })
      }
      for (const course of after.courses.filter((one) => !before.courses.includes(one))) {
        await courses.enrol(context, personId, course)
      }
      for (const studio of after.studios.filter((one) => !before.studios.includes(one))) {
        await studios.enrol(context, personId, studio)
      }
    },
  }
}
