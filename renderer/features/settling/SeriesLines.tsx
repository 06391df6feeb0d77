import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { shortDate } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { type SeriesLine, seriesAddress } from '../../lib/series-lines.ts'
import { sessionAddress } from '../../lib/session-address.ts'
import { timesInWords } from '../../lib/week-hours.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './settling.module.css'

interface SeriesLinesProps {
  lines: readonly SeriesLine[]
  onEnd: (line: SeriesLine) => void
}

/** Series that go on with somebody or something that is not there any more, and the ways to mend each. */
export function SeriesLines({ lines, onEnd }: SeriesLinesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <section className={styles.section} aria-label={t('settling.series')}>
      <h2>{t('settling.series')}</h2>
      <p className={styles.about}>{t('settling.seriesHint')}</p>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.key} className={styles.line}>
            <p className={styles.who}>
              <IconRepeat size={17} stroke={1.7} aria-hidden />
              <Link href={seriesAddress(line)}>{line.title}</Link>
              <span className={styles.about}>
                {[
                  timesInWords(line.times, language),
                  t('settling.seriesUntil', { date: shortDate(line.validUntil, language) }),
                  line.horseName,
                  line.placeName,
                  line.ledByName,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            {line.findings.map((finding) => (
              <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={styles.wrong}>
                <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
                {findingSentence(finding, language, t)}
              </p>
            ))}
            <div className={styles.choices}>
              <Ways line={line} onEnd={onEnd} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A group is changed as a whole; another series from its next session on, or it ends. */
function Ways({ line, onEnd }: { line: SeriesLine; onEnd: SeriesLinesProps['onEnd'] }) {
  const { t } = useTranslation()
  if (line.groupId !== null) {
    return (
      <Button component={Link} href={seriesAddress(line)} variant="default" size="compact-md">
        {t('settling.openGroup')}
      </Button>
    )
  }
  return (
    <>
      {line.session && (
        <Button
          component={Link}
          href={sessionAddress(line.kind, line.session.date, line.session.sessionId)}
          variant="default"
          size="compact-md"
        >
          {t('settling.changeSeries')}
        </Button>
      )}
      <Button variant="default" size="compact-md" onClick={() => onEnd(line)}>
        {t('settling.endSeries')}
      </Button>
    </>
  )
}
