import { Button, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import type { MemberId } from '#contract/values.ts'
import { call } from '../lib/client.ts'
import { surnameFirst } from '../lib/format.ts'
import { ErrorSentence } from '../ui/ErrorSentence.tsx'
import { SecretField } from '../ui/SecretField.tsx'
import { useAttempt } from '../ui/useAttempt.ts'

interface RecoverProps {
  members: MethodOutput<'access.state'>['members']
  onBack: () => void
  onRecovered: (memberId: MemberId, recoveryCode: string) => Promise<void>
}

/** A coordinator who has forgotten their PIN sets another by the recovery code, and gets the next one. */
export function Recover({ members, onBack, onRecovered }: RecoverProps) {
  const { t } = useTranslation()
  const coordinators = members.filter(({ roles }) => roles.includes('coordinator'))
  const [memberId, setMemberId] = useState<string | null>(coordinators[0]?.memberId ?? null)
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  const chosen = coordinators.find((one) => one.memberId === memberId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return
    void attempt(async () => {
      const asked = { recoveryCode: code, memberId: chosen.memberId, secret }
      const { recoveryCode } = await call('access.recover', asked)
      await onRecovered(chosen.memberId, recoveryCode)
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <h1>{t('access.recover.title')}</h1>
        <TextInput
          label={t('access.recover.code')}
          description={t('access.recover.codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="off"
          autoFocus
        />
        <Select
          label={t('access.recover.coordinator')}
          data={coordinators.map((one) => ({ value: one.memberId, label: surnameFirst(one) }))}
          value={memberId}
          onChange={setMemberId}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <SecretField
          label={t('access.recover.newPin')}
          description={t('access.pin.hint')}
          value={secret}
          onChange={setSecret}
        />
        {refusal && <ErrorSentence error={refusal} />}
        <Button type="submit" loading={busy} disabled={code === '' || secret === '' || !chosen}>
          {t('access.recover.enter')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('access.recover.back')}
        </Button>
      </Stack>
    </form>
  )
}
