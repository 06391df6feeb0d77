/** Looks into a database file from outside the app, with plain SQL. */
import { dirname } from 'node:path'
import type SqliteFile from 'better-sqlite3'
import { hasKeyFile } from '#keys/key-file.ts'
import { openRaw } from '#service/db/protection.ts'
import { testKey } from './protection.ts'

export type Row = Record<string, string | number | null>

/** Opens a file as no part of the app would; one of a protected folder of the tests under its key. */
export const openedAt = (file: string, { readonly = false } = {}): SqliteFile.Database =>
  openRaw(file, hasKeyFile(dirname(file)) ? testKey : null, { readonly })
const opened = (file: string) => openedAt(file, { readonly: true })

/** The file that is looked into again and again: see {@link keptOpen}. */
let kept: { file: string; raw: SqliteFile.Database } | null = null

/** Looks into a file by one connection for all of what is done meanwhile: opening takes longer than reading. */
export async function keptOpen<Value>(file: string, looking: () => Promise<Value>): Promise<Value> {
  const raw = opened(file)
  kept = { file, raw }
  try {
    return await looking()
  } finally {
    kept = null
    raw.close()
  }
}

/** Looks into a file on a connection of its own, unless one is kept open. */
function lookInto<Value>(file: string, look: (raw: SqliteFile.Database) => Value): Value {
  if (kept?.file === file) return look(kept.raw)
  const raw = opened(file)
  try {
    return look(raw)
  } finally {
    raw.close()
  }
}

/** Answers of one query. */
export const rows = (file: string, query: string, ...values: (string | number)[]): Row[] =>
  lookInto(file, (raw) => raw.prepare(query).all(...values) as Row[])

/** Runs statements on a connection of their own, as no part of the app would. */
export function execute(file: string, statements: string): void {
  const raw = openedAt(file)
  try {
    raw.exec(statements)
  } finally {
    raw.close()
  }
}

/** Empties tables, and the trail with its seals, which the file itself lets nobody do. */
export function emptyTables(raw: SqliteFile.Database, tables: readonly string[]): void {
  const guards = raw
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%''sealed''%'`,
    )
    .all() as { name: string; sql: string }[]
  const emptied = [...tables, 'change_person', 'change_step', 'change', 'seal', 'event']
  raw.exec(
    [
      ...guards.map(({ name }) => `DROP TRIGGER ${name}`),
      ...emptied.map((table) => `DELETE FROM ${table}`),
      ...guards.map(({ sql }) => sql),
    ].join(';\n'),
  )
}

/** The content of every table but the engine's own, to compare a file before and after. */
export const dump = (file: string): Record<string, Row[]> =>
  lookInto(file, (raw) => {
    const names = raw
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
      )
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      names.map((name) => {
        const rows = raw.prepare(`SELECT * FROM "${name}"`)
        const order = rows.columns().map((_, index) => index + 1)
        return [name, raw.prepare(`SELECT * FROM "${name}" ORDER BY ${order.slice(0, 2)}`).all()]
      }),
    ) as Record<string, Row[]>
  })

/** Rows that hold on to one that there is not. */
export const brokenReferences = (file: string): unknown[] =>
  lookInto(file, (raw) => raw.pragma('foreign_key_check') as unknown[])

/** What SQLite itself thinks of the file: `ok` and no broken references. */
export const soundness = (file: string): { integrity: unknown; brokenReferences: unknown[] } => ({
  integrity: lookInto(file, (raw) => raw.pragma('integrity_check', { simple: true })),
  brokenReferences: brokenReferences(file),
})

const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

interface Span {
  resource: string
  date: string
  from: number
  until: number
  session: string
}

/** Kinds of session that are for one person alone. */
const ofOne = ['ride', 'consultation']

/**
 * What is wrong with the sessions of a file: resources in two places at once, and claims that are
 * not exactly what the sessions take. Whoever is excused takes nothing, nor what was for them alone; where
 * they came after all, others may have what they had. Written apart from the app: it shares no code with it.
 */
export function bookedTwice(file: string): string[] {
  const excusing = new Set(
    rows(file, 'SELECT code FROM mark_kind WHERE excused = 1').map((one) => one.code),
  )
  const excused = new Set(
    rows(file, 'SELECT * FROM attendance')
      .filter((one) => excusing.has(one.mark ?? ''))
      .map((one) => `${one.session_id} ${one.person_id}`),
  )
  const cameAfterAll = new Set(
    rows(file, `SELECT before FROM change_step WHERE table_name = 'attendance'`)
      .flatMap(({ before }) => (before === null ? [] : [JSON.parse(String(before))]))
      .filter((one) => excusing.has(one.mark))
      .map((one) => one.session_id),
  )
  const sessions = rows(
    file,
    'SELECT * FROM session LEFT JOIN ride ON session_id = id WHERE cancel_reason IS NULL',
  )
  const lists = Map.groupBy(rows(file, 'SELECT * FROM participant'), (row) => row.session_id)
  const seats = [
    'horse_id',
    'place_id',
    'led_by_id',
    'therapist_id',
    'leader_id',
    'sidewalker_1_id',
    'sidewalker_2_id',
    'assistant_1_id',
    'assistant_2_id',
  ]
  const spans: Span[] = sessions.flatMap((row) => {
    const list = (lists.get(row.id ?? '') ?? []).map((one) => one.person_id)
    const coming = list.filter((id) => !excused.has(`${row.id} ${id}`))
    if (ofOne.includes(String(row.kind)) && coming.length === 0) return []
    return [
      ...seats.map((seat) => row[seat]),
      // A group is in one class at a time.
      ...(row.kind === 'class' ? [row.roster_id] : []),
      ...coming,
    ]
      .filter((id) => id !== null && id !== undefined)
      .map((id) => ({
        resource: String(id),
        date: String(row.date),
        from: minute(String(row.start)),
        until: minute(String(row.start)) + Number(row.minutes),
        session: String(row.id),
      }))
  })
  const wrong: string[] = []
  const line = (resource: string, from: string, until: string, session: string) =>
    `${resource} ${from} ${until} ${session}`
  const lineOf = (span: Span) =>
    line(
      span.resource,
      `${span.date}T${clock(span.from)}`,
      `${span.date}T${clock(span.until)}`,
      span.session,
    )
  const expected = new Set(spans.map(lineOf))
  const claims = new Set(
    rows(file, 'SELECT * FROM claim WHERE stay_id IS NULL').map((row) =>
      line(
        String(row.resource_id),
        String(row.starts_at),
        String(row.ends_at),
        String(row.session_id),
      ),
    ),
  )
  const byDay = Map.groupBy(spans, (span) => `${span.resource} ${span.date}`)
  for (const [what, day] of byDay) {
    const claimed = day.filter((span) => claims.has(lineOf(span)))
    const inOrder = claimed.sort((one, other) => one.from - other.from)
    inOrder.forEach((span, index) => {
      const next = inOrder[index + 1]
      if (next && next.from < span.until) wrong.push(`${what} is in two places at ${next.from}`)
    })
    for (const span of day) {
      if (claims.has(lineOf(span))) continue
      const taken = claimed.some((one) => one.from < span.until && span.from < one.until)
      if (!taken || !cameAfterAll.has(span.session)) wrong.push(`no claim: ${lineOf(span)}`)
    }
  }
  for (const one of claims) if (!expected.has(one)) wrong.push(`a claim of nobody: ${one}`)
  return wrong
}
