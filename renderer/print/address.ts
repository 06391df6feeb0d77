/** Where the screen shows a sheet: screens lead to it, and it keeps there what it was asked with. */
import { type FieldKind, type FieldValues, fieldKinds } from './fields.ts'
import { type SheetKind, sheetOf } from './sheets/index.ts'

type Asked = { [Name in keyof FieldValues]?: string | readonly string[] | null | undefined }

/** The address of a sheet. It keeps what the fields of that sheet hold, and nothing else. */
export function sheetAddress(kind: SheetKind, asked: Asked & { language?: string }): string {
  const query = new URLSearchParams({ kind })
  if (asked.language) query.set('language', asked.language)
  for (const name of valuesOf(sheetOf(kind)?.fields ?? [])) {
    for (const value of [asked[name] ?? []].flat()) query.append(name, value)
  }
  return `/sheets?${query}`
}

/** The names of what some fields hold. */
const valuesOf = (fields: readonly FieldKind[]): Set<keyof FieldValues> =>
  new Set(fields.flatMap((field) => fieldKinds[field]))
