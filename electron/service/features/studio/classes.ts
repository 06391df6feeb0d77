/** Classes as the timetable shows them. */

import type { ClassView, StudioWeek } from '#contract/studio.ts'
import { addDays, daysFrom, endOf, weekdayOf } from '#contract/time.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { assistantNames, placeName } from '../../schedule/facts.ts'
import { assistantsOf, stateOfList } from '../../schedule/session.ts'
import { withFindings } from '../../schedule/unsettled.ts'

/** Rows of classes; `people` counts the list, `placesTaken` those of it who are not excused. */
export const classRows = (db: Reader) =>
  db
    .selectFrom('session')
    .innerJoin('studio_group as g', 'g.id', 'session.roster_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('member', 'member.id', 'session.led_by_id')
    .leftJoin('member as first', 'first.id', 'session.assistant_1_id')
    .leftJoin('member as second', 'second.id', 'session.assistant_2_id')
    .selectAll('session')
    .select([
      'first.family_name as first_family_name',
      'first.given_name as first_given_name',
      'second.family_name as second_family_name',
      'second.given_name as second_given_name',
      'g.name as group_name',
      'g.studio',
      'g.capacity',
      'place.name as place_name',
      'place.lane',
      'member.family_name',
      'member.given_name',
    ])
    .select(({ selectFrom, fn }) => [
      selectFrom('participant')
        .select(fn.countAll<number>().as('count'))
        .whereRef('participant.session_id', '=', 'session.id')
        .as('people'),
      selectFrom('attendance')
        .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
        .select(fn.countAll<number>().as('count'))
        .whereRef('attendance.session_id', '=', 'session.id')
        .where('mark_kind.excused', '=', 1)
        .as('excused'),
    ])

type ClassRow = Awaited<ReturnType<ReturnType<typeof classRows>['execute']>>[number]

export const classOf = (row: ClassRow): Omit<ClassView, 'findings' | 'warnings'> => ({
  sessionId: row.id,
  groupId: row.roster_id as ClassView['groupId'],
  groupName: row.group_name,
  studio: row.studio,
  date: row.date,
  start: row.start,
  end: endOf(row.start, row.minutes),
  minutes: row.minutes,
  teacherId: row.led_by_id,
  teacherName:
    row.family_name === null
      ? null
      : surnameFirst({ family_name: row.family_name, given_name: row.given_name as string }),
  assistantIds: assistantsOf(row),
  assistantNames: assistantNames(row),
  placeId: row.place_id,
  placeName: placeName({ name: row.place_name, lane: row.lane }),
  people: Number(row.people),
  placesTaken: Number(row.people) - Number(row.excused),
  capacity: row.capacity,
  unmarked: row.unmarked,
  state: stateOfList({ ...row, people: Number(row.people) }),
  cancelReason: row.cancel_reason,
  cancelNote: row.cancel_note,
  templateId: row.template_id,
  byHand: row.by_hand === 1,
})

/** Classes of rows, each with what is to be settled of it. */
export const classesOf = (context: ReadContext, rows: readonly ClassRow[]): Promise<ClassView[]> =>
  withFindings(context, 'class', rows.map(classOf), (one) => one.sessionId)

/** The timetable of seven days. */
export async function readWeek(context: ReadContext, from: LocalDate): Promise<StudioWeek> {
  const { db, settings } = context
  const until = addDays(from, 6)
  const { openingHours } = await settings.read()
  const closed = new Map(
    (await settings.closedDays(from, until)).map(({ date, name }) => [date, name]),
  )
  const rows = await classRows(db)
    .where('session.kind', '=', 'class')
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const classes = await classesOf(context, rows)
  const usedPlaces = new Set(classes.map((one) => one.placeId))
  const usedTeachers = new Set(classes.map((one) => one.teacherId))
  const places = await db
    .selectFrom('place')
    .select(['id', 'name', 'lane', 'active', 'use'])
    .orderBy('sort_key')
    .execute()
  const teachers = await db
    .selectFrom('member')
    .leftJoin('member_role', (join) =>
      join.onRef('member_role.member_id', '=', 'member.id').on('role', '=', 'teacher'),
    )
    .select(['id', 'family_name', 'given_name', 'active', 'role'])
    .orderBy('sort_key')
    .execute()
  return {
    days: daysFrom(from, until).map((date) => ({
      date,
      closedDay: closed.get(date) ?? null,
      openingHours: closed.has(date)
        ? []
        : openingHours
            .filter((one) => one.day === weekdayOf(date))
            .map(({ from: opens, until: closes }) => ({ from: opens, until: closes })),
    })),
    classes,
    places: places
      .filter((one) => (one.active === 1 && one.use !== 'arena') || usedPlaces.has(one.id))
      .map((one) => ({ placeId: one.id, name: placeName(one) })),
    teachers: teachers
      .filter((one) => (one.active === 1 && one.role !== null) || usedTeachers.has(one.id))
      .map((one) => ({ memberId: one.id, name: surnameFirst(one) })),
  }
}

/** One class with its list by name, members first. Refuses `not_found`. */
export async function readClass(context: ReadContext, id: SessionId) {
  const { db } = context
  const row = await classRows(db).where('session.id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'session' })
  const people = await db
    .selectFrom('participant')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select(['person.id', 'family_name', 'given_name', 'participant.part', 'attendance.mark'])
    .where('participant.session_id', '=', id)
    .orderBy('participant.part')
    .orderBy('person.sort_key')
    .execute()
  const [view] = await classesOf(context, [row])
  const guests = people.filter((one) => one.part !== 'member')
  const members = people.filter((one) => one.part === 'member')
  return {
    ...(view as ClassView),
    list: [...members, ...guests].map((one) => ({
      personId: one.id,
      name: surnameFirst(one),
      part: one.part,
      mark: one.mark,
    })),
  }
}
