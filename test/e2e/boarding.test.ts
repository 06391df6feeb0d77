import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import {
  test as base,
  choose,
  goTo,
  panel,
  type RunningApp,
  root,
  startApp,
  typeDay,
} from './fixtures.ts'

const words = kk.boarding
const said = (sentence: string, params: Record<string, string | number>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]))

/** The files of the centre, brought in one after another. */
async function bringIn(page: Page, files: readonly string[]) {
  await goTo(page, '/people/import')
  await page
    .getByLabel(kk.importing.choose)
    .setInputFiles(files.map((name) => join(root, 'resources', 'sample', name)))
  for (const [index, fileName] of files.entries()) {
    await page.getByRole('button', { name: /^Енгізу: \d+/ }).click()
    await page.getByText(said(kk.importing.done, { fileName })).waitFor()
    const next = files[index + 1]
    if (!next) continue
    await page
      .getByRole('button', { name: said(kk.importing.nextFile, { fileName: next }) })
      .click()
  }
}

async function courseNamed(app: RunningApp, name: string) {
  const { courses } = await app.call('boarding.courses', { year: 2025 })
  const course = courses.find((one) => one.name === name)
  if (!course) throw new Error(`no course ${name}`)
  return app.call('boarding.course', { courseId: course.courseId })
}
type Course = Awaited<ReturnType<typeof courseNamed>>
const person = ({ people }: Course, name: string) => {
  const one = people.find((it) => it.name === name)
  if (!one) throw new Error(`${name} is not in the course`)
  return one
}

/** Opens a course from the list, and a part of it. */
async function openCourse(page: Page, name: string, part: keyof typeof words.course.parts) {
  await goTo(page, '/boarding/courses?year=2025')
  await page
    .getByRole('table', { name: words.courses.list })
    .getByRole('button', { name: said(words.course.named, { name }) })
    .click()
  await page
    .getByRole('navigation', { name: words.course.parts.label })
    .getByRole('link', { name: words.course.parts[part], exact: true })
    .click()
}

/** Asks for a plan and waits for it. */
async function ask(page: Page, button: string) {
  await page.getByRole('button', { name: button }).click()
  await page
    .getByRole('status')
    .getByText(/^орналасты: /)
    .waitFor()
}

/** Gives somebody the first free bed that is offered, and says which. */
async function giveAnotherBed(page: Page, name: string): Promise<{ room: string; bed: string }> {
  await page.getByRole('button', { name: said(words.placing.changeOne, { name }) }).click()
  const free = panel(page, name)
    .getByRole('button', { name: /^\d+-бөлме, \d-орын$/ })
    .first()
  const [, room = '', bed = ''] =
    /^(\d+)-бөлме, (\d)-орын$/.exec((await free.getAttribute('aria-label')) ?? '') ?? []
  await free.click()
  await page.getByText(words.placing.touched).waitFor()
  return { room, bed }
}

const nameOfCourse = '03.02.2025'
const fixedByHand = 'Оспанов Бекзат'

