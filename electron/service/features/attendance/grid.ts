/** Everybody's days of a longer time, one character a day. */
import { sql } from 'kysely'
import type { grid, Totals } from '#contract/attendance.ts'
import type { OutputOf } from '#contract/envelope.ts'
import type { SessionKind } from '#contract/schedule.ts'
import { daysBetween, daysFrom } from '#contract/time.ts'
import type { GroupId, LocalDate, MemberId, PersonId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { unmarkedSign } from '../../schedule/marks.ts'
import { onlyOf } from '../../schedule/own.ts'
import { standingMark } from '../../schedule/standing.ts'
import { countedAs, noTotals } from './register.ts'
import { listMarks } from './store.ts'

/** The longest time that is drawn, days. */
const longest = 400

export interface Asked {
  from: LocalDate
  until: LocalDate
  groupId?: GroupId | undefined
  kind?: SessionKind | undefined
}

/** What of it somebody sees: of the sessions that one leads, or of all; with appointments or without. */
interface Seen {
  ledById: MemberId | null | undefined
  appointments: boolean
}

/** A UUID as text: what an entry of a list begins with. */
const idLength = 36

/**
 * The sessions of those days in order of time, the list of each as one text: 80,000 marks come over
 * as 4,000 rows. People without a mark are looked for only where the session says that there are any.
 */
const sessionsOf = (
  db: Reader,
  { from, until, groupId, kind, ledById, appointments }: Asked & Seen,
) =>
  db
    .selectFrom('session')
    .select(({ selectFrom }) => [
      'session.date',
      'session.cancel_reason',
      selectFrom('attendance')
        .select(sql<string>`string_agg(person_id || mark, ' ')`.as('list'))
        .whereRef('session_id', '=', 'session.id')
        .as('marked'),
      selectFrom('participant')
        .select(sql<string>`string_agg(person_id, ' ')`.as('list'))
        .where('session.unmarked', '>', 0)
        .whereRef('session_id', '=', 'session.id')
        .where(({ not, exists, selectFrom: from }) =>
          not(
            exists(
              from('attendance')
                .select('mark')
                .whereRef('attendance.session_id', '=', 'session.id')
                .whereRef('attendance.person_id', '=', 'participant.person_id'),
            ),
          ),
        )
        .as('unmarked'),
    ])
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .$if(groupId !== undefined, (query) =>
      query.where('session.roster_id', '=', groupId as GroupId),
    )
    .$if(kind !== undefined, (query) => query.where('session.kind', '=', kind as SessionKind))
    .$if(ledById !== undefined, (query) => query.where('session.led_by_id', '=', ledById ?? null))
    .$if(!appointments, (query) => query.where('session.kind', '<>', 'consultation'))
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()

/** Refuses `bad_request` for more than 400 days. */
export async function readGrid(
  context: Pick<ReadContext, 'db' | 'settings' | 'actor' | 'sees'>,
  asked: Asked,
): Promise<OutputOf<typeof grid>> {
  const { db, settings, sees } = context
  const { from, until } = asked
  if (until < from || daysBetween(from, until) >= longest) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const days = daysFrom(from, until)
  const dayOf = new Map(days.map((date, index) => [date, index]))
  const signs = new Map((await listMarks(db)).map((one) => [one.code, one]))
  const closed = new Set((await settings.closedDays(from, until)).map(({ date }) => date))
  const seen = { ...asked, ledById: onlyOf(context), appointments: sees('appointments') }
  const lines = new Map<PersonId, { cells: string[]; totals: Totals }>()
  for (const { date, cancel_reason, marked, unmarked } of await sessionsOf(db, seen)) {
    const day = dayOf.get(date) as number
    const circumstances = { cancelReason: cancel_reason, closed: closed.has(date) }
    const entries = [...(marked?.split(' ') ?? []), ...(unmarked?.split(' ') ?? [])]
    for (const entry of entries) {
      const personId = entry.slice(0, idLength) as PersonId
      let line = lines.get(personId)
      if (!line) {
        line = { cells: days.map(() => ' '), totals: noTotals() }
        lines.set(personId, line)
      }
      const { cells, totals } = line
      const stands = standingMark(entry.slice(idLength) || null, circumstances)
      const mark = stands === null ? null : (signs.get(stands) ?? null)
      totals.sessions += 1
      totals[countedAs(mark)] += 1
      // Of two sessions on one day, the one that the person came to is shown.
      if (cells[day] === ' ' || cells[day] === unmarkedSign || mark?.countsAsPresent) {
        cells[day] = mark?.letter ?? (cells[day] === ' ' ? unmarkedSign : (cells[day] as string))
      }
    }
  }
  const names = await namesOf(db, new Set(lines.keys()))
  return {
    people: names.flatMap((person) => {
      const line = lines.get(person.id)
      if (!line) return []
      const { cells, totals } = line
      return { personId: person.id, name: surnameFirst(person), days: cells.join(''), totals }
    }),
  }
}

async function namesOf(db: Reader, ids: ReadonlySet<PersonId>) {
  // A whole year holds more people than one statement takes values; everybody is few enough.
  const query = db.selectFrom('person').select(['id', 'family_name', 'given_name'])
  if (ids.size === 0) return []
  const rows = await query
    .$if(ids.size <= 10_000, (some) => some.where('id', 'in', [...ids]))
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows.filter((row) => ids.has(row.id))
}
