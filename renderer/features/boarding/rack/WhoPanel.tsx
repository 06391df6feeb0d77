import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BedId, LocalDate } from '#contract/values.ts'
import { daysBetween } from '../../../lib/dates.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import type { PanelProps } from './RackPanel.tsx'
import { Refused } from './Refused.tsx'
import styles from './rack.module.css'
import { PersonSigns } from './StayBar.tsx'
import { useAsking } from './useAsking.ts'
import { type Attempt, knownInTheWay, placing, type RackView } from './view.ts'

interface WhoPanelProps extends PanelProps {
  readonly asked: { readonly bedId: BedId; readonly from: LocalDate; readonly to: LocalDate }
}

/** Whom to place in a free bed: people who have none on those nights, those who may first. */
export const WhoPanel = asPanel(function WhoPanel({
  asked,
  view,
  words,
  writes,
  onClose,
}: WhoPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { asking, refusal, ask } = useAsking(onClose)
  const [tried, setTried] = useState<Attempt | null>(null)
  const there = view.roomOfBed(asked.bedId)
  if (!there) return null
  const people = candidates(view, asked).map((attempt) => ({
    attempt,
    found: knownInTheWay(attempt, asked.bedId, view),
  }))
  people.sort((one, other) => Number(one.found !== null) - Number(other.found !== null))
  const settle = (attempt: Attempt, reason?: string): void => {
    setTried(attempt)
    void ask(() => writes.settle(attempt, asked.bedId, reason))
  }
  return (
    <SidePanel
      title={words.line.bed(there.room, there.bed)}
      subtitle={t('boarding.rack.nights', {
        from: dayAndMonth(asked.from, language),
        to: dayAndMonth(asked.to, language),
        count: daysBetween(asked.from, asked.to),
      })}
      width={392}
      onClose={onClose}
    >
      <Stack gap={12}>
        <Refused
          refusal={refusal}
          asking={asking}
          onOverride={(reason) => tried && settle(tried, reason)}
        />
        <h3 className={styles.sectionTitle}>{t('boarding.rack.choose.who')}</h3>
        {people.length === 0 && <Text c="dimmed">{t('boarding.rack.choose.nobody')}</Text>}
        <ul className={styles.people}>
          {people.map(({ attempt, found }, index) => (
            <li key={`${attempt.courseId} ${attempt.personId}`}>
              <div className={styles.person}>
                <span className={styles.who}>
                  {attempt.name}
                  <PersonSigns
                    sex={attempt.sex}
                    wheelchair={attempt.wheelchair}
                    accompanied={attempt.companions.length > 0}
                  />
                </span>
                <Text size="sm" c="dimmed">
                  {found
                    ? words.inTheWay(found)
                    : `${dayAndMonth(attempt.from, language)} – ${dayAndMonth(attempt.to, language)}`}
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant={found ? 'default' : 'light'}
                disabled={asking}
                data-autofocus={index === 0 || undefined}
                aria-label={t('boarding.rack.unplaced.place', { name: attempt.name })}
                onClick={() => settle(attempt)}
              >
                {t('boarding.rack.actions.place')}
              </Button>
            </li>
          ))}
        </ul>
      </Stack>
    </SidePanel>
  )
})

/** Who has no bed on some of the nights; a companion also alone. */
function candidates(view: RackView, asked: { from: string; to: string }): Attempt[] {
  return view.waiting
    .flatMap((one) => [one, ...one.companions])
    .filter(({ from, to }) => from < asked.to && asked.from < to)
    .map(placing)
}
