/**
 * `npm run bench`: times of the service's most used methods on a file of ten years, next to the
 * bare SQL of the same work (the floor) and to a file of one year (growth). Absolute times are of
 * the machine they were taken on; the ratios are what to watch.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalDateTime } from '#contract/values.ts'
import { fixedClock } from '#service/kernel/clock.ts'
import { spelling } from '#service/kernel/folding.ts'
import { idSource } from '#service/kernel/ids.ts'
import { addDays, endOf, timeAt, weekdayOf } from '#service/kernel/time.ts'
import { databaseName, openService } from '#service/service.ts'
import { openFloor } from './floor.ts'
import { generate, lastDay, type Size } from './generate.ts'
import { measure, type Timing } from './measure.ts'

const tenYears: Size = { people: 60_000, sessions: 120_000, marks: 1_000_000, claims: 500_000 }
const oneYear: Size = { people: 6_000, sessions: 12_000, marks: 100_000, claims: 50_000 }
const times = 400

type Work = 'day board' | 'check' | 'book' | 'mark' | 'search'
type Timings = Record<Work, Timing>

const queries =
  'Алия куралай сокол нургал aliya ис сокол алия temirlan ахметов са ермеков дил ұлж Ұлжан суле оспанов бауырж 7701 Цой tolegen кен'.split(
    ' ',
  )

async function timings(dataDir: string): Promise<{ app: Timings; floor: Timings }> {
  const service = await openService({
    dataDir,
    clock: fixedClock('2025-12-29T09:00' as LocalDateTime),
    onChange: () => undefined,
    onBug: ({ error }) => {
      throw error
    },
  })
  const floor = openFloor(service.databaseFile)
  const newId = idSource(() => Date.now())
  const call = async (method: string, input: unknown) => {
    const reply = await service.dispatch({ id: 1, method, input })
    if (!reply.ok) throw new Error(`${method}: ${reply.code} ${JSON.stringify(reply.params)}`)
    return reply.value
  }
  const ids = (text: string) => floor.raw.prepare(text).pluck().all() as string[]
  const clients = ids('SELECT id FROM person ORDER BY id LIMIT 2000')
  const horses = ids('SELECT id FROM horse ORDER BY id')
  const places = ids('SELECT id FROM place ORDER BY id')
  const instructors = ids(`SELECT member_id FROM member_role WHERE role = 'instructor' ORDER BY 1`)
  const leaders = ids(`SELECT member_id FROM member_role WHERE role = 'leader' ORDER BY 1`)
  const sessions = floor.raw
    .prepare('SELECT id, client_id FROM session ORDER BY date DESC, id LIMIT 1000')
    .all() as { id: string; client_id: string }[]
  const dates = Array.from({ length: 250 }, (_, index) => addDays(lastDay, -index)).filter(
    (date) => weekdayOf(date) !== 'su',
  )
  // Days like the busy ones behind them: 40 rides booked a day, six working days a week.
  const rideAt = (number: number, first: number) => {
    const day = first + Math.floor(number / 24)
    const date = addDays(lastDay, 2 + day + Math.floor(day / 6))
    const lane = number % 4
    const turn = Math.floor(number / 4) % 6
    const start = timeAt(9 * 60 + turn * 80)
    return {
      date,
      start,
      end: endOf(start, 30),
      minutes: 30,
      clientId: clients[(number * 7) % clients.length] as string,
      horseId: horses[(lane * 3 + (day % 2)) % horses.length] as string,
      placeId: places[lane] as string,
      instructorId: instructors[lane] as string,
      leaderId: leaders[lane] as string,
      sidewalkerIds: [],
    }
  }
  const contractRide = ({ end: _, ...ride }: ReturnType<typeof rideAt>) => ride
  const query = (index: number) => queries[index % queries.length] as string
  const session = (index: number) => sessions[index % sessions.length] as (typeof sessions)[number]

  const app: Timings = {
    'day board': await measure(times, (index) =>
      call('hippotherapy.day', { date: dates[index % dates.length] }),
    ),
    check: await measure(times, (index) =>
      call('hippotherapy.check', contractRide(rideAt(index, 60))),
    ),
    book: await measure(times, (index) =>
      call('hippotherapy.book', contractRide(rideAt(index, 0))),
    ),
    mark: await measure(times, (index) =>
      call('attendance.mark', {
        sessionId: session(index).id,
        personId: session(index).client_id,
        mark: 'late',
      }),
    ),
    search: await measure(times, (index) => call('people.search', { text: query(index) })),
  }
  const bare: Timings = {
    'day board': await measure(times, (index) => {
      const date = dates[index % dates.length] as (typeof dates)[number]
      floor.day(date, weekdayOf(date))
    }),
    check: await measure(times, (index) => floor.check(rideAt(index, 60))),
    book: await measure(times, (index) =>
      floor.book(rideAt(index, 200), newId<string>(), newId<string>()),
    ),
    mark: await measure(times, (index) => {
      const { id, client_id } = session(times + 50 + index)
      floor.mark(id, client_id, 'late', newId<string>())
    }),
    search: await measure(times, (index) => floor.search(spelling(query(index)))),
  }
  floor.close()
  await service.close()
  return { app, floor: bare }
}

async function prepared(name: string, size: Size): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), `bastau-bench-${name}-`))
  process.stderr.write(`making ${size.people} people, ${size.sessions} sessions …\n`)
  await generate(join(dataDir, databaseName), size)
  return dataDir
}

const small = await prepared('one-year', oneYear)
const large = await prepared('ten-years', tenYears)
const one = await timings(small)
const ten = await timings(large)
for (const folder of [small, large]) rmSync(folder, { recursive: true, force: true })

const ratio = (over: number, under: number) => Math.round((over / under) * 100) / 100
const rows = (Object.keys(ten.app) as Work[]).map((work) => ({
  work,
  median: ten.app[work].median,
  p95: ten.app[work].p95,
  'floor median': ten.floor[work].median,
  'floor p95': ten.floor[work].p95,
  'times floor': ratio(ten.app[work].median, ten.floor[work].median),
  'one year': one.app[work].median,
  growth: ratio(ten.app[work].median, one.app[work].median),
}))
console.table(rows)
console.log(JSON.stringify({ tenYears, oneYear, milliseconds: rows }))
