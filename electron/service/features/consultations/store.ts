import type { ConsultationTemplate, ConsultationView } from '#contract/consultations.ts'
import { endOf } from '#contract/time.ts'
import { type LocalDate, type PersonId, type Weekday, weekdays } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'
import { withFindings } from '../../schedule/unsettled.ts'

interface Asked {
  from: LocalDate
  until: LocalDate
  personId?: PersonId | undefined
}

/** Appointments of some days, in order of time. Their notes are not among it. */
export async function readConsultations(
  context: ReadContext,
  { from, until, personId }: Asked,
): Promise<ConsultationView[]> {
  const rows = await context.db
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .innerJoin('member', 'member.id', 'session.led_by_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'person.id'),
    )
    .selectAll('session')
    .select([
      'person.id as person_id',
      'person.family_name',
      'person.given_name',
      'person.phone',
      'person.guardian_phone',
      'member.id as member_id',
      'member.family_name as member_family_name',
      'member.given_name as member_given_name',
      'place.name as place_name',
      'place.lane',
      'attendance.mark',
    ])
    .where('session.kind', '=', 'consultation')
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .$if(personId !== undefined, (query) =>
      query.where('participant.person_id', '=', personId as PersonId),
    )
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const views = rows.map(
    (row): Omit<ConsultationView, 'findings' | 'warnings'> => ({
      sessionId: row.id,
      personId: row.person_id,
      clientName: surnameFirst(row),
      phone: row.guardian_phone ?? row.phone,
      psychologistId: row.member_id,
      psychologistName: surnameFirst({
        family_name: row.member_family_name,
        given_name: row.member_given_name,
      }),
      placeId: row.place_id,
      placeName: placeName({ name: row.place_name, lane: row.lane }),
      date: row.date,
      start: row.start,
      end: endOf(row.start, row.minutes),
      minutes: row.minutes,
      state: row.cancel_reason !== null ? 'cancelled' : row.mark === null ? 'planned' : 'done',
      cancelReason: row.cancel_reason,
      cancelNote: row.cancel_note,
      mark: row.mark,
      templateId: row.template_id,
      byHand: row.by_hand === 1,
    }),
  )
  return withFindings(context, 'consultation', views, (one) => one.sessionId)
}

/** Series of appointments, by weekday and hour. */
export async function readTemplates(
  db: Reader,
  { on, personId }: { on?: LocalDate | undefined; personId?: PersonId | undefined },
): Promise<ConsultationTemplate[]> {
  const rows = await db
    .selectFrom('template')
    .innerJoin('person', 'person.id', 'template.client_id')
    .innerJoin('member', 'member.id', 'template.led_by_id')
    .innerJoin('place', 'place.id', 'template.place_id')
    .selectAll('template')
    .select(({ selectFrom, fn }) => [
      'person.id as person_id',
      'person.family_name',
      'person.given_name',
      'member.id as member_id',
      'member.family_name as member_family_name',
      'member.given_name as member_given_name',
      'place.id as place_id',
      'place.name as place_name',
      'place.lane',
      selectFrom('session')
        .select(fn.countAll<number>().as('count'))
        .whereRef('session.template_id', '=', 'template.id')
        .where('session.cancel_reason', 'is', null)
        .as('sessions'),
    ])
    .where('template.kind', '=', 'consultation')
    .$if(on !== undefined, (query) =>
      query.where('valid_from', '<=', on as LocalDate).where('valid_until', '>=', on as LocalDate),
    )
    .$if(personId !== undefined, (query) =>
      query.where('template.client_id', '=', personId as PersonId),
    )
    .execute()
  const order = ({ days, start }: ConsultationTemplate) =>
    `${weekdays.indexOf(days[0] ?? 'mo')} ${start}`
  return rows
    .map((row) => ({
      id: row.id,
      personId: row.person_id,
      clientName: surnameFirst(row),
      psychologistId: row.member_id,
      psychologistName: surnameFirst({
        family_name: row.member_family_name,
        given_name: row.member_given_name,
      }),
      placeId: row.place_id,
      placeName: placeName({ name: row.place_name, lane: row.lane }),
      days: row.days.split(',') as Weekday[],
      interval: row.interval_weeks,
      start: row.start,
      minutes: row.minutes,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      sessions: Number(row.sessions ?? 0),
    }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
}
