/** A mixed-integer linear model, put together column by column. */
import type { ModelData } from 'highs'

/** A column (a decision) or a row (a condition), by its number. */
export type Column = number
export type Row = number

/** Minimises the costs of whole or real columns under rows `lower ≤ Σ coefficient · column ≤ upper`. */
export class LinearModel {
  readonly #cost: number[] = []
  readonly #upper: number[] = []
  readonly #whole: boolean[] = []
  readonly #rows: { lower: number; upper: number; terms: [Column, number][] }[] = []
  /** Added to the costs, so that what is left of them is the distance from the ideal. */
  offset = 0

  /** A column from 0 to `upper`. */
  column(cost: number, upper: number, whole: boolean): Column {
    this.#upper.push(upper)
    this.#whole.push(whole)
    return this.#cost.push(cost) - 1
  }

  row(lower: number, upper: number, terms: Iterable<readonly [Column, number]> = []): Row {
    return this.#rows.push({ lower, upper, terms: [...terms].map(([at, by]) => [at, by]) }) - 1
  }

  add(row: Row, column: Column, coefficient: number): void {
    this.#rows[row]?.terms.push([column, coefficient])
  }

  get columns(): number {
    return this.#cost.length
  }

  /** As the solver takes it. */
  data(): ModelData {
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    for (const { terms } of this.#rows) {
      for (const [column, coefficient] of terms) {
        indices.push(column)
        values.push(coefficient)
      }
      starts.push(indices.length)
    }
    const [numCols, numRows] = [this.columns, this.#rows.length]
    return {
      numCols,
      numRows,
      offset: this.offset,
      colCost: this.#cost,
      colLower: new Float64Array(numCols),
      colUpper: this.#upper,
      rowLower: this.#rows.map((row) => row.lower),
      rowUpper: this.#rows.map((row) => row.upper),
      integrality: this.#whole.map((whole) => (whole ? 1 : 0)),
      matrix: {
        format: 'csr',
        numRows,
        numCols,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    }
  }
}
