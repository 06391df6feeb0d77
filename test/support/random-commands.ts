/** Commands of every kind at random, over a centre that has a little of everything. */
import fc from 'fast-check'
import { smallHouse, week } from './boarding.ts'
import { monday, smallCentre } from './centre.ts'
import type { TestService } from './service.ts'
import { smallStudio, term } from './studio.ts'
import { type Row, rows } from './tables.ts'

/** The small centre with studios, a boarding house and a psychologist. */
export async function wholeCentre(service: TestService) {
  const { call } = service
  const centre = await smallCentre(service)
  const studio = await smallStudio(service, 2)
  // The house has a hall of its own.
  const { places } = await call('places.list', {})
  const hall = places.find((one) => one.id === studio.roomB) as (typeof places)[number]
  await call('places.update', { ...hall, name: 'Би залы' })
  const house = await smallHouse(service, 3)
  const psychologist = await centre.member('Абенова', ['psychologist'])
  const cabinet = (await call('places.create', { name: 'Кабинет', use: 'cabinet' })).placeId
  await studio.plan(studio.groupA)
  return { ...centre, studio, house, psychologist, cabinet }
}
export type WholeCentre = Awaited<ReturnType<typeof wholeCentre>>

/** Tuesdays are a working day of the studios' second group, and the 14th of the course too. */
const days = [monday, '2025-10-07', '2025-10-08', '2025-10-13', '2025-10-14', '2025-10-15']
const nights = [week.from, '2025-10-14', '2025-10-16', week.until, '2025-10-21']
const times = ['09:00', '10:00', '10:20', '11:00', '15:00']
const scopes = ['this', 'later', 'all']
const marks = ['present', 'absent', 'excused', 'late', null]
const holidays = ['2025-10-25', '2025-10-27', '2025-12-16', monday]

/** What a command takes of chance: it calls people, rooms and sessions by their numbers. */
export interface Chance {
  number: number
  other: number
  day: number
  flag: boolean
}
/** The commands that are given, each so often among all. */
const weights = {
  'hippotherapy.book': 5,
  'hippotherapy.move': 4,
  'hippotherapy.cancel': 4,
  'hippotherapy.restore': 1,
  'hippotherapy.copy': 1,
  'hippotherapy.commitSeries': 2,
  'hippotherapy.endSeries': 1,
  'studio.join': 5,
  'studio.leave': 3,
  'studio.transfer': 2,
  'studio.wait': 2,
  'studio.stopWaiting': 1,
  'studio.commitTerm': 2,
  'studio.book': 1,
  'studio.move': 3,
  'studio.cancel': 3,
  'studio.restore': 1,
  'studio.makeUp': 3,
  'studio.cancelMakeUp': 1,
  'studio.createGroup': 1,
  'studio.updateGroup': 2,
  'studio.closeGroup': 1,
  'consultations.book': 3,
  'consultations.move': 2,
  'consultations.cancel': 2,
  'consultations.restore': 1,
  'consultations.commitSeries': 1,
  'consultations.endSeries': 1,
  'consultations.writeNote': 1,
  'boarding.createCourse': 1,
  'boarding.updateCourse': 2,
  'boarding.removeCourse': 1,
  'boarding.enrol': 7,
  'boarding.withdraw': 2,
  'boarding.replace': 1,
  'boarding.place': 7,
  'boarding.move': 3,
  'boarding.unplace': 2,
  'boarding.takeRoom': 1,
  'boarding.arrive': 2,
  'boarding.depart': 2,
  'boarding.noShow': 1,
  'boarding.acceptProposal': 1,
  'boarding.createRoom': 1,
  'boarding.updateRoom': 3,
  'boarding.closeRoom': 3,
  'boarding.reopenRoom': 1,
  'boarding.bookSession': 3,
  'boarding.moveSession': 2,
  'boarding.cancelSession': 2,
  'boarding.restoreSession': 1,
  'boarding.copyProgramme': 1,
  'attendance.mark': 8,
  'attendance.markMany': 1,
  'attendance.markAll': 1,
  'attendance.walkIn': 2,
  'attendance.removeWalkIn': 1,
  'attendance.announceAbsence': 3,
  'attendance.withdrawAbsence': 1,
  'people.create': 1,
  'people.update': 3,
  'people.merge': 2,
  'people.importCommit': 1,
  'horses.create': 1,
  'horses.update': 4,
  'team.create': 1,
  'team.update': 2,
  'places.create': 1,
  'places.update': 1,
  'settings.set': 2,
  'settings.closeDay': 1,
  'settings.openDay': 1,
  'availability.set': 3,
  'availability.remove': 1,
  'schedule.settle': 2,
  'schedule.cancelMany': 1,
  'schedule.replaceMany': 1,
  'schedule.shiftMany': 1,
  'schedule.exchange': 1,
} as const
export type Given = keyof typeof weights
/** What a command is asked with; null when there is nothing yet that it could be about. */
type Ask = (chance: Chance) => object | null | Promise<object | null>

