/** What a spreadsheet holds, and what its columns mean, read from its headings. */
import type { ImportKind } from '#contract/people.ts'
import { plainWords } from './kinds/values.ts'
import { synonyms } from './synonyms.ts'

/** Of each list one must be there for the file to be of that kind; every list counts. */
const marks: readonly (readonly [ImportKind, readonly (readonly string[])[]])[] = [
  [
    'studio',
    [
      ['fullName', 'familyName'],
      ['studio', 'groupName'],
    ],
  ],
  [
    'course',
    [
      ['fullName', 'familyName'],
      ['arrivalOn', 'shareWithName'],
    ],
  ],
  [
    'team',
    [
      ['fullName', 'familyName'],
      ['duties', 'days'],
    ],
  ],
  [
    'horses',
    [['name'], ['massKg', 'birthYear'], ['massKg', 'temper', 'dailyWarnMinutes', 'loadPercent']],
  ],
  ['rooms', [['number'], ['beds']]],
  ['slots', [['day'], ['start'], ['place']]],
  [
    'clients',
    [
      ['fullName', 'familyName'],
      ['birthDate', 'iin', 'guardianName', 'guardianPhone', 'phone', 'categories', 'weightKg'],
    ],
  ],
]

/** Without what a heading adds: the unit, the star of a field that must be filled. */
const heading = (text: string) => plainWords(text).replace(/ (?:кг|см|мин|kg|cm|min)$/, '')

const fieldsByHeading = new Map(
  Object.entries(synonyms).map(([kind, fields]) => [
    kind,
    new Map(
      Object.entries(fields).flatMap(([field, headings]) =>
        headings.map((one) => [heading(one), field] as const),
      ),
    ),
  ]),
)

/** Longer than any heading that is known, letters: nobody has to read what is. */
const longHeading = 200

/** The field of each column, null for a heading that is not known or stands for the second time. */
export function columnsOf(headings: readonly string[], kind: ImportKind): (string | null)[] {
  const known = fieldsByHeading.get(kind)
  const taken = new Set<string>()
  return headings.map((text) => {
    const field = text.length > longHeading ? undefined : known?.get(heading(text))
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

export interface Recognised {
  kind: ImportKind
  /** Place of the row of headings in the grid, from 0. */
  headingRow: number
  columns: (string | null)[]
}

const firstRows = 15

/**
 * Finds the row of headings near the top and what the file holds: of the kinds whose marks are
 * there, the one that knows most columns. A kind that is given is taken at its word.
 * @returns null when nothing fits
 */
export function recognise(
  grid: readonly (readonly string[])[],
  given: ImportKind | undefined,
): Recognised | null {
  let best: Recognised | null = null
  let most = 0
  for (const [headingRow, headings] of grid.slice(0, firstRows).entries()) {
    for (const [kind, lists] of marks) {
      if (given !== undefined && given !== kind) continue
      const columns = columnsOf(headings, kind)
      const known = columns.filter((field) => field !== null).length
      const marked = lists.every((fields) => fields.some((field) => columns.includes(field)))
      if ((marked || given) && known > most) {
        best = { kind, headingRow, columns }
        most = known
      }
    }
  }
  if (best || given === undefined) return best
  const headingRow = grid.findIndex((row) => row.some((cell) => cell !== ''))
  return { kind: given, headingRow, columns: (grid[headingRow] ?? []).map(() => null) }
}
