/** What the day board, the week strip and the booking form read. */
import type { Cast, DayView, SessionView, Template } from '#contract/hippotherapy.ts'
import { dayLimits, workMinutes } from '#contract/rules/horses.ts'
import type { SessionState } from '#contract/schedule.ts'
import { addDays, daysFrom, endOf, minuteOf, weekdayOf } from '#contract/time.ts'
import {
  type LocalDate,
  type PersonId,
  type SessionId,
  type Weekday,
  weekdays,
} from '#contract/values.ts'
import type { Lookup, ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { isWholeDay, unavailableBetween, unavailableOn } from '../../schedule/availability.ts'
import { placeName } from '../../schedule/facts.ts'
import { onlyOf } from '../../schedule/own.ts'
import { rangeOf } from '../../schedule/session.ts'
import { withFindings } from '../../schedule/unsettled.ts'
import { missingTeam } from './rules.ts'

const sessionRows = (db: Reader) =>
  db
    .selectFrom('session')
    .innerJoin('ride', 'ride.session_id', 'session.id')
    .innerJoin('participant', (join) =>
      join.onRef('participant.session_id', '=', 'session.id').on('participant.part', '=', 'client'),
    )
    .innerJoin('person', 'person.id', 'participant.person_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .leftJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .selectAll('session')
    .selectAll('ride')
    .select([
      'participant.person_id',
      'person.family_name',
      'person.given_name',
      'person.sidewalkers_needed',
      'person.precautions',
      'attendance.mark',
      'mark_kind.excused',
    ])

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessionRows>['execute']>>[number]

const castOf = (row: SessionRow): Cast => ({
  clientId: row.person_id,
  horseId: row.horse_id,
  placeId: row.place_id,
  instructorId: row.led_by_id,
  therapistId: row.therapist_id,
  leaderId: row.leader_id,
  sidewalkerIds: [row.sidewalker_1_id, row.sidewalker_2_id].filter((id) => id !== null),
  riderBehindKg: row.rider_behind_kg,
})

const viewsOf = (context: ReadContext, rows: readonly SessionRow[]): Promise<SessionView[]> =>
  withFindings(context, 'ride', rows.map(viewOf), (one) => one.id)

function viewOf(row: SessionRow): Omit<SessionView, 'findings' | 'warnings'> {
  const ride = castOf(row)
  const missing = missingTeam(ride, row.sidewalkers_needed)
  const state = (): SessionState => {
    if (row.cancel_reason !== null) return 'cancelled'
    if (row.mark !== null) return 'done'
    return missing.length > 0 ? 'not_ready' : 'planned'
  }
  return {
    id: row.id,
    date: row.date,
    start: row.start,
    minutes: row.minutes,
    end: endOf(row.start, row.minutes),
    ...ride,
    templateId: row.template_id,
    byHand: row.by_hand === 1,
    overrideReason: row.override_reason,
    cancelReason: row.cancel_reason,
    cancelNote: row.cancel_note,
    state: state(),
    missing,
    clientName: surnameFirst(row),
    clientGivenName: row.given_name,
    clientFamilyName: row.family_name,
    sidewalkersNeeded: row.sidewalkers_needed,
    precautions: row.precautions,
    mark: row.mark,
    givenFree: row.cancel_reason === null && row.excused === 1,
  }
}

/** Refuses `not_found`. */
export async function readSession(context: ReadContext, id: SessionId): Promise<SessionView> {
  const row = await sessionRows(context.db).where('session.id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  const [view] = await viewsOf(context, [row])
  return view as SessionView
}

/** Everything that the board of a day shows. */
export async function readDay(context: ReadContext, date: LocalDate): Promise<DayView> {
  const { db, settings: reader } = context
  const settings = await reader.read()
  const [closed] = await reader.closedDays(date, date)
  const weekday = weekdayOf(date)
  const rows = await sessionRows(db)
    .where('session.date', '=', date)
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const sessions = await viewsOf(context, rows)
  const horses = await db.selectFrom('horse').selectAll().orderBy('sort_key').execute()
  const away = await unavailableBetween(db, date, date)
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
  const live = sessions.filter((one) => one.state !== 'cancelled' && !one.givenFree)
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
        const wholeDay = away.get(horse.id)?.find((one) => isWholeDay(one, date))
        const { restMinutes, warnMinutes } = dayLimits(
          {
            restMinutes: horse.rest_minutes,
            dailyWarnMinutes: horse.daily_warn_minutes,
            dailyBlockMinutes: horse.daily_block_minutes,
          },
          settings,
        )
        return {
          id: horse.id,
          name: horse.name,
          away: wholeDay
            ? { reason: wholeDay.note, because: wholeDay.reason, until: wholeDay.until }
            : null,
          unavailable: unavailableOn(away.get(horse.id), date),
          restMinutes,
          workMinutes: workMinutes(live.filter((one) => one.horseId === horse.id).map(rangeOf)),
          limitMinutes: warnMinutes,
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
        unavailable: unavailableOn(away.get(member.id), date),
        hours: (hoursOf.get(member.id) ?? []).map((one) => ({
          from: one.from_time,
          until: one.until_time,
        })),
      })),
    places: places
      .filter((place) => (place.active === 1 && place.use === 'arena') || used.has(place.id))
      .map((place) => ({
        id: place.id,
        name: placeName(place),
        unavailable: unavailableOn(away.get(place.id), date),
      })),
    sessions,
    slots: slots.map((slot) => ({
      start: slot.start,
      minutes: slot.minutes,
      placeId: slot.place_id,
    })),
  }
}

