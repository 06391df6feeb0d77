import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import type { Page } from 'playwright'
import readWorkbook from 'read-excel-file/node'
import { expect } from 'vitest'
import type { CallInput } from '#contract/index.ts'
import { addDays } from '#contract/time.ts'
import { databaseName } from '#service/service.ts'
import { goTo, pdfPages, pdfText, type RunningApp, temporaryFolder, test } from './fixtures.ts'

const file = join(temporaryFolder(), 'course')
/** The course of the sample that begins on the Monday of these tests. */
const clock = '2025-10-06T08:40'
const kept = process.env.BASTAU_KEEP_SHEETS

test.override({ data: 'sample-centre', clock, env: { BASTAU_SAVE_TO: file } })

async function save(page: Page, query: string, button = 'PDF сақтау'): Promise<void> {
  await goTo(page, `/sheets?${query}`)
  await page.getByText(/^бет саны: \d+$/).waitFor()
  await page.getByRole('button', { name: button }).click()
  await page.getByText(`Парақ сақталды: ${file}`).first().waitFor()
}

/** A course with a plan, of whom one moves after a night and another leaves early. */
async function fullCourse({ call }: RunningApp) {
  const { courses } = await call('boarding.courses', { year: 2025 })
  const course = courses.find(({ until }) => until >= clock.slice(0, 10)) ?? courses[0]
  if (!course) throw new Error('the sample has no courses')
  const { courseId, from } = course
  const { placings } = await call('boarding.propose', { courseId, fixed: [] })
  await call('boarding.acceptProposal', { courseId, placings })
  const { rooms } = await call('boarding.rooms', {})
  const taken = new Set(placings.map((one) => one.bedId))
  const on = addDays(from, 2)
  for (const { personId } of placings) {
    for (const bed of rooms.flatMap((room) => room.beds)) {
      if (taken.has(bed.bedId)) continue
      const move: CallInput<'boarding.place'> = {
        ...{ courseId, personId, bedId: bed.bedId, from: on, to: course.until },
      }
      const { findings } = await call('boarding.check', move)
      if (findings.length > 0) continue
      await call('boarding.move', { courseId, personId, bedId: bed.bedId, from: on })
      const leaves = placings.find((one) => one.personId !== personId)?.personId
      if (!leaves) throw new Error('only one person is in the course')
      // The course is still to come: who leaves it early is planned to.
      await call('boarding.plan', { courseId, personId: leaves, from, until: on })
      return course
    }
  }
  throw new Error('nobody can move')
}

/** `101 2 06.10 – 12.10`, by the file itself, one for each night and person. */
function nightsInFile(dataDir: string, courseId: string): string[] {
  const raw = new SqliteFile(join(dataDir, databaseName), { readonly: true })
  const stays = raw
    .prepare(
      `SELECT room.number, bed.position, stay.from_date AS first, stay.to_date AS last,
         person.family_name || ' ' || person.given_name AS name
       FROM stay JOIN bed ON bed.id = stay.bed_id JOIN room ON room.id = bed.room_id
         JOIN person ON person.id = stay.person_id WHERE stay.course_id = ? AND stay.kept = 0`,
    )
    .all(courseId) as {
    number: string
    position: number
    first: string
    last: string
    name: string
  }[]
  raw.close()
  return stays.flatMap((one) =>
    nightsOf(one.first, one.last, `${one.number} ${one.position} ${one.name}`),
  )
}

function nightsOf(first: string, last: string, what: string): string[] {
  const nights: string[] = []
  for (let night = first; night < last; night = addDays(night as never, 1)) {
    nights.push(`${night} ${what}`)
  }
  return nights
}

/** The lines of the part by room, as `pdftotext` reads them back. */
function nightsOnPaper(text: string, year: string): string[] {
  const byRoom = text.split('\f').filter((page) => /^\s*\d+( ♿)?\s+-?\d+\s+\d+\s+\S/m.test(page))
  const day = (dayMonth: string) => `${year}-${dayMonth.split('.').reverse().join('-')}`
  const line = /^\s*(\d+)(?: ♿)?\s+-?\d+\s+(\d+)\s+(\S.*?)\s{2,}.*?(\d\d\.\d\d) – (\d\d\.\d\d)/gm
  return byRoom.flatMap((page) =>
    [...page.matchAll(line)].flatMap(([, room, bed, name, first = '', last = '']) =>
      nightsOf(day(first), day(last), `${room} ${bed} ${name}`),
    ),
  )
}

test('the rooming list on paper is the file night by night, and the roster a workbook', async ({
  app,
  page,
}) => {
  const { courseId, from } = await fullCourse(app)
  await save(page, `kind=rooming-list&course=${courseId}&language=kk%2Bru`)
  const inFile = nightsInFile(app.dataDir, courseId)
  expect(inFile.length).toBeGreaterThan(50)
  expect(nightsOnPaper(pdfText(file), from.slice(0, 4)).sort()).toEqual(inFile.sort())
  for (const kind of ['rooming-list', 'course-roster', 'door-signs', 'meals', 'register']) {
    await page.reload()
    await save(page, `kind=${kind}&course=${courseId}&language=kk%2Bru`)
    expect(pdfPages(file)).toBeGreaterThan(0)
    if (kept) copyFileSync(file, join(kept, `${kind}.pdf`))
  }
  await page.reload()
  await save(page, `kind=course-roster&course=${courseId}&language=ru`, 'Excel файлын сақтау')
  const [sheet] = (await readWorkbook(readFileSync(file))) as unknown as { data: unknown[][] }[]
  const { people } = await app.call('sheets.courseRoster', { courseId })
  expect(sheet?.data.slice(6).map((row) => row[1])).toEqual(people.map((one) => one.name))
})