/** The week begins: a plan is asked for, mended by hand, asked for again, accepted; everybody arrives. */
async function placeAndReceive(app: RunningApp) {
  const { page } = app
  const { participants, companions } = await courseNamed(app, nameOfCourse)
  const people = participants + companions
  await openCourse(page, nameOfCourse, 'placing')
  await ask(page, words.placing.propose)
  const status = page.getByRole('status').filter({ hasText: 'орналасты' })
  expect(await status.innerText()).toMatch(new RegExp(`^орналасты: ${people} / ${people} · `))
  // Nothing has been written by looking.
  expect((await courseNamed(app, nameOfCourse)).placed).toBe(0)

  const given = await giveAnotherBed(page, fixedByHand)
  const pin = page.getByRole('button', {
    name: said(words.placing.pinOne, { name: fixedByHand }),
  })
  expect(await pin.getAttribute('aria-pressed')).toBe('true')
  await ask(page, words.placing.again)
  // The one who was fixed is in the bed that was chosen by hand, whatever else is proposed.
  await page
    .getByRole('region', { name: said(kk.boarding.rack.roomOf, { room: given.room }), exact: true })
    .getByRole('listitem')
    .filter({ hasText: fixedByHand })
    .getByText(given.bed, { exact: true })
    .waitFor()
  await page.getByRole('button', { name: words.placing.accept }).click()
  await page.getByText(said(words.done.placed, { count: people })).waitFor()

  const placed = await courseNamed(app, nameOfCourse)
  expect(placed.placed).toBe(people)
  const [stay] = person(placed, fixedByHand).stays
  expect(stay?.roomName.endsWith(given.room)).toBe(true)
  expect(String(stay?.bed)).toBe(given.bed)
  expect(stay).toMatchObject({ from: '2025-02-03', to: '2025-02-09' })

  // The first screen leads to the course; everybody is marked as arrived in one tap.
  await goTo(page, '/today')
  await page
    .getByRole('link', {
      name: new RegExp(`^${said(kk.today.boarding.coming, { name: nameOfCourse, count: people })}`),
    })
    .click()
  await page.getByRole('button', { name: said(words.people.allArrived, { count: people }) }).click()
  await page.getByText(said(words.done.arriveMany, { count: people })).waitFor()
  const states = (await courseNamed(app, nameOfCourse)).people.map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['here']))
}

/** On Wednesday somebody moves to another bed: from that night on, and the first nights stay as history. */
async function moveMidWeek(app: RunningApp) {
  const { page } = app
  const before = person(await courseNamed(app, nameOfCourse), fixedByHand).stays
  await goTo(page, '/boarding?date=2025-02-01&scale=weeks')
  await page.getByRole('button', { name: /Бекзат Оспанов/ }).click()
  await panel(page, fixedByHand).getByRole('button', { name: words.rack.actions.move }).click()
  await panel(page, /Оспанов/)
    .getByRole('region', { name: words.rack.choose.free })
    .getByRole('button')
    .first()
    .click()
  await page.getByText(/^Бекзат О\.: 5 ақпаннан бастап/).waitFor()
  const after = person(await courseNamed(app, nameOfCourse), fixedByHand).stays
  expect(after.map(({ from, to }) => [from, to])).toEqual([
    ['2025-02-03', '2025-02-05'],
    ['2025-02-05', '2025-02-09'],
  ])
  expect(after[0]?.bedId).toBe(before[0]?.bedId)
  expect(after[1]?.bedId).not.toBe(before[0]?.bedId)
}

/** Somebody leaves on the same day: the bed is free that night, and the kitchen cooks for one less. */
async function leaveEarly(app: RunningApp, name: string) {
  const { page } = app
  const { courseId, people } = await courseNamed(app, nameOfCourse)
  const meals = async () => {
    const asked = { courseId, from: '2025-02-05' as LocalDate, until: '2025-02-06' as LocalDate }
    return (await app.call('boarding.meals', asked)).days.map(({ total }) => total)
  }
  expect(await meals()).toEqual([people.length, people.length])
  await openCourse(page, nameOfCourse, 'people')
  await page.getByRole('textbox', { name: words.people.search }).fill(name.toLowerCase())
  await page
    .getByRole('table', { name: words.people.list })
    .getByRole('button', { name, exact: true })
    .click()
  const file = panel(page, name)
  await file.getByRole('textbox', { name: words.people.field.leavingNote }).fill('Үйіне шақырды')
  await file.getByRole('button', { name: words.rack.actions.depart, exact: true }).click()
  await page.getByText(said(words.done.depart, { name })).waitFor()
  const gone = person(await courseNamed(app, nameOfCourse), name)
  expect(gone).toMatchObject({ state: 'left', until: '2025-02-05', note: 'Үйіне шақырды' })
  expect(gone.stays.map(({ from, to }) => [from, to])).toEqual([['2025-02-03', '2025-02-05']])
  expect(await meals()).toEqual([people.length, people.length - 1])
}

