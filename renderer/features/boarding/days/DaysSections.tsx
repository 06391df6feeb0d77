import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Enrolment } from '#contract/boarding.ts'
import type { CourseId, LocalDate } from '#contract/values.ts'
import { call } from '../../../lib/client.ts'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../ui/Findings.tsx'
import { FormRow, FormSection } from '../../../ui/Form.tsx'
import { DateField } from '../../../ui/fields.tsx'
import { useUnsaved } from '../../../ui/useUnsaved.ts'
import { AwaySection } from './AwaySection.tsx'
import { type DayWrites, useDayWrites } from './useDayWrites.ts'

export interface DaysProps {
  readonly courseId: CourseId
  readonly enrolment: Enrolment
}
export interface DaysPartProps extends DaysProps {
  readonly writes: DayWrites
}

/** The days of somebody in a course: said by mistake and corrected, planned, and spent elsewhere. */
export function DaysSections({ courseId, enrolment }: DaysProps) {
  const writes = useDayWrites()
  const { state, from, until, planned } = enrolment
  const has = { come: state === 'here' || state === 'left', left: state === 'left' }
  if (!has.come && state !== 'expected') return null
  const props = { courseId, enrolment, writes }
  return (
    <Stack gap={16}>
      <Refused writes={writes} />
      {has.come && <CorrectionSection key={`${state} ${from} ${until}`} {...props} />}
      {!has.left && <PlanSection key={`${planned.from} ${planned.until}`} {...props} />}
      {!has.left && <AwaySection {...props} />}
    </Stack>
  )
}

/** Why it was refused; where a bed is wanting, others that are free. */
function Refused({ writes: { refused, asking } }: { writes: DayWrites }) {
  const { t } = useTranslation()
  if (!refused) return null
  const { findings, error, beds } = refused
  return (
    <Stack gap={8} role="alert">
      {findings.length > 0 ? (
        <Findings findings={[...findings]} />
      ) : (
        <ErrorSentence error={error} />
      )}
      {beds.length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb={6}>
            {t('boarding.days.otherBed')}
          </Text>
          <Group gap={6}>
            {beds.map(({ bedId, roomName, bed }) => (
              <Button
                key={bedId}
                size="compact-sm"
                variant="light"
                disabled={asking}
                onClick={() => refused.inBed(bedId)}
              >
                {t('boarding.rack.choose.bed', { room: roomName, bed })}
              </Button>
            ))}
          </Group>
        </div>
      )}
    </Stack>
  )
}

/** Has come or has left on another day, or not at all. */
function CorrectionSection({ courseId, enrolment, writes }: DaysPartProps) {
  const { t } = useTranslation()
  const { personId, name, from, until, state } = enrolment
  const [arrival, setArrival] = useState<LocalDate>(from)
  const [departure, setDeparture] = useState<LocalDate>(until)
  useUnsaved(arrival !== from || departure !== until)
  const whose = { courseId, personId }
  const correct = (
    what: 'correctArrival' | 'correctDeparture',
    on: LocalDate | null,
    said: string,
  ) => writes.ask(said, (bed) => call(`boarding.${what}`, { ...whose, on, ...bed }))
  return (
    <FormSection title={t('boarding.days.correct')}>
      <DateField
        label={t('boarding.days.arrivedOn')}
        value={arrival}
        onChange={(date) => date && setArrival(date)}
      />
      <Group gap={8}>
        <Button
          variant="default"
          disabled={writes.asking || arrival === from}
          onClick={() =>
            correct('correctArrival', arrival, t('boarding.days.done.arrival', { name }))
          }
        >
          {t('boarding.days.correctArrival')}
        </Button>
        <Button
          variant="default"
          disabled={writes.asking}
          onClick={() =>
            correct('correctArrival', null, t('boarding.days.done.noArrival', { name }))
          }
        >
          {t('boarding.days.noArrival')}
        </Button>
      </Group>
      {state === 'left' && (
        <>
          <DateField
            label={t('boarding.days.leftOn')}
            value={departure}
            onChange={(date) => date && setDeparture(date)}
          />
          <Group gap={8}>
            <Button
              variant="default"
              disabled={writes.asking || departure === until}
              onClick={() =>
                correct('correctDeparture', departure, t('boarding.days.done.departure', { name }))
              }
            >
              {t('boarding.days.correctDeparture')}
            </Button>
            <Button
              variant="light"
              disabled={writes.asking}
              onClick={() =>
                correct('correctDeparture', null, t('boarding.days.done.noDeparture', { name }))
              }
            >
              {t('boarding.days.noDeparture')}
            </Button>
          </Group>
        </>
      )}
    </FormSection>
  )
}

/** When they are expected to come, and to leave. */
function PlanSection({ courseId, enrolment, writes }: DaysPartProps) {
  const { t } = useTranslation()
  const { personId, name, planned, state } = enrolment
  const [from, setFrom] = useState<LocalDate>(planned.from)
  const [until, setUntil] = useState<LocalDate>(planned.until)
  const same = from === planned.from && until === planned.until
  useUnsaved(!same)
  return (
    <FormSection title={t('boarding.days.plan')}>
      <FormRow>
        {state === 'expected' && (
          <DateField
            label={t('boarding.days.expectedFrom')}
            value={from}
            onChange={(date) => date && setFrom(date)}
          />
        )}
        <DateField
          label={t('boarding.days.expectedUntil')}
          value={until}
          onChange={(date) => date && setUntil(date)}
        />
      </FormRow>
      <Group>
        <Button
          variant="default"
          disabled={writes.asking || same}
          onClick={() =>
            writes.ask(t('boarding.days.done.plan', { name }), (bed) =>
              call('boarding.plan', { courseId, personId, from, until, ...bed }),
            )
          }
        >
          {t('boarding.days.savePlan')}
        </Button>
      </Group>
    </FormSection>
  )
}
