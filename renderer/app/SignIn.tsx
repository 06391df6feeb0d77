import { Alert, Avatar, Button, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import type { MemberId } from '#contract/values.ts'
import { call, currentActor, ServiceError } from '../lib/client.ts'
import { initials } from '../lib/format.ts'
import { isHeld } from '../lib/unsaved.ts'
import { notifyFailure } from '../ui/answers.tsx'
import { ErrorSentence } from '../ui/ErrorSentence.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import styles from './SignIn.module.css'

type Colleague = MethodOutput<'access.state'>['members'][number]

interface SignInProps {
  members: readonly Colleague[]
  /** Who locked this desk, or null after the start. */
  last: { memberId: MemberId; familyName: string; givenName: string } | null
  /** With the next recovery code, where the one before has been used. */
  onSignedIn: (memberId: MemberId, recoveryCode?: string) => Promise<void>
}

const nameOf = ({ familyName, givenName }: { familyName: string; givenName: string }) =>
  `${familyName} ${givenName}`

/** Who works here now, and their PIN. The arrows change the person, so that one hand does it all. */
export function SignIn({ members, last, onSignedIn }: SignInProps) {
  const { t } = useTranslation()
  const known = members.filter(({ hasPin }) => hasPin)
  const usual = last?.memberId ?? currentActor.get()
  const [chosenId, setChosen] = useState<string | null>(
    () => (known.find(({ memberId }) => memberId === usual) ?? known[0])?.memberId ?? null,
  )
  const [secret, setSecret] = useState('')
  const [error, setError] = useState<ServiceError | null>(null)
  const [busy, setBusy] = useState(false)
  const [recovering, setRecovering] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const chosen = known.find(({ memberId }) => memberId === chosenId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person has another PIN
  useEffect(() => {
    setSecret('')
    setError(null)
    field.current?.focus()
  }, [chosenId, recovering])

  const losesWork = last !== null && chosen && chosen.memberId !== last.memberId && isHeld()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!chosen || busy) return
    setBusy(true)
    setError(null)
    try {
      await call('access.signIn', { memberId: chosen.memberId, secret })
      await onSignedIn(chosen.memberId)
    } catch (thrown) {
      if (thrown instanceof ServiceError) setError(thrown)
      else notifyFailure(thrown)
      setSecret('')
      field.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const at = known.findIndex(({ memberId }) => memberId === chosenId)
    setChosen(known[(at + by + known.length) % known.length]?.memberId ?? null)
  }

  if (recovering) {
    return (
      <Frame>
        <Recover members={members} onBack={() => setRecovering(false)} onRecovered={onSignedIn} />
      </Frame>
    )
  }
  return (
    <Frame>
      <h1>{last ? t('access.signIn.locked', { name: nameOf(last) }) : t('access.signIn.title')}</h1>
      {last && <Text c="dimmed">{t('access.signIn.lockedHint')}</Text>}
      <div className={styles.columns}>
        <ul className={styles.people} aria-label={t('access.signIn.who')}>
          {known.map((one) => (
            <li key={one.memberId}>
              <button
                type="button"
                aria-pressed={one.memberId === chosenId}
                onClick={() => {
                  setChosen(one.memberId)
                  field.current?.focus()
                }}
              >
                <Avatar size={32} color="teal" variant="light" aria-hidden>
                  {initials(one)}
                </Avatar>
                <span>
                  {nameOf(one)}
                  <small>{one.roles.map((role) => t(`common.roles.${role}`)).join(', ')}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap={12}>
            <PasswordInput
              ref={field}
              size="lg"
              label={
                chosen ? t('access.signIn.pinOf', { name: nameOf(chosen) }) : t('access.signIn.pin')
              }
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              onKeyDown={step}
              autoComplete="off"
              data-autofocus
            />
            {error && <ErrorSentence error={error} />}
            {losesWork && (
              <Alert color="yellow" icon={<IconAlertTriangle size={20} aria-hidden />}>
                {t('access.signIn.unsavedOf', { name: nameOf(last) })}
              </Alert>
            )}
            <Button type="submit" size="md" loading={busy} disabled={secret === ''}>
              {losesWork ? t('access.signIn.discard') : t('access.signIn.enter')}
            </Button>
            <details className={styles.forgotten}>
              <summary>{t('access.signIn.forgotten')}</summary>
              <Text size="sm" mt={4}>
                {t('access.signIn.forgottenHint')}
              </Text>
              <Button
                mt={8}
                size="compact-md"
                variant="default"
                onClick={() => setRecovering(true)}
              >
                {t('access.recover.title')}
              </Button>
            </details>
          </Stack>
        </form>
      </div>
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  useEffect(() => {
    document.documentElement.dataset.ready = 'true'
  }, [])
  return (
    <main className={styles.screen}>
      <div className={styles.corner}>
        <LanguageMenu />
      </div>
      <section className={styles.card}>
        <IconLock size={28} stroke={1.5} aria-hidden />
        {children}
      </section>
    </main>
  )
}

interface RecoverProps {
  members: readonly Colleague[]
  onBack: () => void
  onRecovered: (memberId: MemberId, recoveryCode: string) => Promise<void>
}

/** A coordinator who has forgotten their PIN sets another by the printed code, and gets the next one. */
function Recover({ members, onBack, onRecovered }: RecoverProps) {
  const { t } = useTranslation()
  const coordinators = members.filter(({ roles }) => roles.includes('coordinator'))
  const [memberId, setMemberId] = useState<string | null>(coordinators[0]?.memberId ?? null)
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState('')
  const [error, setError] = useState<ServiceError | null>(null)
  const [busy, setBusy] = useState(false)
  const chosen = coordinators.find((one) => one.memberId === memberId)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!chosen || busy) return
    setBusy(true)
    setError(null)
    try {
      const answer = await call('access.recover', {
        recoveryCode: code,
        memberId: chosen.memberId,
        secret,
      })
      await onRecovered(chosen.memberId, answer.recoveryCode)
    } catch (thrown) {
      if (thrown instanceof ServiceError) setError(thrown)
      else notifyFailure(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} style={{ width: 420, maxWidth: '100%' }}>
      <Stack gap={12}>
        <h1>{t('access.recover.title')}</h1>
        <TextInput
          label={t('access.recover.code')}
          description={t('access.recover.codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Select
          label={t('access.recover.coordinator')}
          data={coordinators.map((one) => ({ value: one.memberId, label: nameOf(one) }))}
          value={memberId}
          onChange={setMemberId}
          allowDeselect={false}
        />
        <PasswordInput
          label={t('access.recover.newPin')}
          description={t('access.pin.hint')}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="off"
        />
        {error && <ErrorSentence error={error} />}
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
