import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import i18next from 'i18next'
import { reportBug, ServiceError } from '../lib/client.ts'
import { errorSentence } from '../lib/sentences.ts'
import styles from './answers.module.css'

const UNDO_MILLISECONDS = 10_000
const NEWS_MILLISECONDS = 5_000
type Undo = () => Promise<unknown>

/** The change that Ctrl+Z takes back: the last one whose offer still stands. */
let standing: { id: string; undo: Undo } | null = null

/** So many answers stand at once: with more, the oldest makes room, so that the newest is seen at once. */
const MOST = 3
const shown: string[] = []
const forget = (id: string) => {
  const place = shown.indexOf(id)
  if (place >= 0) shown.splice(place, 1)
}
function makeRoomFor(id: string) {
  for (const oldest of shown.splice(0, shown.length - MOST + 1)) notifications.hide(oldest)
  shown.push(id)
}

/** Says that something was done. With `undo` it offers for ten seconds to take it back. */
export function notifyDone(message: string, undo?: Undo): void {
  const id = crypto.randomUUID()
  if (undo) standing = { id, undo }
  makeRoomFor(id)
  notifications.show({
    id,
    icon: <IconCheck size={18} />,
    color: 'teal',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: (
      <div className={styles.answer}>
        <span>{message}</span>
        {undo && (
          <Button variant="light" size="compact-sm" onClick={() => void takeBack(id, undo)}>
            {i18next.t('common.undo')}
          </Button>
        )}
      </div>
    ),
    autoClose: undo ? UNDO_MILLISECONDS : NEWS_MILLISECONDS,
    onClose: () => {
      forget(id)
      if (standing?.id === id) standing = null
    },
  })
}

/** Says that something was done and offers to take it back. */
export const notifyUndo = (message: string, undo: Undo): void => notifyDone(message, undo)

async function takeBack(id: string, undo: Undo): Promise<void> {
  if (standing?.id === id) standing = null
  notifications.hide(id)
  try {
    await undo()
    notifyDone(i18next.t('common.undone'))
  } catch (error) {
    notifyFailure(error)
  }
}

/** Ctrl+Z: takes the last change back while its offer stands. Answers whether there was one. */
export function undoLast(): boolean {
  if (!standing) return false
  void takeBack(standing.id, standing.undo)
  return true
}

/** Says why something failed; stays until closed. */
export function notifyFailure(error: unknown): void {
  if (error instanceof ServiceError) {
    showFailure(errorSentence(i18next.t, error.code, error.params))
    return
  }
  void reportBug(error).then((logId) =>
    showFailure(errorSentence(i18next.t, 'internal', { logId })),
  )
}

function showFailure(sentence: string): void {
  notifications.show({
    icon: <IconAlertTriangle size={18} />,
    color: 'red',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: sentence,
    autoClose: false,
  })
}
