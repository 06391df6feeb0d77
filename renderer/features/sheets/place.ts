import { useMemo } from 'react'
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
import { lastSheetLanguage, rememberSheetLanguage } from '../../lib/sheet-language.ts'
import { sheetAddress } from '../../print/address.ts'
import {
  type FieldValues,
  type NeededField,
  neededFields,
  type ValuesOf,
} from '../../print/fields.ts'
import type { Sheet } from '../../print/sheet.ts'
import { type SheetKind, sheetOf, sheets } from '../../print/sheets/index.ts'

export const sheetLanguages = SheetLanguage.options

/** The days that a family's timetable covers, unless others are asked for. */
const USUAL_DAYS = 28

/** What is asked for: a sheet, and everything that the fields hold. */
export interface SheetPlace extends FieldValues {
  sheet: Sheet<SheetKind>
  language: SheetLanguage
}
export type SheetChange = Partial<FieldValues> & { kind?: SheetKind; language?: SheetLanguage }

/** What an address asks for; what is not given, or wrong, is the usual. */
export function placeOf(
  search: string,
  usual: { date: LocalDate; language: SheetLanguage },
): SheetPlace {
  const query = new URLSearchParams(search)
  const read = <Value>(
    name: keyof FieldValues | 'language',
    schema: { safeParse(text: unknown): { success: boolean; data?: Value } },
  ) => schema.safeParse(query.get(name)).data
  const date = read('date', LocalDate) ?? usual.date
  const from = read('from', LocalDate) ?? date
  return {
    sheet: sheetOf(query.get('kind')) ?? sheets[0],
    language: read('language', SheetLanguage) ?? usual.language,
    date,
    instructor: read('instructor', MemberId),
    session: query.getAll('session').flatMap((id) => SessionId.safeParse(id).data ?? []),
    group: read('group', GroupId) ?? null,
    month: read('month', LocalMonth) ?? (date.slice(0, 7) as LocalMonth),
    person: read('person', PersonId),
    course: read('course', CourseId),
    from,
    until: read('until', LocalDate) ?? addDays(from, USUAL_DAYS - 1),
  }
}

/** The field that the sheet waits for. */
export const missingIn = ({ sheet, ...values }: SheetPlace): NeededField | undefined =>
  neededFields.find((field) => sheet.fields.includes(field) && values[field] === undefined)

/** The sheet that these fields ask for, or null while it is not said of whom. */
export const requestOf = (place: SheetPlace): SheetRequest | null =>
  missingIn(place)
    ? null
    : {
        kind: place.sheet.kind,
        input: place.sheet.input(place as ValuesOf<Sheet['fields'][number]>),
        language: place.language,
      }

/** The sheet that is shown, and how to ask for another. */
export function useSheetPlace() {
  const search = useSearch()
  const date = today()
  const language = lastSheetLanguage()
  const { place, request } = useMemo(() => {
    const asked = placeOf(search, { date, language })
    return { place: asked, request: requestOf(asked) }
  }, [search, date, language])
  return {
    place,
    request,
    change({ kind = place.sheet.kind, ...change }: SheetChange) {
      if (change.language) rememberSheetLanguage(change.language)
      goTo(sheetAddress(kind, { ...place, ...change }), { replace: true })
    },
  }
}
