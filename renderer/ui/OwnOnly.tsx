import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSees } from '../lib/access.ts'

/** Says, to those who see their own sessions alone, that there may be others. */
export function OwnOnly() {
  const { t } = useTranslation()
  const sees = useSees()
  if (sees('everybodys')) return null
  return (
    <Text size="sm" c="dimmed" component="span">
      {t('access.ownOnly')}
    </Text>
  )
}