const nth = <One>(of: readonly One[], number: number): One => of[number % of.length] as One

/** What each command is asked with, in a file as it stands. */
export function inputsOfCommands(service: TestService, centre: WholeCentre) {
  const { call } = service
  const { studio, house } = centre
  let names = 0
  const newName = () => `№ ${++names}`
  const table = (query: string) => rows(service.databaseFile, query)
  /** A row of those that a query finds; undefined while there is none. */
  const one = (query: string, number: number): Row | undefined => nth(table(query), number)
  const id = (query: string, number: number) => one(query, number)?.id
  const personId = (number: number) =>
    id('SELECT id FROM person ORDER BY id', [0, 1, 2, 3, 4, 8, 9][number % 7] ?? 0)
  const groupId = (number: number) => id('SELECT id FROM studio_group ORDER BY id', number)
  const courseId = (number: number) => id('SELECT id FROM course ORDER BY id', number)
  const horseId = (number: number) => nth([centre.zhuldyz, centre.aqboz], number)
  const sessionId = (kind: string, number: number, where = 'cancel_reason IS NULL') =>
    id(
      `SELECT id FROM session WHERE kind = '${kind}' AND ${where} ORDER BY date, start, id`,
      number,
    )
  const cancelled = 'cancel_reason IS NOT NULL'
  const listed = (number: number, where = '1') =>
    one(
      `SELECT p.session_id AS sessionId, p.person_id AS personId FROM participant p
       JOIN session s ON s.id = p.session_id WHERE ${where} ORDER BY s.date, 1, 2`,
      number,
    )
  const enrolled = (number: number, where = `state NOT IN ('withdrawn', 'reserve')`) =>
    one(
      `SELECT course_id AS courseId, person_id AS personId FROM enrolment
       WHERE ${where} ORDER BY 1, 2`,
      number,
    )
  const bedId = (number: number) => id('SELECT id FROM bed WHERE active = 1 ORDER BY id', number)
  const roomId = (number: number) => id('SELECT id FROM room ORDER BY number', number)
  const override = (flag: boolean) => (flag ? { override: { reason: 'отбасы' } } : {})

  return {
    'hippotherapy.book': ({ number, other, day, flag }) => ({
      ...centre.ride({ date: days[day], start: nth(times, other), clientId: personId(number) }),
      ...{ horseId: horseId(other), placeId: nth([centre.arena, centre.field], number) },
      ...override(flag),
    }),
    'hippotherapy.move': ({ number, other, day, flag }) => ({
      ...{ sessionId: sessionId('ride', number), start: nth(times, other) },
      ...(flag ? { horseId: horseId(day) } : { date: days[day] }),
      ...{ scope: nth(scopes, number), leaveClashes: flag },
    }),
    'hippotherapy.cancel': ({ number, other }) => ({
      sessionId: sessionId('ride', number),
      reason: 'weather',
      scope: nth(scopes, other),
    }),
    'hippotherapy.restore': ({ number }) => ({ sessionId: sessionId('ride', number, cancelled) }),
    'hippotherapy.copy': ({ day }) => ({ from: days[day], to: nth(days, day + 1), days: 1 }),
    'hippotherapy.commitSeries': ({ number, other }) => ({
      ...{ clientId: personId(number), horseId: horseId(other), placeId: centre.arena },
      ...{ instructorId: null, sidewalkerIds: [], days: ['mo', 'tu'], minutes: 30 },
      ...{ start: nth(times, other), validFrom: monday, validUntil: '2025-10-21' },
    }),
    'hippotherapy.endSeries': ({ number, day }) => ({
      templateId: id(`SELECT id FROM template WHERE kind = 'ride'`, number),
      lastDay: days[day],
    }),
    'studio.join': ({ number, other, day, flag }) => ({
      ...{ groupId: groupId(other), personId: personId(number) },
      ...{ from: days[day], leaveClashes: flag },
    }),
    'studio.leave': ({ number, day }) => {
      const row = one('SELECT group_id, person_id FROM membership ORDER BY id', number)
      return { groupId: row?.group_id, personId: row?.person_id, on: nth(days, day + 2) }
    },
    'studio.transfer': ({ number, day }) => {
      const row = one('SELECT group_id, person_id FROM membership ORDER BY id', number)
      const { groupA, groupB } = studio
      return {
        ...{ personId: row?.person_id, fromGroupId: row?.group_id, on: days[day] },
        ...{ toGroupId: row?.group_id === groupA ? groupB : groupA, leaveClashes: true },
      }
    },
    'studio.wait': ({ number, other }) => ({ groupId: groupId(other), personId: personId(number) }),
    'studio.stopWaiting': ({ number }) => {
      const row = one('SELECT * FROM waiting', number)
      return { groupId: row?.group_id, personId: row?.person_id }
    },
    'studio.commitTerm': ({ number }) => ({
      groupId: groupId(number),
      from: term.from,
      until: '2025-10-21',
    }),
    'studio.book': ({ other, day }) => ({
      ...{ groupId: studio.groupB, date: days[day], start: nth(times, other), minutes: 45 },
      ...{ teacherId: null, placeId: studio.roomB, leaveClashes: true },
    }),
    'studio.move': ({ number, other, day, flag }) => ({
      ...{ sessionId: sessionId('class', number), start: nth(times, other) },
      ...(flag && { date: days[day] }),
      ...{ scope: nth(scopes, other), leaveClashes: true },
    }),
    'studio.cancel': ({ number, other }) => ({
      ...{ sessionId: sessionId('class', number), scope: nth(scopes, other) },
      reason: nth(['staff', 'family'], other),
    }),
    'studio.restore': ({ number }) => ({ sessionId: sessionId('class', number, cancelled) }),
    'studio.makeUp': ({ number, other }) => {
      const credit = one('SELECT * FROM credit WHERE used_in_id IS NULL ORDER BY id', number)
      const missed = `SELECT roster_id FROM session WHERE id = '${credit?.session_id}'`
      return {
        creditId: credit?.id,
        sessionId: sessionId('class', other, `roster_id <> (${missed})`),
      }
    },
    'studio.cancelMakeUp': ({ number }) => ({
      creditId: id('SELECT id FROM credit WHERE used_in_id IS NOT NULL', number),
    }),
    'studio.createGroup': ({ other }) => ({
      ...{ studio: 'art', name: newName(), teacherId: null, placeId: centre.field },
      ...{ capacity: 2, from: monday, until: '2025-11-30' },
      times: [{ day: 'tu', start: nth(times, other), minutes: 60 }],
    }),
    'studio.updateGroup': async ({ number, other, flag }) => {
      const wanted = groupId(number) as string | undefined
      if (!wanted) return null
      const group = await call('studio.group', { groupId: wanted })
      const { memberList: _, former: __, queue: ___, version: ____, ...fields } = group
      const changed = [
        ...fields.times.slice(1),
        { day: 'fr', start: nth(times, other), minutes: 60 },
      ]
      const classesToCome = nth(['keep', 'change'], number)
      return { ...fields, note: newName(), times: flag ? changed : fields.times, classesToCome }
    },
    'studio.closeGroup': ({ number, day }) => ({ groupId: groupId(number), on: days[day] }),
    'consultations.commitSeries': ({ number, other, flag }) => ({
      ...{ personId: personId(number), psychologistId: centre.psychologist },
      ...{ placeId: centre.cabinet, start: nth(times, other), minutes: 50 },
      ...{ days: ['mo', 'we'], interval: flag ? 2 : 1 },
      ...{ validFrom: monday, validUntil: '2025-10-21' },
      decisions: [{ date: '2025-10-15', action: 'skip' }],
    }),
    'consultations.endSeries': ({ number, day }) => ({
      templateId: id(`SELECT id FROM template WHERE kind = 'consultation'`, number),
      lastDay: days[day],
    }),
    'consultations.book': ({ number, other, day }) => ({
      ...{ personId: personId(number), psychologistId: centre.psychologist },
      ...{ placeId: centre.cabinet, date: days[day], start: nth(times, other), minutes: 50 },
    }),
    'consultations.move': ({ number, other }) => ({
      sessionId: sessionId('consultation', number),
      start: nth(times, other),
    }),
    'consultations.cancel': ({ number }) => ({
      sessionId: sessionId('consultation', number),
      reason: 'family',
    }),
    'consultations.restore': ({ number }) => ({
      sessionId: sessionId('consultation', number, cancelled),
    }),
    'consultations.writeNote': ({ number }) => ({
      sessionId: sessionId('consultation', number),
      note: newName(),
    }),
    'boarding.createCourse': () => ({
      name: newName(),
      from: '2025-10-19',
      until: '2025-10-23',
      capacity: 2,
    }),
    'boarding.updateCourse': ({ number, other, flag }) => {
      const row = one('SELECT * FROM course ORDER BY id', number)
      return {
        ...{ courseId: row?.id, name: newName(), capacity: 2 + (other % 3) },
        ...{ from: flag ? '2025-10-14' : row?.from_date, until: row?.until_date },
      }
    },
    'boarding.removeCourse': ({ number }) => ({ courseId: courseId(number) }),
    'boarding.enrol': ({ number, other, day, flag }) => ({
      ...{ courseId: courseId(other), personId: nth(Object.values(house.people), number) },
      ...(day === 0 && { companionOfId: nth(Object.values(house.people), other) }),
      ...{ reserve: day === 1, leaveClashes: true, shareWithIds: [] },
      ...(day === 2 && { shareWithIds: [nth(Object.values(house.people), other)] }),
      ...override(flag),
    }),
    'boarding.withdraw': ({ number }) => enrolled(number) ?? {},
    'boarding.replace': ({ number, other }) => {
      const waits = enrolled(number, `state = 'reserve'`)
      const goes = enrolled(
        other,
        `state IN ('expected', 'here') AND course_id = '${waits?.courseId}'`,
      )
      return { ...goes, byPersonId: waits?.personId, on: '2025-10-15' }
    },
    'boarding.place': ({ number, other, day, flag }) => ({
      ...enrolled(number),
      ...{ bedId: bedId(other), from: nth(nights, day % 2), to: nth(nights, 2 + (day % 2)) },
      ...override(flag),
    }),
    'boarding.move': ({ number, other, day, flag }) => {
      const row = one('SELECT * FROM stay WHERE kept = 0 ORDER BY id', number)
      return {
        ...{ courseId: row?.course_id, personId: row?.person_id, bedId: bedId(other) },
        ...{ from: nth(nights, day % 3), withCompanions: flag, ...override(flag) },
      }
    },
    'boarding.unplace': ({ number }) => enrolled(number) ?? {},
    'boarding.takeRoom': ({ number, other }) => ({
      ...enrolled(number),
      roomId: roomId(other),
      from: week.from,
      to: week.until,
    }),
    'boarding.arrive': ({ number, day }) => ({ ...enrolled(number), on: nth(nights, day % 2) }),
    'boarding.depart': ({ number, day }) => ({
      ...enrolled(number, `state = 'here'`),
      on: nth(nights, 1 + (day % 3)),
    }),
    'boarding.noShow': ({ number }) => enrolled(number) ?? {},
    'boarding.acceptProposal': ({ number, other }) => {
      const { courseId: course, personId: person } = enrolled(number) ?? {}
      return { courseId: course, placings: [{ personId: person, bedId: bedId(other) }] }
    },
    'boarding.createRoom': () => ({
      building: 'А',
      floor: 1,
      number: newName(),
      beds: 2,
      forWhom: 'any',
    }),
    'boarding.updateRoom': ({ number, other }) => {
      const row = one('SELECT * FROM room ORDER BY number', number)
      const { building, floor } = row ?? {}
      return {
        ...{ roomId: row?.id, building, floor, number: row?.number, note: newName() },
        ...{ beds: 1 + (other % 3), forWhom: nth(['women', 'family', 'any'], number + other) },
      }
    },
    'boarding.closeRoom': ({ number, day }) => ({
      roomId: roomId(number),
      from: nth(nights, day),
      until: '2025-10-22',
    }),
    'boarding.reopenRoom': ({ number }) => ({
      closureId: id('SELECT id FROM room_closure ORDER BY id', number),
    }),
    'boarding.bookSession': ({ number, other, day, flag }) =>
      house.lesson({
        ...{ courseId: courseId(number), date: nth(days, 3 + (day % 3)) },
        ...{ start: nth(times, other), leaderId: null, leaveClashes: true },
        placeId: flag ? house.hall : house.kitchen,
      }),
    'boarding.moveSession': ({ number, other, day }) => ({
      ...{ sessionId: sessionId('course', number), date: nth(days, 3 + (day % 3)) },
      start: nth(times, other),
    }),
    'boarding.cancelSession': ({ number }) => ({
      sessionId: sessionId('course', number),
      reason: 'staff',
    }),
    'boarding.restoreSession': ({ number }) => ({
      sessionId: sessionId('course', number, cancelled),
    }),
    'boarding.copyProgramme': ({ number }) => ({
      courseId: courseId(number + 1),
      fromCourseId: courseId(number),
    }),
    'attendance.mark': ({ number, other, flag }) => ({
      ...listed(number),
      mark: nth(marks, other),
      ...(flag && { remark: newName() }),
    }),
    'attendance.markMany': ({ number, other }) => ({
      marks: [listed(number), listed(number + 1)].map((whose) => ({
        ...whose,
        mark: nth(marks, other),
      })),
    }),
    'attendance.markAll': ({ number, other }) => ({
      sessionId: listed(number)?.sessionId,
      mark: nth(['present', 'excused'], other),
    }),
    'attendance.walkIn': ({ number, other }) => ({
      sessionId: sessionId('class', number),
      person: { personId: personId(other) },
    }),
    'attendance.removeWalkIn': ({ number }) => listed(number, `part = 'walk_in'`) ?? {},
    'attendance.announceAbsence': ({ number, other, day }) => ({
      personId: personId(number),
      from: days[day],
      until: '2025-10-15',
      reason: `№ ${other}`,
    }),
    'attendance.withdrawAbsence': ({ number }) => ({
      absenceId: id('SELECT id FROM absence ORDER BY id', number),
    }),
    'people.create': () => ({ familyName: newName(), givenName: 'Әлия', statementFrom: monday }),
    'people.update': async ({ number, other }) => {
      const file = await call('people.get', { personId: String(personId(number)) })
      const { version: _, ...fields } = file
      return { ...fields, notes: newName(), sidewalkersNeeded: other % 2 }
    },
    'people.merge': ({ number, other }) => ({
      keptId: personId(number),
      mergedId: personId(other),
    }),
    'people.importCommit': () => {
      const text = `ФИО;Дата рождения\nАсанова ${newName()};01.02.2015`
      const contentBase64 = Buffer.from(text).toString('base64')
      return { fileName: 'a.csv', contentBase64, kind: 'clients' }
    },
    'horses.create': () => ({ name: newName(), birthYear: 2012, massKg: 460 }),
    'horses.update': async ({ number, other, day, flag }) => {
      const { horses } = await call('horses.list', { withRetired: true })
      const { version: _, ...horse } = nth(horses, number)
      const absences = flag ? [{ from: days[day], until: days[day], reason: newName() }] : []
      return { ...horse, absences, massKg: 450 + other }
    },
    'team.create': () => ({ familyName: newName(), givenName: 'Сәуле', roles: ['leader'] }),
    'team.update': async ({ number, other }) => {
      const { members } = await call('team.list', { withFormer: true })
      const { version: _, ...member } = nth(
        members.filter((one) => one.id !== centre.coordinator),
        number,
      )
      const roles = [...member.roles, nth(['leader', 'sidewalker', 'teacher'], other)]
      return { ...member, roles: [...new Set(roles)], hours: [] }
    },
    'places.create': () => ({ name: newName() }),
    'places.update': async ({ number }) => {
      const { places } = await call('places.list', {})
      const { version: _, ...place } = nth(places, number)
      return { ...place, name: newName() }
    },
    'settings.set': ({ number, other }) => ({
      horseRestMinutes: other,
      statementWarnDays: 20 + number,
    }),
    'settings.closeDay': ({ number }) => ({ date: `2025-11-${10 + number}`, name: newName() }),
    'settings.openDay': ({ number }) => ({ date: nth(holidays, number) }),
    'availability.set': ({ number, other, day, flag }) => ({
      ...nth(
        [
          { resourceId: centre.zhuldyz, reason: 'vet' },
          { resourceId: centre.instructor, reason: 'sick' },
          { resourceId: studio.teacherA, reason: 'leave' },
          { resourceId: centre.arena, reason: 'repair' },
          { resourceId: centre.psychologist, reason: 'training' },
          { resourceId: studio.roomA, reason: 'weather' },
        ],
        number,
      ),
      ...{ from: days[day], until: days[day], note: newName() },
      ...(flag && { fromTime: nth(times, other), untilTime: '18:00' }),
    }),
    'availability.remove': ({ number }) => {
      const row = one('SELECT * FROM unavailability ORDER BY resource_id, from_date', number)
      return {
        ...{ resourceId: row?.resource_id, from: row?.from_date },
        ...(row?.from_time !== '00:00' && { fromTime: row?.from_time }),
      }
    },
    'schedule.settle': async ({ number }) => {
      const asked = { from: monday, until: '2025-10-21' }
      const { sessions } = await call('schedule.unsettled', asked)
      const decisions = sessions.slice(0, 1 + number).flatMap(({ sessionId, proposals }) => {
        const { names: _, ...proposal } = proposals[number % Math.max(proposals.length, 1)] ?? {
          names: [],
        }
        return 'do' in proposal ? [{ sessionId, ...proposal }] : []
      })
      return decisions.length > 0 ? { decisions } : null
    },
    'schedule.cancelMany': ({ number, other }) => {
      const ids = [sessionId('ride', number), sessionId('class', other)]
      return { sessionIds: ids.filter((found) => found !== undefined), reason: 'weather' }
    },
    'schedule.replaceMany': ({ number, other }) => ({
      sessionIds: [...new Set([sessionId('ride', number), sessionId('ride', other)])],
      with: [{ role: 'horse', id: horseId(number + other) }],
    }),
    'schedule.shiftMany': ({ number, other, day, flag }) => ({
      sessionIds: [
        ...new Set([sessionId('ride', number), sessionId(flag ? 'class' : 'ride', other)]),
      ],
      ...{ minutes: 20 * (other % 3), days: day },
    }),
    'schedule.exchange': ({ number, other }) => ({
      sessionId: sessionId('ride', number),
      withSessionId: sessionId('ride', number + 1),
      what: nth(['horse', 'leader', 'place', 'hour'], other),
    }),
  } satisfies Record<Given, Ask>
}

/** A command that is given, with what it takes of chance. */
export const givenCommand = fc.record({
  method: fc.oneof(
    ...Object.entries(weights).map(([method, weight]) => ({
      weight,
      arbitrary: fc.constant(method as Given),
    })),
  ),
  number: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
  day: fc.nat({ max: days.length - 1 }),
  flag: fc.boolean(),
})
export const givenMethods = Object.keys(weights) as Given[]
