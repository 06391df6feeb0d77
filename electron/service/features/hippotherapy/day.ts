/** What the day board, the week strip and the booking form read. */
import type { DayView, SessionState, SessionView, Template } from '#contract/hippotherapy.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, daysFrom, endOf, minuteOf, weekdayOf } from '../../kernel/time.ts'
import { type House, placeName } from './facts.ts'
import { missingTeam } from './rules.ts'
import { sessionOf, templateOf } from './store.ts'

const sessionRows = (db: Reader) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.client_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'session.client_id'),
    )
    .selectAll('session')
    .select([
      'person.family_name',
      'person.given_name',
      'person.sidewalkers_needed',
      'attendance.mark',
    ])

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessionRows>['execute']>>[number]

function viewOf(row: SessionRow): SessionView {
  const { templateDate, ...session } = sessionOf(row)
  const missing = missingTeam(session, row.sidewalkers_needed)
  const state = (): SessionState => {
    if (session.cancelReason !== null) return 'cancelled'
    if (row.mark !== null) return 'done'
    return missing.length > 0 ? 'not_ready' : 'planned'
  }
  return {
    ...session,
    end: endOf(session.start, session.minutes),
    state: state(),
    missing,
    clientName: surnameFirst(row),
    clientGivenName: row.given_name,
    clientFamilyName: row.family_name,
    sidewalkersNeeded: row.sidewalkers_needed,
    mark: row.mark,
  }
}

