import { IconAlertTriangle, IconCheck, IconClock, IconInfoCircle, IconX } from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#contract/hippotherapy.ts'
import type { SessionState } from '#contract/schedule.ts'
import { givenFirst } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import type { MarkName } from '../../ui/useMarkNames.ts'
import { isActive, lookOf } from './dayColumns.ts'
import styles from './hippotherapy.module.css'

const signs = {
  planned: IconClock,
  not_ready: IconAlertTriangle,
  done: IconCheck,
  cancelled: IconX,
} satisfies Record<SessionState, unknown>

/** The shade of a session's state, for its card. */
export const classOfState = (session: SessionView): string =>
  clsx(styles.card, styles[lookOf(session)])

export interface SessionCardProps {
  readonly session: SessionView
  /** What the column does not say already: the horse, the place, the instructor. */
  readonly details: string
  readonly markName: MarkName | null
}

/** A session on the board: the client, and below what is missing, or with whom and where. */
export function SessionCard({ session, details, markName }: SessionCardProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { missing, findings, warnings } = session
  const state = lookOf(session)
  const wrong = findings.map((one) => findingSentence(one, language, t))
  const said = [...wrong, ...warnings.map((one) => findingSentence(one, language, t))]
  const name = givenFirst({
    familyName: session.clientFamilyName,
    givenName: session.clientGivenName,
  })
  const Sign = signs[state]
  if (!isActive(session)) {
    const why = session.cancelReason && t(`schedule.reasons.${session.cancelReason}`)
    return (
      <span
        className={clsx(styles.cardBody, styles.aside)}
        title={[name, why ?? markName?.name].filter(Boolean).join(' — ')}
      >
        {state === 'cancelled' ? (
          <Sign size={13} stroke={2} aria-hidden />
        ) : (
          <b className={styles.letter}>{markName?.letter}</b>
        )}
        {state === 'cancelled' ? <s>{name}</s> : <span>{name}</span>}
      </span>
    )
  }
  const second =
    missing.length > 0 && state === 'not_ready'
      ? t('hippotherapy.card.missing', {
          what: [...new Set(missing)].map((seat) => t(`common.seats.${seat}`)).join(', '),
        })
      : state === 'done'
        ? (markName?.name ?? t('hippotherapy.states.done'))
        : (wrong[0] ?? details)
  return (
    <span className={styles.cardBody} title={said.join('\n') || undefined}>
      <span className={styles.cardName}>
        {state === 'done' && markName && !markName.present ? (
          <b className={styles.letter}>{markName.letter}</b>
        ) : (
          state !== 'planned' && <Sign size={14} stroke={2} aria-hidden />
        )}
        <span>{name}</span>
        {warnings.length > 0 && <IconInfoCircle size={14} stroke={1.8} aria-hidden />}
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
  const look = lookOf(session)
  const Sign = signs[look]
  const what = [...new Set(session.missing)].map((seat) => t(`common.seats.${seat}`)).join(', ')
  return (
    <div className={clsx(styles.state, styles[look])}>
      <Sign size={18} stroke={1.8} aria-hidden />
      <span>
        {t(`hippotherapy.states.${look}`)}
        {what && session.state === 'not_ready' && (
          <> — {t('hippotherapy.card.missing', { what })}</>
        )}
        {session.state === 'done' && markName && <> — {markName.name}</>}
        {session.givenFree && <>. {t('hippotherapy.givenFree')}</>}
      </span>
    </div>
  )
}
