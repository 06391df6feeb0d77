import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LocalDate } from '#contract/values.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'

/** What stands on a day that is to be closed, or was closed just now, and the way to where it is settled. */
export function SessionsOnDay({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const kinds = useRead('attendance.standing', { date }).data?.kinds ?? []
  if (kinds.length === 0) return null
  return (
    <Text role="status" pb={12}>
      {t('settings.sessionsOnDay', {
        date: dayAndMonth(date, language),
        sessions: kinds
          .map(({ kind, sessions }) => `${t(`attendance.kinds.${kind}`)}: ${sessions}`)
          .join(' · '),
      })}{' '}
      <Anchor component={Link} href={`/attendance?date=${date}`}>
        {t('settings.settleSessions')}
      </Anchor>
    </Text>
  )
}
