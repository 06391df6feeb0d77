/** What a receptionist is told while booking: who, when, what is free, what is asked first. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choosePerson, goTo, panel, type RunningApp, test, typeDay } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const tuesday = '2025-10-14' as LocalDate
const words = kk.hippotherapy
const soon = { timeout: 8_000, interval: 50 }
const PIXELS_PER_MINUTE = 1.6
const client = 'Соколов Артём'

test.override({ data: 'sample-centre' })

const board = (page: Page) => page.getByRole('application', { name: words.board.name })
const column = (page: Page, name: string) => board(page).getByRole('group', { name, exact: true })
const form = (page: Page) => panel(page, words.form.book)
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const start = (page: Page) => page.getByRole('textbox', { name: words.fields.start })

async function openDay(page: Page, date = monday) {
  page.setDefaultTimeout(soon.timeout)
  await goTo(page, `/hippotherapy?date=${date}&by=horse`)
  await board(page).waitFor()
}

/** Where a minute of a horse is in the window. */
async function pointOf(page: Page, horse: string, time: string) {
  const box = await column(page, horse).boundingBox()
  if (!box) throw new Error(`no column ${horse}`)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const y = box.y + (hours * 60 + minutes - 8.5 * 60) * PIXELS_PER_MINUTE + 1
  return { x: box.x + box.width / 2, y }
}
async function clickAt(page: Page, horse: string, time: string) {
  const { x, y } = await pointOf(page, horse, time)
  await page.mouse.click(x, y)
}

/** Opens the form at a free time of a horse and says who is to ride. */
async function begin(page: Page, horse: string, time: string, who = client) {
  await clickAt(page, horse, time)
  await choosePerson(page, words.fields.client, who)
  await page.getByText(words.form.proposed).waitFor()
}

const rideOf = async (app: RunningApp, date = monday, who = client) =>
  (await app.call('hippotherapy.day', { date })).sessions.find(
    ({ clientName, state }) => clientName === who && state !== 'cancelled',
  )

describe('the day of the form', () => {
  test('is the day of the board, whichever of them is moved, and the message says who and when', async ({
    app,
    page,
  }) => {
    await openDay(page)
    await begin(page, 'Ақбоз', '13:40')
    await typeDay(page, kk.common.date, '14.10.2025')
    await heading(page, '14 қазан, сейсенбі').waitFor()
    await page.getByRole('button', { name: kk.common.nextDay }).click()
    await heading(page, '15 қазан, сәрсенбі').waitFor()
    await expect
      .poll(() => page.getByRole('textbox', { name: kk.common.date, exact: true }).inputValue())
      .toContain('15')
    await page.getByRole('button', { name: kk.common.previousDay }).click()
    await heading(page, '14 қазан, сейсенбі').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Жазылды: Соколов Артём — 14 қазан, сс, \d\d:\d\d, /).waitFor()
    await form(page).waitFor({ state: 'detached' })
    expect(await rideOf(app, tuesday)).toBeDefined()
    await heading(page, '14 қазан, сейсенбі').waitFor()
  })

  test('of a ride that is being changed is moved by the arrows too, and nothing typed is lost', async ({
    app,
    page,
  }) => {
    await openDay(page)
    const before = await rideOf(app)
    await board(page)
      .getByRole('button', { name: new RegExp(`^${before?.start}–.*Соколов`) })
      .click()
    await page.getByRole('button', { name: words.session.change }).click()
    await start(page).fill('13:20')
    await page.getByRole('button', { name: kk.common.nextDay }).click()
    await heading(page, '7 қазан, сейсенбі').waitFor()
    await expect.poll(() => start(page).inputValue()).toBe('13:20')
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/^Ауыстырылды: Соколов Артём — 7 қазан, сс, 13:20, .*\(бұрын 6 қазан, дс/)
      .waitFor()
  })
})

