import { Button, Code, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The recovery code, which is shown this once. */
export function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap={12} role="alert">
      <Title order={2}>{t('access.code.title')}</Title>
      <Code fz={22} ta="center" p={12} style={{ letterSpacing: '0.06em' }}>
        {code}
      </Code>
      <Text>{t('access.code.text')}</Text>
      <Button onClick={onDone}>{t('access.code.done')}</Button>
    </Stack>
  )
}
