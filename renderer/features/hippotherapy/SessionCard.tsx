import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#contract/hippotherapy.ts'
import type { SessionState } from '#contract/schedule.ts'
import { givenFirst } from '../../lib/format.ts'
import type { MarkName } from '../../ui/useMarkNames.ts'
import styles from './hippotherapy.module.css'

const signs = {
  planned: IconClock,
  not_ready: IconAlertTriangle,
  done: IconCheck,
  cancelled: IconX,
} satisfies Record<SessionState, unknown>

/** The shade of a session's state, for its card. */
export const classOfState = ({ state }: SessionView): string => clsx(styles.card, styles[state])

export interface SessionCardProps {
  readonly session: SessionView
  /** What the column does not say already: the horse, the place, the instructor. */
  readonly details: string
  readonly markName: MarkName | null
}

/** A session on the board: the client, and below what is missing, or with whom and where. */
export function SessionCard({ session, details, markName }: SessionCardProps) {
  const { t } = useTranslation()
  const { state, missing } = session
  const name = givenFirst({
    familyName: session.clientFamilyName,
    givenName: session.clientGivenName,
  })
  const Sign = signs[state]
  if (state === 'cancelled')
    return (
      <span className={styles.cardBody}>
        <span className={styles.cardName}>
          <Sign size={13} stroke={2} aria-hidden />
          <s>{name}</s>
        </span>
      </span>
    )
  if (session.givenFree)
    return (
      <span className={styles.cardBody}>
        <span className={styles.cardName}>
          <b className={styles.letter}>{markName?.letter}</b>
          <span>{name}</span>
        </span>
      </span>
    )
  const second =
    state === 'not_ready'
      ? t('hippotherapy.card.missing', {
          what: [...new Set(missing)].map((seat) => t(`common.seats.${seat}`)).join(', '),
        })
      : state === 'done'
        ? (markName?.name ?? t('hippotherapy.states.done'))
        : details
  return (
    <span className={styles.cardBody}>
      <span className={styles.cardName}>
        {state === 'done' && markName && !markName.present ? (
          <b className={styles.letter}>{markName.letter}</b>
        ) : (
          state !== 'planned' && <Sign size={14} stroke={2} aria-hidden />
        )}
        <span>{name}</span>
      </span>
      <span className={styles.cardSecond}>{second}</span>
    </span>
  )
}

/** The state in words with its sign, for the panel. */
export function StateSign({
  session,
  markName,
}: {
  session: SessionView
  markName: MarkName | null
}) {
  const { t } = useTranslation()
  const Sign = signs[session.state]
  const what = [...new Set(session.missing)].map((seat) => t(`common.seats.${seat}`)).join(', ')
  return (
    <div className={clsx(styles.state, styles[session.state])}>
      <Sign size={18} stroke={1.8} aria-hidden />
      <span>
        {t(`hippotherapy.states.${session.state}`)}
        {session.state === 'not_ready' && <> — {t('hippotherapy.card.missing', { what })}</>}
        {session.state === 'done' && markName && <> — {markName.name}</>}
        {session.givenFree && <>. {t('hippotherapy.givenFree')}</>}
      </span>
    </div>
  )
}
