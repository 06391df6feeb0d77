import { Alert, Button, Group, Progress, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import { call } from '../../lib/client.ts'
import { formatNumber, moment } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { useAttempt } from '../../ui/useAttempt.ts'

interface Found {
  checked: number
  broken: MethodOutput<'trail.check'>['broken']
}

/** Whether what was done is as it was written down: asked for, as it takes some seconds in a large file. */
export function TrailCheck() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { busy, refusal, attempt } = useAttempt()
  const [checked, setChecked] = useState(0)
  const [found, setFound] = useState<Found | null>(null)
  const check = () =>
    attempt(async () => {
      setFound(null)
      let [after, sum]: [number | null, number] = [0, 0]
      while (after !== null) {
        const part: MethodOutput<'trail.check'> = await call('trail.check', { after })
        sum += part.checked
        setChecked(sum)
        if (part.next === null) setFound({ checked: sum, broken: part.broken })
        after = part.next
      }
    })
  const entries = formatNumber(checked, language)
  return (
    <>
      <h2>{t('access.trail.checkTitle')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('access.trail.hint')}
      </Text>
      <Group gap={12} mb={8}>
        <Button variant="default" loading={busy} onClick={() => void check()}>
          {t('access.trail.check')}
        </Button>
        {busy && <Text size="sm">{t('access.trail.checking', { entries })}</Text>}
      </Group>
      {busy && <Progress value={100} animated aria-hidden mb={8} />}
      {refusal && <ErrorSentence error={refusal} />}
      {found && (
        <Alert color={found.broken ? 'red' : 'gray'} role="status" mb={12}>
          {found.broken
            ? found.broken.at
              ? t('access.trail.brokenAt', { at: moment(found.broken.at, language) })
              : t('access.trail.brokenGone')
            : t('access.trail.sound', { entries })}
        </Alert>
      )}
    </>
  )
}
