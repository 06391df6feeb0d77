/** What becomes of a refusal: it is answered by what it offers, by a correction, or by a word. */
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { HorseId, LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choose, choosePerson, goTo, panel, test } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const words = kk.hippotherapy
const board = (page: Page) => page.getByRole('application', { name: words.board.name })
const save = (page: Page) => page.keyboard.press('Control+Enter')

/** Asks for a horse that another rider has at that hour, and is refused. */
async function bookTakenHorse(page: Page) {
  await goTo(page, `/hippotherapy?date=${monday}`)
  await page.getByRole('button', { name: words.day.new, exact: true }).click()
  await choosePerson(page, words.fields.client, 'Соколов Артём')
  await page.getByText(words.form.proposed).waitFor()
  await page.getByRole('textbox', { name: words.fields.start }).fill('09:40')
  await choose(page, words.fields.horse, 'Арай')
  const form = panel(page, words.form.book)
  await form.locator('[data-rule="overlap"]').first().waitFor()
  await save(page)
  await form.getByRole('alert').waitFor()
  return form
}

describe('a ride on a horse that is taken', () => {
  test.override({ data: 'sample-centre' })

  test('is booked at the hour that the refusal offers', async ({ app, page }) => {
    const form = await bookTakenHorse(page)
    const offer = form.getByRole('button', { name: / · .* · / }).first()
    const [start] = (await offer.textContent())?.split(' · ') ?? []
    await offer.click()
    await form.getByRole('alert').waitFor({ state: 'detached' })
    await save(page)
    await form.waitFor({ state: 'detached' })
    await board(page)
      .getByRole('button', { name: new RegExp(`^${start}–.*Соколов`) })
      .waitFor()
    const { sessions } = await app.call('hippotherapy.day', { date: monday })
    expect(
      sessions.filter((one) => one.start === start && one.clientName === 'Соколов Артём'),
    ).toHaveLength(1)
  })

  test('is booked once the form is corrected', async ({ app, page }) => {
    const form = await bookTakenHorse(page)
    await page.getByRole('textbox', { name: words.fields.start }).fill('17:00')
    await page.keyboard.press('Tab')
    await form.getByRole('alert').waitFor({ state: 'detached' })
    await save(page)
    await form.waitFor({ state: 'detached' })
    await board(page)
      .getByRole('button', { name: /^17:00–.*Соколов/ })
      .waitFor()
    const { sessions } = await app.call('hippotherapy.day', { date: monday })
    expect(sessions.filter((one) => one.start === '17:00')).toHaveLength(1)
  })

  test('leaves the board in use when the panel breaks over it', async ({ app, page }) => {
    const { horses } = await app.call('horses.list', {})
    const resourceId = horses.find((one) => one.name === 'Арай')?.id as HorseId
    const tomorrow = '2025-10-07' as LocalDate
    const away = { resourceId, from: tomorrow, until: tomorrow, reason: 'vet' } as const
    await app.call('availability.set', away)
    const before = await app.call('availability.list', { resourceId })
    await goTo(page, `/hippotherapy?date=${monday}`)
    await page.getByRole('button', { name: `Арай: ${kk.availability.add.horse}` }).click()
    await panel(page, 'Арай').getByText(kk.availability.day.tomorrow).click()
    await page.evaluate(() => {
      Element.prototype.scrollIntoView = () => {
        throw new Error('broken on purpose')
      }
    })
    await save(page)
    const broken = panel(page, kk.common.broken.panel)
    await broken.getByText(kk.common.broken.text).waitFor()
    expect(await board(page).isVisible()).toBe(true)
    // What it said of the rest of the data is so: nothing was written.
    expect(await app.call('availability.list', { resourceId })).toEqual(before)
    await broken.getByRole('button', { name: kk.common.broken.again }).click()
    await panel(page, 'Арай').waitFor()
    expect(app.faults.take(/broken on purpose/)).toBeGreaterThan(0)
  })
})

describe('a file of somebody whose name and birth date another has', () => {
  test('is made when the receptionist says that it is another person', async ({ app, page }) => {
    const twin = { familyName: 'Оспанова', givenName: 'Нұрай', birthDate: '2016-03-12' }
    await app.call('people.create', twin as never)
    await goTo(page, '/people/new')
    const form = panel(page, kk.people.add)
    await form
      .getByRole('textbox', { name: kk.people.field.familyName, exact: true })
      .fill('Оспанова')
    await form.getByRole('textbox', { name: kk.people.field.givenName, exact: true }).fill('Нұрай')
    const born = form.getByRole('textbox', { name: kk.people.field.birthDate })
    await born.fill('12.03.2016')
    await born.press('Tab')
    await save(page)
    await form.getByRole('alert').waitFor()
    await form.getByRole('button', { name: kk.people.saveAnother }).click()
    await form.waitFor({ state: 'detached' })
    const { people } = await app.call('people.search', { text: 'оспанова нурай', limit: 10 })
    expect(people).toHaveLength(2)
  })
})
