/**
 * `npm run bench`: times of the service's most used methods on a file of ten years, next to the
 * bare SQL of the same work (the floor) and to a file of one year (growth). Absolute times are of
 * the machine they were taken on; the ratios are what to watch. Words after `--` choose works by name;
 * `--protected` measures on encrypted files.
 */
import { rmSync } from 'node:fs'
import type { LocalDateTime } from '#contract/values.ts'
import { newDataKey } from '#keys/key-file.ts'
import { workbookTexts } from '#renderer/texts/workbook.ts'
import { fixedClock } from '#service/kernel/clock.ts'
import { openService, type ServiceOptions } from '#service/service.ts'
import { boardingWorks } from './boarding.ts'
import { openFloor } from './floor.ts'
import { copyOf, oneYear, type Size, tenYears } from './generate/index.ts'
import { measure, type Timing } from './measure.ts'
import { rideWorks } from './rides.ts'
import { settlingNow, settlingWorks } from './settling.ts'
import { studioWorks } from './studios.ts'
import { type Opened, usualTimes, type Work } from './work.ts'

interface Timings {
  name: string
  target: number
  app: Timing
  floor: Timing | undefined
}

/** What protected files are encrypted with here; null for those that are not. */
const key = process.argv.includes('--protected') ? newDataKey() : null

const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isChosen = ({ name }: { name: string }) =>
  chosen.length === 0 || chosen.some((word) => name.includes(word))

/** Works that are measured on one copy of the file, at one moment. */
const groups: { now: string; works: ((opened: Opened) => Work[])[] }[] = [
  { now: '2025-12-29T09:00', works: [rideWorks, studioWorks, boardingWorks] },
  // The last weeks of the file are still to come, and nobody is marked in them.
  { now: settlingNow, works: [settlingWorks] },
]

async function timings(size: Size): Promise<Timings[]> {
  const taken: Timings[] = []
  for (const group of groups) taken.push(...(await timingsOf(size, group)))
  return taken
}

async function timingsOf(size: Size, { now, works }: (typeof groups)[number]): Promise<Timings[]> {
  const dataDir = await copyOf(size)
  const options: ServiceOptions = {
    dataDir,
    key,
    clock: fixedClock(now as LocalDateTime),
    workbookTexts,
    onChange: () => undefined,
    onReady: () => undefined,
    onBug: ({ error }) => {
      throw error
    },
  }
  const opening = { name: 'open the file', target: 500, times: 20 }
  // Alone: beside another service, and after a crash, the file would be checked as well.
  const openingTimes = isChosen(opening)
    ? await measure(opening.times, async () => (await openService(options)).close())
    : null
  const service = await openService(options)
  const raw = openFloor(service.databaseFile, key)
  const call: Opened['call'] = async (method, input) => {
    const reply = await service.dispatch({ id: 1, method, input })
    if (!reply.ok) throw new Error(`${method}: ${reply.code} ${JSON.stringify(reply.params)}`)
    return reply.value
  }
  const refused: Opened['refused'] = async (method, input, code) => {
    const reply = await service.dispatch({ id: 1, method, input })
    if (reply.ok || reply.code !== code) throw new Error(`${method} was not refused with ${code}`)
  }
  const chosenWorks = works.flatMap((worksOn) => worksOn({ call, refused, raw })).filter(isChosen)
  const taken: Timings[] = openingTimes
    ? [{ name: opening.name, target: opening.target, app: openingTimes, floor: undefined }]
    : []
  for (const { name, target, times = usualTimes, app, floor } of chosenWorks) {
    taken.push({
      name,
      target,
      app: await measure(times, app),
      floor: floor && (await measure(times, floor)),
    })
  }
  raw.close()
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
  return taken
}

const one = await timings(oneYear)
const ten = await timings(tenYears)

const ratio = (over: number, under: number) => Math.round((over / under) * 100) / 100
const rows = ten.map(({ name, target, app, floor }, index) => {
  const small = one[index] as Timings
  return {
    work: name,
    target,
    median: app.median,
    p95: app.p95,
    'floor median': floor?.median ?? null,
    'floor p95': floor?.p95 ?? null,
    'times floor': floor ? ratio(app.median, floor.median) : null,
    'one year': small.app.median,
    growth: ratio(app.median, small.app.median),
  }
})
console.table(rows)
console.log(JSON.stringify({ tenYears, oneYear, milliseconds: rows }))
