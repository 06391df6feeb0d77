/** Understands what was typed after `npm run sheet --`, by the kinds of the sheet's fields. */
import type { z } from 'zod'
import type { CallInput } from '#contract/index.ts'
import type { SheetRefusal, SheetRequest, TypedSheet } from '#contract/shell.ts'
import {
  CourseId,
  type GroupId,
  LocalDate,
  LocalMonth,
  type MemberId,
  PersonId,
  type SheetLanguage,
} from '#contract/values.ts'
import { call, ServiceError } from '../lib/client.ts'
import { today } from '../lib/dates.ts'
import { keyOf, queryClient } from '../lib/queries.ts'
import type { FieldKind, ValuesOf } from './fields.ts'
import type { Sheet, SheetMethod } from './sheet.ts'
import { sheetOf, sheets } from './sheets/index.ts'

/** There will be no sheet. */
export class SheetRefused extends Error {
  readonly refusal: SheetRefusal
  constructor(refusal: SheetRefusal) {
    super(refusal.why)
    this.name = 'SheetRefused'
    this.refusal = refusal
  }
}

/** The sheet that is meant, once something stands on it. Throws {@link SheetRefused}. */
export async function understood({ kind, typed, language }: TypedSheet): Promise<SheetRequest> {
  const sheet = sheetOf(kind)
  if (!sheet) throw new SheetRefused({ why: 'no_kind', kinds: sheets.map((one) => one.kind) })
  const options = new Set(sheet.fields.flatMap((field) => readers[field].options))
  for (const option of Object.keys(typed)) {
    if (!options.has(option)) {
      throw new SheetRefused({ why: 'no_option', option, options: [...options] })
    }
  }
  try {
    return await requested(sheet, typed, language)
  } catch (error) {
    throw error instanceof ServiceError
      ? new SheetRefused({ why: 'refused', code: error.code })
      : error
  }
}

async function requested(sheet: Sheet, typed: Typed, language: SheetLanguage) {
  const held = await Promise.all(sheet.fields.map((field) => readers[field].read(typed)))
  const input = sheet.input(Object.assign({}, ...held))
  // Kept for the pages, which ask the same.
  const answer = await queryClient.fetchQuery({
    queryKey: keyOf(sheet.method, input),
    queryFn: () => call(sheet.method, input as CallInput<SheetMethod>),
  })
  if (sheet.isEmpty(answer)) throw new SheetRefused({ why: 'empty' })
  return { kind: sheet.kind, input, language }
}

type Typed = TypedSheet['typed']
/** How what a kind of field holds is typed. */
type Readers = {
  [Kind in FieldKind]: {
    options: readonly string[]
    read(typed: Typed): Promise<ValuesOf<Kind>>
  }
}
const readers: Readers = {
  day: { options: ['date'], read: async (typed) => ({ date: dayIn(typed, 'date') }) },
  instructor: {
    options: ['instructor'],
    read: async ({ instructor }) => ({ instructor: await ifTyped(instructor, memberNamed) }),
  },
  classes: {
    options: ['date', 'group', 'course'],
    async read(typed) {
      const date = dayIn(typed, 'date')
      const sessions = await ifTyped(typed.group, (group) => classesOf(group, date))
      return { date, session: sessions ?? [], course: await ifTyped(typed.course, courseNamed) }
    },
  },
  register: {
    options: ['month', 'group', 'course'],
    async read(typed) {
      const course = await ifTyped(typed.course, courseNamed)
      return {
        course,
        group: (await ifTyped(typed.group, groupNamed)) ?? null,
        // A course has its own days.
        month: course ? thisMonth() : formed(LocalMonth, typed, 'month', 'month'),
      }
    },
  },
  person: {
    options: ['person'],
    read: async (typed) => ({ person: await personNamed(textIn(typed, 'person')) }),
  },
  days: {
    options: ['from', 'until'],
    read: async (typed) => ({ from: dayIn(typed, 'from'), until: dayIn(typed, 'until') }),
  },
  course: {
    options: ['course'],
    read: async (typed) => ({ course: await courseNamed(textIn(typed, 'course')) }),
  },
}

