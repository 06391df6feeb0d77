/** The coordinator settles a course on the plan of rooms: by drag, by keys, with a way back. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { Enrolment, Room } from '#contract/boarding.ts'
import type { BedId, CourseId, LocalDate } from '#contract/values.ts'
import { dayAndMonth } from '#renderer/lib/format.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { panel, type RunningApp, test } from './fixtures.ts'

const words = kk.boarding.rack
const soon = { timeout: 8_000, interval: 50 }
const [arrival, departure] = ['2025-10-13' as LocalDate, '2025-10-19' as LocalDate]

interface House {
  courseId: CourseId
  rooms: Room[]
  women: Enrolment[]
  men: Enrolment[]
  /** Participants with a companion. */
  pairs: Enrolment[]
}

/** The course of the thirteenth and who is in it: nobody has a bed yet. */
async function house(app: RunningApp): Promise<House> {
  const { courses } = await app.call('boarding.courses', { year: 2025 })
  const courseId = courses.find(({ from }) => from === arrival)?.courseId
  if (!courseId) throw new Error('the sample has no course then')
  const { people } = await app.call('boarding.course', { courseId })
  const { rooms } = await app.call('boarding.rooms', {})
  const heads = new Set(people.map(({ companionOfId }) => companionOfId))
  const alone = people.filter(
    (one) => one.companionOfId === null && !heads.has(one.personId) && !one.wheelchair,
  )
  return {
    courseId,
    rooms,
    women: alone.filter(({ sex }) => sex === 'female'),
    men: alone.filter(({ sex }) => sex === 'male'),
    pairs: people.filter(({ personId }) => heads.has(personId)),
  }
}
const bedOf = ({ rooms }: House, number: string, position: number): BedId => {
  const bed = rooms
    .find((room) => room.number === number)
    ?.beds.find((one) => one.position === position)
  if (!bed) throw new Error(`no bed ${number}/${position}`)
  return bed.bedId
}
const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items
  if (item === undefined) throw new Error('nobody')
  return item
}

/** Shows the days from the eleventh on, of all rooms or of a floor. */
async function openRack(page: Page, floor?: number): Promise<void> {
  page.setDefaultTimeout(soon.timeout)
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    `#/boarding?date=2025-10-11&scale=month${floor ? `&floor=${floor}` : ''}`,
  )
  await rack(page).waitFor()
}
const rack = (page: Page) => page.getByRole('application', { name: words.board.name })
const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
const bed = (page: Page, number: string, position: number) =>
  rack(page).getByRole('group', { name: filled(words.bedOf, { room: number, bed: position }) })
/** A stay by its person, as the board writes them: given name first. */
const stayIn = (page: Page, number: string, position: number, person: Enrolment) =>
  bed(page, number, position).getByRole('button', { name: boardName(person) })
const boardName = ({ name }: Enrolment): RegExp => {
  const [family = '', given = ''] = name.split(' ')
  return new RegExp(`^${given} ${family}`)
}
const chip = (page: Page, { name }: Enrolment) =>
  page.getByRole('button', { name: filled(words.unplaced.place, { name }) })

