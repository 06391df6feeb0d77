import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import { surnameFirst } from '../lib/format.ts'
import { useWrite } from '../lib/queries.ts'
import { notifyDone } from './answers.tsx'
import { ErrorSentence } from './ErrorSentence.tsx'
import { RecoveryCode } from './RecoveryCode.tsx'
import { SecretField } from './SecretField.tsx'
import { useAttempt } from './useAttempt.ts'

interface PinFormProps {
  member: { memberId: MemberId; familyName: string; givenName: string; roles: readonly Role[] }
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
  const [code, setCode] = useState<string | null>(null)
  const { busy, refusal, attempt } = useAttempt()
  const { memberId } = member
  const name = surnameFirst(member)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const asked = { memberId, secret, ...(own && { current }) }
      const { recoveryCode } = await setPin.mutateAsync(asked)
      if (recoveryCode) return setCode(recoveryCode)
      notifyDone(t('access.section.done', { name }))
      onClose()
    })
  }
  if (code) return <RecoveryCode code={code} onDone={onClose} />
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('access.pin.title', { name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          {own && (
            <SecretField
              label={t('access.pin.current')}
              value={current}
              onChange={setCurrent}
              data-autofocus
            />
          )}
          <SecretField
            label={t('access.pin.fresh')}
            description={[
              t('access.pin.hint'),
              ...(member.roles.includes('psychologist') ? [t('access.pin.notesHint')] : []),
            ].join('. ')}
            value={secret}
            onChange={setSecret}
            data-autofocus={own ? undefined : true}
          />
          <SecretField
            label={t('access.pin.again')}
            value={again}
            onChange={setAgain}
            error={again !== '' && again !== secret && t('access.pin.differ')}
          />
          {refusal && <ErrorSentence error={refusal} />}
          <Group gap={8}>
            <Button
              type="submit"
              loading={busy}
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
    </Modal>
  )
}
