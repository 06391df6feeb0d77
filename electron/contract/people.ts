/** People: once each, across all projects; search, import, merge. */
import { z } from 'zod'
import { command, type InputOf, methods, type OutputOf, preview, read } from './envelope.ts'
import type { RightName } from './rights.ts'
import { SessionKind } from './schedule.ts'
import { seen } from './sights.ts'
import {
  Language,
  LocalDate,
  LocalDateTime,
  LocalTime,
  LongText,
  PersonId,
  SessionId,
  ShortText,
  Version,
  versioned,
  visible,
} from './values.ts'

/** One on each side of the horse. */
export const mostSidewalkers = 2

/** Twelve digits of the individual identification number. The check digit is tested by a rule. */
export const Iin = z.string().regex(/^\d{12}$/, { error: 'iin' })

export const Sex = z.enum(['female', 'male'])
export type Sex = z.infer<typeof Sex>
export const Mobility = z.enum(['independent', 'with_support', 'wheelchair'])
export type Mobility = z.infer<typeof Mobility>

/** Social categories, as the city counts them. */
export const categories = [
  'child_with_disability',
  'family_with_disabled_child',
  'disability_1',
  'disability_2',
  'disability_3',
  'large_family',
  'mother_of_many',
  'orphan',
  'pensioner',
  'veteran',
  'home_front_worker',
  'other',
] as const
export const Category = z.enum(categories)
export type Category = z.infer<typeof Category>
/** A category and the time it holds; an open end is null. */
export const CategoryPeriod = z
  .object({ category: Category, from: LocalDate.nullable(), until: LocalDate.nullable() })
  .refine(({ from, until }) => !from || !until || from <= until, {
    error: 'order',
    path: ['until'],
  })

/** Whatever stands in a person's file. Masses in kilograms, heights in centimetres. */
export const PersonFields = z.object({
  familyName: ShortText,
  givenName: ShortText,
  patronymic: ShortText.nullable().default(null),
  birthDate: LocalDate.nullable().default(null),
  sex: Sex.nullable().default(null),
  iin: seen('identity', Iin.nullable().default(null)),
  /** Why there is no IIN; asked for when it is empty. */
  iinMissingReason: seen('identity', ShortText.nullable().default(null)),
  district: seen('identity', ShortText.nullable().default(null)),
  /** The person's own phone, +7 and ten digits. */
  phone: seen('contacts', ShortText.nullable().default(null)),
  guardianName: seen('contacts', ShortText.nullable().default(null)),
  guardianPhone: seen('contacts', ShortText.nullable().default(null)),
  /** In which the family is spoken to. */
  language: Language.nullable().default(null),
  categories: seen('identity', z.array(CategoryPeriod).max(20).default([])),
  weightKg: seen('health', z.number().min(1).max(300).nullable().default(null)),
  /** The day of that weight. A weight that is new or changed is of today where its day is not given. */
  weighedOn: seen('health', LocalDate.nullable().default(null)),
  heightCm: seen('health', z.number().min(30).max(250).nullable().default(null)),
  mobility: seen('health', Mobility.nullable().default(null)),
  /** Whether the person keeps balance on the horse; null when nobody has said. */
  keepsBalance: seen('health', z.boolean().nullable().default(null)),
  sidewalkersNeeded: z.int().min(0).max(mostSidewalkers).default(0),
  /** The person's own longest session, minutes; null takes the centre's. */
  sessionLimitMinutes: seen('health', z.int().min(5).max(240).nullable().default(null)),
  /** Medical statement: first and last day on which it is valid. */
  statementFrom: seen('health', LocalDate.nullable().default(null)),
  statementUntil: seen('health', LocalDate.nullable().default(null)),
  /** A flagged contraindication, in words; empty when none is known. */
  contraindication: seen('health', LongText.nullable().default(null)),
  /** The physician's written decision on it: the day it was written, and its words. */
  physicianDecisionOn: seen('health', LocalDate.nullable().default(null)),
  physicianDecision: seen('health', LongText.nullable().default(null)),
  precautions: LongText.nullable().default(null),
  /** Day of the consent to data processing; null when it has not been given. */
  consentOn: LocalDate.nullable().default(null),
  notes: seen('remarks', LongText.nullable().default(null)),
})
export type PersonFields = z.infer<typeof PersonFields>
export const Person = PersonFields.extend({ id: PersonId })
export type Person = z.infer<typeof Person>

/** How the medical statement stands on a day. */
export const StatementState = z.enum(['missing', 'expired', 'not_yet', 'expiring', 'valid'])
export type StatementState = z.infer<typeof StatementState>

