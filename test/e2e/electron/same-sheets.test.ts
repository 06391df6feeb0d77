/** Every sheet is the same paper in the engine of the tests and in one of today. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SheetRequest } from '#contract/shell.ts'
import type { LocalDate, LocalMonth } from '#contract/values.ts'
import { type SheetKind, sheets } from '#renderer/print/sheets/index.ts'
import { type RunningApp, startChromiumApp, startElectronApp, temporaryFolder } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const folder = temporaryFolder()
/** A millimetre in the points of a PDF: what nobody sees on paper. */
const millimetre = 72 / 25.4

/** One request of each kind, in the two languages of an official paper here. */
async function requests({ call }: RunningApp): Promise<SheetRequest[]> {
  const { groups } = await call('studio.groups', {})
  const { courses } = await call('boarding.courses', { year: 2025 })
  const courseId = courses.findLast(({ until }) => until < monday)?.courseId
  const { lines } = await call('attendance.day', { date: monday })
  const personId = lines[0]?.personId
  const groupId = groups[0]?.groupId
  if (!courseId || !personId || !groupId) throw new Error('the sample has changed')
  const month = '2025-10' as LocalMonth
  const inputs: Record<SheetKind, SheetRequest['input'][]> = {
    'rides-day': [{ date: monday }],
    class: [{ date: monday }, { courseId, date: '2025-09-30' }],
    register: [{ groupId, month }, { groupId: null, month }, { courseId }],
    'client-timetable': [{ personId, from: monday, until: '2025-11-02' }],
    'call-list': [{ from: monday, until: '2025-10-12' }],
    'course-roster': [{ courseId }],
    'rooming-list': [{ courseId }],
    'door-signs': [{ courseId }],
    meals: [{ courseId }],
  }
  return sheets.flatMap(({ kind }) =>
    inputs[kind].map((input) => ({ kind, input, language: 'kk+ru' as const })),
  )
}

interface Word {
  text: string
  page: number
  left: number
  top: number
}

/** Each word of a sheet, with where it stands, and the number of pages. */
async function wordsOf(app: RunningApp, request: SheetRequest, name: string) {
  const pdf = await app.page.evaluate(async (sheet) => {
    const reply = await window.bastau.shell('sheetPdf', sheet)
    if (!reply.ok) throw new Error(reply.code)
    return reply.value
  }, request)
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, Buffer.from(pdf, 'base64'))
  const text = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 })
  const pages = text.split('<page ').slice(1)
  const words = pages.flatMap((page, index): Word[] =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)<\/word>/g)].map(
      ([, left, top, word = '']) => ({
        text: word,
        page: index,
        left: Number(left),
        top: Number(top),
      }),
    ),
  )
  return { pages: pages.length, words }
}

test.skipIf(!process.env.BASTAU_CHROMIUM)(
  'every kind of sheet has the same pages and words in both engines, none moved by a millimetre',
  async () => {
    const old = await startElectronApp({ data: 'sample-centre' })
    const asked = await requests(old).catch(async (error) => {
      await old.close()
      throw error
    })
    const before = []
    for (const [number, request] of asked.entries()) {
      before.push(await wordsOf(old, request, `electron-${number}`))
    }
    await old.close()
    const today = await startChromiumApp({ data: 'sample-centre' })
    try {
      for (const [number, request] of asked.entries()) {
        const now = await wordsOf(today, request, `chromium-${number}`)
        const then = before[number]
        const name = `${request.kind} ${number}`
        expect([name, now.pages]).toEqual([name, then?.pages])
        expect([name, now.words.map(({ text }) => text)]).toEqual([
          name,
          then?.words.map(({ text }) => text),
        ])
        expect(now.words.length).toBeGreaterThan(5)
        const moved = now.words.filter((word, index) => {
          const was = then?.words[index]
          return (
            was?.page !== word.page ||
            Math.abs(was.left - word.left) > millimetre ||
            Math.abs(was.top - word.top) > millimetre
          )
        })
        expect([name, moved]).toEqual([name, []])
      }
    } finally {
      await today.close()
    }
  },
)
