/** Every screen of the app, by what a person calls it, with its address in the sample centre. */
import type { LocalDate, LocalTime } from '#contract/values.ts'
import type { RunningApp } from './fixtures.ts'

export type Screens = Record<string, string>

const monday = '2025-10-06' as LocalDate
/** The minute at which the sample is looked at. */
export const clock = `${monday}T10:05`

export const ofTheHouse: Screens = {
  'the first screen': '/today',
  'what is to be settled': '/settle',
  'the day board': `/hippotherapy?date=${monday}`,
  'weekly templates': '/hippotherapy/templates',
  marking: '/attendance?date=2025-10-04',
  'the call list': '/calls',
  people: '/people',
  import: '/people/import',
  horses: '/horses',
  team: '/team',
  'the sheet of a day': `/sheets?kind=rides-day&date=${monday}`,
  settings: '/settings',
  'the copies': '/settings/copies',
  'the timetable of the studios': `/studio/week?from=${monday}`,
  'the week of a holiday': '/studio/week?from=2025-10-27',
  groups: '/studio/groups',
  'a new group': '/studio/groups/new',
  'waiting lists': '/studio/queue',
  'make-ups': '/studio/make-ups',
  appointments: '/consultations',
  'the room rack': '/boarding?date=2025-10-11&scale=month',
}

/** Where a group, a class or a person is open. */
export async function ofAGroup({ call }: RunningApp): Promise<Screens> {
  const { groups } = await call('studio.groups', {})
  const group = groups.find((one) => one.waiting > 0)?.groupId
  const { lines } = await call('attendance.day', { date: monday })
  const line = lines.find((one) => one.kind === 'class')
  if (!group || !line) throw new Error('the sample has changed')
  const { sessionId, personId } = line
  const of = `date=${monday}&kind=class`
  return {
    'a group with a queue': `/studio/groups/${group}`,
    'marking classes': `/attendance?${of}`,
    'somebody of a class': `/attendance?${of}&session=${sessionId}&person=${personId}`,
    'a person with groups': `/people/${personId}`,
    'the register of a group': `/attendance/register?group=${group}&month=2025-09`,
    'the year': '/attendance/year',
    'the list of a class': `/sheets?kind=class&date=${monday}&session=${sessionId}`,
    'the sheet of a register': `/sheets?kind=register&group=${group}&month=2025-09`,
    'a family’s timetable': `/sheets?kind=client-timetable&person=${personId}&from=${monday}`,
  }
}

/** A course with a plan and a programme, its parts and its rooms. */
export async function ofACourse({ call }: RunningApp): Promise<Screens> {
  const { courses } = await call('boarding.courses', { year: 2025 })
  const course = courses.find((one) => one.from > monday && one.companions > 0)?.courseId
  const { rooms } = await call('boarding.rooms', {})
  if (!course || !rooms[0]) throw new Error('the sample has changed')
  const { people } = await call('boarding.course', { courseId: course })
  const of = `/boarding/courses?course=${course}`
  const { placings } = await call('boarding.propose', { courseId: course })
  await call('boarding.acceptProposal', { courseId: course, placings })
  const { placeId } = await call('places.create', { name: 'Зал', use: 'studio' })
  const { from } = courses.find((one) => one.courseId === course) ?? { from: monday }
  const hour = { start: '18:00' as LocalTime, minutes: 60, leaderId: null, placeId }
  await call('boarding.bookSession', {
    courseId: course,
    title: 'Танысу',
    date: from,
    ...hour,
  })
  return {
    'the courses of a year': '/boarding/courses?year=2025',
    'a year without courses': '/boarding/courses?year=2019',
    'people of a course': of,
    'somebody of a course': `${of}&person=${people[0]?.personId}`,
    'a placing': `${of}&part=placing`,
    'a programme': `${of}&part=programme`,
    meals: `${of}&part=meals`,
    rooms: '/boarding/rooms',
    'a room': `/boarding/rooms?room=${rooms[0].roomId}`,
    'a new room': '/boarding/rooms?room=new',
    'marking a course': `/attendance?date=${from}&kind=course`,
    'the register of a course': `/attendance/register?course=${course}`,
    'a person with courses': `/people/${people[0]?.personId}`,
  }
}