/** A line in a list of people. The IIN is masked: `0612••••••12`. */
export const PersonLine = z.object({
  id: PersonId,
  familyName: z.string(),
  givenName: z.string(),
  patronymic: z.string().nullable(),
  birthDate: LocalDate.nullable(),
  iinMasked: seen('identity', z.string().nullable()),
  /** The person's own phone, or else the guardian's. */
  phone: seen('contacts', z.string().nullable()),
  guardianName: seen('contacts', z.string().nullable()),
  statementUntil: seen('health', LocalDate.nullable()),
  statement: StatementState,
})
export type PersonLine = z.infer<typeof PersonLine>

/** What the app noticed and does not forbid. */
export const PersonWarning = z.enum(['iin_birth_date', 'iin_sex', 'iin_missing', 'consent_missing'])
export type PersonWarning = z.infer<typeof PersonWarning>

/**
 * Finds by the first letters of any part of the name in Kazakh, Russian or Latin letters, by phone
 * digits, by IIN. An empty text answers the list in alphabetical order.
 */
export const search = read('people.search', {
  may: 'viewing',
  input: z.object({
    text: z.string().overwrite(visible).max(200),
    limit: z.int().min(1).max(200).default(20),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ people: z.array(PersonLine) }),
})
export const get = read('people.get', {
  may: 'viewing',
  input: z.object({ personId: PersonId }),
  output: Person.extend({ version: Version }),
  looksAt: ({ personId }) => [personId],
})
export const count = read('people.count', {
  may: 'viewing',
  input: z.object({}),
  output: z.object({ people: z.int() }),
})

const Saved = z.object({ personId: PersonId, warnings: z.array(PersonWarning) })
/**
 * Refuses `iin_invalid` for a wrong check digit, `iin_taken {personId}`, and `same_person {people}`
 * when name and birth date are known already, unless `evenIfSame` says that these are two people.
 */
export const create = command('people.create', {
  may: 'filing',
  refuses: ['iin_invalid', 'iin_taken', 'same_person'],
  input: PersonFields.extend({ evenIfSame: z.boolean().exactOptional() }),
  output: Saved,
})
export const update = command('people.update', {
  may: 'filing',
  refuses: ['iin_invalid', 'iin_taken', 'changed_since'],
  changesFacts: true,
  input: Person.extend(versioned),
  output: Saved,
})
const TwoFiles = z.object({
  keptId: PersonId,
  mergedId: PersonId,
  /** Which mark stays where both have one and they differ: that which was put later, or of one file. */
  marks: z.enum(['later', 'kept', 'merged']).default('later'),
  /** The same for single sessions. */
  choices: z
    .array(z.object({ sessionId: SessionId, keep: z.enum(['kept', 'merged']) }))
    .max(2000)
    .default([]),
})
/**
 * Makes one of two files: everything of `mergedId` (sessions, marks, categories) goes to `keptId`. Make-up
 * credits follow the marks: that of an excused mark which does not stay is taken back with its place, unless
 * the person has been there, who then was a walk-in. Refuses `rules_refused` with `overlap` when both were
 * somewhere at the same time.
 */
export const merge = command('people.merge', {
  may: 'filing',
  changesFacts: true,
  refuses: ['rules_refused'],
  input: TwoFiles,
  output: z.object({ personId: PersonId }),
})

const MarkPut = z.object({
  mark: z.string(),
  remark: z.string().nullable(),
  /** When and by whom; null for what was in the file before marks were recorded. */
  at: LocalDateTime.nullable(),
  by: z.string().nullable(),
})
/** What merging would make: the one file, and the sessions of which one of two different marks stays. */
export const tryMerge = preview('people.tryMerge', {
  may: 'filing',
  refuses: ['rules_refused'],
  input: TwoFiles,
  output: z.object({
    person: Person,
    twoMarks: z.array(
      z.object({
        sessionId: SessionId,
        kind: SessionKind,
        date: LocalDate,
        start: LocalTime,
        /** Of the group or course; null for what is a person's own. */
        groupName: z.string().nullable(),
        kept: MarkPut,
        merged: MarkPut,
        later: z.enum(['kept', 'merged']),
        /**
         * Places booked with the credit of an excused mark, and what would become of each: `kept`, `freed`,
         * or that of a `walk_in`, because the person has been there.
         */
        makeUps: z.array(
          z.object({
            sessionId: SessionId,
            date: LocalDate,
            start: LocalTime,
            groupName: z.string().nullable(),
            becomes: z.enum(['kept', 'freed', 'walk_in']),
          }),
        ),
      }),
    ),
  }),
})
/** People whose medical statement ends within the given days, or has ended. */
export const expiring = read('people.expiring', {
  may: 'viewing',
  input: z.object({ on: LocalDate, days: z.int().min(0).max(400) }),
  output: z.object({ people: z.array(PersonLine) }),
})

