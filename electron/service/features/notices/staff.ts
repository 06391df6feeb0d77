/** What a member is to see of the changes of their own sessions. */
import type { MethodOutput } from '#contract/index.ts'
import type { LocalDate, MemberId, SessionId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { RowOf } from '../../history/tracked.ts'
import { rowsAsOf } from '../../history/trail.ts'
import { titleKnown } from '../../schedule/told.ts'

type Changes = MethodOutput<'notices.ofMember'>['changes']
type SessionRow = RowOf<'session'>

/** What a member sees of a session beside its list; the rest of its row is nobody's news. */
const seenOf = ({ date, start, minutes, place_id }: SessionRow) =>
  [date, start, minutes, place_id].join(' ')

/** In order of the hour. */
export async function changesOfMember(
  context: ReadContext,
  {
    memberId,
    from,
    until,
    seen,
  }: { memberId: MemberId; from: LocalDate; until: LocalDate; seen: number },
): Promise<Changes> {
  const { db, kinds } = context
  const present = await db
    .selectFrom('session')
    .select('id')
    .where('date', '>=', from)
    .where('date', '<=', until)
    .where('led_by_id', '=', memberId)
    .execute()
  const keys = present.map((row) => row.id)
  const then = await rowsAsOf(db, 'session', seen, { holding: memberId, keys })
  const own = new Set<string>()
  for (const { rows } of Object.values(kinds)) {
    if (!rows || keys.length === 0) continue
    for (const id of (await rowsAsOf(db, rows.table, seen, { keys })).keys()) own.add(id)
  }
  const ids = [...new Set([...then.keys(), ...own])] as SessionId[]
  if (ids.length === 0) return []
  const now = new Map(
    (await db.selectFrom('session').selectAll().where('id', 'in', ids).execute()).map((row) => [
      row.id,
      row,
    ]),
  )
  const leads = (row: SessionRow | null | undefined): row is SessionRow =>
    !!row && row.led_by_id === memberId && row.cancel_reason === null
  const saidOf = (row: SessionRow | null | undefined) =>
    row
      ? { date: row.date, start: row.start, off: row.cancel_reason !== null, leads: leads(row) }
      : null
  const isAsked = (date: LocalDate) => date >= from && date <= until
  const changes: Changes = []
  for (const id of ids) {
    const after = now.get(id)
    const before = then.has(id) ? then.get(id) : after
    const row = after ?? before
    if (!row || ![before, after].some((one) => leads(one) && isAsked(one.date))) continue
    const what = whatOf(before, after)
    if (what === null) continue
    const title = await titleKnown(context, row)
    changes.push({
      ...{ sessionId: id, kind: row.kind, title, what },
      ...{ before: saidOf(before), after: saidOf(after) },
    })
  }
  const hour = ({ before, after }: Changes[number]) => {
    const one = after?.leads ? after : before
    return `${one?.date} ${one?.start}`
  }
  return changes.sort((one, other) => (hour(one) < hour(other) ? -1 : 1))

  function whatOf(before: SessionRow | null | undefined, after: SessionRow | undefined) {
    if (!leads(after)) return 'off'
    if (!leads(before)) return 'new'
    if (before.date !== after.date || before.start !== after.start) return 'moved'
    return seenOf(before) !== seenOf(after) || own.has(after.id) ? 'changed' : null
  }
}
