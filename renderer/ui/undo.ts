/** Taking the last change back and doing it again, by key or button, with words. */
import i18next from 'i18next'
import { redo, undo } from '../lib/history.ts'
import { notifyDone, notifyFailure, undoLast } from './answers.tsx'

/** Takes the last change back and says so, or says why not. */
export async function undoWithWords(): Promise<void> {
  // While its offer stands, the offer itself is taken: it must not stay on the screen.
  if (undoLast()) return
  try {
    if (await undo()) notifyDone(i18next.t('common.undone'))
  } catch (error) {
    notifyFailure(error)
  }
}

/** Does again what was taken back. */
export async function redoWithWords(): Promise<void> {
  try {
    if (await redo()) notifyDone(i18next.t('schedule.redone'))
  } catch (error) {
    notifyFailure(error)
  }
}

/** Whether keys are being typed into a field there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y on a screen that has a history. Answers whether the key was taken. */
export function undoKey(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey)) return false
  if (event.code === 'KeyZ') void (event.shiftKey ? redoWithWords() : undoWithWords())
  else if (event.code === 'KeyY') void redoWithWords()
  else return false
  return true
}
