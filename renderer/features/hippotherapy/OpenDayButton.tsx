import { Button } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '#contract/values.ts'
import { dayWithWeekday } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'

/** Opens a day that was closed, from its board. */
export function OpenDayButton({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const open = useWrite('settings.openDay')
  const act = async (): Promise<void> => {
    try {
      const { changeId } = await open.mutateAsync({ date })
      announce(t('settings.dayOpened', { date: dayWithWeekday(date, language) }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconCalendarCheck size={16} stroke={1.6} />}
      loading={open.isPending}
      onClick={() => void act()}
    >
      {t('settling.openDay')}
    </Button>
  )
}
