import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '#contract/copies.ts'
import { moment } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { notifyDone } from '../../ui/answers.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'

interface UnlockDialogProps {
  copy: Copy
  onClose: () => void
}

/** Asks for the recovery code or the passphrase of a copy that this file's key does not open. */
export function UnlockDialog({ copy, onClose }: UnlockDialogProps) {
  const { t } = useTranslation()
  const at = moment(copy.at, useLanguage())
  const [secret, setSecret] = useState('')
  const { mutate, isPending, error, reset } = useWrite('copies.unlock')
  const open = () =>
    mutate(
      { name: copy.name, secret },
      {
        onSuccess: () => {
          notifyDone(t('copies.unlocking.done', { at }))
          onClose()
        },
      },
    )
  return (
    <Modal
      opened
      onClose={isPending ? () => undefined : onClose}
      title={t('copies.unlocking.title', { at })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 0 }}
      centered
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (secret.trim() !== '') open()
        }}
      >
        <Stack gap={12}>
          <Text>{t('copies.unlocking.hint')}</Text>
          <TextInput
            data-autofocus
            label={t('protection.secret')}
            description={t('protection.secretHint')}
            value={secret}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => {
              setSecret(currentTarget.value)
              reset()
            }}
          />
          {error && <ErrorSentence error={error} />}
          <Group gap={8}>
            <Button type="submit" loading={isPending} disabled={secret.trim() === ''}>
              {t('copies.unlocking.act')}
            </Button>
            <Button variant="default" disabled={isPending} onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