/** What an option says that may be left out. */
const ifTyped = async <Value>(text: string | undefined, read: (text: string) => Promise<Value>) =>
  text === undefined ? undefined : read(text)

type Form = Extract<SheetRefusal, { why: 'needed' }>['form']
function formed<Schema extends z.ZodType>(
  schema: Schema,
  typed: Typed,
  option: string,
  form: Form,
): z.infer<Schema> {
  const parsed = schema.safeParse(typed[option])
  if (!parsed.success) throw new SheetRefused({ why: 'needed', option, form })
  return parsed.data
}
const dayIn = (typed: Typed, option: string): LocalDate => formed(LocalDate, typed, option, 'day')
const thisMonth = () => today().slice(0, 7) as LocalMonth

function textIn(typed: Typed, option: string): string {
  const text = typed[option]
  if (!text) throw new SheetRefused({ why: 'needed', option, form: 'name' })
  return text
}

const folded = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim()

/** The one of those whose id or one of whose names was typed. */
function oneNamed<Id extends string>(
  option: string,
  typed: string,
  all: readonly { id: Id; names: readonly string[] }[],
): Id {
  const named = all.filter(
    ({ id, names }) => id === typed || names.some((name) => folded(name) === folded(typed)),
  )
  const [found] = named
  if (!found) throw new SheetRefused({ why: 'unknown', option, typed })
  if (named.length > 1) throw new SheetRefused({ why: 'several', option, typed })
  return found.id
}

interface Named {
  familyName: string
  givenName: string
  patronymic?: string | null
}
const namesOf = ({ familyName, givenName, patronymic }: Named) => [
  familyName,
  `${familyName} ${givenName}`,
  `${familyName} ${givenName} ${patronymic ?? ''}`,
]

async function memberNamed(typed: string): Promise<MemberId> {
  const { members } = await call('team.list', { withFormer: true })
  return oneNamed(
    'instructor',
    typed,
    members.map((one) => ({ id: one.id, names: namesOf(one) })),
  )
}

async function groupNamed(typed: string): Promise<GroupId> {
  const { groups } = await call('studio.groups', { withPast: true })
  return oneNamed(
    'group',
    typed,
    groups.map((one) => ({ id: one.groupId, names: [one.name] })),
  )
}

/** The classes that a group has on a day. */
async function classesOf(group: string, date: LocalDate) {
  const groupId = await groupNamed(group)
  const { classes } = await call('studio.week', { from: date })
  const found = classes.filter(
    (one) => one.groupId === groupId && one.date === date && one.state !== 'cancelled',
  )
  if (found.length === 0) throw new SheetRefused({ why: 'empty' })
  return found.map((one) => one.sessionId)
}

/** A course that is not over, or of one of the last years; an id is any course's. */
async function courseNamed(typed: string): Promise<CourseId> {
  const id = CourseId.safeParse(typed)
  if (id.success) return id.data
  const year = Number(today().slice(0, 4))
  const asked = [{}, ...[0, 1, 2, 3].map((ago) => ({ year: year - ago }))]
  const answers = await Promise.all(asked.map((one) => call('boarding.courses', one)))
  const courses = new Map(answers.flatMap((one) => one.courses).map((one) => [one.courseId, one]))
  return oneNamed(
    'course',
    typed,
    [...courses.values()].map((one) => ({ id: one.courseId, names: [one.name] })),
  )
}

async function personNamed(typed: string): Promise<PersonId> {
  const id = PersonId.safeParse(typed)
  if (id.success) return id.data
  const { people } = await call('people.search', { text: typed, limit: 20 })
  return oneNamed(
    'person',
    typed,
    people.map((one) => ({ id: one.id, names: namesOf(one) })),
  )
}
