import { Stack, Text, Textarea } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/schedule.ts'
import type { Language } from '#contract/values.ts'
import { currentActor } from '../../lib/client.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { refusalSaid } from '../../lib/sentences.ts'
import { useStored } from '../../lib/stored.ts'
import { missingSaid } from '../../ui/validate.ts'
import { emptyFields, isBlocked, isOverridable, type RideDraft } from './draft.ts'

/** Whether what forbids a ride can be overridden, and whether by whoever works here now. */
export function useOverride(findings: readonly Finding[]): {
  offered: boolean
  mayI: boolean
  coordinators: string
} {
  const actor = useStored(currentActor)
  const team = useRead('team.list', {})
  const coordinators = (team.data?.members ?? []).filter(({ roles }) =>
    roles.includes('coordinator'),
  )
  return {
    offered: isBlocked(findings) && isOverridable(findings),
    mayI: coordinators.some(({ id }) => id === actor),
    coordinators: coordinators
      .map((member) => surnameFirst({ ...member, patronymic: null }))
      .join(', '),
  }
}

/**
 * Why a ride cannot be saved as it stands: what is empty, or the rule that forbids it as long as no coordinator
 * has given a reason; nothing when it can.
 */
export function rideSaid(
  t: TFunction,
  language: Language,
  draft: RideDraft,
  findings: readonly Finding[],
  { offered, mayI, reason }: { offered: boolean; mayI: boolean; reason: string },
): string | undefined {
  const empty = emptyFields(draft).map((field) => t(`hippotherapy.fields.${field}`))
  const reasonNeeded = offered && mayI && reason.trim() === '' && t('hippotherapy.override.label')
  return (
    missingSaid(t, [...empty, reasonNeeded]) ??
    (offered && mayI ? undefined : refusalSaid(findings, language))
  )
}

interface OverrideFieldProps {
  findings: readonly Finding[]
  reason: string
  onChange: (reason: string) => void
}

/** The written reason of a coordinator, or who may give one. Nothing where no rule can be overridden. */
export function OverrideField({ findings, reason, onChange }: OverrideFieldProps) {
  const { t } = useTranslation()
  const { offered, mayI, coordinators } = useOverride(findings)
  if (!offered) return null
  return mayI ? (
    <Textarea
      label={t('hippotherapy.override.label')}
      description={t('hippotherapy.override.hint')}
      value={reason}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={200}
      autosize
      minRows={2}
    />
  ) : (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {coordinators
          ? t('hippotherapy.override.who', { names: coordinators })
          : t('hippotherapy.override.nobody')}
      </Text>
    </Stack>
  )
}