test('free time that is clicked while a form is open is for that form', async ({ app, page }) => {
  await openDay(page)
  const ride = await rideOf(app)
  await board(page)
    .getByRole('button', { name: new RegExp(`^${ride?.start}–.*Соколов`) })
    .click()
  await page.getByRole('button', { name: words.session.change }).click()
  await panel(page, words.form.change).waitFor()
  await clickAt(page, 'Жұлдыз', '12:40')
  await expect.poll(() => field(page, words.fields.horse).inputValue()).toMatch(/^Жұлдыз/)
  await panel(page, words.form.change).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/^Ауыстырылды: Соколов Артём — 6 қазан, дс, 12:\d\d, Жұлдыз/).waitFor()
})

test('a form opens with who and what is free, and says who is not', async ({ app, page }) => {
  // Whoever is usually there rides with somebody else at one o'clock.
  const usual = await rideOf(app)
  if (!usual) throw new Error('the sample has changed')
  const day = await app.call('hippotherapy.day', { date: monday })
  const [other] = (await app.call('people.search', { text: 'дуйсенова сафия' })).people
  const horse = day.horses.find(({ id }) => id !== usual.horseId)
  if (!other || !horse) throw new Error('the sample has changed')
  const { id: _, state: _state, missing: _missing, ...cast } = usual
  await app.call('hippotherapy.book', {
    ...cast,
    clientId: other.id,
    horseId: horse.id,
    sidewalkerIds: [],
    start: '13:00' as LocalTime,
  })
  await openDay(page)
  await begin(page, 'Ақбоз', '13:05')
  await form(page)
    .getByText(/^Бос емес: /)
    .first()
    .waitFor()
  await vi.waitUntil(async () => (await start(page).inputValue()) !== '', soon)
  expect(await form(page).locator('[data-severity="block"]').count()).toBe(0)
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
  const made = (await app.call('hippotherapy.day', { date: monday })).sessions.filter(
    ({ clientName, start: at }) => clientName === client && at >= '13:00',
  )
  expect(made).toHaveLength(1)
  expect(made[0]?.instructorId).not.toBe(usual.instructorId)
  expect(made[0]?.placeId).not.toBe(usual.placeId)
})

test('a closed day asks once before anything is booked on it', async ({ app, page }) => {
  await app.call('settings.closeDay', { date: monday, name: 'Санитарлық күн' })
  await openDay(page)
  await begin(page, 'Ақбоз', '13:40')
  const before = (await app.call('hippotherapy.day', { date: monday })).sessions.length
  await page.keyboard.press('Control+Enter')
  const question = form(page)
    .getByRole('alert')
    .getByText(/Санитарлық күн.*Бәрібір жазылсын ба\?$/)
  await question.waitFor()
  expect((await app.call('hippotherapy.day', { date: monday })).sessions).toHaveLength(before)
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
  expect((await app.call('hippotherapy.day', { date: monday })).sessions).toHaveLength(before + 1)
})

test('what is not known of a client, and what to watch with them, stands beside their name', async ({
  app,
  page,
}) => {
  const [found] = (await app.call('people.search', { text: 'соколов артем' })).people
  if (!found) throw new Error('the sample has changed')
  const { id: _, ...file } = await app.call('people.get', { personId: found.id })
  await app.call('people.update', {
    ...file,
    id: found.id,
    consentOn: null,
    keepsBalance: null,
    precautions: 'шудан қорқады',
  })
  await openDay(page)
  await begin(page, 'Ақбоз', '13:40')
  const warning = form(page).locator('[data-rule="facts_missing"]')
  await warning.getByText(/тепе-теңдік.*келісімі жоқ/).waitFor()
  await form(page).getByText('шудан қорқады').waitFor()
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
  await goTo(page, `/attendance?date=${monday}`)
  await page.getByText('шудан қорқады').first().waitFor()
})

test('the rest of a horse is read out as its rest', async ({ page }) => {
  await openDay(page)
  await board(page).locator('[data-cursor]').focus()
  const heard = new Set<string>()
  await page.keyboard.press('Home')
  for (let step = 0; step < 40; step++) {
    heard.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
    await page.keyboard.press('ArrowDown')
  }
  const rests = [...heard].filter((label) => label.endsWith(words.shade.rest))
  expect(rests.length).toBeGreaterThan(0)
  expect(
    [...heard].filter((label) => label.includes(kk.hippotherapy.shade.closed)).length,
  ).toBeGreaterThan(0)
})

