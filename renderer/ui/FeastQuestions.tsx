import { Alert, Button, Group } from '@mantine/core'
import { IconCalendarQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feastNames, type MissingFeast } from '#contract/settings.ts'
import type { LocalDate } from '#contract/values.ts'
import { dayAndMonth, longDate } from '../lib/format.ts'
import { useRead, useWrite } from '../lib/queries.ts'
import { useLanguage } from '../texts/index.ts'
import { announce } from './announce.ts'
import { ErrorSentence } from './ErrorSentence.tsx'
import { DateField } from './fields.tsx'
import { useUnsaved } from './useUnsaved.ts'

/** Asks for the movable feasts that may be in a period and whose day nobody has entered yet. */
export function FeastQuestions({ from, until }: { from: LocalDate; until: LocalDate }) {
  const { data } = useRead('settings.closedDays', { from, until })
  const asked = (data?.missing ?? []).filter(
    ({ proposed }) => proposed >= from && proposed <= until,
  )
  return asked.map((missing) => <FeastQuestion key={missing.proposed} missing={missing} />)
}

/** Proposes the day that was worked out; another one can be entered instead. */
function FeastQuestion({ missing }: { missing: MissingFeast }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [isOther, setOther] = useState(false)
  const [other, setOtherDate] = useState<LocalDate | null>(null)
  useUnsaved(other !== null)
  const close = useWrite('settings.closeDay')
  const { year, proposed } = missing
  const feast = feastNames[missing.feast]
  const confirm = (date: LocalDate) =>
    close.mutate(
      { date, name: feast, feast: missing.feast },
      {
        onSuccess: ({ changeId }) =>
          announce(t('schedule.feast.known', { feast, date: longDate(date, language) }), changeId),
      },
    )
  return (
    <Alert
      mb={12}
      color="yellow"
      icon={<IconCalendarQuestion size={20} aria-hidden />}
      title={t('schedule.feast.asked', { feast, year, date: dayAndMonth(proposed, language) })}
      styles={{ title: { color: 'var(--ink)' }, message: { color: 'var(--ink)' } }}
    >
      {t('schedule.feast.hint')}
      <Group mt={8} gap={8} align="end">
        <Button variant="default" loading={close.isPending} onClick={() => confirm(proposed)}>
          {t('schedule.feast.confirm', { date: dayAndMonth(proposed, language) })}
        </Button>
        {isOther ? (
          <>
            <DateField
              aria-label={t('schedule.feast.otherDate', { feast })}
              value={other}
              defaultDate={proposed}
              onChange={setOtherDate}
            />
            <Button variant="default" disabled={!other} onClick={() => other && confirm(other)}>
              {t('schedule.feast.save')}
            </Button>
          </>
        ) : (
          <Button variant="subtle" onClick={() => setOther(true)}>
            {t('schedule.feast.other')}
          </Button>
        )}
      </Group>
      {close.isError && <ErrorSentence error={close.error} />}
    </Alert>
  )
}