/** It was said of the wrong one: they are in the house again, in their bed, and the kitchen cooks for them. */
async function leftByMistake(app: RunningApp, name: string) {
  const { page } = app
  const file = panel(page, name)
  await file.getByRole('button', { name: words.days.noDeparture, exact: true }).click()
  await page.getByText(said(words.days.done.noDeparture, { name })).waitFor()
  const here = person(await courseNamed(app, nameOfCourse), name)
  expect(here).toMatchObject({ state: 'here', until: '2025-02-09' })
  expect(here.stays.map(({ from, to }) => [from, to])).toEqual([['2025-02-03', '2025-02-09']])
  await file.getByRole('button', { name: words.rack.actions.depart, exact: true }).waitFor()
}

/** The plan of rooms, where somebody sleeps. */
async function openFloorOf(app: RunningApp, name: string) {
  const [stay] = person(await courseNamed(app, nameOfCourse), name).stays
  const { rooms } = await app.call('boarding.rooms', {})
  const room = rooms.find(({ roomId }) => roomId === stay?.roomId)
  await goTo(app.page, `/boarding?date=2025-02-01&scale=weeks&floor=${room?.floor}`)
}

/** A night in hospital: the bed waits, and the plan of rooms says so. */
async function toHospital(app: RunningApp, name: string) {
  const { page } = app
  const file = panel(page, name)
  await file.getByRole('button', { name: words.days.goAway, exact: true }).click()
  await file.getByRole('textbox', { name: words.days.reason }).fill('аурухана')
  await file.getByRole('button', { name: words.days.saveAway, exact: true }).click()
  await page.getByText(said(words.days.done.away, { name })).waitFor()
  expect(person(await courseNamed(app, nameOfCourse), name).away).toMatchObject([
    { from: '2025-02-05', until: '2025-02-06', bedKept: true, reason: 'аурухана' },
  ])
  await openFloorOf(app, name)
  await page.getByRole('button', { name: /^Тимур Ысқақов.*5 ақпан – 6 ақпан болмайды/ }).waitFor()
}

/** A wheelchair that is written down only now: the plan of rooms says that the room is the wrong one. */
async function unfitRoom(app: RunningApp) {
  const { page } = app
  const { courseId, people } = await courseNamed(app, nameOfCourse)
  const { rooms } = await app.call('boarding.rooms', {})
  const steep = new Set(rooms.filter((room) => !room.accessible).map(({ roomId }) => roomId))
  const guest = people.findLast(
    ({ state, stays: [stay] }) => state === 'here' && stay && steep.has(stay.roomId),
  )
  if (!guest) throw new Error('everybody sleeps in an accessible room')
  await app.call('boarding.enrol', { courseId, personId: guest.personId, wheelchair: true })
  await openFloorOf(app, guest.name)
  const [family = '', given = ''] = guest.name.split(' ')
  const bar = page.getByRole('button', {
    name: new RegExp(`^${given} ${family}.*кіру мүмкін емес`),
  })
  await bar.first().click()
  await panel(page, guest.name)
    .getByText(/кіру мүмкін емес/)
    .waitFor()
}

base(
  'a course from the lists of the centre: placed, mended, received, moved, left early',
  {
    timeout: 180_000,
  },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'bastau-course-'))
    const monday = await startApp({ dataDir, clock: '2025-02-03T09:00' })
    await bringIn(monday.page, ['rooms.csv', 'course-participants-2025.csv'])
    expect((await monday.call('boarding.courses', { year: 2025 })).courses).toHaveLength(16)
    expect((await monday.call('boarding.rooms', {})).rooms).toHaveLength(18)
    await placeAndReceive(monday)
    await monday.close()

    const wednesday = await startApp({ dataDir, clock: '2025-02-05T14:00' })
    await moveMidWeek(wednesday)
    await leaveEarly(wednesday, 'Ысқақов Тимур')
    await leftByMistake(wednesday, 'Ысқақов Тимур')
    await toHospital(wednesday, 'Ысқақов Тимур')
    await unfitRoom(wednesday)
    // Whoever has arrived or moved is where they are for good: a new plan moves nobody.
    await openCourse(wednesday.page, nameOfCourse, 'placing')
    const room = wednesday.page.getByRole('listitem').filter({ hasText: fixedByHand })
    await room.getByText(words.states.here).waitFor()
    expect(await room.getByRole('button').count()).toBe(0)
    await wednesday.close()
  },
)