test.for([
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
])(
  'nothing moves under the hand when a panel opens, $width wide',
  async (size, { app: _, page }) => {
    await page.setViewportSize(size)
    await openDay(page)
    const boxes = () =>
      board(page)
        .getByRole('group')
        .evaluateAll((lines) =>
          lines.map((line) => {
            const { x, y, width } = line.getBoundingClientRect()
            return [Math.round(x), Math.round(y), Math.round(width)]
          }),
        )
    const before = await boxes()
    await clickAt(page, 'Ақбоз', '12:40')
    await form(page).waitFor()
    expect(await boxes()).toEqual(before)
    await page.keyboard.press('Escape')
    await form(page).waitFor({ state: 'detached' })
    expect(await boxes()).toEqual(before)
  },
)

test('a form that cannot be saved says what is missing beside its button, before anybody tries', async ({
  page,
}) => {
  await openDay(page)
  await page.getByRole('button', { name: words.day.new, exact: true }).click()
  const save = form(page).getByRole('button', { name: words.form.bookSave, exact: true })
  const missing = `${words.fields.client}, ${words.fields.horse}`
  await form(page).getByText(kk.common.panel.missing.replace('{{what}}', missing)).waitFor()
  expect(await save.isDisabled()).toBe(true)
  await choosePerson(page, words.fields.client, 'Соколов Артём')
  await page.getByText(words.form.proposed).waitFor()
  await expect.poll(() => save.isEnabled()).toBe(true)
})

test('a list that somebody has opened stays open while the rules speak above it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 560 })
  await openDay(page)
  await page.getByRole('button', { name: words.day.new, exact: true }).click()
  await choosePerson(page, words.fields.client, client)
  await page.getByText(words.form.proposed).waitFor()
  await start(page).fill('09:40')
  await field(page, words.fields.horse).click()
  await page.getByRole('option', { name: /^Арай/ }).click()
  await field(page, words.fields.instructor).click()
  await form(page)
    .getByRole('button', { name: /^\d\d:\d\d/ })
    .first()
    .waitFor()
  const [option] = await page.getByRole('option', { name: /^Ахметов/ }).all()
  await expect.poll(() => option?.isVisible()).toBe(true)
})

test('a taken horse says in its list who has it, and when', async ({ page }) => {
  await openDay(page)
  await page.getByRole('button', { name: words.day.new, exact: true }).click()
  await form(page).getByRole('textbox', { name: words.fields.start }).fill('09:40')
  await form(page).getByRole('combobox', { name: words.fields.horse, exact: true }).click()
  await page.getByRole('option', { name: 'Арай — бос емес: 09:40–10:10, Кәусар А.' }).waitFor()
})

test('where a refusal leaves nothing to save, its reason stands beside the button', async ({
  page,
}) => {
  await goTo(page, '/studio/week?from=2025-10-13')
  await page.getByRole('button', { name: 'ТА-2, 10:00–11:30' }).last().click()
  await panel(page, 'ТА-2').getByRole('button', { name: kk.studio.class.edit }).click()
  await typeDay(page, kk.studio.class.date, '16.10.2025')
  const change = panel(page, kk.studio.class.change)
  await change.locator('[data-rule="overlap"]').first().waitFor()
  const why = await change.locator('[data-severity="block"]').first().textContent()
  const save = change.getByRole('button', { name: kk.studio.class.save })
  await expect.poll(() => save.isDisabled()).toBe(true)
  const said = (await change.getByRole('note').textContent()) ?? ''
  expect(said.length).toBeGreaterThan(10)
  expect(why).toContain(said)
  await page.keyboard.press('Control+Enter')
  await change.getByRole('alert').getByText(said).waitFor()
})

test('an absence of a horse that ends before it begins is marked in the form', async ({ page }) => {
  await goTo(page, '/horses')
  await page.getByText('Ақбоз', { exact: true }).first().click()
  const horse = panel(page, 'Ақбоз')
  await horse.getByRole('button', { name: kk.availability.add.horse }).click()
  await typeDay(page, kk.common.until, '01.10.2025')
  await page.keyboard.press('Control+Enter')
  await page.getByText(kk.common.invalid.order).first().waitFor()
})
