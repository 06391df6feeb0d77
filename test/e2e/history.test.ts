/** Taking back by name: by Ctrl+Z, from the list of changes, after a restart; and two desks at one file. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import {
  test as base,
  choosePerson,
  goTo,
  panel,
  type RunningApp,
  startApp,
  temporaryFolder,
} from './fixtures.ts'

const test = base.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })
const words = kk.changes
const monday = '2025-10-06' as LocalDate
const undo = (page: Page) => page.keyboard.press('Control+KeyZ')

async function horse({ call }: RunningApp, name: string) {
  const { horses } = await call('horses.list', { withRetired: true })
  const found = horses.find((one) => one.name === name)
  if (!found) throw new Error('the sample has changed')
  return found
}

async function saveMass(app: RunningApp, name: string, kilograms: string) {
  const { page } = app
  await goTo(page, `/horses/${(await horse(app, name)).id}`)
  const field = panel(page, name).getByRole('textbox', {
    name: kk.horses.field.massKg,
    exact: true,
  })
  await field.fill(kilograms)
  await page.keyboard.press('Control+Enter')
  await panel(page, name).waitFor({ state: 'detached' })
}

const massOf = async (app: RunningApp, name: string) => (await horse(app, name)).massKg

describe('Ctrl+Z', () => {
  test('names what it takes back, and so does doing it again', async ({ app, page }) => {
    const before = await massOf(app, 'Ақбоз')
    await saveMass(app, 'Ақбоз', '505')
    await undo(page)
    await page.getByText('Қайтарылды: Ат: Ақбоз').waitFor()
    expect(await massOf(app, 'Ақбоз')).toBe(before)
    await page.keyboard.press('Control+KeyY')
    await page.getByText('Қайталанды: Ат: Ақбоз').waitFor()
    expect(await massOf(app, 'Ақбоз')).toBe(505)
  })

  test('twice, quickly, takes two things back', async ({ app, page }) => {
    const before = [await massOf(app, 'Ақбоз'), await massOf(app, 'Күміс')]
    await saveMass(app, 'Ақбоз', '505')
    await saveMass(app, 'Күміс', '477')
    await undo(page)
    await undo(page)
    await vi.waitFor(async () =>
      expect([await massOf(app, 'Ақбоз'), await massOf(app, 'Күміс')]).toEqual(before),
    )
  })

  test('says what it was on another screen, and asks before it is taken back there', async ({
    app,
    page,
  }) => {
    await saveMass(app, 'Ақбоз', '505')
    await goTo(page, `/hippotherapy?date=${monday}`)
    await undo(page)
    await page.getByText(/басқа бетте \(Аттар\): Ат: Ақбоз/).waitFor()
    expect(await massOf(app, 'Ақбоз')).toBe(505)
    await page.getByRole('button', { name: words.undo, exact: true }).click()
    await page.getByText('Қайтарылды: Ат: Ақбоз').waitFor()
    expect(await massOf(app, 'Ақбоз')).not.toBe(505)
  })

  test('says what cannot be taken back any more, and goes on to the one before', async ({
    app,
    page,
  }) => {
    const before = await massOf(app, 'Ақбоз')
    await saveMass(app, 'Ақбоз', '505')
    await saveMass(app, 'Күміс', '477')
    const now = await horse(app, 'Күміс')
    await app.call('horses.update', { ...now, massKg: 480 })
    await undo(page)
    await page.getByText(/^Ат: Күміс — қайтарылмады/).waitFor()
    await undo(page)
    await page.getByText('Қайтарылды: Ат: Ақбоз').waitFor()
    expect(await massOf(app, 'Ақбоз')).toBe(before)
    expect(await massOf(app, 'Күміс')).toBe(480)
  })

  test('in a field is about what is typed there', async ({ app, page }) => {
    await saveMass(app, 'Ақбоз', '505')
    await goTo(page, '/horses/new')
    const name = panel(page, kk.horses.add).getByRole('textbox', {
      name: kk.horses.field.name,
      exact: true,
    })
    await name.pressSequentially('Дос')
    await undo(page)
    await vi.waitFor(async () => expect(await name.inputValue()).not.toBe('Дос'))
    expect(await massOf(app, 'Ақбоз')).toBe(505)
  })
})

test('marks are taken back before what was booked an hour ago on another screen', async ({
  app,
  page,
}) => {
  await goTo(page, `/attendance?date=${monday}&kind=ride`)
  await page.getByRole('button', { name: kk.attendance.allPresent }).first().click()
  await page.getByText(/^«Келді» деп белгіленгені/).waitFor()
  await undo(page)
  await page.getByText(/^Қайтарылды: .+: келді, /).waitFor()
  const { lines } = await app.call('attendance.day', { date: monday })
  expect(lines.filter(({ kind, mark }) => kind === 'ride' && mark !== null)).toEqual([])
})

test('the list says who changed what and when, and takes one back', async ({ app, page }) => {
  const before = await massOf(app, 'Ақбоз')
  await saveMass(app, 'Ақбоз', '505')
  await saveMass(app, 'Күміс', '477')
  await page.getByRole('button', { name: words.open }).click()
  const list = panel(page, words.title)
  const line = list.getByRole('listitem').filter({ hasText: 'Ат: Ақбоз' }).first()
  expect(await line.textContent()).toMatch(/10:\d\d/)
  await line.getByRole('button', { name: `${words.undo}: Ат: Ақбоз` }).click()
  await line.getByText(/^Қайтарылды: 10:/).waitFor()
  expect(await massOf(app, 'Ақбоз')).toBe(before)
  expect(await massOf(app, 'Күміс')).toBe(477)
})

test('merging asks which of two marks stays, and is taken back whole', async ({ app, page }) => {
  const { lines } = await app.call('attendance.day', { date: monday })
  const member = lines.find(({ kind, part }) => kind === 'class' && part === 'member')
  if (!member) throw new Error('the sample has changed')
  const { sessionId, personId } = member
  const twin = { familyName: 'Сағындықова', givenName: 'Әсел' }
  const walkIn = await app.call('attendance.walkIn', { sessionId, person: twin } as never)
  await app.call('attendance.mark', { sessionId, personId, mark: 'absent' })
  await app.call('attendance.mark', { sessionId, personId: walkIn.personId, mark: 'present' })
  const markOf = async (id: string) =>
    (await app.call('attendance.day', { date: monday })).lines.find(
      (one) => one.sessionId === sessionId && one.personId === id,
    )?.mark

  await goTo(page, `/people/${personId}`)
  await page.getByRole('button', { name: kk.people.merge.start }).click()
  await choosePerson(page, kk.people.merge.other, 'Сағындықова')
  const merging = panel(page, kk.people.merge.title)
  await merging.getByText(kk.people.merge.twoMarks).waitFor()
  // What was put last is proposed; the other one is chosen.
  expect(await merging.getByRole('radio', { name: /^келді/i }).isChecked()).toBe(true)
  await merging.getByRole('radio', { name: /^келмеді/i }).check()
  await merging.getByRole('button', { name: kk.people.merge.confirm }).click()
  await merging.waitFor({ state: 'detached' })
  expect(await markOf(personId)).toBe('absent')
  expect(await markOf(walkIn.personId)).toBeUndefined()
  await page.getByRole('button', { name: kk.common.undo }).first().click()
  await vi.waitFor(async () => expect(await markOf(walkIn.personId)).toBe('present'))
  expect(await markOf(personId)).toBe('absent')
})

describe('two desks at one file', () => {
  test.override({ data: 'empty' })

  test('the one who saves second sees what the first has changed, and erases nothing', async () => {
    const dataDir = temporaryFolder()
    const desk = await startApp({ dataDir, clock: '2025-10-06T10:05' })
    const { page } = desk
    const { personId } = await desk.call('people.create', {
      familyName: 'Оспанова',
      givenName: 'Нұрай',
    } as never)
    await goTo(page, `/people/${personId}`)
    const card = panel(page, /Оспанова/)
    await card
      .getByRole('textbox', { name: kk.people.field.notes, exact: true })
      .fill('Ат жақсы көреді')
    // The other desk has read the card, and saves a telephone first.
    const { version: _, ...person } = await desk.call('people.get', { personId })
    await desk.call('people.update', { ...person, phone: '+77012345678' } as never)
    await page.keyboard.press('Control+Enter')
    await card.getByRole('alert').getByText(kk.people.field.phone).waitFor()
    await card.getByRole('button', { name: words.since.together }).click()
    await card.waitFor({ state: 'detached' })
    expect(await desk.call('people.get', { personId })).toMatchObject({
      phone: '+77012345678',
      notes: 'Ат жақсы көреді',
    })
    await desk.close()
  })

  test('what both have typed is for the person to choose', async ({ app, page }) => {
    const { personId } = await app.call('people.create', {
      familyName: 'Оспанова',
      givenName: 'Нұрай',
    } as never)
    await goTo(page, `/people/${personId}`)
    const card = panel(page, /Оспанова/)
    const notes = card.getByRole('textbox', { name: kk.people.field.notes, exact: true })
    await notes.fill('менікі')
    const { version: _, ...person } = await app.call('people.get', { personId })
    await app.call('people.update', {
      ...person,
      notes: 'олардікі',
      phone: '+77012345678',
    } as never)
    await page.keyboard.press('Control+Enter')
    await card.getByText('оларда «олардікі», сізде «менікі»').waitFor()
    await card.getByRole('button', { name: words.since.theirs }).click()
    expect(await notes.inputValue()).toBe('олардікі')
  })
})

test('what was done is still taken back after a restart', async () => {
  const dataDir = temporaryFolder()
  const first = await startApp({ dataDir, clock: '2025-10-06T10:05' })
  await first.call('horses.create', { name: 'Дос', birthYear: 2015, massKg: 450 } as never)
  await saveMass(first, 'Дос', '460')
  await first.close()
  const second = await startApp({ dataDir, clock: '2025-10-06T10:30' })
  await second.page.getByRole('button', { name: words.open }).click()
  const list = panel(second.page, words.title)
  await list
    .getByRole('button', { name: `${words.undo}: Ат: Дос` })
    .first()
    .click()
  await vi.waitFor(async () => expect(await massOf(second, 'Дос')).toBe(450))
  await second.close()
})
