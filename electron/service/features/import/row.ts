/** One row of a spreadsheet while it is read: its cells by field, and what is wrong with them. */
import type { CellProblem } from '#contract/people.ts'
import type { LocalDate } from '#contract/values.ts'
import { readDate, readNumber } from './kinds/values.ts'

type Code = CellProblem['code']

/** The columns of a file: the place of each field that was recognised, and the headings. */
export interface Columns {
  headings: readonly string[]
  byField: ReadonlyMap<string, number>
}

export class RowReading {
  readonly row: number
  readonly refusals: CellProblem[] = []
  readonly warnings: CellProblem[] = []
  readonly #cells: readonly string[]
  readonly #columns: Columns

  /** @param row number in the file, its first row being 1 */
  constructor(row: number, cells: readonly string[], columns: Columns) {
    this.row = row
    this.#cells = cells
    this.#columns = columns
  }

  /** Whether the file has a column for the field. */
  has(field: string): boolean {
    return this.#columns.byField.has(field)
  }

  /** The words of a cell; empty also when the file has no such column. */
  words(field: string): string {
    const column = this.#columns.byField.get(field)
    return column === undefined ? '' : (this.#cells[column] ?? '')
  }

  #problem(field: string | null, code: Code): CellProblem {
    const column = field === null ? undefined : this.#columns.byField.get(field)
    return {
      column: column ?? null,
      heading: column === undefined ? null : (this.#columns.headings[column] ?? null),
      text: field === null ? '' : this.words(field).slice(0, 200),
      code,
    }
  }

  /** Keeps the row out. */
  refuse(field: string | null, code: Code): void {
    this.refusals.push(this.#problem(field, code))
  }

  /** Lets the row in and says what is doubtful. */
  warn(field: string | null, code: Code): void {
    this.warnings.push(this.#problem(field, code))
  }

  /** The value of a cell; undefined when it is empty or, then refused, not understood. */
  read<Value>(
    field: string,
    reader: (words: string) => Value | null,
    code: Code,
  ): Value | undefined {
    const words = this.words(field)
    if (words === '') return undefined
    const value = reader(words)
    if (value === null) this.refuse(field, code)
    return value ?? undefined
  }

  text(field: string, most = 200): string | undefined {
    const words = this.words(field)
    if (words.length > most) this.refuse(field, 'too_long')
    return words === '' ? undefined : words.slice(0, most)
  }

  /** A number from `least` to `most`; a whole one when asked. */
  number(field: string, least: number, most: number, whole = false): number | undefined {
    const value = this.read(field, readNumber, 'number')
    if (value === undefined) return undefined
    if (whole && !Number.isInteger(value)) this.refuse(field, 'number')
    else if (value < least || value > most) this.refuse(field, 'out_of_range')
    return value
  }

  date(field: string): LocalDate | undefined {
    return this.read(field, readDate, 'date')
  }

  /** Refuses the row for each of these fields that is empty. */
  require(...fields: readonly string[]): void {
    for (const field of fields) if (this.words(field) === '') this.refuse(field, 'required')
  }
}
