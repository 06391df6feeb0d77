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
  // Told, it stays where it is until the list is left, with its way back.
  await card.getByRole('button', { name: words.undone }).waitFor()
  await goTo(page, '/today')
  expect(await toTell.count()).toBe(0)
  await page.keyboard.press('Control+z')
  await toTell.waitFor()
})

test('a double click on «told» is about one family: the next does not come under the hand', async ({
  app,
  page,
}) => {
  const day = await app.call('hippotherapy.day', { date: tuesday as never })
  const [one, other] = day.sessions.filter(({ state }) => state === 'planned')
  if (!one || !other) throw new Error('the sample has changed')
  for (const { id } of [one, other])
    await app.call('hippotherapy.cancel', { sessionId: id, reason: 'weather' })
  await goTo(page, '/calls')
  const cards = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) })
  await expect.poll(() => cards.count()).toBe(2)
  const before = await cards.nth(1).boundingBox()
  await cards
    .first()
    .getByRole('button', { name: new RegExp(`^${words.told}`) })
    .dblclick()
  await cards.first().getByRole('button', { name: words.undone }).waitFor()
  expect(await cards.nth(1).boundingBox()).toEqual(before)
  const { families } = await app.call('notices.list', {
    from: tuesday as never,
    until: tuesday as never,
  })
  expect(families.flatMap(({ lines }) => lines.map(({ state }) => state)).sort()).toEqual([
    'open',
    'told',
  ])
  // Left and opened anew, it has only whom to call.
  await goTo(page, '/today')
  await goTo(page, '/calls')
  await expect.poll(() => cards.count()).toBe(1)
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
