/** Looks into a database file from outside the app, with plain SQL. */
import SqliteFile from 'better-sqlite3'

export type Row = Record<string, string | number | null>

/** Answers of one query, read on a connection of its own. */
export function rows(file: string, query: string, ...values: (string | number)[]): Row[] {
  const raw = new SqliteFile(file, { readonly: true, timeout: 5000 })
  try {
    return raw.prepare(query).all(...values) as Row[]
  } finally {
    raw.close()
  }
}

/** Runs statements on a connection of their own, as no part of the app would. */
export function execute(file: string, statements: string): void {
  const raw = new SqliteFile(file, { timeout: 5000 })
  try {
    raw.exec(statements)
  } finally {
    raw.close()
  }
}

/** The content of every table, to compare a file before and after. */
export function dump(file: string): Record<string, Row[]> {
  const raw = new SqliteFile(file, { readonly: true, timeout: 5000 })
  try {
    const names = raw
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      names.map((name) => {
        const rows = raw.prepare(`SELECT * FROM "${name}"`)
        const order = rows.columns().map((_, index) => index + 1)
        return [name, raw.prepare(`SELECT * FROM "${name}" ORDER BY ${order.slice(0, 2)}`).all()]
      }),
    ) as Record<string, Row[]>
  } finally {
    raw.close()
  }
}

/** What SQLite itself thinks of the file: `ok` and no broken references. */
export function soundness(file: string): { integrity: unknown; brokenReferences: unknown[] } {
  const raw = new SqliteFile(file, { readonly: true, timeout: 5000 })
  try {
    return {
      integrity: raw.pragma('integrity_check', { simple: true }),
      brokenReferences: raw.pragma('foreign_key_check') as unknown[],
    }
  } finally {
    raw.close()
  }
}

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

/**
 * What is wrong with the sessions of a file: resources in two places at once, and claims that are
 * not exactly what the sessions take. Written apart from the app: it shares no code with it.
 */
export function bookedTwice(file: string): string[] {
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
  ]
  const spans: Span[] = sessions.flatMap((row) =>
    [
      ...seats.map((seat) => row[seat]),
      // A group is in one class at a time.
      ...(row.kind === 'class' ? [row.roster_id] : []),
      ...(lists.get(row.id ?? '') ?? []).map((one) => one.person_id),
    ]
      .filter((id) => id !== null && id !== undefined)
      .map((id) => ({
        resource: String(id),
        date: String(row.date),
        from: minute(String(row.start)),
        until: minute(String(row.start)) + Number(row.minutes),
        session: String(row.id),
      })),
  )
  const wrong: string[] = []
  const byDay = Map.groupBy(spans, (span) => `${span.resource} ${span.date}`)
  for (const [what, day] of byDay) {
    const inOrder = day.sort((one, other) => one.from - other.from)
    inOrder.forEach((span, index) => {
      const next = inOrder[index + 1]
      if (next && next.from < span.until) wrong.push(`${what} is in two places at ${next.from}`)
    })
  }
  const line = (resource: string, from: string, until: string, session: string) =>
    `${resource} ${from} ${until} ${session}`
  const expected = new Set(
    spans.map((span) =>
      line(
        span.resource,
        `${span.date}T${clock(span.from)}`,
        `${span.date}T${clock(span.until)}`,
        span.session,
      ),
    ),
  )
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
  for (const one of expected) if (!claims.has(one)) wrong.push(`no claim: ${one}`)
  for (const one of claims) if (!expected.has(one)) wrong.push(`a claim of nobody: ${one}`)
  return wrong
}
