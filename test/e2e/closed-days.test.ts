/** The closed days of a year: what is a holiday by itself, what people decide, and the feast that is asked for. */
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, goTo, typeDay } from './fixtures.ts'

const words = kk.settings
const question = (page: Page) => page.getByText('Құрбан айт 2028: 5 мамыр болуы мүмкін — растаңыз.')
const list = (page: Page, year: number) =>
  page.getByRole('list', { name: words.closedDaysList.replace('{{year}}', String(year)) })
const line = (page: Page, day: string) =>
  list(page, 2028).getByRole('listitem').filter({ hasText: day })
const undo = (page: Page) => page.keyboard.press('Control+KeyZ')

describe('in the settings', () => {
  const test = base.override({ data: 'empty' })

  test('a year that nobody has filled has its holidays, and is left through by its arrows', async ({
    page,
  }) => {
    await goTo(page, '/settings/closed-days?year=2027')
    await page.getByRole('button', { name: words.nextYear }).click()
    await line(page, '3 қаңтар, дүйсенбі').getByText(words.by.holiday).waitFor()
    await line(page, '7 қаңтар').waitFor()
  })

  test('Құрбан айт is confirmed in one click, and asked for again when that is taken back', async ({
    page,
  }) => {
    await goTo(page, '/settings/closed-days?year=2028')
    await page.getByRole('button', { name: 'Растау: 5 мамыр' }).click()
    await line(page, '5 мамыр').getByText('Құрбан айт').waitFor()
    await question(page).waitFor({ state: 'detached' })
    await undo(page)
    await question(page).waitFor()
    await line(page, '5 мамыр').waitFor({ state: 'detached' })
  })

  test('another day is entered for Құрбан айт; one that is weeks away is refused in a sentence', async ({
    page,
  }) => {
    await goTo(page, '/settings/closed-days?year=2028')
    await page.getByRole('button', { name: kk.schedule.feast.other }).click()
    await typeDay(page, 'Құрбан айт күні', '05.11.2028')
    await page.getByRole('button', { name: kk.schedule.feast.save }).click()
    await page.getByText('Құрбан айт 2028 жылғы 5 мамыр шамасында болады').waitFor()
    await typeDay(page, 'Құрбан айт күні', '06.05.2028')
    await page.getByRole('button', { name: kk.schedule.feast.save }).click()
    await line(page, '6 мамыр').getByText('Құрбан айт').waitFor()
  })

  test('a holiday is opened, stays in the list as a working day, and is closed again', async ({
    page,
  }) => {
    await goTo(page, '/settings/closed-days?year=2028')
    await page.getByRole('button', { name: 'Күнді ашу: 25 қазан, сәрсенбі' }).click()
    await line(page, '25 қазан').getByText(words.openedHoliday).waitFor()
    await page.getByRole('button', { name: 'Күнді қайта жабу: 25 қазан, сәрсенбі' }).click()
    await line(page, '25 қазан').getByText(words.by.holiday).waitFor()
  })
})

describe('in the sample centre', () => {
  const test = base.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })

  test('before a day is closed, it is said how many sessions stand on it, and they stay', async ({
    app,
    page,
  }) => {
    const date = '2025-10-08' as never
    const { kinds } = await app.call('attendance.standing', { date })
    const rides = kinds.find(({ kind }) => kind === 'ride')?.sessions
    expect(rides).toBeGreaterThan(0)
    await goTo(page, '/settings/closed-days?year=2025')
    await typeDay(page, kk.common.date, '08.10.2025')
    await page.getByText(`Иппотерапия: ${rides}`).waitFor()
    await page.getByLabel(words.closedDayName).fill('Су жоқ')
    await page.getByRole('button', { name: words.closeDay, exact: true }).click()
    // What stands on it opens, to be settled; until somebody does, it stays.
    await page.waitForURL(/settle\?sessions=/)
    expect((await app.call('attendance.standing', { date })).kinds).toEqual(kinds)
    await goTo(page, '/settings/closed-days?year=2025')
    await list(page, 2025).getByText('Су жоқ').waitFor()
  })

  test('Today asks for no feast of a year whose days are known', async ({ page }) => {
    await goTo(page, '/today')
    await page.getByText(kk.today.unmarked).first().waitFor()
    expect(await page.getByText('растаңыз').count()).toBe(0)
  })
})

describe('late in the year before', () => {
  const test = base.override({ data: 'sample-centre', clock: '2027-11-08T10:05' })

  test('Today asks for Құрбан айт', async ({ page }) => {
    await goTo(page, '/today')
    await question(page).waitFor()
  })

  test('a term over it asks for it in its preview, and leaves it out once it is confirmed', async ({
    app,
    page,
  }) => {
    const { placeId } = await app.call('places.create', { name: 'Зал 9', use: 'studio' })
    const { groupId } = await app.call('studio.createGroup', {
      ...{ studio: 'art', name: 'ИЗ-9', teacherId: null, placeId, capacity: 5 },
      ...{ from: '2028-05-01', until: '2028-05-12' },
      times: [{ day: 'fr', start: '10:00', minutes: 60 }],
    } as never)
    await goTo(page, `/studio/groups/${groupId}`)
    await page.getByRole('button', { name: kk.studio.plan }).click()
    const day = page.getByRole('listitem').filter({ hasText: '5 мамыр, жұма' })
    await day.getByText(kk.schedule.outcome.made).waitFor()
    await question(page).waitFor()
    await page.getByRole('button', { name: 'Растау: 5 мамыр' }).click()
    await day.getByText(kk.schedule.outcome.closed).waitFor()
  })
})
