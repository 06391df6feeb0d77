/** The receptionist's day on the board: by click, by drag, and wholly by keys. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { ru } from '#renderer/texts/ru/index.ts'
import { goTo, type RunningApp, test } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const words = kk.hippotherapy
const soon = { timeout: 8_000, interval: 50 }
const PIXELS_PER_MINUTE = 1.6

/** Shows a day on the board, by horse unless said otherwise. */
async function openDay(page: Page, date = monday, by = 'horse'): Promise<void> {
  page.setDefaultTimeout(soon.timeout)
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/hippotherapy?date=${date}&by=${by}`)
  await board(page).waitFor()
}
const board = (page: Page) => page.getByRole('application', { name: words.board.name })
const column = (page: Page, name: string) => board(page).getByRole('group', { name, exact: true })
/** A session by its beginning and its client's surname. */
const session = (page: Page, start: string, family: string) =>
  board(page).getByRole('button', { name: new RegExp(`^${start}–.*${family}`) })

/** Where a minute of a column is in the window, scrolled into view. */
async function pointOf(page: Page, name: string, time: string) {
  const box = await column(page, name).boundingBox()
  if (!box) throw new Error(`no column ${name}`)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const from = 8 * 60 + 30
  return {
    x: box.x + box.width / 2,
    y: box.y + (hours * 60 + minutes - from) * PIXELS_PER_MINUTE + 1,
  }
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

const client = (page: Page) => page.getByRole('textbox', { name: words.fields.client })

/** Finds a client in the booking form and takes the only one found, by keys. */
async function choose(page: Page, text: string, name: string): Promise<void> {
  await client(page).fill(text)
  await page.getByRole('option', { name: new RegExp(name) }).waitFor()
  await page.getByRole('option', { name: new RegExp(name) }).click()
}

const sessionsOf = async (app: RunningApp, date = monday) =>
  (await app.call('hippotherapy.day', { date })).sessions

const save = (page: Page) => page.keyboard.press('Control+Enter')
const panel = (page: Page, title: string) => page.getByRole('region', { name: title })

describe('the day board', () => {
  test.override({ data: 'sample-centre' })

  test('books free time by click, with the usual team, and takes it back and again', async ({
    app,
    page,
  }) => {
    await openDay(page)
    const point = await pointOf(page, 'Жұлдыз', '12:20')
    await page.mouse.click(point.x, point.y)
    await choose(page, 'дуйсенова сафия', 'Дүйсенова Сафия')
    await page.getByText(words.form.proposed).waitFor()
    const instructor = page.getByRole('combobox', { name: words.fields.instructor })
    await vi.waitUntil(async () => (await instructor.inputValue()) === 'Ахметов Ғани', soon)
    await save(page)
    await session(page, '12:20', 'Дүйсенова').waitFor()

    await page.keyboard.press('Control+z')
    await session(page, '12:20', 'Дүйсенова').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+y')
    await session(page, '12:20', 'Дүйсенова').waitFor()
    expect(await sessionsOf(app)).toHaveLength(10)
  })

  test('books the stretch that was dragged over', async ({ app, page }) => {
    await openDay(page)
    await drag(page, await pointOf(page, 'Ақбоз', '12:40'), await pointOf(page, 'Ақбоз', '13:00'))
    await choose(page, 'соколов артем', 'Соколов Артём')
    await page.getByText(words.form.proposed).waitFor()
    await save(page)
    await session(page, '12:40', 'Соколов').waitFor()
    const made = (await sessionsOf(app)).find(({ start }) => start === '12:40')
    expect(made).toMatchObject({ minutes: 20, clientName: 'Соколов Артём' })
  })

  test('books wholly by keyboard', async ({ page }) => {
    await openDay(page)
    await board(page).locator('[data-cursor]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(label).toContain('Арай')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type('иванова оркен')
    await page.getByRole('option', { name: /Иванова Өркен/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText(words.form.proposed).waitFor()
    await save(page)
    await panel(page, words.form.book).waitFor({ state: 'detached' })
    await board(page)
      .getByRole('group', { name: 'Арай' })
      .getByRole('button', { name: /Иванова Өркен/ })
      .waitFor()
  })

  test('refuses a taken horse, and books what it offers instead', async ({ app, page }) => {
    await openDay(page)
    await page.getByRole('button', { name: words.day.new, exact: true }).click()
    await choose(page, 'соколов артем', 'Соколов Артём')
    await page.getByText(words.form.proposed).waitFor()
    const time = page.getByRole('textbox', { name: words.fields.start })
    await time.fill('09:40')
    await page.getByRole('combobox', { name: words.fields.horse, exact: true }).click()
    await page.getByRole('option', { name: /^Арай/ }).click()
    const form = panel(page, words.form.book)
    await form.locator('[data-rule="overlap"]').first().waitFor()
    await save(page)
    await form.getByRole('alert').waitFor()
    expect(await sessionsOf(app)).toHaveLength(9)

    const offer = form.getByRole('button', { name: / · .* · / }).first()
    const offered = (await offer.textContent())?.split(' · ') ?? []
    await offer.click()
    await form.locator('[data-severity="block"]').first().waitFor({ state: 'detached' })
    await save(page)
    await form.waitFor({ state: 'detached' })
    const made = (await sessionsOf(app)).find(
      ({ start, clientName }) => clientName === 'Соколов Артём' && start === offered[0],
    )
    expect(made).toBeDefined()
  })

  test('moves a session by drag, asks how far it goes, and refuses a taken place', async ({
    app,
    page,
  }) => {
    await openDay(page)
    await session(page, '11:40', 'Соколов').waitFor()
    await drag(page, await pointOf(page, 'Ақбоз', '11:50'), await pointOf(page, 'Жұлдыз', '12:40'))
    await page.getByRole('button', { name: kk.schedule.scope.this }).click()
    await column(page, 'Жұлдыз')
      .getByRole('button', { name: /^12:30–.*Соколов/ })
      .waitFor()
    const moved = (await sessionsOf(app)).find(({ clientName }) => clientName === 'Соколов Артём')
    expect(moved).toMatchObject({ start: '12:30', byHand: true })

    // Onto another rider: the ghost says why not, and the form offers what is free.
    await drag(page, await pointOf(page, 'Жұлдыз', '12:40'), await pointOf(page, 'Жұлдыз', '11:10'))
    const form = panel(page, words.form.change)
    await form.locator('[data-rule="overlap"]').first().waitFor()
    expect(await form.getByRole('button', { name: / · .* · / }).count()).toBeGreaterThan(0)
  })

  test('moves and lengthens by keys, and Esc leaves it as it was', async ({ app, page }) => {
    await openDay(page)
    await session(page, '11:40', 'Соколов').focus()
    await page.keyboard.down('Alt')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.keyboard.up('Alt')
    expect((await sessionsOf(app)).map(({ start }) => start)).toContain('11:40')

    await session(page, '11:40', 'Соколов').click()
    // A panel that opens takes the focus, and gives it back when it closes.
    const open = page.getByRole('region', { name: /Соколов/ })
    await open.waitFor()
    await page.keyboard.press('Escape')
    await open.waitFor({ state: 'detached' })
    await session(page, '11:40', 'Соколов').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.down('Alt')
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+ArrowUp')
    await page.keyboard.press('Shift+ArrowUp')
    await page.keyboard.up('Alt')
    await page.getByRole('button', { name: kk.schedule.scope.this }).waitFor()
    await page.keyboard.press('Enter')
    await session(page, '12:10', 'Соколов').waitFor()
    const moved = (await sessionsOf(app)).find(({ clientName }) => clientName === 'Соколов Артём')
    expect(moved).toMatchObject({ start: '12:10', minutes: 20 })
  })

  test('cancels with a reason; the time is free again, and the session can come back', async ({
    app,
    page,
  }) => {
    await openDay(page)
    await session(page, '11:40', 'Соколов').click()
    await page.getByRole('button', { name: words.session.cancel }).click()
    await page.getByRole('radio', { name: kk.schedule.reasons.weather }).check()
    await save(page)
    await board(page)
      .getByRole('button', { name: new RegExp(`Соколов.*${words.states.cancelled}`) })
      .waitFor()
    const cancelled = (await sessionsOf(app)).find(({ start }) => start === '11:40')
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'weather' })

    // A click on the free part of the slot books, it does not open what was cancelled.
    const point = await pointOf(page, 'Ақбоз', '11:50')
    await page.mouse.click(point.x - 20, point.y)
    await panel(page, words.form.book).waitFor()
    await page.keyboard.press('Escape')

    await board(page)
      .getByRole('button', { name: new RegExp(`Соколов.*${words.states.cancelled}`) })
      .click()
    await page.getByRole('button', { name: words.session.restore }).press('Enter')
    await vi.waitUntil(
      async () => (await sessionsOf(app)).every(({ state }) => state !== 'cancelled'),
      soon,
    )
  })

  test('a coordinator brings back a cancelled session over an expired statement, with a reason', async ({
    app,
    page,
  }) => {
    // A child whose statement has ended, booked by an override and then cancelled.
    const [child] = (await app.call('people.search', { text: 'байжанова амина' })).people
    const { sessions, members } = await app.call('hippotherapy.day', { date: monday })
    const pattern = sessions.find(({ start }) => start === '11:40')
    if (!child || !pattern) throw new Error('the sample has neither the child nor the ride')
    const reason = 'Дәрігер ауызша рұқсат берді'
    const { id, state, missing, ...cast } = pattern
    const coordinator = members.find(({ roles }) => roles.includes('coordinator'))
    const ride = { ...cast, clientId: child.id, start: '13:00', override: { reason } }
    const booked = await page.evaluate(
      ([input, actor]) => window.bastau.call('hippotherapy.book', input as never, actor),
      [ride, coordinator?.id ?? null] as const,
    )
    if (!booked.ok) throw new Error(booked.code)
    const { sessionId } = booked.value as { sessionId: SessionId }
    await app.call('hippotherapy.cancel', { sessionId, reason: 'family' })

    await openDay(page)
    await page.getByRole('button', { name: /^Қазір кім жұмыс істеп отыр/ }).click()
    await page.getByRole('menuitem', { name: new RegExp(`^${coordinator?.name}`) }).click()
    await board(page)
      .getByRole('button', { name: new RegExp(`Байжанова.*${words.states.cancelled}`) })
      .click()
    await page.locator('[data-rule="medical_expired"]').waitFor()
    await page.getByRole('textbox', { name: words.override.label }).fill(reason)
    await page.getByRole('button', { name: words.session.restore }).click()
    await session(page, '13:00', 'Байжанова').waitFor()
    await vi.waitUntil(
      async () =>
        (await sessionsOf(app)).some((one) => one.id === sessionId && one.state !== 'cancelled'),
      soon,
    )
  })

  test('shows the day by instructor and by place at one key, and other days by arrows', async ({
    page,
  }) => {
    await openDay(page)
    await page.keyboard.press('2')
    await column(page, 'Ғани К.').waitFor()
    await page.keyboard.press('3')
    await column(page, 'Манеж').waitFor()
    await page.keyboard.press('1')
    await column(page, 'Ақбоз').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: '7 қазан, сейсенбі' }).waitFor()
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: '6 қазан, дүйсенбі' }).waitFor()
  })

  test('opens a ride by its address, and lets its child come after all, saying what is taken', async ({
    app,
    page,
  }) => {
    const planned = (await sessionsOf(app)).filter(({ start }) => start >= '13:00')
    const [excused, moved] = planned
    if (!excused || !moved) throw new Error('the sample has changed')
    const of = { sessionId: excused.id, personId: excused.clientId }
    await app.call('attendance.mark', { ...of, mark: 'excused' })
    const { start, horseId } = excused
    const to = { sessionId: moved.id, scope: 'this', date: monday, start, horseId } as const
    await app.call('hippotherapy.move', to)
    await goTo(page, `/hippotherapy?date=${monday}&session=${excused.id}`)
    const open = panel(page, excused.clientName)
    await open.getByText(words.session.takenMeanwhile).waitFor()
    await open
      .locator('[data-rule="overlap"]')
      .filter({ hasText: moved.clientName })
      .first()
      .waitFor()
    await open.getByRole('button', { name: words.session.comesAfterAll }).click()
    await open.getByRole('button', { name: words.session.change }).waitFor()
    expect((await sessionsOf(app)).find(({ id }) => id === excused.id)?.mark).toBeNull()
  })

  test('copies a day after showing what will be made', async ({ app, page }) => {
    await openDay(page)
    await page.getByRole('button', { name: words.copy.open, exact: true }).click()
    const form = panel(page, words.copy.title)
    // The next Monday has the same sessions: everything clashes, and nothing can be copied.
    await form.getByText(kk.schedule.outcome.clash).first().waitFor()
    await form.getByText(kk.common.panel.nothing).waitFor()
    expect(await form.getByRole('button', { name: /^Көшіру/ }).isDisabled()).toBe(true)
    // What is cancelled there makes room, and the preview says so at once.
    const next = '2025-10-13' as LocalDate
    for (const { id, clientName } of await sessionsOf(app, next)) {
      if (clientName.startsWith('Соколов'))
        await app.call('hippotherapy.cancel', { sessionId: id, reason: 'family' })
    }
    await form.getByRole('button', { name: words.copy.save.replace('{{count}}', '1') }).click()
    await page.getByRole('heading', { name: '13 қазан, дүйсенбі' }).waitFor()
    const copied = (await sessionsOf(app, next)).filter(
      ({ clientName, state }) => clientName.startsWith('Соколов') && state !== 'cancelled',
    )
    expect(copied).toHaveLength(1)
  })

  test('makes weekly sessions after a preview, and leaves out a day', async ({ app, page }) => {
    await openDay(page)
    await page.getByRole('button', { name: words.templates.title }).click()
    await page.getByRole('button', { name: words.templates.new }).click()
    await choose(page, 'соколов артем', 'Соколов Артём')
    const form = panel(page, words.templates.new)
    await form.getByText('ср', { exact: true }).click()
    await form.getByRole('textbox', { name: words.fields.start }).fill('12:30')
    await form.getByText(kk.schedule.preview).waitFor()
    await form.getByRole('button', { name: kk.schedule.skip }).first().click()
    await form.getByText(kk.schedule.outcome.skipped).first().waitFor()
    await save(page)
    await form.waitFor({ state: 'detached' })
    const skipped = await sessionsOf(app, '2025-10-08' as LocalDate)
    const made = await sessionsOf(app, '2025-10-15' as LocalDate)
    expect(skipped.map(({ start }) => start)).not.toContain('12:30')
    expect(made.map(({ start }) => start)).toContain('12:30')
  })

  test('what is chosen by hand for a weekly session stays, whatever is usual with the client', async ({
    app,
    page,
  }) => {
    await openDay(page)
    await page.getByRole('button', { name: words.templates.title }).click()
    await page.getByRole('button', { name: words.templates.new }).click()
    const form = panel(page, words.templates.new)
    const field = (name: string) => form.getByRole('combobox', { name, exact: true })
    /** Without the time at which it is taken. */
    const named = (option: string) => option.split(' — ')[0] ?? ''
    const take = async (name: string, other: string) => {
      await field(name).click()
      const options = page.getByRole('option')
      await options.first().waitFor()
      const offered = await options.allInnerTexts()
      const index = offered.findIndex((one) => named(one) !== other)
      await options.nth(index).click()
      return named(offered[index] ?? '')
    }
    const { horses, places } = await app.call('hippotherapy.day', { date: monday })
    const { people } = await app.call('people.search', { text: 'соколов артем' })
    const [person] = people
    if (!person) throw new Error('the sample has changed')
    const { cast } = await app.call('hippotherapy.usual', { clientId: person.id, date: monday })
    const nameOf = (all: readonly { id: string; name: string }[], id?: string | null) =>
      all.find((one) => one.id === id)?.name ?? ''

    // Before the client is chosen: the horse, the place and the length.
    const horse = await take(words.fields.horse, nameOf(horses, cast?.horseId))
    const place = await take(words.fields.place, nameOf(places, cast?.placeId))
    await form.getByRole('textbox', { name: words.fields.minutes }).fill('20')
    await choose(page, 'соколов артем', 'Соколов Артём')
    await form.getByText(words.form.proposed).waitFor()
    // What nobody has chosen is as usual.
    await vi.waitFor(
      async () => expect(await field(words.fields.instructor).inputValue()).not.toBe(''),
      soon,
    )
    const chosen = async () => ({
      horse: named(await field(words.fields.horse).inputValue()),
      place: named(await field(words.fields.place).inputValue()),
      minutes: await form.getByRole('textbox', { name: words.fields.minutes }).inputValue(),
    })
    expect(await chosen()).toEqual({ horse, place, minutes: '20' })

    // After it: another instructor, while the usual is asked for again.
    const usual = named(await field(words.fields.instructor).inputValue())
    const instructor = await take(words.fields.instructor, usual)
    await app.call('horses.create', { name: 'Сұңқар', birthYear: 2014, massKg: 430 })
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
    await form.getByText('ср', { exact: true }).click()
    await form.getByText(kk.schedule.preview).waitFor()
    expect(await chosen()).toEqual({ horse, place, minutes: '20' })
    expect(named(await field(words.fields.instructor).inputValue())).toBe(instructor)
  })

  test('speaks another language at once', async ({ page }) => {
    await openDay(page)
    await page.getByRole('button', { name: new RegExp(`^${kk.common.language}`) }).click()
    await page.getByRole('menuitem', { name: 'Русский' }).click()
    await page.getByRole('heading', { name: '6 октября, понедельник' }).waitFor()
    await page.getByRole('application', { name: ru.hippotherapy.board.name }).waitFor()
    await page.getByRole('button', { name: ru.hippotherapy.day.new, exact: true }).waitFor()
  })
})