/** Where a night of a bed is in the window: the middle of the night, a cell is 36 pixels wide. */
async function nightOf(page: Page, number: string, position: number, night: number) {
  const box = await bed(page, number, position).boundingBox()
  const place = await page.evaluate(() => {
    const board = document.querySelector('[data-direction="across"]')
    return board ? board.scrollLeft : 0
  })
  const shown = await rack(page).boundingBox()
  if (!box || !shown) throw new Error(`no bed ${number}/${position}`)
  // The row begins where the board does; the eleventh is at the left edge of the view.
  return { x: shown.x + place + (night - 11 + 1) * 36, y: box.y + box.height / 2 }
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}
async function middleOf(target: ReturnType<Page['locator']>) {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('it is not to be seen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const staysOf = async (app: RunningApp, { courseId }: House, person: Enrolment) => {
  const { people } = await app.call('boarding.course', { courseId })
  return people.find(({ personId }) => personId === person.personId)?.stays ?? []
}

describe('the room rack', () => {
  test.override({ data: 'sample-centre' })

  test('places who has no bed by drag, and takes it back and again', async ({ app, page }) => {
    const there = await house(app)
    const woman = first(there.women)
    await openRack(page)
    await drag(page, await middleOf(chip(page, woman)), await nightOf(page, '102', 1, 14))
    await stayIn(page, '102', 1, woman).waitFor()
    expect(await staysOf(app, there, woman)).toMatchObject([
      { bedId: bedOf(there, '102', 1), from: arrival, to: departure },
    ])
    await chip(page, woman).waitFor({ state: 'detached' })

    await page.keyboard.press('Control+z')
    await stayIn(page, '102', 1, woman).waitFor({ state: 'detached' })
    await chip(page, woman).waitFor()
    await page.keyboard.press('Control+y')
    await stayIn(page, '102', 1, woman).waitFor()
  })

  test('asks which nights when somebody is taken by the middle of their stay', async ({
    app,
    page,
  }) => {
    const there = await house(app)
    const woman = first(there.women)
    const whose = { courseId: there.courseId, personId: woman.personId }
    const nights = { from: arrival, to: departure }
    await app.call('boarding.place', { ...whose, ...nights, bedId: bedOf(there, '102', 1) })
    await openRack(page)
    await stayIn(page, '102', 1, woman).waitFor()
    await drag(page, await nightOf(page, '102', 1, 16), await nightOf(page, '102', 3, 16))
    const panel = page.getByRole('region', { name: woman.name })
    await panel.getByText(words.split.which).waitFor()
    expect(await staysOf(app, there, woman)).toHaveLength(1)
    await panel.getByRole('button', { name: /^Тек 16/ }).click()
    await stayIn(page, '102', 3, woman).waitFor()
    expect(await staysOf(app, there, woman)).toMatchObject([
      { bed: 1, from: arrival, to: '2025-10-16' },
      { bed: 3, from: '2025-10-16', to: departure },
    ])
  })

  test('offers to exchange the beds when somebody is put into a taken one', async ({
    app,
    page,
  }) => {
    const there = await house(app)
    const [woman, other] = there.women as [Enrolment, Enrolment]
    const nights = { courseId: there.courseId, from: arrival, to: departure }
    for (const [one, room] of [
      [woman, '102'],
      [other, '103'],
    ] as const) {
      const placing = { ...nights, personId: one.personId, bedId: bedOf(there, room, 1) }
      await app.call('boarding.place', placing)
    }
    await openRack(page)
    await stayIn(page, '102', 1, woman).waitFor()
    await drag(page, await nightOf(page, '102', 1, 13), await nightOf(page, '103', 1, 13))
    const panel = page.getByRole('region', { name: woman.name })
    await panel.getByRole('button', { name: /⇄/ }).click()
    await stayIn(page, '103', 1, woman).waitFor()
    expect(await staysOf(app, there, other)).toMatchObject([{ bedId: bedOf(there, '102', 1) }])
    await page.keyboard.press('Control+z')
    await stayIn(page, '102', 1, woman).waitFor()
  })

  test('moves from a night wholly by keyboard, and Esc leaves it as it was', async ({
    app,
    page,
  }) => {
    const there = await house(app)
    const woman = first(there.women)
    const whose = { courseId: there.courseId, personId: woman.personId }
    const nights = { from: arrival, to: departure }
    await app.call('boarding.place', { ...whose, ...nights, bedId: bedOf(there, '102', 1) })
    await openRack(page)
    await rack(page).locator('[data-cursor]').focus()
    // Down from the first bed of 101 to the first of 102, and from the eleventh to the stay.
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown')
    for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: woman.name }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-cursor'))

    await page.keyboard.down('Alt')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.keyboard.up('Alt')
    expect(await staysOf(app, there, woman)).toHaveLength(1)

    await page.keyboard.down('Alt')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.up('Alt')
    await page
      .getByRole('region', { name: woman.name })
      .getByRole('button', { name: /^Тек 15/ })
      .click()
    await stayIn(page, '102', 2, woman).waitFor()
    expect(await staysOf(app, there, woman)).toMatchObject([
      { bed: 1, to: '2025-10-15' },
      { bed: 2, from: '2025-10-15', to: departure },
    ])
  })

  test('says at once why not, who is in the way, and places in a bed that it offers', async ({
    app,
    page,
  }) => {
    const there = await house(app)
    const [one, other] = there.women
    if (!one || !other) throw new Error('the course has too few women')
    await app.call('boarding.place', {
      courseId: there.courseId,
      personId: one.personId,
      bedId: bedOf(there, '102', 1),
      from: arrival,
      to: departure,
    })
    await openRack(page)
    await stayIn(page, '102', 1, one).waitFor()
    await drag(page, await middleOf(chip(page, other)), await nightOf(page, '102', 1, 14))
    const panel = page.getByRole('region', { name: other.name })
    await panel
      .locator('[data-rule="overlap"]')
      .getByText(one.name.split(' ')[0] ?? '')
      .waitFor()
    expect(await staysOf(app, there, other)).toEqual([])
    await panel.getByRole('button', { name: /Ақ Бастау, 102/ }).click()
    await stayIn(page, '102', 2, other).waitFor()
    await panel.waitFor({ state: 'detached' })
  })

  test('does not let a man land in a room for women', async ({ app, page }) => {
    const there = await house(app)
    const man = first(there.men)
    await openRack(page)
    const from = await middleOf(chip(page, man))
    const to = await nightOf(page, '102', 2, 14)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 6 })
    await rack(page).getByText(words.verdict.women).waitFor()
    await page.mouse.up()
    const panel = page.getByRole('region', { name: man.name })
    await panel.locator('[data-rule="room_sex"]').waitFor()
    expect(await staysOf(app, there, man)).toEqual([])
  })

  test('places a participant and a companion together, in one change', async ({ app, page }) => {
    const there = await house(app)
    const pair = first(there.pairs)
    await openRack(page, 2)
    const name = filled(words.unplaced.with, { name: pair.name, count: 1 })
    const both = page.getByRole('button', { name: filled(words.unplaced.place, { name }) })
    await drag(page, await middleOf(both), await nightOf(page, '204', 2, 14))
    await stayIn(page, '204', 2, pair).waitFor()
    const { people } = await app.call('boarding.course', { courseId: there.courseId })
    const companion = people.find(({ companionOfId }) => companionOfId === pair.personId)
    expect(companion?.stays.map(({ roomName }) => roomName)).toEqual(['Ақ Бастау, 204'])
    await page.keyboard.press('Control+z')
    await both.waitFor()
  })

  test('asks whom to place when a free bed is clicked', async ({ app, page }) => {
    const there = await house(app)
    const woman = first(there.women)
    await openRack(page)
    const point = await nightOf(page, '103', 1, 15)
    await page.mouse.click(point.x, point.y)
    const title = filled(words.bedOf, { room: '103', bed: 1 })
    const panel = page.getByRole('region', { name: title })
    await panel
      .getByRole('button', { name: filled(words.unplaced.place, { name: woman.name }) })
      .click()
    await stayIn(page, '103', 1, woman).waitFor()
    expect(await staysOf(app, there, woman)).toMatchObject([{ from: arrival, to: departure }])
  })

  test('gives a whole room to one person from the head of the room', async ({ app, page }) => {
    const there = await house(app)
    const woman = first(there.women)
    await openRack(page)
    await page.getByRole('button', { name: filled(words.roomOf, { room: '103' }) }).click()
    const panel = page.getByRole('region', { name: filled(words.roomOf, { room: '103' }) })
    await panel.getByRole('combobox', { name: words.choose.who }).fill(woman.name)
    await page.getByRole('option', { name: new RegExp(woman.name) }).click()
    await panel.getByRole('button', { name: words.actions.takeRoom }).click()
    await bed(page, '103', 2)
      .getByRole('button', { name: new RegExp(words.states.kept) })
      .waitFor()
    const stays = await staysOf(app, there, woman)
    expect(stays.map(({ kept }) => kept).sort()).toEqual([false, true])
  })

  test('names whoever comes first at the head of those to whom a room can be given', async ({
    app,
    page,
  }) => {
    await house(app)
    const { courses } = await app.call('boarding.courses', { year: 2025 })
    const later = courses.filter(({ from }) => from > arrival)
    expect(later.length, 'courses after this one whose people wait too').toBeGreaterThan(0)
    await openRack(page)
    await page.getByRole('button', { name: filled(words.roomOf, { room: '103' }) }).click()
    await page.getByRole('combobox', { name: words.choose.who }).click()
    const firstNamed = await page.getByRole('option').first().innerText()
    expect(firstNamed).toContain(dayAndMonth(arrival, 'kk'))
  })

  test('leads from the head of a room to where it is closed', async ({ app, page }) => {
    await house(app)
    await openRack(page)
    const named = { name: filled(words.roomOf, { room: '103' }) }
    await page.getByRole('button', named).click()
    await page.getByRole('link', { name: words.room.change }).click()
    await page
      .getByRole('region', named)
      .getByRole('button', { name: kk.boarding.rooms.closeAdd })
      .waitFor()
  })
})

