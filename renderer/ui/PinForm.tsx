import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberId } from '#contract/values.ts'
import { ServiceError } from '../lib/client.ts'
import { useWrite } from '../lib/queries.ts'
import { notifyDone, notifyFailure } from './answers.tsx'
import { ErrorSentence } from './ErrorSentence.tsx'
import { RecoveryCode } from './RecoveryCode.tsx'

interface PinFormProps {
  member: { memberId: MemberId; familyName: string; givenName: string }
  /** Their own, which needs the one until now. */
  own?: boolean
  onClose: () => void
}

/** Gives a member a PIN or password; with the first of all comes the recovery code. */
export function PinForm({ member, own = false, onClose }: PinFormProps) {
  const { t } = useTranslation()
  const setPin = useWrite('access.setPin')
  const [current, setCurrent] = useState('')
  const [secret, setSecret] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<ServiceError | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const name = `${member.familyName} ${member.givenName}`
  const differ = again !== '' && again !== secret
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setError(null)
    try {
      const { recoveryCode } = await setPin.mutateAsync({
        memberId: member.memberId,
        secret,
        ...(own && { current }),
      })
      if (recoveryCode) return setCode(recoveryCode)
      notifyDone(t('access.section.done', { name }))
      onClose()
    } catch (thrown) {
      if (thrown instanceof ServiceError) setError(thrown)
      else notifyFailure(thrown)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={code ? undefined : t('access.pin.title', { name })}
      withCloseButton={code === null}
      closeOnClickOutside={false}
      closeOnEscape={code === null}
      centered
    >
      {code ? (
        <RecoveryCode code={code} onDone={onClose} />
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap={12}>
            {own && (
              <PasswordInput
                label={t('access.pin.current')}
                value={current}
                onChange={(event) => setCurrent(event.currentTarget.value)}
                autoComplete="off"
                data-autofocus
              />
            )}
            <PasswordInput
              label={t('access.pin.fresh')}
              description={t('access.pin.hint')}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus={own ? undefined : true}
            />
            <PasswordInput
              label={t('access.pin.again')}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              error={differ ? t('access.pin.differ') : undefined}
              autoComplete="off"
            />
            {error && <ErrorSentence error={error} />}
            <Group gap={8}>
              <Button
                type="submit"
                loading={setPin.isPending}
                disabled={secret === '' || secret !== again || (own && current === '')}
              >
                {t('access.pin.save')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
