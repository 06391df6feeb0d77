/** Fifty class lists as one PDF: by the app, and the same names as a plain page in the same runtime. */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import SqliteFile from 'better-sqlite3'
import type { ElectronApplication, Page } from 'playwright'
import type { SheetRequest } from '#contract/shell.ts'
import { databaseName } from '#service/service.ts'
import { startElectronApp } from '#test/support/app.ts'
import { copyOf, type Size } from './generate/index.ts'
import { inFolder, launch, ready, root, type Spread, spread } from './launch.ts'

const runs = 8
const lists = 50

export interface SheetTimes {
  lists: number
  pages: number
  kilobytesOfPage: number
  fonts: string[]
  /** With the page of sheets opened ahead, as it is once somebody looks at a preview. */
  app: Spread
  /** Milliseconds of the first, which had to open that page. */
  first: number
  floor: Spread
}

interface Made {
  milliseconds: number
  /** Base64. */
  pdf: string
}

/** From the call in the window until the PDF is there; from an empty page until its PDF is there. */
export async function measureSheets(size: Size): Promise<SheetTimes> {
  const dataDir = await copyOf(size)
  try {
    const { made, names } = await byApp(dataDir)
    const plain = await asPlainPage(names)
    // The first of each warms up.
    const times = (all: readonly Made[]) => spread(all.slice(1).map((one) => one.milliseconds))
    const first = Math.round(made[0]?.milliseconds ?? 0)
    return { lists, ...contentOf(made, names), app: times(made), first, floor: times(plain) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function byApp(dataDir: string): Promise<{ made: Made[]; names: string[][] }> {
  const raw = new SqliteFile(join(dataDir, databaseName), { readonly: true })
  const held = raw
    .prepare(
      `SELECT id FROM session WHERE kind = 'class' AND unmarked = 0 ORDER BY date DESC LIMIT ${lists}`,
    )
    .pluck()
    .all() as never[]
  raw.close()
  const request: SheetRequest = {
    kind: 'class',
    input: { sessionIds: held },
    language: 'kk+ru',
  }
  const { page, electron } = await startElectronApp({ dataDir, clock: '2025-12-29T09:00' })
  const made: Made[] = []
  for (let run = 0; run <= runs; run++) {
    if (run > 0) await openedAhead(electron)
    // Taken out here: the window's own clock stands still.
    const began = performance.now()
    const pdf = await page.evaluate(async (sheet) => {
      const reply = await window.bastau.shell('sheetPdf', sheet)
      if (!reply.ok) throw new Error(reply.code)
      return reply.value
    }, request)
    made.push({ milliseconds: performance.now() - began, pdf })
  }
  const names = await page.evaluate(async (sessionIds) => {
    const reply = await window.bastau.call('sheets.classes', { sessionIds }, null)
    if (!reply.ok) throw new Error(reply.code)
    const { classes } = reply.value as { classes: { people: { name: string }[] }[] }
    return classes.map(({ people }) => people.map(({ name }) => name))
  }, held)
  await electron.close()
  return { made, names }
}

/** Waits for the hidden page that the next sheet is made in. */
async function openedAhead(electron: ElectronApplication): Promise<void> {
  const isSheets = (page: Page) => page.url().endsWith('print.html')
  const page =
    electron.windows().find(isSheets) ??
    (await electron.waitForEvent('window', { predicate: isSheets }))
  await page.waitForLoadState()
}

const fontFile = (file: string) =>
  pathToFileURL(join(root, 'node_modules', '@expo-google-fonts', 'noto-sans', file)).href
const fontFaces = [
  ['400', fontFile('400Regular/NotoSans_400Regular.ttf')],
  ['700', fontFile('700Bold/NotoSans_700Bold.ttf')],
].map(
  ([weight, url]) =>
    `@font-face { font-family: 'Noto Sans'; font-weight: ${weight}; src: url(${url}) }`,
)

/** The least that a page with these names needs: a table for each list, the fonts, nothing measured. */
const plainPage = (names: readonly string[][]) => `<!doctype html><html data-ready="true">
<meta charset="utf-8"><style>${fontFaces.join('')}
@page { size: A4 } body { font: 11pt 'Noto Sans' } table { break-after: page; width: 100% }
td { border: 1px solid; height: 7mm }</style>
${names
  .map((list) => {
    const rows = list.map((name, index) => `<tr><td>${index + 1}<td>${name}<td><b>✓</b><td>`)
    return `<table>${rows.join('')}</table>`
  })
  .join('')}`

const asPlainPage = (names: readonly string[][]): Promise<Made[]> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'lists.html'), plainPage(names))
    const app = await launch(folder, 'lists.html')
    await ready(await app.firstWindow())
    const made: Made[] = []
    for (let run = 0; run <= runs; run++) {
      made.push(
        await app.evaluate(
          async ({ BrowserWindow }, file) => {
            const began = performance.now()
            const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
            await window.loadFile(file)
            await window.webContents.executeJavaScript('document.fonts.ready.then(() => true)')
            const pdf = await window.webContents.printToPDF({
              preferCSSPageSize: true,
              printBackground: true,
              generateTaggedPDF: true,
            })
            const milliseconds = performance.now() - began
            window.destroy()
            return { milliseconds, pdf: pdf.toString('base64') }
          },
          join(folder, 'lists.html'),
        ),
      )
    }
    await app.close()
    return made
  })

/** What is on the paper. Throws when a name of a list cannot be read there. */
function contentOf(made: readonly Made[], names: readonly string[][]) {
  const pdf = Buffer.from(made.at(-1)?.pdf ?? '', 'base64')
  const output = (program: string, ...args: string[]) =>
    execFileSync(program, args, { input: pdf, encoding: 'utf8', maxBuffer: 50_000_000 })
  const text = output('pdftotext', '-layout', '-', '-')
  const missing = names.flat().find((name) => !text.includes(name))
  if (missing !== undefined) throw new Error('a name of a list is not on its paper')
  const pages = text.split('\f').length - 1
  const fonts = output('pdffonts', '-').split('\n').slice(2)
  return {
    pages,
    kilobytesOfPage: Number((pdf.length / 1024 / pages).toFixed(1)),
    fonts: [...new Set(fonts.map((line) => line.split(' ')[0] ?? '').filter((font) => font))],
  }
}
