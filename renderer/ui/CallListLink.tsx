import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChangeId } from '#contract/values.ts'
import { isWaiting } from '../lib/call-sentence.ts'
import { goTo } from '../lib/location.ts'
import { useRead } from '../lib/queries.ts'
import { useNow } from '../lib/useNow.ts'

/** «Список звонков, семей: 4»: leads to those who are to be told of a change; nothing when nobody is. */
export function CallListLink({ changeId, onGo }: { changeId: ChangeId; onGo?: () => void }) {
  const { t } = useTranslation()
  const { date, time } = useNow()
  const { data } = useRead('notices.list', { changeId })
  const families = (data?.families ?? []).filter(({ lines }) =>
    lines.some((line) => isWaiting(line, `${date}T${time}`)),
  )
  if (families.length === 0) return null
  return (
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
  )
}
