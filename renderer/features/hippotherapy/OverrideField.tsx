import { Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/schedule.ts'
import { currentActor } from '../../lib/client.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useStored } from '../../lib/stored.ts'
import { isBlocked, isOverridable } from './draft.ts'

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
