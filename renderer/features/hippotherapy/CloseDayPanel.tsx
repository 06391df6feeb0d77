import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '#contract/values.ts'
import { capitalised, dayWithWeekday } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announceAndSettle } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { TextField } from '../../ui/fields.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'

interface CloseDayPanelProps {
  date: LocalDate
  onClose: () => void
}

/** Closes the day that is shown: why, and then what becomes of its sessions. */
export const CloseDayPanel = asPanel(function CloseDayPanel({ date, onClose }: CloseDayPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const usual = t('settling.closedDayUsual')
  const [name, setName] = useState<string | null>(usual)
  const close = useWrite('settings.closeDay')
  const day = dayWithWeekday(date, language)
  const save = async (): Promise<void> => {
    try {
      const answer = await close.mutateAsync({ date, name: name?.trim() || usual })
      onClose()
      announceAndSettle(t('settings.dayClosed', { date: day }), answer)
    } catch {
      // The refusal stands in the panel, from `close.error`.
    }
  }
  return (
    <SidePanel
      right="closing"
      title={t('settling.closeDay')}
      subtitle={capitalised(day)}
      width={392}
      onClose={onClose}
      onSave={() => void save()}
      saving={close.isPending}
      saveLabel={t('settling.closeDay')}
      dirty={(name ?? '') !== usual}
    >
      <Stack gap={16}>
        {close.error && <ErrorSentence error={close.error} />}
        <TextField
          label={t('settings.closedDayName')}
          value={name}
          onChange={setName}
          onFocus={(event) => event.currentTarget.select()}
          maxLength={200}
          data-autofocus
        />
        <Text size="sm" c="dimmed">
          {t('settling.closeDayHint')}
        </Text>
      </Stack>
    </SidePanel>
  )
})
