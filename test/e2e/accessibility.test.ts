import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { test as base, goTo } from './fixtures.ts'

const test = base.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })
const monday = '2025-10-06' as LocalDate

const ofTheHouse = {
  'the first screen': '/today',
  'the day board': `/hippotherapy?date=${monday}`,
  'weekly templates': '/hippotherapy/templates',
  marking: '/attendance?date=2025-10-04',
  people: '/people',
  import: '/people/import',
  horses: '/horses',
  team: '/team',
  'the sheet of a day': `/sheets?kind=rides-day&date=${monday}`,
  settings: '/settings',
  'the timetable of the studios': `/studio/week?from=${monday}`,
  'the week of a holiday': '/studio/week?from=2025-10-27',
  groups: '/studio/groups',
  'a new group': '/studio/groups/new',
  'waiting lists': '/studio/queue',
  'make-ups': '/studio/make-ups',
  appointments: '/consultations',
  'the room rack': '/boarding?date=2025-10-11&scale=month',
}

/** What axe finds, screen by screen; nothing for a screen that everybody can read. */
async function violationsOf(page: Page, screens: Record<string, string>) {
  const found: Record<string, string[]> = {}
  for (const [name, address] of Object.entries(screens)) {
    await goTo(page, address)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    if (violations.length > 0) {
      found[name] = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      )
    }
  }
  return found
}

describe('every screen can be read by everybody', () => {
  test('axe finds nothing on any of them', async ({ page }) => {
    expect(await violationsOf(page, ofTheHouse)).toEqual({})
  })

  test('nor where a group, a class or a person is open', async ({ app, page }) => {
    const { groups } = await app.call('studio.groups', {})
    const group = groups.find((one) => one.waiting > 0)?.groupId
    const { lines } = await app.call('attendance.day', { date: monday })
    const line = lines.find((one) => one.kind === 'class')
    if (!group || !line) throw new Error('the sample has changed')
    const { sessionId, personId } = line
    const of = `date=${monday}&kind=class`
    const open = {
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
    expect(await violationsOf(page, open)).toEqual({})
  })

  test('nor in a course, its parts and its rooms', async ({ app, page }) => {
    const { courses } = await app.call('boarding.courses', { year: 2025 })
    const course = courses.find((one) => one.from > monday && one.companions > 0)?.courseId
    const { rooms } = await app.call('boarding.rooms', {})
    if (!course || !rooms[0]) throw new Error('the sample has changed')
    const { people } = await app.call('boarding.course', { courseId: course })
    const of = `/boarding/courses?course=${course}`
    const { placings } = await app.call('boarding.propose', { courseId: course })
    await app.call('boarding.acceptProposal', { courseId: course, placings })
    const { placeId } = await app.call('places.create', { name: 'Зал', use: 'studio' })
    const { from } = courses.find((one) => one.courseId === course) ?? { from: monday }
    const hour = { start: '18:00' as LocalTime, minutes: 60, leaderId: null, placeId }
    await app.call('boarding.bookSession', {
      courseId: course,
      title: 'Танысу',
      date: from,
      ...hour,
    })
    const open = {
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
    expect(await violationsOf(page, open)).toEqual({})
  })
})
