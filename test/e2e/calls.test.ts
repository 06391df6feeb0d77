/** A ride is cancelled: the family is called, and whoever leads it sees it. */
import { expect } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, goTo } from './fixtures.ts'

const test = base.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })
const tuesday = '2025-10-07'
const words = kk.notices

test('the message of a cancellation leads to its call; told, it leaves Today, and comes back with one undo', async ({
  app,
  page,
}) => {
  const day = await app.call('hippotherapy.day', { date: tuesday as never })
  const ride = day.sessions.find((one) => one.state === 'planned')
  if (!ride) throw new Error('the sample has changed')
  const person = await app.call('people.get', { personId: ride.clientId })
  const { version, id, ...fields } = person
  await app.call('people.update', { ...fields, id, version, language: 'ru' })
  await goTo(page, `/hippotherapy?date=${tuesday}`)
  await page
    .getByRole('button', { name: new RegExp(`${ride.start}.*${person.familyName}`) })
    .first()
    .click()
  await page.getByRole('button', { name: kk.hippotherapy.session.cancel }).click()
  await page.getByRole('radio', { name: kk.schedule.reasons.weather }).check()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Қоңырау шалу тізімі, отбасы: 1' }).click()

  const card = page.getByRole('listitem', { name: person.guardianName ?? ride.clientName })
  await card
    .getByText(
      `${ride.clientName} — занятие иппотерапией, 7 октября, вторник, ${ride.start}: не состоится (погода).`,
    )
    .waitFor()
  await goTo(page, '/today')
  const toTell = page.getByRole('region', { name: words.today.title })
  await toTell.getByRole('link').first().click()
  await card.getByRole('button', { name: words.told }).click()
  await page.getByText(words.empty).waitFor()
  await goTo(page, '/today')
  expect(await toTell.count()).toBe(0)
  await page.keyboard.press('Control+z')
  await toTell.waitFor()
})

test('whoever leads sees on their own list what was changed since, until they have seen it', async ({
  app,
  page,
}) => {
  const day = await app.call('hippotherapy.day', { date: tuesday as never })
  const ride = day.sessions.find((one) => one.state === 'planned' && one.instructorId)
  if (!ride) throw new Error('the sample has changed')
  await page.evaluate((id) => {
    localStorage.setItem('bastau.actor', id ?? '')
  }, ride.instructorId)
  await page.reload()
  await goTo(page, `/attendance?date=${tuesday}`)
  const news = page.getByRole('region', { name: words.staff.title })
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => /looked/.test(key))))
    .toBe(true)
  expect(await news.count()).toBe(0)
  await app.call('hippotherapy.cancel', { sessionId: ride.id, reason: 'horse' })
  await news.getByText(`${ride.clientName}: ${words.staff.off}`).waitFor()
  await news.getByRole('button', { name: words.staff.seen }).click()
  await news.waitFor({ state: 'detached' })
})
