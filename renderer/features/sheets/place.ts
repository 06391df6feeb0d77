import { useSearch } from 'wouter'
import type { SheetRequest } from '#contract/shell.ts'
import {
  CourseId,
  GroupId,
  LocalDate,
  LocalMonth,
  MemberId,
  PersonId,
  SessionId,
  SheetLanguage,
} from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import { stored } from '../../lib/stored.ts'

/** The sheets that can be made, in the order in which they are offered. */
export const sheetKinds = [
  'rides-day',
  'class',
  'register',
  'client-timetable',
  'course-roster',
  'rooming-list',
  'door-signs',
  'meals',
] as const satisfies readonly SheetRequest['kind'][]
export type SheetKind = (typeof sheetKinds)[number]
export const sheetLanguages = SheetLanguage.options

/** The days that a family's timetable covers, unless others are asked for. */
const USUAL_DAYS = 28

/** The language of the last sheet; an official paper has both until somebody chooses. */
const lastLanguage = stored('bastau.sheets.language')

/** Everything that the screen's fields hold; each kind of sheet uses some of it. */
export interface SheetPlace {
  kind: SheetKind
  language: SheetLanguage
  date: LocalDate
  instructorId: MemberId | undefined
  /** One class; all of the day without. */
  sessionId: SessionId | undefined
  /** Null is hippotherapy. */
  groupId: GroupId | null
  month: LocalMonth
  personId: PersonId | undefined
  /** Of the sheets of a course; instead of a group or the classes of a day. */
  courseId: CourseId | undefined
  from: LocalDate
  until: LocalDate
}

/** What an address asks for; what is not given, or wrong, is the usual. */
export function placeOf(
  search: string,
  usual: { date: LocalDate; language: SheetLanguage },
): SheetPlace {
  const query = new URLSearchParams(search)
  const read = <Value>(
    name: string,
    schema: { safeParse(text: unknown): { success: boolean; data?: Value } },
  ) => schema.safeParse(query.get(name)).data
  const date = read('date', LocalDate) ?? usual.date
  const from = read('from', LocalDate) ?? date
  return {
    kind: sheetKinds.find((kind) => kind === query.get('kind')) ?? sheetKinds[0],
    language: read('language', SheetLanguage) ?? usual.language,
    date,
    instructorId: read('instructor', MemberId),
    sessionId: read('session', SessionId),
    groupId: read('group', GroupId) ?? null,
    month: read('month', LocalMonth) ?? (date.slice(0, 7) as LocalMonth),
    personId: read('person', PersonId),
    courseId: read('course', CourseId),
    from,
    until: read('until', LocalDate) ?? addDays(from, USUAL_DAYS - 1),
  }
}

/** The sheet that these fields ask for, or null while it is not said of whom. */
export function requestOf(place: SheetPlace): SheetRequest | null {
  const { kind, language, date, instructorId, groupId, month, personId, courseId } = place
  switch (kind) {
    case 'rides-day':
      return { kind, date, ...(instructorId && { instructorId }), language }
    case 'class':
      return { kind, of: classesOf(place), language }
    case 'register':
      return { kind, of: courseId ? { courseId } : { groupId, month }, language }
    case 'client-timetable':
      return personId ? { kind, personId, from: place.from, until: place.until, language } : null
    case 'course-roster':
    case 'rooming-list':
    case 'door-signs':
    case 'meals':
      return courseId ? { kind, courseId, language } : null
  }
}

function classesOf({ sessionId, courseId, date }: SheetPlace) {
  if (sessionId) return { sessionIds: [sessionId] }
  return courseId ? { courseId, date } : { date }
}

/** Whether that kind of sheet is of a course and of nothing else. */
export const isOfCourse = (kind: SheetKind): boolean =>
  ['course-roster', 'rooming-list', 'door-signs', 'meals'].includes(kind)

/** The address of a sheet: other screens lead to it. */
export function addressOf(place: Partial<SheetPlace> & { kind: SheetKind }): string {
  const { kind, language, date, instructorId, sessionId, groupId, month, personId, courseId } =
    place
  const query = new URLSearchParams({ kind })
  const put = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value)
  }
  put('language', language)
  if (kind === 'rides-day' || kind === 'class') put('date', date)
  if (kind === 'rides-day') put('instructor', instructorId)
  if (kind === 'class') put('session', sessionId)
  if (kind === 'register') {
    put('group', groupId)
    // A course has its own days.
    if (!courseId) put('month', month)
  }
  if (kind === 'client-timetable') {
    put('person', personId)
    put('from', place.from)
    put('until', place.until)
  }
  if (kind === 'class' || kind === 'register' || isOfCourse(kind)) put('course', courseId)
  return `/sheets?${query}`
}

/** The sheet that is shown, and how to ask for another. */
export function useSheetPlace() {
  const last = SheetLanguage.safeParse(lastLanguage.get())
  const place = placeOf(useSearch(), {
    date: today(),
    language: last.success ? last.data : 'kk+ru',
  })
  return {
    place,
    request: requestOf(place),
    change(part: Partial<SheetPlace>) {
      if (part.language) lastLanguage.set(part.language)
      goTo(addressOf({ ...place, ...part }), { replace: true })
    },
  }
}
