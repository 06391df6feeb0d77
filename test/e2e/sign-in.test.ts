/** Members of staff sign in at one desk after another, and each finds what is theirs. */
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, goTo, panel, type RunningApp } from './fixtures.ts'

const test = base.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })
const words = kk.access
const [coordinatorPin, staffPin] = ['80247', '51907']

type Role = 'coordinator' | 'instructor' | 'receptionist'
async function someone({ call }: RunningApp, role: Role) {
  const { members } = await call('access.state', {})
  const found = members.find(({ roles }) => roles.includes(role))
  if (!found) throw new Error('the sample has changed')
  return found
}
const nameOf = (one: { familyName: string; givenName: string }) =>
  `${one.familyName} ${one.givenName}`

/** The first PIN by the settings, one each for an instructor and a receptionist by the contract. */
async function guard(app: RunningApp): Promise<void> {
  const { page } = app
  await goTo(page, '/settings/access')
  await page.getByRole('button', { name: words.section.protect }).click()
  await page.getByLabel(words.pin.fresh).fill(coordinatorPin)
  await page.getByLabel(words.pin.again).fill(coordinatorPin)
  await page.keyboard.press('Enter')
  await page.getByText(/^([2-9A-Z]{4}-){7}[2-9A-Z]{4}$/).waitFor()
  await page.getByRole('button', { name: words.code.done }).click()
  for (const role of ['instructor', 'receptionist'] as const) {
    const { memberId } = await someone(app, role)
    await app.call('access.setPin', { memberId, secret: staffPin })
  }
}
const lock = async (page: Page) => {
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: words.signIn.enter, exact: true }).waitFor()
}
describe('a desk where people sign in', () => {
  test('is closed by a key, shows nothing, and opens as it was for the same person', async ({
    app,
    page,
  }) => {
    await guard(app)
    const { horses } = await app.call('horses.list', {})
    const [horse] = horses
    if (!horse) throw new Error('the sample has changed')
    await goTo(page, `/horses/${horse.id}`)
    const mass = panel(page, horse.name).getByRole('textbox', {
      name: kk.horses.field.massKg,
      exact: true,
    })
    await mass.fill('505')
    await lock(page)
    expect(await page.getByText(horse.name).first().isVisible()).toBe(false)
    await expect(app.call('people.search', { text: '' })).rejects.toThrow('sign_in_required')
    await page.keyboard.type('00000')
    await page.keyboard.press('Enter')
    await page.getByText(kk.errors.secret_wrong).waitFor()
    await page.keyboard.type(coordinatorPin)
    await page.keyboard.press('Enter')
    await mass.waitFor()
    expect(await mass.inputValue()).toMatch(/^505/)
  })

  test('shows no window that stood over it, and lets no key through to it', async ({
    app,
    page,
  }) => {
    await guard(app)
    const coordinator = await someone(app, 'coordinator')
    await page.getByRole('button', { name: words.section.newCode }).click()
    const over = page.getByRole('dialog')
    await over.waitFor()
    await lock(page)
    expect(await over.isVisible()).toBe(false)
    // What would close it, and search, with the hand on nothing and on a name.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    for (const key of ['Escape', 'Control+k']) await page.keyboard.press(key)
    await page.getByRole('button', { name: nameOf(coordinator) }).focus()
    for (const key of ['Escape', 'Control+k', 'Control+z']) await page.keyboard.press(key)
    await page.getByRole('textbox', { name: nameOf(coordinator) }).fill(coordinatorPin)
    await page.keyboard.press('Enter')
    await over.waitFor()
    expect(await page.getByRole('dialog').count()).toBe(1)
  })

  test('is another’s in two keys and a PIN, who finds what they may see', async ({ app, page }) => {
    await guard(app)
    const instructor = await someone(app, 'instructor')
    await lock(page)
    const chosen = page.locator('[aria-pressed="true"]')
    while (!(await chosen.textContent())?.includes(nameOf(instructor))) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.type(staffPin)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: instructor.givenName }).waitFor()
    await goTo(page, '/attendance')
    const { lines } = await app.call('attendance.day', { date: '2025-10-06' as never })
    expect(new Set(lines.map(({ ledById }) => ledById))).toEqual(new Set([instructor.memberId]))
    const { people } = await app.call('people.search', { text: '' })
    await goTo(page, `/people/${people[0]?.id}`)
    const { field } = kk.people
    const name = page.getByRole('textbox', { name: field.familyName })
    await name.waitFor()
    expect(await name.isDisabled()).toBe(true)
    expect(await page.getByRole('textbox', { name: field.precautions }).count()).toBe(1)
    expect(await page.getByRole('textbox', { name: field.iin, exact: true }).count()).toBe(0)
    expect(await page.getByRole('textbox', { name: field.phone, exact: true }).count()).toBe(0)
    const rooms = page.getByRole('button', { name: kk.common.nav.boarding })
    expect(await rooms.getAttribute('aria-disabled')).toBe('true')
    expect(await rooms.getAttribute('title')).toContain(kk.common.roles.receptionist)
  })

  test('says whose work is lost before another takes it over', async ({ app, page }) => {
    await guard(app)
    const [horse] = (await app.call('horses.list', {})).horses
    await goTo(page, `/horses/${horse?.id}`)
    await panel(page, horse?.name ?? '')
      .getByRole('textbox', { name: kk.horses.field.massKg, exact: true })
      .fill('505')
    await lock(page)
    const receptionist = await someone(app, 'receptionist')
    await page.getByRole('button', { name: nameOf(receptionist) }).click()
    const coordinator = await someone(app, 'coordinator')
    await page.getByText(words.signIn.unsavedOf.replace('{{name}}', nameOf(coordinator))).waitFor()
    await page.keyboard.type(staffPin)
    await page.getByRole('button', { name: words.signIn.discard }).click()
    await page.getByRole('button', { name: receptionist.givenName }).waitFor()
    const mass = page.getByRole('textbox', { name: kk.horses.field.massKg, exact: true })
    await mass.waitFor()
    expect(await mass.inputValue()).not.toMatch(/^505/)
    expect((await app.call('horses.list', {})).horses[0]?.massKg).not.toBe(505)
  })
})