/** What a spreadsheet holds. */
export const importKinds = [
  'clients',
  'studio',
  'course',
  'horses',
  'team',
  'slots',
  'rooms',
] as const
export const ImportKind = z.enum(importKinds)
export type ImportKind = z.infer<typeof ImportKind>

/** One cell that was refused or is doubted: its heading, its words, and what is wrong. */
export const CellProblem = z.object({
  /** Column in the file, counted from 0; null when the row as a whole is meant. */
  column: z.int().nullable(),
  heading: z.string().nullable(),
  text: z.string(),
  code: z.enum([
    'required',
    'date',
    'number',
    'iin_invalid',
    'iin_birth_date',
    'iin_sex',
    'iin_missing',
    'iin_taken',
    'phone',
    'choice',
    'weekdays',
    'time',
    'place_unknown',
    'contraindication_open',
    'statement_expired',
    'too_long',
    'out_of_range',
  ]),
})
export type CellProblem = z.infer<typeof CellProblem>

export const ImportRow = z.object({
  /** Row in the file, the heading being row 1. */
  row: z.int(),
  /** What will happen: a new file, one that is there already and stays, one that changes, none. */
  outcome: z.enum(['new', 'same', 'changed', 'refused']),
  /** How a person would call the row: a name, a nickname, a room. */
  title: z.string(),
  /** Row of the same file in which this one stood first. */
  sameAsRow: z.int().nullable(),
  /** What would change: field key, before, after. */
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  refusals: z.array(CellProblem),
  warnings: z.array(CellProblem),
})
export type ImportRow = z.infer<typeof ImportRow>

/** What bringing in a table of each kind needs: what doing the same by hand does. */
export const importRights = {
  clients: 'filing',
  studio: 'scheduling',
  course: 'lodging',
  horses: 'managing',
  team: 'managing',
  slots: 'managing',
  rooms: 'managing',
} as const satisfies Record<ImportKind, RightName>

/** A heading of the file and the field it was taken for; null leaves the column out. */
export const ColumnChoice = z.object({
  column: z.int(),
  heading: z.string(),
  field: z.string().nullable(),
})
export type ColumnChoice = z.infer<typeof ColumnChoice>

const ImportFile = z.object({
  fileName: z.string().min(1).max(255),
  /** The file itself. Up to 8 MB. */
  contentBase64: z.string().max(12_000_000),
  kind: ImportKind.exactOptional(),
  /** Corrections by hand of what the columns mean, by column number. */
  columns: z
    .array(z.object({ column: z.int().min(0), field: z.string().max(60).nullable() }))
    .exactOptional(),
})
/**
 * Reads a spreadsheet and says row by row what bringing it in would do; writes nothing.
 * Refuses `file_empty`, `file_unreadable`, `file_kind_unknown`, `file_too_many_rows {limit}`.
 */
export const importPreview = read('people.importPreview', {
  may: 'filing',
  refuses: ['file_empty', 'file_unreadable', 'file_too_many_rows', 'file_kind_unknown'],
  input: ImportFile,
  output: z.object({
    kind: ImportKind,
    columns: z.array(ColumnChoice),
    /** The fields that a column of this kind can be taken for. */
    fields: z.array(z.object({ key: z.string(), required: z.boolean() })),
    rows: z.array(ImportRow),
    counts: z.object({ new: z.int(), same: z.int(), changed: z.int(), refused: z.int() }),
    /** Names this very preview; the commit refuses `import_stale` when it would do other things. */
    fingerprint: z.string(),
  }),
})
/** Brings the file in, in one transaction: all rows that are not refused, or nothing. */
export const importCommit = command('people.importCommit', {
  may: 'filing',
  changesFacts: true,
  copiedBefore: true,
  refuses: [
    'file_empty',
    'file_unreadable',
    'file_too_many_rows',
    'file_kind_unknown',
    'import_stale',
    'in_use',
    'rules_refused',
  ],
  input: ImportFile.extend({ fingerprint: z.string().max(100).exactOptional() }),
  output: z.object({
    kind: ImportKind,
    counts: z.object({ new: z.int(), same: z.int(), changed: z.int(), refused: z.int() }),
  }),
})

export const people = methods(
  search,
  get,
  count,
  create,
  update,
  merge,
  tryMerge,
  expiring,
  importPreview,
  importCommit,
)
export type ImportPreview = OutputOf<typeof importPreview>
export type ImportPreviewInput = InputOf<typeof importPreview>
