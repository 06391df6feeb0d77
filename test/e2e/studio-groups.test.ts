import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { choosePerson, goTo, panel, type RunningApp, test, typeDay } from './fixtures.ts'

const words = kk.studio

test.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })

async function groupNamed(app: RunningApp, name: string) {
  const { groups } = await app.call('studio.groups', {})
  const group = groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group ${name}`)
  return app.call('studio.group', { groupId: group.groupId })
}

/** Opens a group from the list. */
async function openGroup(page: Page, name: string) {
  await goTo(page, '/studio/groups')
  await page.getByRole('table', { name: words.list }).getByRole('button', { name }).click()
  await panel(page, name).waitFor()
}

test('whose turn it is, is said; staff take them in, and the queue moves up', async ({
  app,
  page,
}) => {
  // The first screen says that a place is free, and leads to the queue.
  await goTo(page, '/today')
  await page.getByRole('link', { name: /^МУ-2: Петров Қайрат.*осы сағаттарда бос$/ }).click()
  const queue = page.getByRole('table', { name: words.queue.list })
  await queue.getByText('кезегі келді, осы сағаттарда бос').waitFor()
  expect(await queue.getByText(/^кезекте \d-ші$/).count()).toBe(5)
  // Nobody but the next can be taken in.
  expect(await queue.getByRole('button', { name: new RegExp(`^${words.promote}`) }).count()).toBe(1)
  await queue.getByRole('button', { name: `${words.promote}: Петров Қайрат` }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Петров Қайрат енді топта').waitFor()
  const group = await groupNamed(app, 'МУ-2')
  expect([group.members, group.queue]).toEqual([18, []])
  await queue.getByRole('row', { name: /Петров/ }).waitFor({ state: 'detached' })

  await page.keyboard.press('Control+z')
  await queue.getByRole('row', { name: /Петров/ }).waitFor()
  expect((await groupNamed(app, 'МУ-2')).members).toBe(17)
})

test('a full group takes nobody: it offers its queue', async ({ app, page }) => {
  await openGroup(page, 'ИЗ-3')
  await panel(page, 'ИЗ-3').getByRole('button', { name: words.join }).click()
  const join = panel(page, words.join)
  await choosePerson(page, words.field.person, 'Есенов Арсен')
  await join.locator('[data-rule="group_full"]').waitFor()
  const save = join.getByRole('button', { name: words.joinSave, exact: true })
  await expect.poll(() => save.isDisabled()).toBe(true)
  await join.getByRole('button', { name: words.toQueue }).click()
  await page.getByText(/күту тізімінде 4-ші$/).waitFor()
  const { members, queue } = await groupNamed(app, 'ИЗ-3')
  expect([members, queue.map((one) => one.name)]).toEqual([
    23,
    ['Оспанов Бекзат', 'Рахимов Айсұлтан', 'Нұрланова Сафия', 'Есенов Арсен'],
  ])
})

test('a member moves to another group from a day on, and the old marks stay', async ({
  app,
  page,
}) => {
  const name = 'Есенов Арсен'
  const cells = async (group: string) => {
    const { groupId } = await groupNamed(app, group)
    const { people } = await app.call('attendance.register', { groupId, month: '2025-09' as never })
    return people.find((one) => one.name === name)?.cells.join('')
  }
  const before = await cells('ИЗ-1')
  expect(before).toMatch(/^[✓ОНУ]{8}$/)
  await openGroup(page, 'ИЗ-1')
  await panel(page, 'ИЗ-1').getByRole('button', { name }).click()
  await typeDay(page, words.field.on, '13.10.2025')
  await page.getByRole('combobox', { name: words.field.toGroup }).fill('ИЗ-2')
  await page.getByRole('option', { name: /^ИЗ-2/ }).click()
  await panel(page, name).getByRole('button', { name: words.transferSave, exact: true }).click()
  await page.getByText(words.done.transferred.replace('{{name}}', name)).waitFor()

  const [from, to] = [await groupNamed(app, 'ИЗ-1'), await groupNamed(app, 'ИЗ-2')]
  expect(from.memberList.find((one) => one.name === name)?.leftOn).toBe('2025-10-13')
  expect(to.memberList.find((one) => one.name === name)).toMatchObject({
    joinedOn: '2025-10-13',
    cameFrom: 'ИЗ-1',
  })
  expect(await cells('ИЗ-1')).toBe(before)
  // From then on the person stands on the lists of the other group alone.
  const on = async (date: string) =>
    (await app.call('attendance.day', { date: date as LocalDate })).lines
      .filter((one) => one.clientName === name && one.kind === 'class')
      .map((one) => one.groupName)
  expect(await on('2025-10-08')).toEqual(['ИЗ-1'])
  expect(await on('2025-10-13')).toEqual([])
  expect(await on('2025-10-14')).toEqual(['ИЗ-2'])
})

test('an excused absence gives a place in another group; another mark takes it back', async ({
  app,
  page,
}) => {
  const name = 'Оспанов Нұрислам'
  const credit = async () => {
    const { credits } = await app.call('studio.credits', {})
    return credits.find((one) => one.name === name && one.missedOn === '2025-09-15')
  }
  const missed = await credit()
  if (!missed) throw new Error('the sample has changed')
  await goTo(page, '/studio/make-ups')
  await page
    .getByRole('row', { name: new RegExp(`${name}.*15 қыркүйек`) })
    .getByRole('button', { name: `${words.makeUps.choose}: ${name}` })
    .click()
  const places = panel(page, words.makeUps.places)
  await places.getByText('7 қазан, сейсенбі, 10:00–11:30').waitFor()
  await places
    .getByRole('button', { name: `${words.makeUps.take}: 7 қазан, сейсенбі, МУ-2` })
    .click()
  await page.getByText(words.done.madeUp.replace('{{name}}', name)).waitFor()

  // On the list of that class, as somebody who makes up for a class.
  await goTo(page, '/attendance?date=2025-10-07&kind=class')
  const list = page.getByRole('list', { name: `${kk.attendance.list}: МУ-2` })
  await list
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByText(kk.attendance.parts.make_up)
    .waitFor()

  // The mark of the missed class was wrong after all: the place is taken back with the credit.
  await app.call('attendance.mark', {
    sessionId: missed.sessionId,
    personId: missed.personId,
    mark: 'present',
  })
  await list.getByRole('listitem').filter({ hasText: name }).waitFor({ state: 'detached' })
  expect(await credit()).toBeUndefined()
})

test('another weekly hour asks what becomes of the classes to come, and leaves them unless told', async ({
  app,
  page,
}) => {
  const { groupId } = await groupNamed(app, 'ИЗ-1')
  const mondays = async () =>
    (await app.call('studio.week', { from: '2025-10-13' as LocalDate })).classes
      .filter((one) => one.groupId === groupId && one.date === '2025-10-13')
      .map((one) => one.start)
  const giveHour = async (hour: string) => {
    await openGroup(page, 'ИЗ-1')
    const group = panel(page, 'ИЗ-1')
    // What stands is read anew after an undo, and the form begins with what it finds.
    await group.getByText('10:00–11:30').first().waitFor()
    await group.getByRole('button', { name: words.edit }).click()
    const start = page.getByRole('textbox', { name: words.field.start }).first()
    await start.fill(hour)
    await start.press('Tab')
    await page.getByLabel(words.toCome.keep).waitFor()
  }
  await giveHour('17:30')
  await page.keyboard.press('Control+Enter')
  await page.getByText('«ИЗ-1» тобы өзгертілді').waitFor()
  expect(await mondays()).toEqual(['10:00'])

  await page.keyboard.press('Control+z')
  await page.getByRole('cell', { name: 'дс, ср 10:00–11:30' }).first().waitFor()
  await goTo(page, '/today')
  await giveHour('17:30')
  await page.getByLabel(words.toCome.change).check()
  await page.getByText('13 қазан, дүйсенбі').waitFor()
  await page.keyboard.press('Control+Enter')
  await expect.poll(mondays).toEqual(['17:30'])
})
