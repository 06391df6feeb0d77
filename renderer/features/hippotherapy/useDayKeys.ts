import { useEffect, useRef } from 'react'
import type { LocalDate } from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { isTyping } from '../../ui/undo.ts'
import { type ColumnKind, columnKinds } from './dayColumns.ts'

interface DayKeys {
  date: LocalDate
  setDate: (date: LocalDate) => void
  setBy: (by: ColumnKind) => void
  openNew: () => void
}

const onBoard = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="application"]') !== null

/**
 * Keys of the day screen. Letters are known by their place on the keyboard, so that they work in
 * the Kazakh and Russian layouts too.
 */
export function useDayKeys(keys: DayKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return
      if (actOn(event, latest.current)) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}

/** Answers whether the key was taken. */
function actOn(event: KeyboardEvent, { date, setDate, setBy, openNew }: DayKeys): boolean {
  const command = event.ctrlKey || event.metaKey
  if (event.altKey) return false
  if (event.code === 'ArrowLeft' || event.code === 'ArrowRight') {
    const free = command || (!onBoard(event.target) && !ownArrows(event.target))
    if (!free || event.shiftKey) return false
    setDate(addDays(date, event.code === 'ArrowLeft' ? -1 : 1))
    return true
  }
  if (command || event.shiftKey) return false
  const kind = columnKinds[['Digit1', 'Digit2', 'Digit3'].indexOf(event.code)]
  if (kind) setBy(kind)
  else if (event.code === 'KeyT') setDate(today())
  else if (event.code === 'KeyN') openNew()
  else return false
  return true
}

/** Calendars, lists and switches use the arrows themselves. */
const ownArrows = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="radiogroup"],[role="listbox"],[role="menu"],[role="dialog"],table') !==
    null
