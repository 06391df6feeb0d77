import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choosePerson, goTo, panel, type RunningApp, test, typeDay } from './fixtures.ts'

const words = kk.attendance
const monday = '2025-10-06' as LocalDate
const classes = `/attendance?date=${monday}&kind=class`

test.override({ data: 'sample-centre', clock: '2025-10-06T12:10' })

const list = (page: Page, group: string) =>
  page.getByRole('list', { name: `${words.list}: ${group}`, exact: true })
const row = (page: Page, group: string, name: string) =>
  list(page, group).getByRole('listitem').filter({ hasText: name })

/** Marks of a class, by name. */
async function marksOf(app: RunningApp, group: string, date: LocalDate = monday) {
  const { lines } = await app.call('attendance.day', { date })
  return Object.fromEntries(
    lines.filter((one) => one.groupName === group).map((one) => [one.clientName, one.mark]),
  )
}

test('a class is marked in one tap of its own, then the exception; no other class is', async ({
  app,
  page,
}) => {
  await goTo(page, classes)
  await page.getByRole('button', { name: new RegExp(`^${words.allPresent}: \\d+, АК-1$`) }).click()
  await page.getByText('Белгіленгені: 16 / 118').waitFor()
  await row(page, 'АК-1', 'Ким Тимур').getByRole('button').first().press('3')
  await row(page, 'АК-1', 'Ким Тимур').getByText('НКелмеді', { exact: true }).waitFor()
  await page.getByText('келгені: 15').waitFor()
  const marks = Object.entries(await marksOf(app, 'АК-1'))
  expect(marks).toHaveLength(16)
  expect(marks.filter(([, mark]) => mark !== 'present')).toEqual([['Ким Тимур', 'absent']])
  expect(new Set(Object.values(await marksOf(app, 'ИЗ-1')))).toEqual(new Set([null]))
})

describe('somebody who is not on the list', () => {
  test('is put there in a few fields, marked, and merged later with the marks kept', async ({
    app,
    page,
  }) => {
    await goTo(page, classes)
    await page
      .getByRole('region', { name: 'ИЗ-1' })
      .getByRole('button', { name: words.walkIn.add })
      .click()
    await page.getByRole('button', { name: words.walkIn.new }).click()
    // Typing goes on in the first field.
    await page.keyboard.type('Сағындықова')
    await page.getByRole('textbox', { name: kk.people.field.givenName }).fill('Томирис')
    await page.keyboard.press('Control+Enter')
    const newcomer = row(page, 'ИЗ-1', 'Сағындықова Томирис')
    await newcomer.getByText(words.parts.walk_in).waitFor()
    await page.getByRole('button', { name: 'Келді: Сағындықова Томирис' }).click()
    await newcomer.getByText('✓Келді', { exact: true }).waitFor()
    expect(await marksOf(app, 'ИЗ-1')).toMatchObject({ 'Сағындықова Томирис': 'present' })

    const found = async (text: string) => (await app.call('people.search', { text })).people
    const [walkIn] = await found('Сағындықова')
    const [file] = await found('Үсенов Арсен')
    if (!walkIn || !file) throw new Error('the sample has changed')
    await goTo(page, `/people/${file.id}`)
    await page.getByRole('button', { name: kk.people.merge.start }).click()
    await choosePerson(page, kk.people.merge.other, 'Сағындықова')
    await panel(page, kk.people.merge.title)
      .getByRole('button', { name: kk.people.merge.confirm })
      .click()
    await expect.poll(async () => (await found('Сағындықова')).length, { timeout: 10_000 }).toBe(0)
    expect(await marksOf(app, 'ИЗ-1')).toMatchObject({ 'Үсенов Арсен': 'present' })
  })

  test('is not put where they are elsewhere at that hour', async ({ app, page }) => {
    await goTo(page, classes)
    await page
      .getByRole('region', { name: 'ИЗ-1' })
      .getByRole('button', { name: words.walkIn.add })
      .click()
    await choosePerson(page, words.walkIn.who, 'Ким Тимур')
    await page.keyboard.press('Control+Enter')
    const refusal = panel(page, words.walkIn.add).getByRole('alert')
    expect(await refusal.innerText(), 'who is busy, and when').toMatch(/Ким Тимур.*10:00–11:30/)
    expect(await marksOf(app, 'ИЗ-1')).not.toHaveProperty('Ким Тимур')
  })
})

test('an absence that is known ahead marks its days, and is taken back with its marks', async ({
  app,
  page,
}) => {
  const name = 'Ермекова Айым'
  const days = ['2025-10-06', '2025-10-08', '2025-10-13', '2025-10-15'] as LocalDate[]
  const marks = () =>
    Promise.all(days.map(async (day) => (await marksOf(app, 'АК-1', day))[name] ?? null))
  await goTo(page, classes)
  await page.getByRole('button', { name: words.absence.open }).click()
  await choosePerson(page, words.absence.who, name)
  await typeDay(page, kk.common.from, '07.10.2025')
  await typeDay(page, kk.common.until, '14.10.2025')
  await page.getByRole('textbox', { name: kk.common.reason }).fill('Ауылға кетті')
  await page.keyboard.press('Control+Enter')
  await page.getByText(/жазылды, белгіленген сабақ: 2$/).waitFor()
  expect(await marks()).toEqual([null, 'excused', 'excused', null])

  const open = panel(page, words.absence.title)
  await open.getByText('2025 жылғы 7–14 қазан · Ауылға кетті').waitFor()
  await open.getByRole('button', { name: `${words.absence.withdraw}: ${name}` }).click()
  await expect.poll(marks, { timeout: 10_000 }).toEqual([null, null, null, null])
  await page.keyboard.press('Control+z')
  await expect.poll(marks, { timeout: 10_000 }).toEqual([null, 'excused', 'excused', null])
})
