import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choosePerson, goTo, panel, test } from './fixtures.ts'

const words = kk.consultations
const week = { from: '2025-10-06' as LocalDate, until: '2025-10-12' as LocalDate }
const client = 'Соколов Артём'

test.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })

const appointment = (page: Page, name: string) =>
  panel(page, words.week).getByRole('button', { name: new RegExp(name) })

async function workAs(page: Page, name: string) {
  await page.getByRole('button', { name: new RegExp(`^${kk.common.header.whoWorks}`) }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
}

describe('an appointment', () => {
  test('is booked from the free hours, moved, cancelled and taken back', async ({ app, page }) => {
    await goTo(page, '/consultations')
    await choosePerson(page, words.find, client)
    const free = panel(page, words.find)
    const monday = free.getByRole('region', { name: '6 қазан, дүйсенбі' })
    await monday.waitFor()
    // He rides from 11:40 to 12:10, and the morning is over.
    expect((await monday.getByRole('button').allTextContents()).slice(0, 4)).toEqual([
      '10:30–11:20',
      '12:30–13:20',
      '13:00–13:50',
      '13:30–14:20',
    ])
    await monday.getByRole('button', { name: '12:30–13:20' }).click()
    await page.getByText(/^Жазылды: Соколов Артём — 6 қазан, дс, 12:30, /).waitFor()
    const booked = async () =>
      (await app.call('consultations.list', week)).consultations
        .filter((one) => one.clientName === client)
        .map(({ date, start, state }) => `${date} ${start} ${state}`)
    expect(await booked()).toEqual(['2025-10-06 12:30 planned'])

    await appointment(page, client).click()
    await panel(page, client).getByRole('button', { name: words.move }).click()
    const hours = panel(page, words.moveHint)
    await hours
      .getByRole('region', { name: '6 қазан, дүйсенбі' })
      .getByRole('button', { name: '16:00–16:50' })
      .click()
    await page.getByText(/^Ауыстырылды: Соколов Артём — 6 қазан, дс, 16:00, .*12:30/).waitFor()
    expect(await booked()).toEqual(['2025-10-06 16:00 planned'])

    await panel(page, client).getByRole('button', { name: words.cancel }).click()
    await page.getByLabel(kk.schedule.reasons.family).check()
    await page.keyboard.press('Control+Enter')
    await panel(page, client).getByText(kk.schedule.reasons.family).waitFor()
    expect(await booked()).toEqual(['2025-10-06 16:00 cancelled'])
    await page.keyboard.press('Control+z')
    await panel(page, client).getByRole('button', { name: words.move }).waitFor()
    expect(await booked()).toEqual(['2025-10-06 16:00 planned'])
  })

  test('to which nobody came is a no-show, on the list and on the day', async ({ app, page }) => {
    await goTo(page, '/consultations')
    await appointment(page, 'Жұмабекова Інжу').click()
    await panel(page, 'Жұмабекова Інжу').getByRole('button', { name: words.noShow }).click()
    await appointment(page, 'Жұмабекова Інжу').getByText('Келмеді').waitFor()
    const { lines } = await app.call('attendance.day', { date: week.from })
    expect(lines.find((one) => one.kind === 'consultation')?.mark).toBe('absent')
    // Marked, it stays where it was.
    expect(await page.getByRole('button', { name: words.move }).isDisabled()).toBe(true)
  })
})

test('the note is seen by its psychologist alone', async ({ app, page }) => {
  await goTo(page, '/consultations')
  await appointment(page, 'Жұмабекова Інжу').click()
  const open = panel(page, 'Жұмабекова Інжу')
  await open.getByText(kk.errors.psychologist_only).waitFor()
  expect(await open.getByRole('textbox').count()).toBe(0)

  await workAs(page, 'Кузнецова Аяулым')
  await open.getByRole('textbox', { name: words.note }).fill('Ұйқысы жақсарды')
  await open.getByRole('button', { name: words.saveNote }).click()
  await page.getByText(words.done.note).waitFor()

  await workAs(page, 'Ермеков Қайрат')
  await open.getByText(kk.errors.psychologist_only).waitFor()
  expect(await page.getByText('Ұйқысы жақсарды').count()).toBe(0)
  const [one] = (await app.call('consultations.list', week)).consultations
  if (!one) throw new Error('the sample has changed')
  await expect(app.call('consultations.note', { sessionId: one.sessionId })).rejects.toThrow(
    'psychologist_only',
  )

  await workAs(page, 'Кузнецова Аяулым')
  expect(await open.getByRole('textbox', { name: words.note }).inputValue()).toBe('Ұйқысы жақсарды')
})

test('where people sign in, the note is in no other session, file or copy until it is handed over', async ({
  app,
  page,
}) => {
  const note = 'Ұйқысы жақсарды'
  const [one] = (await app.call('consultations.list', week)).consultations
  const coordinator = (await app.call('team.list', {})).members.find(({ roles }) =>
    roles.includes('coordinator'),
  )
  if (!one || !coordinator) throw new Error('the sample has changed')
  const colleague = await app.call('team.create', {
    ...{ familyName: 'Ермекова', givenName: 'Айгүл', roles: ['psychologist'], hours: [] },
  })
  const pins = [
    { memberId: coordinator.id, secret: '80247' },
    { memberId: one.psychologistId, secret: 'жылы жаңбыр 7' },
    { memberId: colleague.memberId, secret: 'құс қайтқанда 5' },
  ] as const
  for (const asked of pins) await app.call('access.setPin', asked)
  const [byCoordinator, byPsychologist, byColleague] = pins
  const signIn = async (asked: (typeof pins)[number]) => {
    await app.call('access.signIn', asked)
    await page.reload()
    await goTo(page, '/consultations')
    await appointment(page, one.clientName).click()
    return panel(page, one.clientName)
  }
  const own = await signIn(byPsychologist)
  await own.getByRole('textbox', { name: words.note }).fill(note)
  await own.getByRole('button', { name: words.saveNote }).click()
  await page.getByText(words.done.note).waitFor()

  const other = await signIn(byColleague)
  await other.getByText(kk.errors.psychologist_only).waitFor()
  expect(await other.getByText(note).count()).toBe(0)

  await signIn(byCoordinator)
  await app.call('copies.make', {})
  const files = readdirSync(app.dataDir, { recursive: true, withFileTypes: true }).filter((each) =>
    each.name.endsWith('.db'),
  )
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) {
    expect(readFileSync(join(file.parentPath, file.name)).includes(note)).toBe(false)
  }
  await goTo(page, '/settings/access')
  const { notes } = kk.access
  await page.getByRole('button', { name: notes.handOver }).click()
  await page.getByRole('dialog').getByRole('button', { name: notes.handOver }).click()
  await page.getByText(notes.open.replace('{{name}}', 'Ермекова Айгүл')).waitFor()

  const handed = await signIn(byColleague)
  await handed.getByText(note).waitFor()
  expect(await handed.getByRole('textbox', { name: words.note }).count()).toBe(0)
})

test('appointments of every week begin at a free hour, are seen first, and end together', async ({
  app,
  page,
}) => {
  await goTo(page, '/consultations')
  await choosePerson(page, words.find, client)
  await page.getByLabel(words.repeat).check()
  await panel(page, words.find).getByRole('button', { name: '13:00–13:50' }).first().click()
  const series = panel(page, words.series)
  // Ten Mondays, one of which is a closed day.
  await series.getByRole('button', { name: words.seriesSave.replace('{{count}}', '9') }).click()
  await appointment(page, client).click()
  await panel(page, client).getByRole('button', { name: words.endSeries }).click()
  await panel(page, kk.hippotherapy.templates.end)
    .getByText(kk.schedule.endReach.replace('{{cancelled}}', '8').replace('{{kept}}', '0'))
    .waitFor()
  await page.keyboard.press('Control+Enter')
  const left = async () =>
    (
      await app.call('consultations.list', { ...week, until: '2025-12-31' as LocalDate })
    ).consultations.filter((one) => one.clientName === client).length
  await expect.poll(left).toBe(1)
})
