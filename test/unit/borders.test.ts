/** Borders of knowledge: what a folder speaks of though it imports nothing. Imports are .dependency-cruiser.cjs's. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const service = join(process.cwd(), 'electron', 'service')
const sources = (folder: string) =>
  readdirSync(join(service, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .sort()
const textOf = (file: string) => readFileSync(join(service, file), 'utf8')

test('the engine’s own words are spoken in db/ alone', () => {
  const words = /PRAGMA|group_concat|SQLITE_|julianday|json_each|strftime|BEGIN IMMEDIATE|rowid\b/
  const speaking = sources('.')
    .filter((file) => !file.startsWith('db'))
    .filter((file) => words.test(textOf(file)))
  expect(speaking).toEqual([])
})

/** The tables that a source reads or writes, as the query builder is told them. */
function tablesIn(file: string): string[] {
  const asked =
    /(?:(?:selectFrom|innerJoin|leftJoin|insertInto|updateTable|deleteFrom|rowWriter|\bfrom)\(\s*\[?|knownRow\([\w.]+, )'(\w+)(?: as \w+)?'/g
  return [...textOf(file).matchAll(asked)].map((match) => match[1] as string)
}

function foreignTables(folder: string, own: readonly string[]) {
  const found = sources(folder).map((file) => {
    const foreign = new Set(tablesIn(file).filter((table) => !own.includes(table)))
    return [file, [...foreign].sort()] as const
  })
  return Object.fromEntries(found.filter(([, tables]) => tables.length > 0))
}

describe('no feature’s table is named', () => {
  test('by the history', () => {
    const own = ['change', 'change_step', 'change_person', 'event', 'seal', 'open_change', 'alias']
    expect(foreignTables('history', own)).toEqual({})
  })

  test('by the schedule', () => {
    const own = [
      ...[
        'resource',
        'claim',
        'lack',
        'template',
        'template_skip',
        'session',
        'session_kind',
        'roster',
      ],
      ...['participant', 'absence', 'attendance', 'credit', 'mark_kind', 'unavailability'],
      'notice',
    ]
    expect(foreignTables('schedule', own)).toEqual({})
  })
})
