/** The pictures of the README: each main screen of the sample centre, in Kazakh. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startElectronApp } from '#test/support/app.ts'
import { root } from '#test/support/project.ts'

const folder = join(root, 'resources', 'pictures')
const monday = '2025-10-06'

const screens = {
  today: '#/today',
  'day-board': `#/hippotherapy?date=${monday}`,
  attendance: `#/attendance?date=2025-10-04`,
  'studio-week': `#/studio/week?from=${monday}`,
  consultations: '#/consultations',
  people: '#/people',
  sheet: `#/sheets?kind=rides-day&date=${monday}`,
} as const

mkdirSync(folder, { recursive: true })
const app = await startElectronApp({ data: 'sample-centre', clock: `${monday}T10:05` })
await app.electron.evaluate(({ BrowserWindow }) => {
  for (const window of BrowserWindow.getAllWindows()) window.setContentSize(1280, 800)
})
const { groups } = await app.call('studio.groups', {})
const group = groups.find(({ waiting }) => waiting > 0)?.groupId
// The course that comes next is placed by its first plan.
const { courses } = await app.call('boarding.courses', { year: 2025 })
const next = courses.findLast(({ from }) => from > monday)?.courseId
if (!next) throw new Error('the sample has no course to come')
const { placings } = await app.call('boarding.propose', { courseId: next })
await app.call('boarding.acceptProposal', { courseId: next, placings })
const all = {
  ...screens,
  'room-rack': '#/boarding?date=2025-10-11&scale=month',
  course: `#/boarding/courses?course=${next}`,
  group: `#/studio/groups/${group}`,
  register: `#/attendance/register?group=${group}&month=2025-09`,
}
for (const [name, hash] of Object.entries(all)) {
  await app.page.evaluate((to) => {
    location.hash = to
  }, hash)
  // Two frames: the screen has been drawn once and has asked for what it shows.
  await app.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  await app.page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  await app.page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`resources/pictures/${name}.png`)
}
await app.close()
