/** Makes a centre of many years: made-up people, sessions, marks and claims, straight by SQL. */
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import type { LocalDate } from '#contract/values.ts'
import { openDatabase } from '#service/db/open.ts'
import { trackedTables } from '#service/features/index.ts'
import { databaseName } from '#service/service.ts'
import { fillBoarding } from './boarding.ts'
import { fillClasses, studioPeople } from './classes.ts'
import { filling } from './filling.ts'
import { fillHouse } from './house.ts'
import { fillPeople } from './people.ts'
import { fillRides } from './rides.ts'

export interface Size {
  name: string
  years: number
  people: number
  rides: number
}
/** About a million marks, and a million and a half claims. */
export const tenYears: Size = { name: 'ten-years', years: 10, people: 60_000, rides: 120_000 }
export const oneYear: Size = { name: 'one-year', years: 1, people: 6_000, rides: 12_000 }

/** The last day that has rides; after it, days are free for the benchmark to book. */
export const lastDay = '2025-12-27' as LocalDate

/** The folder of a centre of that size in the one that `BASTAU_BENCH_FILES` names, made when it is missing. */
async function dataOf(size: Size): Promise<string> {
  const folder = process.env.BASTAU_BENCH_FILES
  if (!folder) throw new Error('No folder in BASTAU_BENCH_FILES: measure with `npm run bench`.')
  const dataDir = join(folder, size.name)
  if (existsSync(dataDir)) return dataDir
  process.stderr.write(`making ${size.people} people, ${size.rides} rides, ${size.years} terms …\n`)
  const unfinished = `${dataDir}.unfinished`
  mkdirSync(unfinished, { recursive: true })
  await generate(join(unfinished, databaseName), size)
  renameSync(unfinished, dataDir)
  return dataDir
}

/** A copy to book and mark in, all of it on the disk: what is still to be written slows commits down. */
export async function copyOf(size: Size): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-bench-'))
  cpSync(await dataOf(size), dataDir, { recursive: true })
  const file = openSync(join(dataDir, databaseName), 'r+')
  fsyncSync(file)
  closeSync(file)
  return dataDir
}

/** Makes the file anew. The same size gives the same file. */
async function generate(file: string, size: Size): Promise<void> {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  const database = await openDatabase(file, trackedTables)
  await database.close()

  const raw = new SqliteFile(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = OFF')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -400000')
  withoutTriggers(raw, () => fill(raw, size))
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.exec('ANALYZE')
  raw.close()
}

/** What counts and records at every row is set aside: here it is written once. */
function withoutTriggers(raw: SqliteFile.Database, work: () => void): void {
  const triggers = raw
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE '%_counts_on_%' OR name LIKE 'record_%')`,
    )
    .all() as { name: string; sql: string }[]
  raw.exec('BEGIN')
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${name}`)
  work()
  for (const { sql } of triggers) raw.exec(sql)
  raw.exec('COMMIT')
}

function fill(raw: SqliteFile.Database, { people, rides, years }: Size): void {
  const into = filling(raw)
  const everybody = fillPeople(into, people)
  const inStudios = studioPeople(years)
  const house = fillHouse(into)
  fillRides(into, house, everybody.slice(inStudios), rides, lastDay)
  fillClasses(into, house, everybody.slice(0, inStudios), { lastDay, years })
  fillBoarding(into, everybody, { lastDay, years })
}
