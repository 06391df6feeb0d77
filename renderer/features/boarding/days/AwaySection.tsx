import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Enrolment, NightsAway } from '#contract/boarding.ts'
import { earlierOf } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { call } from '../../../lib/client.ts'
import { addDays, today } from '../../../lib/dates.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { FormRow, FormSection } from '../../../ui/Form.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { focusOnMount } from '../../../ui/focusOnMount.ts'
import { useUnsaved } from '../../../ui/useUnsaved.ts'
import type { DaysPartProps } from './DaysSections.tsx'

/** Nights that somebody sleeps elsewhere: written down, changed when they come back, taken out. */
export function AwaySection({ courseId, enrolment, writes }: DaysPartProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { personId, name, away } = enrolment
  const [open, setOpen] = useState<NightsAway | 'new' | null>(null)
  useUnsaved(open !== null)
  const change = (one: NightsAway, until: LocalDate) => {
    const { awayId, from, bedKept, reason } = one
    writes.ask(t('boarding.days.done.back', { name }), (bed) =>
      call('boarding.changeAway', { awayId, from, until, bedKept, reason, ...bed }),
    )
  }
  return (
    <FormSection title={t('boarding.days.away')}>
      {away.map((one) => (
        <div key={one.awayId}>
          <Text>
            {[
              `${dayAndMonth(one.from, language)} – ${dayAndMonth(one.until, language)}`,
              one.reason,
              t(one.bedKept ? 'boarding.days.bedWaits' : 'boarding.days.bedFree'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Group gap={8} mt={6}>
            {one.from < today() && today() < one.until && (
              <Button
                size="compact-sm"
                variant="light"
                disabled={writes.asking}
                onClick={() => change(one, today())}
              >
                {t('boarding.days.back')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setOpen(one)}>
              {t('boarding.days.changeAway')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={writes.asking}
              onClick={() =>
                writes.ask(t('boarding.days.done.awayRemoved', { name }), (bed) =>
                  call('boarding.removeAway', { awayId: one.awayId, ...bed }),
                )
              }
            >
              {t('boarding.days.removeAway')}
            </Button>
          </Group>
        </div>
      ))}
      {open === null ? (
        <Group>
          <Button variant="default" onClick={() => setOpen('new')}>
            {t('boarding.days.goAway')}
          </Button>
        </Group>
      ) : (
        <AwayForm
          key={open === 'new' ? 'new' : `${open.awayId} ${open.until}`}
          away={open === 'new' ? null : open}
          stay={enrolment}
          asking={writes.asking}
          onCancel={() => setOpen(null)}
          onSave={(fields) => {
            const known = open === 'new' ? null : open.awayId
            writes.ask(t('boarding.days.done.away', { name }), async (bed) => {
              const done = known
                ? await call('boarding.changeAway', { awayId: known, ...fields, ...bed })
                : await call('boarding.goAway', { courseId, personId, ...fields })
              setOpen(null)
              return done
            })
          }}
        />
      )}
    </FormSection>
  )
}

interface AwayFormProps {
  readonly away: NightsAway | null
  /** Their days in the course. */
  readonly stay: Pick<Enrolment, 'from' | 'until'>
  readonly asking: boolean
  onCancel(): void
  onSave(fields: Pick<NightsAway, 'from' | 'until' | 'bedKept' | 'reason'>): void
}

function AwayForm({ away, stay, asking, onCancel, onSave }: AwayFormProps) {
  const { t } = useTranslation()
  const isOn = stay.from <= today() && today() < stay.until
  const usual = isOn ? today() : stay.from
  const [from, setFrom] = useState<LocalDate>(away?.from ?? usual)
  const [until, setUntil] = useState<LocalDate>(
    away?.until ?? earlierOf(addDays(usual, 1), stay.until),
  )
  const [bedKept, setBedKept] = useState(away?.bedKept ?? true)
  const [reason, setReason] = useState<string | null>(away?.reason ?? null)
  return (
    <Stack gap={12} ref={focusOnMount} tabIndex={-1}>
      <FormRow>
        <DateField
          label={t('boarding.days.awayFrom')}
          value={from}
          onChange={(date) => date && setFrom(date)}
        />
        <DateField
          label={t('boarding.days.awayUntil')}
          value={until}
          onChange={(date) => date && setUntil(date)}
        />
      </FormRow>
      <TextField
        label={t('boarding.days.reason')}
        value={reason}
        maxLength={200}
        onChange={setReason}
      />
      <Checkbox
        label={t('boarding.days.bedKept')}
        checked={bedKept}
        onChange={(event) => setBedKept(event.currentTarget.checked)}
      />
      <Group>
        <Button
          variant="light"
          disabled={asking}
          onClick={() => onSave({ from, until, bedKept, reason: reason?.trim() || null })}
        >
          {t('boarding.days.saveAway')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