const inOctober = '13.10.2025'
const sample = base.override({ data: 'sample-centre', clock: '2025-10-10T10:00' })

sample('an accepted placing is taken back whole', async ({ app, page }) => {
  await openCourse(page, inOctober, 'placing')
  await ask(page, words.placing.propose)
  await page.getByRole('button', { name: words.placing.accept }).click()
  await page.getByText(said(words.done.placed, { count: 27 })).waitFor()
  expect((await courseNamed(app, inOctober)).placed).toBe(27)
  await page.getByRole('button', { name: kk.common.undo, exact: true }).click()
  await page.getByText(/^Қайтарылды: /).waitFor()
  expect((await courseNamed(app, inOctober)).placed).toBe(0)
})

sample(
  'a full course offers its reserve list; who waits takes the place of another',
  async ({ app, page }) => {
    const [waits, goes] = ['Тестова Ару', 'Ермеков Бекзат']
    await openCourse(page, inOctober, 'people')
    await page.getByRole('button', { name: words.people.add, exact: true }).click()
    const add = panel(page, words.people.add)
    await add.getByRole('button', { name: kk.attendance.walkIn.new }).click()
    await add.getByRole('textbox', { name: kk.people.field.familyName }).fill('Тестова')
    await add.getByRole('textbox', { name: kk.people.field.givenName }).fill('Ару')
    await choose(page, kk.people.field.sex, kk.people.sex.female)
    await page.keyboard.press('Control+Enter')
    await add.locator('[data-rule="course_full"]').waitFor()
    expect((await courseNamed(app, inOctober)).participants).toBe(25)
    await add.getByRole('button', { name: words.people.toReserve }).click()
    await page.getByText(said(words.done.toReserve, { name: waits })).waitFor()
    expect(person(await courseNamed(app, inOctober), waits).state).toBe('reserve')

    await page
      .getByRole('button', { name: said(words.reserve.replaceOne, { name: waits }) })
      .click()
    await choose(page, words.reserve.instead, goes)
    await panel(page, waits).getByRole('button', { name: words.reserve.save }).click()
    await page
      .getByText(new RegExp(`^${said(words.done.replaced, { instead: goes, name: waits })}`))
      .waitFor()
    const course = await courseNamed(app, inOctober)
    expect([course.participants, course.reserve]).toEqual([25, 0])
    expect(person(course, goes).state).toBe('withdrawn')
    expect(person(course, waits)).toMatchObject({ state: 'expected', replaces: goes })

    // The file of the one who was replaced says so.
    await goTo(page, `/people/${person(course, goes).personId}`)
    const file = panel(page, new RegExp(`^${goes}`))
    await file.getByText(new RegExp(words.states.withdrawn)).waitFor()
    await file.getByRole('link', { name: said(words.course.named, { name: inOctober }) }).click()
    await panel(page, goes).getByRole('button', { name: words.people.bringBack }).waitFor()
  },
)

