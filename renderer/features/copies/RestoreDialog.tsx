import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '#contract/copies.ts'
import type { MethodOutput } from '#contract/index.ts'
import { moment } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { loadAnew } from './restored.ts'

interface RestoreDialogProps {
  copy: Copy
  onClose: () => void
}

/** Says what would be lost, and puts the copy back when the person knows it. */
export function RestoreDialog({ copy, onClose }: RestoreDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [isKnown, setKnown] = useState(false)
  const compared = useRead('copies.compare', { name: copy.name })
  const { mutate, isPending, error } = useWrite('copies.restore')
  const at = moment(copy.at, language)
  const isHarmless = compared.data?.lost?.changes === 0
  const restore = () => mutate({ name: copy.name }, { onSuccess: loadAnew })
  return (
    <Modal
      opened
      onClose={isPending ? () => undefined : onClose}
      title={t('copies.ask.title', { at })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 0 }}
      centered
      size="lg"
    >
      <Stack gap={12}>
        <Text>
          {copy.people === null
            ? t('copies.ask.becomesOlder', { at })
            : t('copies.ask.becomes', { at, people: copy.people })}
        </Text>
        {compared.error && <ErrorSentence error={compared.error} />}
        {compared.data && <Losses {...compared.data} />}
        <Text>{t('copies.ask.kept')}</Text>
        {error && <ErrorSentence error={error} />}
        {!isHarmless && (
          <Checkbox
            label={t('copies.ask.agreed')}
            checked={isKnown}
            disabled={!compared.data || isPending}
            onChange={({ currentTarget }) => setKnown(currentTarget.checked)}
          />
        )}
        <Group gap={8}>
          <Button
            color="red"
            disabled={!isKnown && !isHarmless}
            loading={isPending}
            onClick={restore}
          >
            {t('copies.ask.act')}
          </Button>
          <Button variant="default" disabled={isPending} onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** What the file has and the copy has not, and the other way round. */
function Losses({ lost, regained }: MethodOutput<'copies.compare'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Alert
      color={lost?.changes === 0 ? 'gray' : 'yellow'}
      role="status"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      styles={{ message: { color: 'var(--ink)' } }}
    >
      <Text size="sm">{sentenceOfLost()}</Text>
      {regained > 0 && <Text size="sm">{t('copies.ask.regained', { count: regained })}</Text>}
    </Alert>
  )

  function sentenceOfLost(): string {
    if (!lost) return t('copies.ask.lostUnknown')
    const { changes, last } = lost
    if (changes === 0) return t('copies.ask.lostNothing')
    if (!last) return t('copies.ask.lostByNobody', { count: changes })
    return t('copies.ask.lost', {
      count: changes,
      at: moment(last.at, language),
      by: last.by ?? t('changes.nobody'),
    })
  }
}
