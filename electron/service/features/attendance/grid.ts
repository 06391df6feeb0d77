/** Everybody's days of a longer time, one character a day. */
import { sql } from 'kysely'
import type { grid } from '#contract/attendance.ts'
import type { OutputOf } from '#contract/envelope.ts'
import type { SessionKind } from '#contract/schedule.ts'
import type { GroupId, LocalDate, PersonId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { daysBetween } from '../../kernel/time.ts'
import { unmarkedSign } from '../../schedule/marks.ts'
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

/**
 * SQLite puts a person's days together, so that 80,000 cells come over as one row a person. Refuses
 * `bad_request` for more than 400 days.
 */
export async function readGrid(
  db: Reader,
  { from, until, groupId, kind }: Asked,
): Promise<OutputOf<typeof grid>> {
  const days = daysBetween(from, until) + 1
  if (days < 1 || days > longest) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const kinds = await listMarks(db)
  const signs = new Map(kinds.map((one) => [one.code, one]))
  const rows = await db
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'participant.person_id',
      sql<string>`group_concat(session.date || coalesce(attendance.mark, ''), ' ')`.as('days'),
    ])
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.cancel_reason', 'is', null)
    .$if(groupId !== undefined, (query) => query.where('session.group_id', '=', groupId as GroupId))
    .$if(kind !== undefined, (query) => query.where('session.kind', '=', kind as SessionKind))
    .groupBy('participant.person_id')
    .execute()
  const names = await namesOf(db, new Set(rows.map((row) => row.person_id)))
  const index = new Map<string, number>()
  const daysOf = new Map(rows.map((row) => [row.person_id, row.days]))
  return {
    people: names.map((person) => {
      const cells = new Array<string>(days).fill(' ')
      const totals = noTotals()
      for (const entry of (daysOf.get(person.id) ?? '').split(' ')) {
        const date = entry.slice(0, 10)
        let day = index.get(date)
        if (day === undefined) {
          day = daysBetween(from, date as LocalDate)
          index.set(date, day)
        }
        const mark = signs.get(entry.slice(10)) ?? null
        totals.sessions += 1
        totals[countedAs(mark)] += 1
        // Of two sessions on one day, the one that the person came to is shown.
        if (cells[day] === ' ' || cells[day] === unmarkedSign || mark?.countsAsPresent) {
          cells[day] = mark?.letter ?? (cells[day] === ' ' ? unmarkedSign : (cells[day] as string))
        }
      }
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
