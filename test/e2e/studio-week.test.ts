import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choose, goTo, panel, type RunningApp, test, typeDay } from './fixtures.ts'

const words = kk.studio
const form = (page: Page) => panel(page, words.class.change)
const group = 'ТА-2'
/** The week in which everything is tried: dances meet on Wednesday and Friday at 10:00. */
const tried = '2025-10-13' as LocalDate

test.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })

/** Classes of the group in three weeks: `2025-10-15 10:00 Соколов Рамазан`. */
async function classesOf(app: RunningApp) {
  const weeks = await Promise.all(
    ['2025-10-06', tried, '2025-10-20'].map((from) =>
      app.call('studio.week', { from: from as LocalDate }),
    ),
  )
  return weeks
    .flatMap(({ classes }) => classes)
    .filter((one) => one.groupName === group)
    .map(({ date, start, teacherName, state }) =>
      [date.slice(5), start, teacherName, state === 'planned' ? '' : state].join(' ').trim(),
    )
}

/** Opens the class of Friday. */
async function openFriday(page: Page) {
  await goTo(page, `/studio/week?from=${tried}`)
  await page
    .getByRole('button', { name: `${group}, 10:00–11:30` })
    .last()
    .click()
  await panel(page, group).getByText('17 қазан, жұма, 10:00–11:30').waitFor()
}

const change = (page: Page) =>
  panel(page, group).getByRole('button', { name: words.class.edit }).click()

describe('the timetable of the week', () => {
  test('moves one class, and Ctrl+Z moves it back', async ({ app, page }) => {
    const before = await classesOf(app)
    await openFriday(page)
    await change(page)
    await page.getByRole('textbox', { name: words.field.start }).fill('14:00')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Ауыстырылды: ТА-2 — 17 қазан, жм, 14:00, /).waitFor()
    expect(await classesOf(app)).toEqual(
      before.map((one) => one.replace('10-17 10:00', '10-17 14:00')),
    )
    await page.getByRole('button', { name: `${group}, 14:00–15:30` }).waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText(/^Қайтарылды: /).waitFor()
    expect(await classesOf(app)).toEqual(before)
  })

  test('refuses a teacher who is elsewhere, and offers the next free hour', async ({
    app,
    page,
  }) => {
    const before = await classesOf(app)
    await openFriday(page)
    await change(page)
    // Thursday at 10:00 both the teacher and the hall are with ТА-1.
    await typeDay(page, words.class.date, '16.10.2025')
    await form(page).locator('[data-rule="overlap"]').first().waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await classesOf(app)).toEqual(before)
    await form(page)
      .getByRole('button', { name: /^11:30/ })
      .first()
      .click()
    await form(page).locator('[data-severity="block"]').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Ауыстырылды: ТА-2 — 16 қазан, бс, 11:30, /).waitFor()
    expect(await classesOf(app)).toContain('10-16 11:30 Соколов Рамазан')
  })

  test('moves this and later ones, shown before anything is saved', async ({ app, page }) => {
    const before = await classesOf(app)
    await openFriday(page)
    await change(page)
    await page.getByLabel(kk.schedule.scope.later).check()
    await page.getByRole('textbox', { name: words.field.start }).fill('12:00')
    const preview = form(page).getByRole('status')
    // Fridays from 17 October to 26 December.
    await preview.getByText('өзгереді: 11', { exact: true }).waitFor()
    expect(await classesOf(app)).toEqual(before)
    await page.keyboard.press('Control+Enter')
    await page.getByText(words.done.updated.replace('{{name}}', group)).waitFor()
    expect(await classesOf(app)).toEqual(
      before.map((one) => one.replace(/^(10-17|10-24) 10:00/, '$1 12:00')),
    )
  })

  test('replaces the teacher for one class', async ({ app, page }) => {
    const before = await classesOf(app)
    await openFriday(page)
    await change(page)
    await choose(page, words.field.teacher, 'Хасанова Мария')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Өзгертілді: ТА-2 — 17 қазан, жм, 10:00, /).waitFor()
    expect(await classesOf(app)).toEqual(
      before.map((one) => one.replace('10-17 10:00 Соколов Рамазан', '10-17 10:00 Хасанова Мария')),
    )
  })

  test('replaces the teacher from a date on; where they are taken, it stays and says why', async ({
    app,
    page,
  }) => {
    await openFriday(page)
    await change(page)
    await page.getByLabel(kk.schedule.scope.later).check()
    await choose(page, words.field.teacher, 'Хасанова Мария')
    await form(page)
      .getByRole('status')
      .getByText(/^өзгереді:/)
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(words.done.updated.replace('{{name}}', group)).waitFor()
    // On Wednesdays at 10:00 she is with АК-1.
    expect(await classesOf(app)).toEqual([
      '10-08 10:00 Соколов Рамазан',
      '10-10 10:00 Соколов Рамазан',
      '10-15 10:00 Соколов Рамазан',
      '10-17 10:00 Хасанова Мария',
      '10-22 10:00 Соколов Рамазан',
      '10-24 10:00 Хасанова Мария',
    ])
  })

  test('cancels a class with its reason, and brings it back', async ({ app, page }) => {
    await openFriday(page)
    await panel(page, group).getByRole('button', { name: words.class.cancel }).click()
    await page.getByLabel(kk.schedule.reasons.staff).check()
    await page.getByRole('textbox', { name: kk.common.remark }).fill('Ауырып қалды')
    await page.keyboard.press('Control+Enter')
    await panel(page, group).getByText(`${kk.schedule.reasons.staff}, Ауырып қалды`).waitFor()
    expect(await classesOf(app)).toContain('10-17 10:00 Соколов Рамазан cancelled')
    await panel(page, group).getByRole('button', { name: words.class.restore }).click()
    await page.getByText(/^Жоспарға қайтты: ТА-2 — 17 қазан, жм, 10:00, /).waitFor()
    expect(await classesOf(app)).toContain('10-17 10:00 Соколов Рамазан')
  })

  test('is narrowed down to one teacher, and adds a class beside the weekly times', async ({
    app,
    page,
  }) => {
    await goTo(page, `/studio/week?from=${tried}`)
    await choose(page, words.week.show, words.week.byTeacher)
    await choose(page, words.week.everything, 'Соколов Рамазан')
    const classes = page.getByRole('button', { name: /^..-\d, \d\d:\d\d–\d\d:\d\d, / })
    await expect.poll(() => classes.count(), { timeout: 10_000 }).toBe(6)
    await page.getByRole('button', { name: words.week.add, exact: true }).first().click()
    await choose(page, words.class.group, group)
    await typeDay(page, words.class.date, '16.10.2025')
    await page.getByRole('textbox', { name: words.field.start }).fill('16:00')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/^Жазылды: ТА-2 — 16 қазан, бс, 16:00, /).waitFor()
    expect(await classesOf(app)).toContain('10-16 16:00 Соколов Рамазан')
    await expect.poll(() => classes.count(), { timeout: 10_000 }).toBe(7)
  })
})