/** Refuses `not_found`. */
export async function readSession(db: Reader, id: SessionId): Promise<SessionView> {
  const row = await sessionRows(db).where('session.id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  return viewOf(row)
}

/** Everything that the board of a day shows. */
export async function readDay(db: Reader, house: House, date: LocalDate): Promise<DayView> {
  const settings = await house.readSettings(db)
  const [closed] = await house.closedDaysBetween(db, date, date)
  const weekday = weekdayOf(date)
  const rows = await sessionRows(db)
    .where('session.date', '=', date)
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const sessions = rows.map(viewOf)
  const horses = await db.selectFrom('horse').selectAll().orderBy('sort_key').execute()
  const absences = await db
    .selectFrom('horse_absence')
    .selectAll()
    .where('from_date', '<=', date)
    .where('until_date', '>=', date)
    .execute()
  const members = await db.selectFrom('member').selectAll().orderBy('sort_key').execute()
  const roles = await db.selectFrom('member_role').selectAll().execute()
  const hours = await db
    .selectFrom('member_hours')
    .selectAll()
    .where('weekday', '=', weekday)
    .orderBy('from_time')
    .execute()
  const places = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane', 'active', 'use'])
    .orderBy('sort_key')
    .execute()
  const slots = await db
    .selectFrom('slot')
    .select(['start', 'minutes', 'place_id'])
    .where('weekday', '=', weekday)
    .orderBy('start')
    .execute()

  const rolesOf = Map.groupBy(roles, (one) => one.member_id)
  const hoursOf = Map.groupBy(hours, (one) => one.member_id)
  const live = sessions.filter((one) => one.state !== 'cancelled')
  const used = new Set(
    sessions.flatMap((one) => [
      one.horseId,
      one.placeId,
      ...[one.instructorId, one.therapistId, one.leaderId, ...one.sidewalkerIds],
    ]),
  )
  return {
    date,
    closedDay: closed?.name ?? null,
    openingHours: closed
      ? []
      : settings.openingHours
          .filter((one) => one.day === weekday)
          .map(({ from, until }) => ({ from, until })),
    horses: horses
      .filter((horse) => horse.active === 1 || used.has(horse.id))
      .map((horse) => {
        const away = absences.find((one) => one.horse_id === horse.id)
        return {
          id: horse.id,
          name: horse.name,
          away: away ? { reason: away.reason, until: away.until_date } : null,
          restMinutes: horse.rest_minutes ?? settings.horseRestMinutes,
          workMinutes: live
            .filter((one) => one.horseId === horse.id)
            .reduce((sum, one) => sum + one.minutes, 0),
          limitMinutes: horse.daily_warn_minutes ?? settings.horseDailyWarnMinutes,
        }
      }),
    members: members
      .filter((member) => member.active === 1 || used.has(member.id))
      .map((member) => ({
        id: member.id,
        name: surnameFirst(member),
        familyName: member.family_name,
        givenName: member.given_name,
        roles: (rolesOf.get(member.id) ?? []).map((one) => one.role),
        hours: (hoursOf.get(member.id) ?? []).map((one) => ({
          from: one.from_time,
          until: one.until_time,
        })),
      })),
    places: places
      .filter((place) => (place.active === 1 && place.use === 'arena') || used.has(place.id))
      .map((place) => ({ id: place.id, name: placeName(place) })),
    sessions,
    slots: slots.map((slot) => ({
      start: slot.start,
      minutes: slot.minutes,
      placeId: slot.place_id,
    })),
  }
}

/** How many sessions each of seven days has, and how many of them are unmarked. */
export async function readWeek(db: Reader, house: House, from: LocalDate) {
  const until = addDays(from, 6)
  const closed = new Map(
    (await house.closedDaysBetween(db, from, until)).map(({ date, name }) => [date, name]),
  )
  const rows = await db
    .selectFrom('session')
    .select(['date', 'marked'])
    .where('date', '>=', from)
    .where('date', '<=', until)
    .where('cancel_reason', 'is', null)
    .execute()
  return daysFrom(from, until).map((date) => {
    const day = rows.filter((row) => row.date === date)
    return {
      date,
      sessions: day.length,
      unmarked: day.filter((row) => row.marked === 0).length,
      closedDay: closed.get(date) ?? null,
    }
  })
}

/** With whom and on which horse the client rode last, leaving out whoever has left. */
export async function usualCast(db: Reader, house: House, clientId: PersonId, date: LocalDate) {
  const { sessionLimitMinutes } = await house.readSettings(db)
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('cancel_reason', 'is', null)
    .where('date', '<=', date)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst()
  const client = await db
    .selectFrom('person')
    .select('session_limit_minutes')
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) throw new DomainError('not_found', { what: 'client' })
  const limit = client.session_limit_minutes ?? sessionLimitMinutes
  if (!row) return { cast: null, minutes: limit }
  const last = sessionOf(row)
  const here = new Set<string>(
    (await db.selectFrom('member').select('id').where('active', '=', 1).execute()).map(
      (member) => member.id,
    ),
  )
  const present = <Id extends string>(id: Id | null) => (id !== null && here.has(id) ? id : null)
  const horse = await db
    .selectFrom('horse')
    .select('id')
    .where('id', '=', last.horseId)
    .where('active', '=', 1)
    .executeTakeFirst()
  return {
    cast: {
      ...(horse ? { horseId: horse.id } : {}),
      placeId: last.placeId,
      instructorId: present(last.instructorId),
      therapistId: present(last.therapistId),
      leaderId: present(last.leaderId),
      sidewalkerIds: last.sidewalkerIds.filter((id) => here.has(id)),
      riderBehindKg: last.riderBehindKg,
    },
    minutes: last.minutes,
  }
}

/** Templates in order of weekday and time, or those that hold on a day. */
export async function readTemplates(db: Reader, on?: LocalDate): Promise<Template[]> {
  const rows = await db
    .selectFrom('template')
    .innerJoin('person', 'person.id', 'template.client_id')
    .innerJoin('horse', 'horse.id', 'template.horse_id')
    .innerJoin('place', 'place.id', 'template.place_id')
    .selectAll('template')
    .select(({ selectFrom, fn }) => [
      'person.family_name',
      'person.given_name',
      'horse.name as horse_name',
      'place.name as place_name',
      'place.lane as place_lane',
      selectFrom('session')
        .select(fn.countAll<number>().as('count'))
        .whereRef('session.template_id', '=', 'template.id')
        .where('session.cancel_reason', 'is', null)
        .as('sessions'),
    ])
    .$if(on !== undefined, (query) =>
      query.where('valid_from', '<=', on as LocalDate).where('valid_until', '>=', on as LocalDate),
    )
    .execute()
  const order = (template: Template) =>
    `${['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'].indexOf(template.days[0] ?? 'mo')} ${minuteOf(template.start) + 1000}`
  return rows
    .map((row) => ({
      ...templateOf(row),
      clientName: surnameFirst(row),
      horseName: row.horse_name,
      placeName: placeName({ name: row.place_name, lane: row.place_lane }),
      sessions: Number(row.sessions ?? 0),
    }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
}
