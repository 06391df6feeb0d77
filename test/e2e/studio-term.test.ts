import { join } from 'node:path'
import type { Page } from 'playwright'
import readWorkbook from 'read-excel-file/node'
import { expect, onTestFinished, test } from 'vitest'
import type { GroupId, LocalDate, LocalMonth } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import {
  choose,
  choosePerson,
  goTo,
  panel,
  pdfText,
  type RunningApp,
  root,
  startApp,
  temporaryFolder,
  typeDay,
} from './fixtures.ts'

const words = kk.studio
const groupName = 'ИЗ-1'
const month = '2025-10' as LocalMonth
/** Mondays and Wednesdays of October without the 27th, the holiday; the 15th has moved to 14:00. */
const held = ['01', '06', '08', '13', '15', '20', '22', '29']

async function groupNamed(app: RunningApp, name: string) {
  const { groups } = await app.call('studio.groups', {})
  const group = groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group ${name}`)
  return app.call('studio.group', { groupId: group.groupId })
}

/** The files of the centre, brought in one after another. */
async function bringIn(page: Page, files: readonly string[]) {
  await goTo(page, '/people/import')
  await page
    .getByLabel(kk.importing.choose)
    .setInputFiles(files.map((name) => join(root, 'resources', 'sample', name)))
  for (const [index, fileName] of files.entries()) {
    await page.getByRole('button', { name: /^Енгізу: \d+/ }).click()
    await page.getByText(kk.importing.done.replace('{{fileName}}', fileName)).waitFor()
    const next = files[index + 1]
    if (!next) continue
    await page
      .getByRole('button', { name: kk.importing.nextFile.replace('{{fileName}}', next) })
      .click()
  }
}

async function addStudio(page: Page, name: string) {
  await goTo(page, '/settings/places')
  await page.getByRole('button', { name: kk.places.add }).first().click()
  await page.getByRole('textbox', { name: kk.places.field.name }).fill(name)
  await choose(page, kk.places.field.use, kk.places.use.studio)
  await page.keyboard.press('Control+Enter')
  await page.getByText(kk.places.created.replace('{{name}}', name)).waitFor()
}

async function openGroup(page: Page, name: string) {
  await goTo(page, '/studio/groups')
  await page.getByRole('table', { name: words.list }).getByRole('button', { name }).click()
  await panel(page, name).waitFor()
}

/** Place, capacity and two weekly times: what the spreadsheet did not say. */
async function finishGroup(page: Page) {
  await panel(page, groupName).getByRole('button', { name: words.edit }).click()
  await choose(page, words.field.place, 'Изостудия')
  await page.getByRole('textbox', { name: words.field.capacity }).fill('12')
  await page.getByRole('button', { name: words.addTime }).click()
  await page.getByRole('button', { name: words.addTime }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText(words.done.updated.replace('{{name}}', groupName)).waitFor()
}

/** What is made of October is seen first; the clash takes the hour that is offered. */
async function planOctober(page: Page, app: RunningApp) {
  await panel(page, groupName).getByRole('button', { name: words.plan }).click()
  const plan = panel(page, words.plan)
  await typeDay(page, words.field.from, '01.10.2025')
  await typeDay(page, words.field.until, '31.10.2025')
  const day = (text: string) => plan.getByRole('listitem').filter({ hasText: text })
  await day('27 қазан').getByText(kk.schedule.outcome.closed).waitFor()
  await day('15 қазан').getByText(kk.schedule.outcome.clash).waitFor()
  await plan.getByRole('status').getByText('болады: 7', { exact: true }).waitFor()
  // Nothing has been written by looking.
  expect((await groupNamed(app, groupName)).classes).toBe(0)
  await day('15 қазан')
    .getByRole('button', { name: /^11:30 · / })
    .click()
  await plan.getByRole('button', { name: words.planSave.replace('{{count}}', '8') }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(words.done.planned.replace('{{count}}', '8')).waitFor()
  const { classes, lastClassOn } = await groupNamed(app, groupName)
  expect([classes, lastClassOn]).toEqual([8, '2025-10-29'])
}

/** The twelve places are taken: the next one waits, and is taken in once somebody has left. */
async function takeInFromQueue(page: Page, app: RunningApp) {
  await panel(page, groupName).getByRole('button', { name: words.join }).click()
  await choosePerson(page, words.field.person, 'Юсупов Хамза')
  await page.getByRole('button', { name: words.toQueue }).click()
  await page.getByText(/күту тізімінде 1-ші$/).waitFor()
  expect((await groupNamed(app, groupName)).members).toBe(12)

  await panel(page, groupName)
    .getByRole('button', { name: /^Цой Артём/ })
    .click()
  await panel(page, 'Цой Артём').getByRole('button', { name: words.leave }).click()
  await page.getByText(words.done.left.replace('{{name}}', 'Цой Артём')).waitFor()
  await goTo(page, '/studio/queue')
  await page.getByText('кезегі келді, осы сағаттарда бос').waitFor()
  await page.getByRole('button', { name: `${words.promote}: Юсупов Хамза` }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText(words.done.joined.replace('{{name}}', 'Юсупов Хамза')).waitFor()
  const { members, queue } = await groupNamed(app, groupName)
  expect([members, queue]).toEqual([12, []])
}

/** All present in each class, but one person: absent, late or excused in turn. */
async function markOctober(page: Page) {
  for (const [index, day] of held.entries()) {
    await goTo(page, `/attendance?date=${month}-${day}&kind=class`)
    const everybody = new RegExp(`^${kk.attendance.allPresent}: \\d+, ${groupName}$`)
    await page.getByRole('button', { name: everybody }).click()
    const list = page.getByRole('list', { name: `${kk.attendance.list}: ${groupName}` })
    const row = list.getByRole('listitem').nth(index)
    await list.getByText('✓Келді', { exact: true }).nth(11).waitFor()
    await row
      .getByRole('button')
      .first()
      .press(['3', '2', '4'][index % 3] as string)
    await row.getByText(['НКелмеді', 'ОКешікті', 'УСебепті келмеді'][index % 3] as string).waitFor()
  }
}

test('a term of a studio: from the spreadsheet to the register that agrees everywhere', async () => {
  const dataDir = temporaryFolder()
  const file = join(temporaryFolder(), 'register')
  let running: RunningApp | null = null
  onTestFinished(() => running?.close())

  // September: the group is finished, its October planned, its last place given away.
  const autumn = await startApp({ dataDir, clock: '2025-09-29T09:00' })
  running = autumn
  await bringIn(autumn.page, ['staff.csv', 'studio-members-2025.csv'])
  expect((await autumn.call('studio.groups', {})).groups).toHaveLength(15)
  expect((await groupNamed(autumn, groupName)).memberList).toHaveLength(12)
  await addStudio(autumn.page, 'Изостудия')
  await addStudio(autumn.page, 'Зал')
  await bookInTheWay(autumn)
  await openGroup(autumn.page, groupName)
  await finishGroup(autumn.page)
  await planOctober(autumn.page, autumn)
  await takeInFromQueue(autumn.page, autumn)
  running = null
  await autumn.close()

  // The end of October: the month is marked and its register taken out.
  const app = await startApp({
    dataDir,
    clock: '2025-10-31T18:00',
    env: { BASTAU_SAVE_TO: file },
  })
  running = app
  await markOctober(app.page)
  const { groupId } = await groupNamed(app, groupName)
  await goTo(app.page, `/sheets?kind=register&group=${groupId}&month=${month}&language=ru`)
  await app.page.getByText(/^бет саны: \d+$/).waitFor()
  await app.page.getByRole('button', { name: kk.sheets.savePdf }).click()
  const saved = app.page.getByRole('alert').filter({ hasText: `Парақ сақталды: ${file}` })
  await saved.getByRole('button', { name: kk.common.close }).click()
  await saved.waitFor({ state: 'detached' })
  const paper = fromPaper(pdfText(file))
  await app.page.getByRole('button', { name: kk.sheets.saveWorkbook }).click()
  await saved.waitFor()
  const workbook = await fromWorkbook(file)

  const database = await fromDatabase(app, groupId)
  expect(workbook).toEqual(database)
  expect(paper).toEqual(database)
  // Twelve people and the one who had left: 8 classes, 5 of 96 marks not present.
  expect(database).toHaveLength(12)
  expect(database.reduce((sum, row) => sum + row.present, 0)).toBe(91)
})

/** Something of another group that takes the place on 15 October at the hour of the class. */
async function bookInTheWay(app: RunningApp) {
  const { places } = await app.call('places.list', {})
  const placeId = places.find((one) => one.name === 'Изостудия')?.id
  const other = await groupNamed(app, 'КО-1')
  if (!placeId) throw new Error('the studio is not there')
  await app.call('studio.book', {
    ...{ groupId: other.groupId, teacherId: other.teacherId, placeId },
    ...{ date: '2025-10-15' as LocalDate, start: '10:00' as never, minutes: 60 },
  })
}

interface Row {
  name: string
  /** Letters of the month, in order of day. */
  letters: string
  present: number
  absent: number
  excused: number
}

/** What the marks themselves say, counted here. */
async function fromDatabase(app: RunningApp, groupId: GroupId): Promise<Row[]> {
  const { marks } = await app.call('attendance.marks', {})
  const byName = new Map<string, Row>()
  for (const day of held) {
    const { lines } = await app.call('attendance.day', { date: `${month}-${day}` as LocalDate })
    for (const line of lines.filter((one) => one.groupId === groupId)) {
      const kind = marks.find((one) => one.code === line.mark)
      if (!kind) throw new Error(`${line.clientName} has no mark on ${day}`)
      const row = byName.get(line.clientName) ?? {
        ...{ name: line.clientName, letters: '', present: 0, absent: 0, excused: 0 },
      }
      row.letters += kind.letter
      row[kind.countsAsPresent ? 'present' : kind.excused ? 'excused' : 'absent'] += 1
      byName.set(line.clientName, row)
    }
  }
  return [...byName.values()].sort(byNameOf)
}

const byNameOf = (one: Row, other: Row) => (one.name < other.name ? -1 : 1)
const bare = (name: string) => name.replace(/ \(.*$/, '').trim()

/** Lines of the PDF that begin with a number and a name. */
function fromPaper(text: string): Row[] {
  return text
    .split('\n')
    .map((line) => /^\s*\d+\s+(\D+?)\s{2,}(.*)$/.exec(line.replace(/\(.*?\)/, '')))
    .filter((match) => match !== null)
    .flatMap(([, name = '', rest = '']) => {
      const letters = rest.replace(/[^✓ОНУ]/g, '')
      const [present, absent, excused] = rest.match(/\d+/g)?.map(Number) ?? []
      if (letters === '' || present === undefined) return []
      return [{ name: bare(name), letters, present, absent: absent ?? -1, excused: excused ?? -1 }]
    })
    .sort(byNameOf)
}

/** Rows of the workbook that begin with a number. */
async function fromWorkbook(file: string): Promise<Row[]> {
  const [sheet] = await readWorkbook(file)
  return (sheet?.data ?? [])
    .filter(([number]) => typeof number === 'number')
    .map(([, name, ...rest]) => {
      const days = rest.slice(0, 31)
      const [, present, absent, excused] = rest.slice(31).map(Number)
      const letters = days.map((cell) => cell ?? '').join('')
      return {
        ...{ name: bare(String(name)), letters, present: present ?? -1 },
        ...{ absent: absent ?? -1, excused: excused ?? -1 },
      }
    })
    .sort(byNameOf)
}