test('a coordinator who forgot the PIN gets in by the recovery code', async ({ app, page }) => {
  await goTo(page, '/today')
  await page.getByRole('link', { name: words.open.link }).click()
  await page.getByRole('button', { name: words.section.protect }).click()
  await page.getByLabel(words.pin.fresh).fill(coordinatorPin)
  await page.getByLabel(words.pin.again).fill(coordinatorPin)
  await page.keyboard.press('Enter')
  const shown = page.getByText(/^([2-9A-Z]{4}-){7}[2-9A-Z]{4}$/)
  await shown.waitFor()
  const code = (await shown.textContent()) ?? ''
  await page.getByRole('button', { name: words.code.done }).click()
  await lock(page)
  await page.getByText(words.signIn.forgotten).click()
  await page.getByRole('button', { name: words.recover.title }).click()
  await page.getByLabel(words.recover.code).fill(code.toLowerCase())
  await page.getByLabel(words.recover.newPin).fill('66120')
  await page.getByRole('button', { name: words.recover.enter }).click()
  await shown.waitFor()
  expect(await shown.textContent()).not.toBe(code)
  await page.getByRole('button', { name: words.code.done }).click()
  await page.getByRole('heading', { name: words.section.title }).waitFor()
  const { me } = await app.call('access.state', {})
  expect(me?.memberId).toBe((await someone(app, 'coordinator')).memberId)
})

describe('the trail', () => {
  test('says to a coordinator who did what, by kind and person, and that nobody has altered it', async ({
    app,
    page,
  }) => {
    await guard(app)
    const { people } = await app.call('people.search', { text: 'Нұрланова' })
    const [person] = people
    if (!person) throw new Error('the sample has changed')
    await goTo(page, `/people/${person.id}`)
    await panel(page, nameOf(person)).waitFor()
    await goTo(page, '/settings/trail')
    const table = page.getByRole('table', { name: words.trail.title })
    const looked = words.trail.kind.looked.replace('{{name}}', nameOf(person))
    await table.getByText(looked).first().waitFor()
    await page.getByRole('combobox', { name: words.trail.kinds }).click()
    await page.getByRole('option', { name: words.trail.of.signing }).click()
    await table.getByText(looked).first().waitFor({ state: 'detached' })
    await table.getByText(words.trail.kind.signed_in).first().waitFor()
    await page.getByRole('button', { name: words.trail.check }).click()
    const [begin = ''] = words.trail.sound.split('.')
    await page.getByRole('status').filter({ hasText: begin }).waitFor()
  })
})
