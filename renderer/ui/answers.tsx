import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import type { Finding } from '#contract/schedule.ts'
import { reportBug, ServiceError } from '../lib/client.ts'
import { errorSentence, findingSentence } from '../lib/sentences.ts'
import { currentLanguage } from '../texts/index.ts'
import styles from './answers.module.css'

const OFFER_MILLISECONDS = 10_000
const NEWS_MILLISECONDS = 5_000

/** What can be done about what was said, as a button. */
export interface Offer {
  label: string
  act: () => Promise<unknown>
}

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

/** Takes what was said under this name from the screen. */
export const hideNews = (id: string): void => {
  notifications.hide(id)
}

/** Says that something was done. What it offers stands for ten seconds; `more` is drawn beside it. */
export function notifyDone(
  message: string,
  offers: readonly Offer[] = [],
  id: string = crypto.randomUUID(),
  more?: ReactNode,
): void {
  hideNews(id)
  makeRoomFor(id)
  notifications.show({
    id,
    icon: <IconCheck size={18} />,
    color: 'teal',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: (
      <div className={styles.answer}>
        <span>{message}</span>
        {offers.map((offer) => (
          <Button
            key={offer.label}
            variant="light"
            size="compact-sm"
            // The focus stays where somebody types.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              hideNews(id)
              offer.act().catch(notifyFailure)
            }}
          >
            {offer.label}
          </Button>
        ))}
        {more}
      </div>
    ),
    autoClose: offers.length > 0 ? OFFER_MILLISECONDS : NEWS_MILLISECONDS,
    onClose: () => forget(id),
  })
}

/** Says why something failed; stays until closed. */
export function notifyFailure(error: unknown): void {
  if (error instanceof ServiceError) {
    notifyProblem(errorSentence(i18next.t, currentLanguage(), error.code, error.params))
    return
  }
  void reportBug(error).then((logId) =>
    notifyProblem(errorSentence(i18next.t, currentLanguage(), 'internal', { logId })),
  )
}

/** Says what others have of sessions to which somebody comes after all; stays until closed. */
export function notifyTaken(findings: readonly Finding[]): void {
  if (findings.length === 0) return
  const sentences = findings.map((one) => findingSentence(one, currentLanguage()))
  notifyProblem(i18next.t('attendance.takenMeanwhile', { what: sentences.join(' ') }))
}

/** Says a problem in its sentence; stays until closed. */
export function notifyProblem(sentence: string): void {
  notifications.show({
    icon: <IconAlertTriangle size={18} />,
    color: 'red',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: sentence,
    autoClose: false,
  })
}