/** How many sessions each of seven days has, and how many of them are unmarked. */
export async function readWeek(context: ReadContext, from: LocalDate) {
  const { db, settings } = context
  const only = onlyOf(context)
  const until = addDays(from, 6)
  const closed = new Map(
    (await settings.closedDays(from, until)).map(({ date, name }) => [date, name]),
  )
  const rows = await db
    .selectFrom('session')
    .select(['date', 'unmarked'])
    .where('kind', '=', 'ride')
    .where('date', '>=', from)
    .where('date', '<=', until)
    .where('cancel_reason', 'is', null)
    .$if(only !== undefined, (query) => query.where('led_by_id', '=', only ?? null))
    .execute()
  return daysFrom(from, until).map((date) => {
    const day = rows.filter((row) => row.date === date)
    return {
      date,
      sessions: day.length,
      unmarked: day.filter((row) => row.unmarked > 0).length,
      closedDay: closed.get(date) ?? null,
    }
  })
}

/** With whom and on which horse the client rode last, leaving out whoever and whatever is no longer there. */
export async function usualCast({ db, settings }: Lookup, clientId: PersonId, date: LocalDate) {
  const { sessionLimitMinutes } = await settings.read()
  const row = await sessionRows(db)
    .where('participant.person_id', '=', clientId)
    .where('session.cancel_reason', 'is', null)
    .where('session.date', '<=', date)
    .orderBy('session.date', 'desc')
    .limit(1)
    .executeTakeFirst()
  const client = await db
    .selectFrom('person')
    .select(['session_limit_minutes', 'precautions'])
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) throw new DomainError('not_found', { what: 'client' })
  const limit = client.session_limit_minutes ?? sessionLimitMinutes
  const { precautions } = client
  if (!row) return { cast: null, lastRideOn: null, minutes: limit, precautions }
  const last = castOf(row)
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
  const place = await db
    .selectFrom('place')
    .select('id')
    .where('id', '=', last.placeId)
    .where('active', '=', 1)
    .executeTakeFirst()
  return {
    cast: {
      ...(horse ? { horseId: horse.id } : {}),
      ...(place ? { placeId: place.id } : {}),
      instructorId: present(last.instructorId),
      therapistId: present(last.therapistId),
      leaderId: present(last.leaderId),
      sidewalkerIds: last.sidewalkerIds.filter((id) => here.has(id)),
      riderBehindKg: last.riderBehindKg,
    },
    lastRideOn: row.date,
    minutes: row.minutes,
    precautions,
  }
}

/** Templates in order of weekday and time, or those that hold on a day. */
export async function readTemplates(db: Reader, on?: LocalDate): Promise<Template[]> {
  const rows = await db
    .selectFrom('template')
    .innerJoin('ride_template as ride', 'ride.template_id', 'template.id')
    .innerJoin('person', 'person.id', 'template.client_id')
    .innerJoin('horse', 'horse.id', 'ride.horse_id')
    .innerJoin('place', 'place.id', 'template.place_id')
    .selectAll('template')
    .selectAll('ride')
    .select(({ selectFrom, fn }) => [
      'person.family_name',
      'person.given_name',
      'person.id as client_id',
      'place.id as place_id',
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
    `${weekdays.indexOf(template.days[0] ?? 'mo')} ${minuteOf(template.start) + 1000}`
  return rows
    .map((row) => ({
      id: row.id,
      days: row.days.split(',') as Weekday[],
      interval: row.interval_weeks,
      start: row.start,
      minutes: row.minutes,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      clientId: row.client_id,
      horseId: row.horse_id,
      placeId: row.place_id,
      instructorId: row.led_by_id,
      therapistId: row.therapist_id,
      leaderId: row.leader_id,
      sidewalkerIds: [row.sidewalker_1_id, row.sidewalker_2_id].filter((id) => id !== null),
      riderBehindKg: row.rider_behind_kg,
      clientName: surnameFirst(row),
      horseName: row.horse_name,
      placeName: placeName({ name: row.place_name, lane: row.place_lane }),
      sessions: Number(row.sessions ?? 0),
    }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
}
