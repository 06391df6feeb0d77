import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { goTo, panel, type RunningApp, root, startApp } from './fixtures.ts'

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
  await page.getByText(/^Бекзат О\.: 5 ақпан бастап/).waitFor()
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

test('a course from the lists of the centre: placed, mended, received, moved, left early', {
  timeout: 180_000,
}, async () => {
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
  // Whoever has arrived or moved is where they are for good: a new plan moves nobody.
  await openCourse(wednesday.page, nameOfCourse, 'placing')
  const room = wednesday.page.getByRole('listitem').filter({ hasText: fixedByHand })
  await room.getByText(words.states.here).waitFor()
  expect(await room.getByRole('button').count()).toBe(0)
  await wednesday.close()
})
