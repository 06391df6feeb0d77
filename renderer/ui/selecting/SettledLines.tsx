import { Button } from '@mantine/core'
import { IconBan, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession, Settled } from '#contract/settling.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { errorSentence, findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { offerWords } from '../Findings.tsx'
import styles from './selecting.module.css'

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
  return (
    <ul className={styles.lines} aria-label={t('selecting.preview')}>
      {sessions.map((session) => {
        const settled = byId.get(session.sessionId)
        const outcome = settled?.outcome ?? 'left'
        const Sign = signs[outcome]
        return (
          <li key={session.sessionId} data-outcome={outcome}>
            <div className={styles.line}>
              <Sign size={17} stroke={1.8} aria-hidden />
              <span className={styles.who}>
                {dayAndMonth(session.date, language)}, <b>{session.start}</b> · {session.title}
              </span>
              <span className={styles.becomes}>
                {outcome === 'refused'
                  ? t('selecting.refused')
                  : outcome === 'left'
                    ? t('selecting.left')
                    : (movedWords(session, settled) ?? becomes(session))}
              </span>
            </div>
            {settled && reasonsOf(settled).map((why) => <Why key={why} why={why} />)}
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
      })}
    </ul>
  )

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

const Why = ({ why }: { why: string }) => <p className={styles.why}>{why}</p>
