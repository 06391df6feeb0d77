import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mostAssistants } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'

interface AssistantsFieldProps {
  value: readonly MemberId[]
  choices: { value: MemberId; label: string }[]
  onChange: (ids: MemberId[]) => void
}

/** A second teacher, an assistant. */
export function AssistantsField({ value, choices, onChange }: AssistantsFieldProps) {
  const { t } = useTranslation()
  return (
    <MultiSelect
      label={t('studio.field.assistants')}
      value={[...value]}
      data={choices as { value: string; label: string }[]}
      maxValues={mostAssistants}
      searchable
      clearable
      onChange={(ids) => onChange((ids as MemberId[]).toSorted())}
    />
  )
}
