import { Button, Loader, SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settled, UnsettledSession } from '#contract/settling.ts'
import { capitalised, dayAndMonth, dayWithWeekday } from '../../lib/format.ts'
import { groupBy } from '../../lib/group.ts'
import { goBack } from '../../lib/location.ts'
import { linesOfSeries, type SeriesLine } from '../../lib/series-lines.ts'
import { useLanguage } from '../../texts/index.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { EndSeriesPanel } from '../../ui/EndSeriesPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { usePanel } from '../../ui/usePanel.ts'
import { SeriesLines } from './SeriesLines.tsx'
import { SettleLine } from './SettleLine.tsx'
import { Stays } from './Stays.tsx'
import styles from './settling.module.css'
import { MOST, useSettling } from './useSettling.ts'

type View = 'hour' | 'family'

/** What no longer fits, what is proposed for each, and one button for all of it. */
export default function SettleScreen() {
  const { t } = useTranslation()
  const language = useLanguage()
  const settling = useSettling()
  const { read, lines, days } = settling
  const [view, setView] = useState<View>('hour')
  const stays = settling.stayLines
  const series = linesOfSeries(read.data?.series ?? [])
  const [ending, setEnding] = usePanel<SeriesLine>()
  // A panel over the list has its own Esc and Ctrl+Enter.
  const closed = () => ending === null && document.querySelector('[role="dialog"]') === null
  useHotkeys(
    [
      ['mod+Enter', () => ending === null && void settling.save()],
      ['Escape', () => closed() && goBack()],
    ],
    [],
  )
  return (
    <>
      <ScreenHeader title={t('settling.title')}>
        <span className={styles.of}>
          {settling.ofSelection
            ? t('settling.of')
            : t('settling.days', {
                from: dayAndMonth(days.from, language),
                until: dayAndMonth(days.until, language),
              })}
        </span>
      </ScreenHeader>
      <div className={styles.screen}>
        <div className={styles.bar}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            title={t('settling.backHint')}
            onClick={() => goBack()}
          >
            {t('settling.back')}
          </Button>
          {lines.length > 1 && (
            <SegmentedControl
              aria-label={t('settling.view')}
              value={view}
              onChange={(chosen) => setView(chosen as View)}
              data={[
                { value: 'hour', label: t('settling.byHour') },
                { value: 'family', label: t('settling.byFamily') },
              ]}
            />
          )}
          <span className={styles.space} />
          {settling.isChanged && (
            <Button variant="subtle" onClick={settling.takeProposals}>
              {t('settling.take')}
            </Button>
          )}
        </div>
        <div className={styles.list}>
          {read.isPending && <Loader className={styles.wait} aria-label={t('common.loading')} />}
          {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
          {read.isSuccess && lines.length + stays.length + series.length === 0 && (
            <EmptyState
              icon={IconCircleCheck}
              title={t('settling.emptyTitle')}
              text={t('settling.emptyText')}
            />
          )}
          {series.length > 0 && <SeriesLines lines={series} onEnd={setEnding} />}
          {view === 'hour'
            ? [...groupBy(lines, (line) => line.date)].map(([date, ofDay]) => (
                <Section key={date} title={capitalised(dayWithWeekday(date, language))}>
                  {[...groupBy(ofDay, (line) => line.start)].map(([start, ofHour]) => (
                    <div key={start} className={styles.hour}>
                      <time className={styles.time}>{start}</time>
                      <Lines lines={ofHour} settling={settling} />
                    </div>
                  ))}
                </Section>
              ))
            : [...groupBy(lines, (line) => line.family?.key ?? line.title)].map(([who, ofOne]) => (
                <Section key={who} title={ofOne[0]?.family?.name ?? ofOne[0]?.title ?? ''}>
                  <Lines lines={ofOne} settling={settling} withDay />
                </Section>
              ))}
          {settling.more && <p>{t('settling.most', { count: MOST })}</p>}
          {stays.length > 0 && <Stays settling={settling} />}
        </div>
        {lines.length + stays.length > 0 && <Foot settling={settling} />}
      </div>
      {ending && (
        <EndSeriesPanel
          key={ending.templateId}
          feature={ending.kind === 'ride' ? 'hippotherapy' : 'consultations'}
          templateId={ending.templateId}
          subtitle={ending.title}
          validUntil={ending.validUntil}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface LinesProps {
  lines: readonly UnsettledSession[]
  settling: ReturnType<typeof useSettling>
  withDay?: boolean
}

function Lines({ lines, settling, withDay = false }: LinesProps) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <SettleLine
          key={line.sessionId}
          line={line}
          choice={settling.chosenFor(line)}
          onChoose={(choice) => settling.choose(line.sessionId, choice)}
          outcome={settling.outcomes.get(line.sessionId)}
          withDay={withDay}
        />
      ))}
    </ul>
  )
}

/** What would become of all, and the button that does it. */
function Foot({ settling }: { settling: ReturnType<typeof useSettling> }) {
  const { t } = useTranslation()
  const { preview } = settling
  const outcomes = [...(preview.data?.outcomes ?? []), ...(preview.data?.stays ?? [])]
  const count = (of: Settled['outcome']) => outcomes.filter((one) => one.outcome === of).length
  const done = count('done')
  return (
    <footer className={styles.foot}>
      <span role="status" className={styles.counts}>
        {preview.isError && <ErrorSentence error={preview.error} />}
        {preview.data && <b>{t('settling.done', { count: done })}</b>}
        {settling.cancelled > 0 && (
          <span>{t('settling.cancelled', { count: settling.cancelled })}</span>
        )}
        {count('left') > 0 && <span>{t('settling.left', { count: count('left') })}</span>}
        {count('refused') > 0 && (
          <span className={styles.refused}>
            {t('settling.refused', { count: count('refused') })}
          </span>
        )}
      </span>
      <span className={styles.hint}>Ctrl+Enter</span>
      <Button
        onClick={() => void settling.save()}
        loading={settling.saving}
        title={t('settling.saveHint')}
      >
        {preview.data && done === 0 ? t('settling.saveLeft') : t('settling.save')}
      </Button>
    </footer>
  )
}
