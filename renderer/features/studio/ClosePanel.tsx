import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '#contract/studio.ts'
import type { LocalDate } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField } from '../../ui/fields.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'

interface ClosePanelProps {
  group: Pick<Group, 'groupId' | 'name'>
  onClose: () => void
}

/** Ends a group from a day on. */
export const ClosePanel = asPanel(function ClosePanel({ group, onClose }: ClosePanelProps) {
  const { t } = useTranslation()
  const [on, setOn] = useState<LocalDate>(today())
  const close = useWrite('studio.closeGroup')
  const tried = useRead('studio.tryCloseGroup', { groupId: group.groupId, on })
  const save = async () => {
    try {
      const { removed, changeId } = await close.mutateAsync({ groupId: group.groupId, on })
      announce(t('studio.done.closed', { count: removed }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `close.error`.
    }
  }
  return (
    <SidePanel
      title={t('studio.close')}
      subtitle={group.name}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      saving={close.isPending}
      saveLabel={t('studio.close')}
    >
      {close.isError && <ErrorSentence error={close.error} />}
      <DateField label={t('studio.field.on')} value={on} onChange={(date) => date && setOn(date)} />
      {tried.data && (
        <Text role="status" mt={12}>
          {t('studio.closeReach', {
            removed: tried.data.removed,
            kept: tried.data.kept,
            left: tried.data.left,
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={12}>
        {t('studio.closeHint')}
      </Text>
    </SidePanel>
  )
})
