import { ActionIcon, Button } from '@mantine/core'
import { IconPhone, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChangeId } from '#contract/values.ts'
import { callListSheet, waitingAt } from '../lib/call-list.ts'
import { shell } from '../lib/client.ts'
import { goTo } from '../lib/location.ts'
import { useRead } from '../lib/queries.ts'
import { useNow } from '../lib/useNow.ts'
import { notifyFailure } from './answers.tsx'

/**
 * «Список звонков, семей: 4»: leads to those who are to be told of a change, or prints them at once; nothing
 * when nobody is.
 */
export function CallListLink({ changeId, onGo }: { changeId: ChangeId; onGo?: () => void }) {
  const { t } = useTranslation()
  const { date, time } = useNow()
  const { data } = useRead('notices.list', { changeId })
  const families = waitingAt(data?.families ?? [], `${date}T${time}`)
  if (families.length === 0) return null
  return (
    <>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconPhone size={16} aria-hidden />}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          onGo?.()
          goTo(`/calls?change=${changeId}`)
        }}
      >
        {t('notices.toCall', { count: families.length })}
      </Button>
      <ActionIcon
        variant="light"
        size={26}
        aria-label={t('notices.print')}
        title={t('notices.print')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void shell('printSheet', callListSheet(families, date)).catch(notifyFailure)}
      >
        <IconPrinter size={16} aria-hidden />
      </ActionIcon>
    </>
  )
}
