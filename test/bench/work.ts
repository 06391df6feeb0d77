/** What is measured: a work done by the service, and the same in bare SQL. */
import type SqliteFile from 'better-sqlite3'

export interface Work {
  name: string
  /** Milliseconds that the median may take in the file of ten years. */
  target: number
  /** How often it is measured, when it is too long for the usual number. */
  times?: number
  app(index: number): Promise<unknown>
  /** None where bare SQL does nothing like it. */
  floor?(index: number): unknown
}

/** A centre's file with the service on it, and a bare connection beside it. */
export interface Opened {
  /** Calls a method as the window does; throws what it refuses. */
  call(method: string, input: unknown): Promise<unknown>
  /** Calls what is to be refused, with this code. */
  refused(method: string, input: unknown, code: string): Promise<void>
  raw: SqliteFile.Database
}

/** How often a work is measured, and how often it is done with the runs that warm up. */
export const usualTimes = 400
export const runsOf = (times: number) => times + Math.ceil(times / 10)

export const each = <One>(from: readonly One[], index: number) => from[index % from.length] as One
