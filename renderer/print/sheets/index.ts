/** The sheets, in the order in which they are offered. The only list of them. */
import type { FieldKind } from '../fields.ts'
import type { Sheet } from '../sheet.ts'
import { callList } from './call-list.tsx'
import { classLists } from './class.tsx'
import { clientTimetable } from './client-timetable.tsx'
import { courseRoster } from './course-roster.tsx'
import { doorSigns } from './door-signs.tsx'
import { meals } from './meals.tsx'
import { register } from './register.tsx'
import { ridesDay } from './rides-day.tsx'
import { roomingList } from './rooming-list.tsx'

export const sheets = [
  ridesDay,
  classLists,
  register,
  clientTimetable,
  callList,
  courseRoster,
  roomingList,
  doorSigns,
  meals,
] as const satisfies readonly Sheet[]
export type SheetKind = (typeof sheets)[number]['kind']

/** The sheet of that kind, if there is one. */
export const sheetOf = (kind: string | null): Sheet<SheetKind> | undefined =>
  sheets.find((one) => one.kind === kind)

/** The sheets that are asked with one field of that kind, and nothing else. */
export const askedWithOnly = <Kind extends FieldKind>(kind: Kind) =>
  sheets.filter(({ fields }: Sheet) => fields.every((field) => field === kind)) as Extract<
    (typeof sheets)[number],
    { fields: readonly Kind[] }
  >[]
