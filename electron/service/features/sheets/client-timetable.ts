/** Everything that a person has in some days, for the family. */
import type { MarkKind } from '#contract/attendance.ts'
import type { ClientTimetableSheet } from '#contract/sheets.ts'
import { endOf } from '#contract/time.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'
import { standingMark } from '../../schedule/standing.ts'

/** Nothing cancelled is in it. Refuses `not_found {what: 'client'}`. */
export async function readClientTimetable(
  { db, directory, settings }: Lookup,
  marks: readonly MarkKind[],
  personId: PersonId,
  from: LocalDate,
  until: LocalDate,
): Promise<Pick<ClientTimetableSheet, 'clientName' | 'sessions'>> {
  const names = await directory.clientNames([personId])
  const rows = await db
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('studio_group as g', 'g.id', 'session.roster_id')
    .leftJoin('member', 'member.id', 'session.led_by_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'session.id',
      'session.date',
      'session.start',
      'session.minutes',
      'session.kind',
      'g.name as group_name',
      'session.title',
      'g.studio',
      'place.name as place_name',
      'place.lane',
      'member.family_name',
      'member.given_name',
      'attendance.mark',
      'session.cancel_reason',
    ])
    .where('participant.person_id', '=', personId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.cancel_reason', 'is', null)
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()
  const closed = new Set((await settings.closedDays(from, until)).map(({ date }) => date))
  const standsIn = ({ mark, date, cancel_reason }: (typeof rows)[number]) => {
    const code = standingMark(mark, { cancelReason: cancel_reason, closed: closed.has(date) })
    const kind = marks.find((one) => one.code === code)
    return kind && { stands: kind.name }
  }
  return {
    clientName: names.get(personId) ?? '',
    sessions: rows.map((row) => ({
      sessionId: row.id,
      date: row.date,
      start: row.start,
      end: endOf(row.start, row.minutes),
      kind: row.kind,
      groupName: row.group_name ?? row.title,
      studio: row.studio,
      placeName: placeName({ name: row.place_name, lane: row.lane }),
      ledByName:
        row.family_name === null
          ? null
          : surnameFirst({
              family_name: row.family_name,
              given_name: row.given_name as string,
            }),
      ...standsIn(row),
    })),
  }
}
