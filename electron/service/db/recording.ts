/**
 * Recording is the database's own work.
 *
 * [Note: Recording] Triggers write every row of a tracked table as it was and as it is, as JSON, under
 * the change that a command has opened (`open_change`, empty outside of one). A handler just writes: it
 * cannot forget to record, and neither can a script behind the program's back, whose rows come under
 * an `outside` change of the minute in which it wrote them.
 */
import type { Database as RawDatabase } from 'better-sqlite3'
import { mark } from './mark.ts'

/** A table whose rows people can change. */
export interface RecordedTable {
  readonly table: string
  /** The columns that name a row. */
  readonly key: readonly string[]
  /** Columns that follow from other rows: nobody's own word, and so not recorded. */
  readonly derived?: readonly string[]
}

/** A reference from rows of one table to rows of another. */
export interface Reference {
  readonly table: string
  readonly columns: readonly string[]
  readonly target: string
  readonly targetColumns: readonly string[]
}

const prefix = 'record_'

/** Times outside of the program are the wall clock's as well: see kernel/clock.ts. */
const minuteNow = (format: string) => `strftime('${format}', 'now', '+5 hours')`
const outsideId = `'00000000-0000-7000-8000-' || ${minuteNow('%Y%m%d%H%M')}`

/** The name of a row: its key in one text. */
const nameOf = (row: 'NEW' | 'OLD', key: readonly string[]) =>
  key.map((column) => `${row}."${column}"`).join(` || ' ' || `)

function columnsOf(raw: RawDatabase, { table, derived = [] }: RecordedTable): string[] {
  const columns = raw.pragma(`table_info("${table}")`) as { name: string }[]
  if (columns.length === 0) throw new Error(`there is no table ${table}`)
  return columns.map(({ name }) => name).filter((name) => !derived.includes(name))
}

/** The triggers of one table, by their names. */
function triggersOf(raw: RawDatabase, recorded: RecordedTable): [string, string][] {
  const { table, key } = recorded
  const columns = columnsOf(raw, recorded)
  const json = (row: 'NEW' | 'OLD') =>
    `json_object(${columns.map((column) => `'${column}', ${row}."${column}"`).join(', ')})`
  const step = (name: string, before: string, after: string, when = '') =>
    `INSERT INTO change_step (change_id, table_name, row_key, before, after)
    SELECT coalesce((SELECT change_id FROM open_change), ${outsideId}),
      '${table}', ${name}, ${before}, ${after} ${when};`
  const [oldName, newName] = [nameOf('OLD', key), nameOf('NEW', key)]
  const differs = columns.map((column) => `OLD."${column}" IS NOT NEW."${column}"`).join(' OR ')
  const named = (event: string) => `${prefix}${table}_${event}`
  const triggers: [string, string][] = [
    [named('insert'), `AFTER INSERT ON "${table}" BEGIN ${step(newName, 'NULL', json('NEW'))} END`],
    [named('delete'), `AFTER DELETE ON "${table}" BEGIN ${step(oldName, json('OLD'), 'NULL')} END`],
    [
      named('update'),
      // A row under another name is one row less and one more.
      `AFTER UPDATE OF ${columns.map((column) => `"${column}"`).join(', ')} ON "${table}"
      WHEN ${differs}
      BEGIN
        ${step(oldName, json('OLD'), `iif(${oldName} IS ${newName}, ${json('NEW')}, NULL)`)}
        ${step(newName, 'NULL', json('NEW'), `WHERE ${oldName} IS NOT ${newName}`)}
      END`,
    ],
  ]
  return triggers.map(([name, body]) => [name, `CREATE TRIGGER ${name} ${body}`])
}

/** A step that nobody has opened a change for stands under one of its own. */
const outsideTrigger: [string, string] = [
  `${prefix}outside`,
  `CREATE TRIGGER ${prefix}outside AFTER INSERT ON change_step
  WHEN NEW.change_id LIKE '00000000-0000-7000-8000-%'
  BEGIN
    INSERT INTO change (id, at, by_id, kind, of_id, undone_by_id)
    SELECT NEW.change_id, ${minuteNow('%Y-%m-%dT%H:%M')}, NULL, 'outside', NULL, NULL
    WHERE NOT EXISTS (SELECT 1 FROM change WHERE id = NEW.change_id);
  END`,
]

/** Makes the triggers for these tables, and no others; nothing is written when they are there. */
export function keepRecording(raw: RawDatabase, tables: readonly RecordedTable[]): void {
  const wanted = new Map([outsideTrigger, ...tables.flatMap((one) => triggersOf(raw, one))])
  const there = () =>
    new Map(
      raw
        .prepare(
          `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '${prefix}*'`,
        )
        .raw()
        .all() as [string, string][],
    )
  const same = (known: ReadonlyMap<string, string>) =>
    known.size === wanted.size && [...wanted].every(([name, sql]) => known.get(name) === sql)
  if (same(there())) return
  // Another service may have made them meanwhile.
  raw
    .transaction(() => {
      const known = there()
      if (same(known)) return
      for (const name of known.keys()) raw.exec(`DROP TRIGGER ${name}`)
      for (const sql of wanted.values()) raw.exec(sql)
      mark(raw)
    })
    .immediate()
}

/**
 * Which rows hold on to tracked ones: tracked themselves, or of a table that is nobody's history, whose
 * rows do not go with them.
 */
export function referencesTo(raw: RawDatabase, tables: readonly RecordedTable[]): Reference[] {
  const known = new Set(tables.map(({ table }) => table))
  const all = raw.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
  return (all as string[]).flatMap((table) => {
    const rows = raw.pragma(`foreign_key_list("${table}")`) as {
      id: number
      table: string
      from: string
      to: string
      on_delete: string
    }[]
    return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((columns): Reference[] => {
      const [first] = columns
      if (!first || !known.has(first.table)) return []
      if (!known.has(table) && first.on_delete === 'CASCADE') return []
      return [
        {
          table,
          columns: columns.map((one) => one.from),
          target: first.table,
          targetColumns: columns.map((one) => one.to),
        },
      ]
    })
  })
}
