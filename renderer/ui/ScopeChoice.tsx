import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scope } from '#contract/schedule.ts'

const scopes = ['this', 'later', 'all'] as const satisfies readonly Scope[]

interface ScopeChoiceProps {
  value: Scope
  onChange: (scope: Scope) => void
}

/** How far a change of a repeating session goes. */
export function ScopeChoice({ value, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t('schedule.scope.label')}
      value={value}
      onChange={(chosen) => {
        const scope = scopes.find((one) => one === chosen)
        if (scope) onChange(scope)
      }}
    >
      <Stack gap={8} mt={6}>
        {scopes.map((scope) => (
          <Radio key={scope} value={scope} label={t(`schedule.scope.${scope}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
