import { Button } from '@mantine/core'
import { IconBan, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession, Settled } from '#contract/settling.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { errorSentence, findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { offerWords } from '../Findings.tsx'
import styles from './selecting.module.css'

/** What cannot be done asks for something: it comes first, and what is done after it. */
const order = ['refused', 'done', 'left'] as const

const signs = { done: IconCheck, left: IconMinus, refused: IconBan }

interface SettledLinesProps {
  sessions: readonly ChosenSession[]
  outcomes: readonly Settled[]
  /** What becomes of one that is done, besides another day or hour. */
  becomes: (session: ChosenSession) => string
  onTake?: ((settled: Settled, offer: Settled['alternatives'][number]) => void) | undefined
}

/** What becomes of each session, and why not where the rules refuse it, with what is free near it. */
export function SettledLines({ sessions, outcomes, becomes, onTake }: SettledLinesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const byId = new Map(outcomes.map((one) => [one.sessionId, one]))
  const outcomeOf = ({ sessionId }: ChosenSession) => byId.get(sessionId)?.outcome ?? 'left'
  return (
    <>
      {order.map((outcome) => {
        const of = sessions.filter((session) => outcomeOf(session) === outcome)
        if (of.length === 0) return null
        return (
          <section key={outcome} className={styles.group} data-outcome={outcome}>
            <h3>{t(`selecting.counted.${outcome}`, { count: of.length })}</h3>
            <ul className={styles.lines} aria-label={t('selecting.preview')}>
              {of.map((session) => line(session, outcome))}
            </ul>
          </section>
        )
      })}
    </>
  )

  function line(session: ChosenSession, outcome: Settled['outcome']) {
    const settled = byId.get(session.sessionId)
    const Sign = signs[outcome]
    const [why, ...more] = settled ? reasonsOf(settled) : []
    return (
      <li key={session.sessionId} data-outcome={outcome}>
        <div className={styles.line}>
          <Sign size={17} stroke={1.8} aria-hidden />
          <span className={styles.when}>
            {dayAndMonth(session.date, language)}, <b>{session.start}</b>
          </span>
          <span className={styles.who}>{session.title}</span>
          {outcome === 'done' && (
            <span className={styles.becomes}>
              {movedWords(session, settled) ?? becomes(session)}
            </span>
          )}
        </div>
        {why && (
          <p className={styles.why} title={more.join('\n') || undefined}>
            {why}
            {more.length > 0 && ` ${t('selecting.moreReasons', { count: more.length })}`}
          </p>
        )}
        {settled && settled.alternatives.length > 0 && onTake && (
          <div className={styles.ways}>
            {settled.alternatives.map((offer) => (
              <Button
                key={JSON.stringify(offer)}
                variant="default"
                px={10}
                onClick={() => onTake(settled, offer)}
              >
                {offerWords(offer, session.date, [], language)}
              </Button>
            ))}
          </div>
        )}
      </li>
    )
  }

  /** «7 қазан, 10:30»: only when it is elsewhere in time. */
  function movedWords({ date, start }: ChosenSession, settled: Settled | undefined): string | null {
    if (!settled?.date || !settled.start) return null
    if (settled.date === date && settled.start === start) return null
    const day = settled.date === date ? '' : `${dayAndMonth(settled.date, language)}, `
    return `→ ${day}${settled.start}`
  }

  function reasonsOf({ outcome, code, params, findings }: Settled): string[] {
    if (findings.length > 0) {
      return [...new Set(findings.map((one) => findingSentence(one, language, t)))]
    }
    return outcome === 'refused' && code ? [errorSentence(t, language, code, params)] : []
  }
}