describe('the day of arrival', () => {
  test.override({ data: 'sample-centre', clock: '2025-10-13T14:00' })

  test('marks who has come and who has left, and frees the bed', async ({ app, page }) => {
    const there = await house(app)
    const woman = first(there.women)
    const whose = { courseId: there.courseId, personId: woman.personId }
    const nights = { from: arrival, to: departure }
    await app.call('boarding.place', { ...whose, ...nights, bedId: bedOf(there, '102', 1) })
    await openRack(page)
    await bed(page, '102', 1)
      .getByRole('button', { name: new RegExp(words.states.arriving) })
      .click()
    await page.getByRole('button', { name: words.actions.arrive, exact: true }).click()
    const here = bed(page, '102', 1).getByRole('button', {
      name: new RegExp(words.states.in_house),
    })
    await here.click()
    await page.getByRole('button', { name: words.actions.unplace }).waitFor()
    await vi.waitUntil(async () => {
      const { people } = await app.call('boarding.course', { courseId: there.courseId })
      return people.find(({ personId }) => personId === woman.personId)?.state === 'here'
    }, soon)
    await page.getByRole('button', { name: words.actions.unplace }).click()
    await here.waitFor({ state: 'detached' })
    await chip(page, woman).waitFor()
  })
})

describe('the days of the rack', () => {
  test.override({ data: 'sample-centre' })

  test('go on without end, and the view stays where it is while more are loaded', async ({
    page,
  }) => {
    await openRack(page)
    const board = page.locator('[data-direction="across"]')
    const seen = () =>
      page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('date') ?? '')
    let before = await seen()
    for (let step = 0; step < 12; step++) {
      // Two weeks further back, as soon as they are loaded.
      await vi.waitUntil(() => board.evaluate((element) => element.scrollLeft >= 14 * 36), soon)
      await board.evaluate((element) => element.scrollBy({ left: -14 * 36 }))
      await vi.waitUntil(async () => (await seen()) < before, soon)
      const now = await seen()
      const days = (Date.parse(before) - Date.parse(now)) / 86_400_000
      expect([step, days]).toEqual([step, 14])
      before = now
    }
    await page.getByRole('heading', { name: '2025 жылғы сәуір' }).waitFor()
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: '2025 жылғы қазан' }).waitFor()
  })

  test('a room that is opened stays under the pointer, although the next course is no longer in view', async ({
    page,
  }) => {
    await page.evaluate(() => {
      location.hash = '#/boarding?date=2025-10-24&scale=weeks'
    })
    page.setDefaultTimeout(soon.timeout)
    await page
      .getByRole('button', { name: /^Орналастыру: / })
      .first()
      .waitFor()
    const row = bed(page, '104', 1)
    const width = () => page.evaluate(() => document.querySelector('main')?.clientWidth ?? 0)
    const [before, wide] = [await row.boundingBox(), await width()]
    await page.getByRole('button', { name: /102/ }).first().click()
    await panel(page, /102/).waitFor()
    // The board is narrower by then, and knows it.
    await vi.waitFor(async () => expect(await width()).toBeLessThan(wide))
    expect((await row.boundingBox())?.y).toBe(before?.y)
  })
})
