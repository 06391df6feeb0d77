import { type KeyboardEvent, useEffect } from 'react'
import { carried, clamp, lengthened, originOf, restFrom } from './geometry.ts'
import { type Cursor, commandOf, type KeyCommand, nearestStop, stopAfter } from './keyboard.ts'
import { slotAt, stopsOf } from './slots.ts'
import type { Axis, BoardItem, Landing } from './types.ts'
import type { CursorView } from './useCursor.ts'
import type { Holding } from './useHolding.ts'

interface Keys {
  readonly axis: Axis
  readonly view: CursorView
  readonly cursor: Cursor | null
  readonly holding: Holding
  put(cursor: Cursor, focus: boolean): void
  openItem(id: string): void
  callOff(id: string): void
  select(landing: Landing): void
}

/** The whole board by keyboard. What Alt holds lands when Alt is let go. */
export function useKeys(keys: Keys) {
  const { holding } = keys
  useEffect(() => {
    const abandon = (event: globalThis.KeyboardEvent): void => {
      const held = holding.store.get().held
      if (event.key !== 'Escape' || !held || held.settling) return
      event.stopPropagation()
      event.preventDefault()
      holding.abandon()
    }
    const letGo = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Alt' || holding.store.get().held?.by !== 'keys') return
      event.preventDefault()
      holding.drop()
    }
    window.addEventListener('keydown', abandon, true)
    window.addEventListener('keyup', letGo, true)
    return () => {
      window.removeEventListener('keydown', abandon, true)
      window.removeEventListener('keyup', letGo, true)
    }
  }, [holding])

  return (event: KeyboardEvent) => {
    const command = commandOf(event, keys.axis)
    if (!command || !keys.cursor) return
    if (follow(command, keys, keys.cursor)) event.preventDefault()
  }
}

/** Answers whether the key was taken. */
function follow(command: KeyCommand, keys: Keys, cursor: Cursor): boolean {
  const { view, holding } = keys
  const item = cursor.itemId ? view.itemOf(cursor.itemId) : undefined
  const held = holding.store.get().held
  switch (command.kind) {
    case 'go':
      if (!held) go(command, keys, cursor)
      return true
    case 'edge': {
      const stops = stopsOf(view.timeOf(cursor.lineId))
      const stop = command.to === 'first' ? stops[0] : stops.at(-1)
      if (stop) keys.put({ ...stop, lineId: cursor.lineId }, true)
      return true
    }
    case 'nudge':
      if (!item) nudge(command.by, keys, cursor)
      return true
    case 'carry':
    case 'lengthen':
      if (item?.movable && !(item.keeps && command.kind === 'lengthen')) carry(command, item, keys)
      return true
    case 'open':
      if (held) holding.drop()
      else if (item) keys.openItem(item.id)
      else {
        const { lineId, start, end } = cursor
        const time = view.timeOf(lineId)
        const rests = time.rests.some((rest) => rest.start < end && start < rest.end)
        const slot = rests ? slotAt(start, time) : cursor
        if (slot) keys.select({ lineId, start: slot.start, length: slot.end - slot.start })
      }
      return true
    case 'callOff':
      if (item?.movable) keys.callOff(item.id)
      return item !== undefined
    case 'abandon':
      return false
  }
}

/** The line so many further on; lines that only separate are passed over. */
function lineAfter({ lineIds, timeOf }: CursorView, lineId: string, by: number): string {
  const [way, far] = [Math.sign(by), Math.abs(by)]
  let [reached, index] = [lineId, lineIds.indexOf(lineId)]
  for (let gone = 0; gone < far; ) {
    index += way
    const next = lineIds[index]
    if (next === undefined) break
    if (timeOf(next).heading) continue
    reached = next
    gone += 1
  }
  return reached
}

function go({ stops, lines }: { stops: number; lines: number }, keys: Keys, cursor: Cursor) {
  const lineId = lineAfter(keys.view, cursor.lineId, lines)
  const there = stopsOf(keys.view.timeOf(lineId))
  const stop = lines === 0 ? stopAfter(there, cursor, stops) : nearestStop(there, cursor.start)
  if (stop) keys.put({ ...stop, lineId }, true)
}

function nudge(by: number, keys: Keys, cursor: Cursor): void {
  const { span, items, rests, axis } = keys.view.timeOf(cursor.lineId)
  const length = cursor.end - cursor.start
  const start = clamp(cursor.start + Math.sign(by) * axis.step, span.from, span.until - length)
  const taken = [...items.filter((item) => !item.aside), ...rests].some(
    (one) => one.start < start + length && start < one.end,
  )
  if (!taken) keys.put({ ...cursor, itemId: null, start, end: start + length }, true)
}

function carry(
  command: Extract<KeyCommand, { kind: 'carry' | 'lengthen' }>,
  item: BoardItem,
  { view, holding, axis }: Keys,
): void {
  const origin = originOf(item)
  if (!holding.store.get().held) holding.take(command.kind, 'keys', item, origin)
  const held = holding.store.get().held
  if (held?.by !== 'keys') return
  const { landing } = held
  const { span } = view.timeOf(landing.lineId)
  if (command.kind === 'lengthen') {
    holding.carry(lengthened(landing, command.by, span, axis))
    return
  }
  const lineId = lineAfter(view, landing.lineId, command.lines)
  if (item.keeps === 'both') holding.carry({ ...origin, lineId })
  else if (item.keeps === 'end')
    holding.carry(restFrom(origin, landing.start + command.by, lineId, axis))
  else holding.carry(carried(landing, command.by, lineId, span, axis))
}
