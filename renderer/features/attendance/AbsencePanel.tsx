import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Absence } from '#contract/attendance.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import { addDays } from '../../lib/dates.ts'
import { period, surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure, notifyTaken } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormRow, FormSection } from '../../ui/Form.tsx'
import { DateField, TextField } from '../../ui/fields.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { missingSaid } from '../../ui/validate.ts'
import styles from './attendance.module.css'

interface AbsencePanelProps {
  date: LocalDate
  onClose: () => void
}

/** A family has said that somebody will be away; and who else is, from this day on. */
export const AbsencePanel = asPanel(function AbsencePanel({ date, onClose }: AbsencePanelProps) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<{ id: PersonId; name: string } | null>(null)
  const [from, setFrom] = useState<LocalDate>(date)
  const [until, setUntil] = useState<LocalDate>(date)
  const [reason, setReason] = useState<string | null>(null)
  const announceAbsence = useWrite('attendance.announceAbsence')
  const backwards = until < from
  const save = async () => {
    if (!person || backwards) return
    try {
      const { changeId, marked } = await announceAbsence.mutateAsync({
        personId: person.id,
        ...{ from, until },
        ...(reason ? { reason } : {}),
      })
      announce(t('attendance.absence.done', { name: person.name, count: marked }), changeId)
      setPerson(null)
      setReason(null)
    } catch {
      // The refusal stands in the panel, from `announceAbsence.error`.
    }
  }
  return (
    <SidePanel
      title={t('attendance.absence.title')}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={
        missingSaid(t, [person === null && t('attendance.absence.who')]) ??
        (backwards ? t('attendance.absence.backwards') : undefined)
      }
      saving={announceAbsence.isPending}
      saveLabel={t('attendance.absence.save')}
      dirty={person !== null || (reason ?? '').trim() !== ''}
    >
      <Stack gap={14}>
        {announceAbsence.isError && <ErrorSentence error={announceAbsence.error} />}
        <PersonPicker
          label={t('attendance.absence.who')}
          value={person?.id ?? null}
          onChange={(_, chosen) =>
            setPerson(chosen && { id: chosen.id, name: surnameFirst(chosen) })
          }
          autoFocus
        />
        <FormRow>
          <DateField
            label={t('common.from')}
            value={from}
            onChange={(day) => {
              if (!day) return
              setFrom(day)
              if (until < day) setUntil(day)
            }}
          />
          <DateField
            label={t('common.until')}
            value={until}
            error={backwards ? t('attendance.absence.backwards') : undefined}
            onChange={(day) => day && setUntil(day)}
          />
        </FormRow>
        <TextField label={t('common.reason')} value={reason} maxLength={200} onChange={setReason} />
        <Text size="sm" c="dimmed">
          {t('attendance.absence.hint')}
        </Text>
        <Announced date={date} />
      </Stack>
    </SidePanel>
  )
})

/** How many days ahead the announced absences are listed. */
const AHEAD = 60

function Announced({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useRead('attendance.absences', { from: date, until: addDays(date, AHEAD) })
  const withdraw = useWrite('attendance.withdrawAbsence')
  const absences = read.data?.absences ?? []
  const take = async ({ absenceId, name }: Absence) => {
    try {
      const { changeId, findings } = await withdraw.mutateAsync({ absenceId })
      announce(t('attendance.absence.withdrawn', { name }), changeId)
      notifyTaken(findings)
    } catch (error) {
      notifyFailure(error)
    }
  }
  if (absences.length === 0) return null
  return (
    <FormSection title={t('attendance.absence.known')}>
      <ul className={styles.absences}>
        {absences.map((one) => (
          <li key={one.absenceId}>
            <span className={styles.who}>
              {one.name}
              <span className={styles.about}>
                {period(one.from, one.until, language)}
                {one.reason && ` · ${one.reason}`}
              </span>
            </span>
            <Button
              variant="subtle"
              aria-label={`${t('attendance.absence.withdraw')}: ${one.name}`}
              onClick={() => void take(one)}
            >
              {t('attendance.absence.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
