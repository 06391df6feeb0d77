import { List, PasswordInput, Stack, Text } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProtectionState } from '#contract/shell.ts'
import { call, ServiceError, shell } from '../../lib/client.ts'
import { refreshProtection, useProtection } from '../../lib/protection.ts'
import { useRead } from '../../lib/queries.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { NewCode } from './NewCode.tsx'
import styles from './settings.module.css'

/** As the contract has it, letters. */
const shortestPassphrase = 10

/** Whether the data file is encrypted, by what it opens, and how that is changed. */
export function ProtectionSection() {
  const { data, error, refetch } = useProtection()
  if (error) return <ErrorSentence error={error} onAgain={() => void refetch()} />
  if (!data) return null
  return <div className={styles.page}>{data.isOn ? <On state={data} /> : <Off state={data} />}</div>
}

/** Does something with the shell, says what it was refused with, and looks again. */
function useDoing() {
  const [doing, setDoing] = useState(false)
  const act = async (work: () => Promise<void>) => {
    setDoing(true)
    try {
      await work()
    } catch (error) {
      notifyFailure(error)
    } finally {
      setDoing(false)
      await refreshProtection()
    }
  }
  return { doing, act: (work: () => Promise<void>) => void act(work) }
}

function Off({ state }: { state: ProtectionState }) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const { doing, act } = useDoing()
  const typed = passphrase.trim()
  const canProtect = typed === '' ? state.hasKeyring : typed.length >= shortestPassphrase
  const protect = () =>
    act(async () => {
      const refusal = await shell('protectFile', { passphrase: typed === '' ? null : typed })
      if (refusal) throw new ServiceError(refusal.code, refusal.params)
      notifyDone(t('protection.done'))
    })
  return (
    <>
      <h2>{t('protection.title')}</h2>
      <Stack gap={8} align="start">
        <Text>{t('protection.off')}</Text>
        <Text>{t(state.hasKeyring ? 'protection.keyring' : 'protection.noKeyring')}</Text>
        <Text size="sm" c="dimmed">
          {t('protection.whatHappens')}
        </Text>
        <PassphraseField
          label={t(state.hasKeyring ? 'protection.passphraseToo' : 'protection.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
        />
        <DoButton right="protecting" loading={doing} disabled={!canProtect} onClick={protect}>
          {t('protection.protect')}
        </DoButton>
      </Stack>
    </>
  )
}

function On({ state }: { state: ProtectionState }) {
  const { t } = useTranslation()
  const { data } = useRead('file.state', {})
  return (
    <>
      <h2>{t('protection.title')}</h2>
      <Text mb={8}>{t('protection.on')}</Text>
      <List listStyleType="none" spacing={4}>
        <Way there={state.bySystem}>{t('protection.way.system')}</Way>
        <Way there={state.byCode}>{t('protection.way.code')}</Way>
        <Way there={state.byPassphrase}>{t('protection.way.passphrase')}</Way>
      </List>
      {state.isOpen && (
        <>
          <h2>{t('protection.code')}</h2>
          <Text size="sm" mb={8}>
            {t('protection.codeText')}
          </Text>
          <NewCode isThere={state.byCode} />
          <NewPassphrase isThere={state.byPassphrase} />
        </>
      )}
      <h2>{t('protection.copies')}</h2>
      <Text size="sm">{t('protection.copiesText')}</Text>
      {data && data.stillReadable.length > 0 && (
        <>
          <Text size="sm" mt={8}>
            {t('protection.stillReadable')}
          </Text>
          {data.stillReadable.map((path) => (
            <Text key={path} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {path}
            </Text>
          ))}
        </>
      )}
    </>
  )
}

interface WayProps {
  there: boolean
  children: string
}
function Way({ there, children }: WayProps) {
  const { t } = useTranslation()
  const Sign = there ? IconCheck : IconMinus
  return (
    <List.Item icon={<Sign size={18} aria-hidden />}>
      {children}: {t(there ? 'protection.isThere' : 'protection.isNot')}
    </List.Item>
  )
}

function NewPassphrase({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const { doing, act } = useDoing()
  const typed = passphrase.trim()
  const set = () =>
    act(async () => {
      await call('access.setPassphrase', { passphrase: typed })
      setPassphrase('')
      notifyDone(t('protection.passphraseSet'))
    })
  return (
    <>
      <h2>{t('protection.passphrase')}</h2>
      <Stack gap={8} align="start">
        <PassphraseField
          label={t(isThere ? 'protection.newPassphrase' : 'protection.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
        />
        <DoButton
          right="protecting"
          variant="default"
          loading={doing}
          disabled={typed.length < shortestPassphrase}
          onClick={set}
        >
          {t('protection.setPassphrase')}
        </DoButton>
      </Stack>
    </>
  )
}

interface PassphraseFieldProps {
  label: string
  value: string
  onChange: (passphrase: string) => void
}
function PassphraseField({ label, value, onChange }: PassphraseFieldProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      w={420}
      label={label}
      description={t('protection.passphraseHint', { least: shortestPassphrase })}
      value={value}
      maxLength={200}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('protection.show') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
