import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RackStay } from '#contract/boarding.ts'
import { daysBetween } from '../../../lib/dates.ts'
import { dayAndMonth, phone } from '../../../lib/format.ts'
import { useRead } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { Findings } from '../../../ui/Findings.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { SettleButton } from '../../../ui/ToSettle.tsx'
import { DaysSections } from '../days/DaysSections.tsx'
import { ExchangeBeds } from './ExchangeBeds.tsx'
import { isLast } from './items.ts'
import { inList, onBoard } from './names.ts'
import type { PanelProps } from './RackPanel.tsx'
import { Refused } from './Refused.tsx'
import styles from './rack.module.css'
import { StateSign } from './StayBar.tsx'

import { isMovable, stateOf } from './states.ts'
import { useAsking } from './useAsking.ts'

/** A stay: who, where, which nights, how it stands; what can be done with it. */
export const StayPanel = asPanel(function StayPanel({
  stay,
  view,
  writes,
  onPanel,
  onClose,
}: PanelProps & { stay: RackStay }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { asking, refusal, ask } = useAsking(onClose)
  const course = useRead('boarding.course', { courseId: stay.courseId })
  const enrolment = course.data?.people.find(({ personId }) => personId === stay.personId)
  const there = view.roomOfBed(stay.bedId)
  const state = stateOf(stay, view.today, isLast(stay, view.rack.stays))
  const may = {
    arrive: stay.state === 'expected' && stay.from <= view.today,
    noShow: stay.state === 'expected' && stay.from <= view.today,
    depart: stay.state === 'here',
    move: isMovable(state),
    unplace: isMovable(state),
  }
  const rows: [label: string, value: string | null | undefined][] = [
    [t('boarding.rack.fields.course'), course.data?.name],
    [t('boarding.rack.fields.room'), stay.roomName],
    [t('boarding.rack.fields.bed'), String(there?.bed ?? stay.bed)],
    [
      t('boarding.rack.fields.nights'),
      t('boarding.rack.nights', {
        from: dayAndMonth(stay.from, language),
        to: dayAndMonth(stay.to, language),
        count: daysBetween(stay.from, stay.to),
      }),
    ],
    [
      t('boarding.rack.fields.companion'),
      stay.companionOf !== null
        ? t('boarding.rack.companionOf', { name: stay.companionOf })
        : stay.companions.join(', '),
    ],
    [t('boarding.rack.fields.shareWith'), enrolment?.shareWith.map(({ name }) => name).join(', ')],
    [t('boarding.rack.fields.phone'), enrolment?.phone && phone(enrolment.phone)],
    [t('boarding.rack.fields.diet'), enrolment?.diet],
    [t('boarding.rack.fields.note'), enrolment?.note],
  ]
  return (
    <SidePanel
      title={enrolment?.name ?? inList(stay.name)}
      subtitle={[
        stay.sex && t(`boarding.rack.sex.${stay.sex}`),
        stay.wheelchair && t('boarding.rack.wheelchair'),
      ]
        .filter(Boolean)
        .join(' · ')}
      width={392}
      onClose={onClose}
      actions={
        <>
          {may.arrive && (
            <Button
              data-autofocus
              disabled={asking}
              onClick={() => void ask(() => writes.arrive(stay))}
            >
              {t('boarding.rack.actions.arrive')}
            </Button>
          )}
          {may.depart && (
            <Button
              data-autofocus
              disabled={asking}
              onClick={() => void ask(() => writes.depart(stay))}
            >
              {t('boarding.rack.actions.depart')}
            </Button>
          )}
          {may.move && (
            <Button
              variant="default"
              disabled={asking}
              onClick={() => onPanel({ kind: 'move', stayId: stay.stayId })}
            >
              {t('boarding.rack.actions.move')}
            </Button>
          )}
          {may.noShow && (
            <Button
              variant="default"
              disabled={asking}
              onClick={() => void ask(() => writes.noShow(stay))}
            >
              {t('boarding.rack.actions.noShow')}
            </Button>
          )}
          {may.unplace && (
            <Button
              variant="default"
              disabled={asking}
              onClick={() => void ask(() => writes.unplace(stay))}
            >
              {t('boarding.rack.actions.unplace')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap={14}>
        <StateSign state={state} />
        {stay.findings.length > 0 && (
          <>
            <Findings findings={stay.findings} />
            <SettleButton stayIds={[stay.stayId]} />
          </>
        )}
        <Refused refusal={refusal} asking={asking} onOverride={() => undefined} />
        <dl className={styles.facts}>
          {rows.map(
            ([label, value]) =>
              value && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        {enrolment && <DaysSections courseId={stay.courseId} enrolment={enrolment} />}
        {may.move && <ExchangeBeds stay={stay} view={view} writes={writes} onDone={onClose} />}
        <Link href={`/people/${stay.personId}`} className={styles.link}>
          {t('boarding.rack.actions.openFile', { name: onBoard(stay.name) })}
        </Link>
      </Stack>
    </SidePanel>
  )
})
