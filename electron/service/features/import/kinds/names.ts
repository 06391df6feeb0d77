/** Names of people, in one column or in three. */
import type { RowReading } from '../row.ts'
import { readName, splitName } from './values.ts'

/** Reads «ФИО» or three columns; a column of its own says more than a part of «ФИО». */
export function readNames(row: RowReading) {
  const whole = splitName(row.words('fullName'))
  const familyName = readName(row.words('familyName')) || whole.familyName
  const givenName = readName(row.words('givenName')) || whole.givenName
  const patronymic = readName(row.words('patronymic')) || whole.patronymic || undefined
  for (const field of ['fullName', 'familyName', 'givenName', 'patronymic']) row.text(field)
  if (familyName === '' || givenName === '') {
    const separate = familyName === '' ? 'familyName' : 'givenName'
    row.refuse(row.has('fullName') ? 'fullName' : separate, 'required')
  }
  return { familyName, givenName, patronymic }
}

/** «Сүлейменов Қайрат», as far as the row says it. */
export function nameTitle(row: RowReading): string {
  const whole = splitName(row.words('fullName'))
  return [
    readName(row.words('familyName')) || whole.familyName,
    readName(row.words('givenName')) || whole.givenName,
  ]
    .filter((part) => part !== '')
    .join(' ')
}
