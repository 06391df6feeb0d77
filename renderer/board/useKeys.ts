import { type KeyboardEvent, useEffect } from 'react'
import { carried, clamp, lengthened, STEP } from './geometry.ts'
import { type Cursor, commandOf, type KeyCommand, nearestStop, stopAfter } from './keyboard.ts'
import { stopsOf } from './slots.ts'
import type { BoardItem, Landing } from './types.ts'
import type { CursorView } from './useCursor.ts'
import type { Holding } from './useHolding.ts'

interface Keys {
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
    const command = commandOf(event)
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
      const stops = stopsOf(view.timeOf(cursor.columnId))
      const stop = command.to === 'first' ? stops[0] : stops.at(-1)
      if (stop) keys.put({ ...stop, columnId: cursor.columnId }, true)
      return true
    }
    case 'nudge':
      if (!item) nudge(command.minutes, keys, cursor)
      return true
    case 'carry':
    case 'lengthen':
      if (item?.movable) carry(command, item, keys)
      return true
    case 'open':
      if (held) holding.drop()
      else if (item) keys.openItem(item.id)
      else keys.select(landingOf(cursor))
      return true
    case 'callOff':
      if (item?.movable) keys.callOff(item.id)
      return item !== undefined
    case 'abandon':
      return false
  }
}

const landingOf = ({ columnId, start, end }: Cursor): Landing => ({
  columnId,
  start,
  minutes: end - start,
})

function go({ stops, columns }: { stops: number; columns: number }, keys: Keys, cursor: Cursor) {
  const { columnIds } = keys.view
  const index = columnIds.indexOf(cursor.columnId)
  const columnId = columnIds[clamp(index + columns, 0, columnIds.length - 1)]
  if (columnId === undefined) return
  const there = stopsOf(keys.view.timeOf(columnId))
  const stop = columns === 0 ? stopAfter(there, cursor, stops) : nearestStop(there, cursor.start)
  if (stop) keys.put({ ...stop, columnId }, true)
}

function nudge(minutes: number, keys: Keys, cursor: Cursor): void {
  const { span, items } = keys.view.timeOf(cursor.columnId)
  const length = cursor.end - cursor.start
  const start = clamp(cursor.start + Math.sign(minutes) * STEP, span.from, span.until - length)
  const taken = items.some((item) => !item.aside && item.start < start + length && start < item.end)
  if (!taken) keys.put({ ...cursor, itemId: null, start, end: start + length }, true)
}

function carry(
  command: Extract<KeyCommand, { kind: 'carry' | 'lengthen' }>,
  item: BoardItem,
  { view, holding }: Keys,
): void {
  const origin = { columnId: item.columnId, start: item.start, minutes: item.end - item.start }
  if (!holding.store.get().held) holding.take(command.kind, 'keys', item, origin)
  const held = holding.store.get().held
  if (held?.by !== 'keys') return
  const { landing } = held
  const { span } = view.timeOf(landing.columnId)
  if (command.kind === 'lengthen') {
    holding.carry(lengthened(landing, command.minutes, span))
    return
  }
  const index = view.columnIds.indexOf(landing.columnId) + command.columns
  const columnId = view.columnIds[clamp(index, 0, view.columnIds.length - 1)] ?? landing.columnId
  holding.carry(carried(landing, command.minutes, columnId, span))
}