sample(
  'a programme is written down, refused where it clashes, and copied',
  async ({ app, page }) => {
    await openCourse(page, inOctober, 'programme')
    const book = async (title: string, start: string) => {
      await page.getByRole('button', { name: words.programme.add, exact: true }).click()
      await page.getByRole('textbox', { name: words.programme.field.title }).fill(title)
      await page.getByRole('textbox', { name: words.programme.field.start }).fill(start)
      await choose(page, words.programme.field.place, 'Изостудия')
    }
    const form = panel(page, words.programme.add)
    // A class of a group is there at that hour.
    await book('Танысу', '10:00')
    await form.locator('[data-rule="overlap"]').first().waitFor()
    const save = form.getByRole('button', { name: kk.common.save, exact: true })
    await expect.poll(() => save.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: words.programme.field.start }).fill('18:00')
    await form.locator('[data-rule="overlap"]').first().waitFor({ state: 'detached' })
    await save.click()
    await page.getByText(said(words.done.sessionAdded, { title: 'Танысу' })).waitFor()
    const made = (await courseNamed(app, inOctober)).programme
    expect(made.map(({ title, date, start, people }) => [title, date, start, people])).toEqual([
      ['Танысу', '2025-10-13', '18:00', 25],
    ])

    const later = '03.11.2025'
    await openCourse(page, later, 'programme')
    await page.getByRole('button', { name: words.programme.copy }).click()
    await choose(page, words.programme.from, said(words.course.named, { name: inOctober }))
    await page.getByText(said(words.programme.copied, { made: 1, left: 0 })).waitFor()
    expect((await courseNamed(app, later)).programme).toEqual([])
    await page.keyboard.press('Control+Enter')
    await page.getByText(said(words.done.copied, { count: 1 })).waitFor()
    expect((await courseNamed(app, later)).programme[0]?.date).toBe('2025-11-03')

    // On the day it is marked as a list of its own, and stands in the register of the course.
    await goTo(page, '/attendance?date=2025-11-03&kind=course')
    await page.getByRole('list', { name: `${kk.attendance.list}: Танысу` }).waitFor()
  },
)

sample('other dates say first what moves and what is in the way', async ({ app, page }) => {
  const course = await courseNamed(app, inOctober)
  const { placings } = await app.call('boarding.propose', { courseId: course.courseId })
  await app.call('boarding.acceptProposal', { courseId: course.courseId, placings })
  await openCourse(page, inOctober, 'people')
  // Somebody is open: the panel that is asked for last is the one that is seen.
  await page.getByRole('button', { name: 'Ермеков Бекзат', exact: true }).click()
  await page.getByRole('button', { name: words.course.change, exact: true }).click()
  await panel(page, words.course.edit).waitFor()
  expect(await panel(page, 'Ермеков Бекзат').count()).toBe(0)
  await typeDay(page, words.course.field.from, '14.10.2025')
  await page.getByText(said(words.course.moves, { stays: 27, sessions: 0 })).waitFor()
  expect((await courseNamed(app, inOctober)).from).toBe('2025-10-13')
  await page.keyboard.press('Control+Enter')
  await page.getByText(said(words.done.courseUpdated, { name: inOctober })).waitFor()
  const moved = await courseNamed(app, inOctober)
  expect([moved.from, moved.until, moved.placed]).toEqual(['2025-10-14', '2025-10-20', 27])
})

sample(
  'a room is closed: whom it hits is said before, and settled after',
  async ({ app, page }) => {
    const course = await courseNamed(app, inOctober)
    const { placings } = await app.call('boarding.propose', { courseId: course.courseId })
    await app.call('boarding.acceptProposal', { courseId: course.courseId, placings })
    const [first] = placings
    if (!first) throw new Error('nobody was placed')
    const count = placings.filter(({ roomId }) => roomId === first.roomId).length
    await goTo(page, `/boarding/rooms?room=${first.roomId}`)
    await page.getByRole('button', { name: words.rooms.closeAdd }).click()
    await typeDay(page, words.rooms.field.closedUntil, '15.10.2025')
    await page.getByText(said(kk.settling.aheadStays, { count })).waitFor()
    await page.getByRole('button', { name: words.rooms.close }).click()
    await page.getByRole('heading', { level: 1, name: kk.settling.title }).waitFor()
    await page.getByText(said(kk.settling.done, { count })).waitFor()
    const unsettled = async () =>
      (await app.call('schedule.unsettled', { from: '2025-10-06', until: '2025-10-30' } as never))
        .stays.length
    expect(await unsettled()).toBe(count)
    await page.keyboard.press('Control+Enter')
    await page.getByText(said(kk.settling.saved, { count })).waitFor()
    expect(await unsettled()).toBe(0)

    // Settling and the closing it came of go back together.
    await page.getByRole('button', { name: kk.settling.undoBoth }).click()
    await expect
      .poll(async () => (await app.call('boarding.rooms', {})).rooms.flatMap((one) => one.closures))
      .toEqual([])
    expect(await unsettled()).toBe(0)
  },
)
