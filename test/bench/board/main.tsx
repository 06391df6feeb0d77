/** The board alone, with more on it than any day or month has: what is measured is its own work. */
import '#renderer/app/global.css'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import {
  type Axis,
  Board,
  type BoardItem,
  type BoardLine,
  type BoardWords,
  minutesDown,
} from '#renderer/board/index.ts'

/** Times in milliseconds, each from the call until the layout is done. */
export interface BoardTimes {
  columns: number
  items: number
  mount: number[]
  /** From the call until the frame with the whole board is on the screen. */
  mountToFrame: number[]
  change: number[]
  /** From the call until the frame with the change is on the screen. */
  changeToFrame: number[]
}

/** The same of the board across: rows of beds, days to the right. */
export interface RackTimes {
  beds: number
  days: number
  stays: number
  mount: number[]
  mountToFrame: number[]
  /** From the call until the layout is done after the view went on by a week. */
  scroll: number[]
}

declare global {
  interface Window {
    measureBoard(): Promise<BoardTimes>
    measureRack(): Promise<RackTimes>
  }
}

const columnCount = 40
const itemCount = 500
const mounts = 15
const changes = 60

const columns: BoardLine[] = Array.from({ length: columnCount }, (_, index) => ({
  id: `column-${index}`,
  label: `Ат ${index + 1}`,
}))
const perColumn = itemCount / columnCount
const items: BoardItem[] = Array.from({ length: itemCount }, (_, index) => {
  const turn = Math.floor(index / columnCount)
  const start = 540 + Math.floor(turn * (540 / Math.ceil(perColumn)))
  return {
    id: `item-${index}`,
    lineId: `column-${index % columnCount}`,
    start,
    end: start + 30,
    label: `Әлия С., ${index}`,
    movable: true,
    aside: false,
    className: '',
  }
})
const words: BoardWords = {
  board: 'Board',
  keys: '',
  shadedSlot: (name, from, until, why) => `${name} ${from} ${until} ${why}`,
  freeSlot: (name, from, until) => `${name} ${from} ${until}`,
  landing: (name, from, until) => `${name} ${from} ${until}`,
  checking: '',
  free: '',
}
const nothing: never[] = []
const span = { from: 510, until: 1110 }

let put: (items: BoardItem[]) => void = () => undefined

function Measured() {
  const [shown, setShown] = useState(items)
  put = setShown
  return (
    <Board
      axis={minutesDown}
      lines={columns}
      items={shown}
      stretches={nothing}
      usualSlots={nothing}
      span={span}
      now={600}
      usualLength={30}
      words={words}
      draft={null}
      openItemId={null}
      renderHead={renderHead}
      renderItem={renderItem}
      onSelect={ignore}
      onOpen={ignore}
      onCallOff={ignore}
      onMove={settle}
      inTheWay={never}
      mayLand={land}
    />
  )
}
const renderHead = (column: BoardLine) => <b>{column.label}</b>
const renderItem = (item: BoardItem) => (
  <span>
    <b>{item.label}</b>
    <span>Манеж · Ғани К.</span>
  </span>
)
const ignore = (): void => undefined
const settle = async (): Promise<void> => undefined
const never = (): null => null
const land = async () => ({ state: 'free' }) as const

const bedCount = 60
const dayCount = 31
const staysPerBed = 5
/** The stays of a month are seen; four months are loaded, as on the screen. */
const loaded = { from: 0, until: 112 }
const firstSeen = 42
const axis: Axis = {
  direction: 'across',
  pixels: 36,
  step: 1,
  shortest: 1,
  near: 1,
  lead: 0.5,
  line: 32,
  head: 172,
  say: String,
  write: String,
}
const beds: BoardLine[] = Array.from({ length: bedCount }, (_, index) => ({
  id: `bed-${index}`,
  label: `Бөлме ${Math.floor(index / 3) + 1}, ${(index % 3) + 1}`,
}))
const stays: BoardItem[] = beds.flatMap(({ id }, bed) =>
  Array.from({ length: staysPerBed }, (_, index): BoardItem => {
    const start = firstSeen + index * 6 + (bed % 3)
    return {
      id: `${id} ${index}`,
      lineId: id,
      start,
      end: start + 5,
      label: `Әлия С., ${index}`,
      movable: true,
      aside: false,
      keeps: 'end',
      className: '',
    }
  }),
)

function MeasuredRack({ view }: { view: number }) {
  return (
    <Board
      axis={axis}
      lines={beds}
      items={stays}
      stretches={nothing}
      usualSlots={nothing}
      span={loaded}
      now={null}
      usualLength={1}
      words={words}
      draft={null}
      openItemId={null}
      renderHead={renderHead}
      renderItem={renderItem}
      onSelect={ignore}
      onOpen={ignore}
      onCallOff={ignore}
      onMove={settle}
      inTheWay={never}
      mayLand={land}
      rows={{ view, onSeen: ignore, renderScale }}
    />
  )
}
const renderScale = ({ from, until }: { from: number; until: number }) =>
  Array.from({ length: until - from }, (_, index) => from + index).map((day) => (
    <span key={day}>{day}</span>
  ))

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const painted = async (): Promise<void> => {
  await frame()
  await new Promise((resolve) => setTimeout(resolve, 0))
}

window.measureBoard = async () => {
  const place = document.getElementById('root')
  if (!place) throw new Error('the page has no root')
  const times: BoardTimes = {
    columns: columnCount,
    items: itemCount,
    mount: [],
    mountToFrame: [],
    change: [],
    changeToFrame: [],
  }
  let unmount = ignore
  for (let run = 0; run < mounts; run++) {
    const root = createRoot(place)
    await painted()
    const before = performance.now()
    flushSync(() => root.render(<Measured />))
    place.getBoundingClientRect()
    times.mount.push(performance.now() - before)
    if (place.querySelectorAll('[data-item]').length !== itemCount) throw new Error('items missing')
    await painted()
    times.mountToFrame.push(performance.now() - before)
    if (run < mounts - 1) flushSync(() => root.unmount())
    else unmount = () => flushSync(() => root.unmount())
  }
  let shown = items
  for (let run = 0; run < changes; run++) {
    shown = shown.map((item, index) =>
      index === run * 7 ? { ...item, start: item.start + 5, end: item.end + 5 } : item,
    )
    await painted()
    const before = performance.now()
    flushSync(() => put(shown))
    place.getBoundingClientRect()
    times.change.push(performance.now() - before)
    await painted()
    times.changeToFrame.push(performance.now() - before)
  }
  unmount()
  return times
}

window.measureRack = async () => {
  const place = document.getElementById('root')
  if (!place) throw new Error('the page has no root')
  const times: RackTimes = {
    beds: bedCount,
    days: dayCount,
    stays: stays.length,
    mount: [],
    mountToFrame: [],
    scroll: [],
  }
  for (let run = 0; run < mounts; run++) {
    const root = createRoot(place)
    await painted()
    const before = performance.now()
    flushSync(() => root.render(<MeasuredRack view={firstSeen} />))
    place.getBoundingClientRect()
    times.mount.push(performance.now() - before)
    if (!place.querySelector('[data-item]')) throw new Error('stays missing')
    await painted()
    times.mountToFrame.push(performance.now() - before)
    for (let week = 1; week <= 4; week++) {
      const begun = performance.now()
      flushSync(() => root.render(<MeasuredRack view={firstSeen + 7 * week} />))
      place.getBoundingClientRect()
      times.scroll.push(performance.now() - begun)
      await painted()
    }
    flushSync(() => root.unmount())
  }
  return times
}
