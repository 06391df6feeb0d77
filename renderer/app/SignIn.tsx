import { Alert, Avatar, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import type { MemberId } from '#contract/values.ts'
import { call, currentActor } from '../lib/client.ts'
import { initials, surnameFirst } from '../lib/format.ts'
import { isHeld } from '../lib/unsaved.ts'
import { ErrorSentence } from '../ui/ErrorSentence.tsx'
import { SecretField } from '../ui/SecretField.tsx'
import { useAttempt } from '../ui/useAttempt.ts'
import { Closed } from './Closed.tsx'
import { Recover } from './Recover.tsx'
import styles from './SignIn.module.css'

type Colleague = MethodOutput<'access.state'>['members'][number]
interface Last {
  memberId: MemberId
  familyName: string
  givenName: string
}

interface SignInProps {
  members: readonly Colleague[]
  /** Who locked this desk, or null after the start. */
  last: Last | null
  /** With the next recovery code, where the one before has been used. */
  onSignedIn: (memberId: MemberId, recoveryCode?: string) => Promise<void>
}

/** Who works here now, and their PIN. The arrows change the person, so that one hand does it all. */
export function SignIn({ members, last, onSignedIn }: SignInProps) {
  const { t } = useTranslation()
  const known = members.filter(({ hasPin }) => hasPin)
  const usual = last?.memberId ?? currentActor.get()
  const [chosenId, setChosen] = useState<string | null>(
    () => (known.find(({ memberId }) => memberId === usual) ?? known[0])?.memberId ?? null,
  )
  const [recovering, setRecovering] = useState(false)
  const at = known.findIndex(({ memberId }) => memberId === chosenId)
  const chosen = known[at]
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    setChosen(known[(at + by + known.length) % known.length]?.memberId ?? null)
  }
  if (recovering) {
    return (
      <Closed narrow>
        <Recover
          members={[...members]}
          onBack={() => setRecovering(false)}
          onRecovered={onSignedIn}
        />
      </Closed>
    )
  }
  return (
    <Closed>
      <h1>
        {last ? t('access.signIn.locked', { name: surnameFirst(last) }) : t('access.signIn.title')}
      </h1>
      {last && <Text c="dimmed">{t('access.signIn.lockedHint')}</Text>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are of the field and the buttons in it. */}
      <div className={styles.columns} onKeyDown={step}>
        <ul className={styles.people} aria-label={t('access.signIn.who')}>
          {known.map((one) => (
            <Person
              key={one.memberId}
              one={one}
              isChosen={one.memberId === chosenId}
              onChoose={() => setChosen(one.memberId)}
            />
          ))}
        </ul>
        {chosen && (
          <Enter
            // Each has a PIN of their own: what was typed for one is not tried with another.
            key={chosen.memberId}
            who={chosen}
            last={last}
            onSignedIn={onSignedIn}
            onForgotten={() => setRecovering(true)}
          />
        )}
      </div>
    </Closed>
  )
}

interface PersonProps {
  one: Colleague
  isChosen: boolean
  onChoose: () => void
}
function Person({ one, isChosen, onChoose }: PersonProps) {
  const { t } = useTranslation()
  const scroll = (element: HTMLLIElement | null) => {
    if (isChosen) element?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <li ref={scroll}>
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        <Avatar size={32} color="teal" variant="light" aria-hidden>
          {initials(one)}
        </Avatar>
        <span>
          {surnameFirst(one)}
          <small>{one.roles.map((role) => t(`common.roles.${role}`)).join(', ')}</small>
        </span>
      </button>
    </li>
  )
}

interface EnterProps {
  who: Colleague
  last: Last | null
  onSignedIn: (memberId: MemberId) => Promise<void>
  onForgotten: () => void
}
function Enter({ who, last, onSignedIn, onForgotten }: EnterProps) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const { busy, refusal, attempt } = useAttempt()
  const losesWork = last !== null && who.memberId !== last.memberId && isHeld()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { memberId } = who
    const isIn = await attempt(async () => {
      await call('access.signIn', { memberId, secret })
      await onSignedIn(memberId)
    })
    if (!isIn) setSecret('')
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={12}>
        <SecretField
          size="lg"
          label={t('access.signIn.pinOf', { name: surnameFirst(who) })}
          value={secret}
          onChange={setSecret}
          autoFocus
        />
        {refusal && <ErrorSentence error={refusal} />}
        {losesWork && (
          <Alert color="yellow" icon={<IconAlertTriangle size={20} aria-hidden />}>
            {t('access.signIn.unsavedOf', { name: surnameFirst(last) })}
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
          <Button mt={8} size="compact-md" variant="default" onClick={onForgotten}>
            {t('access.recover.title')}
          </Button>
        </details>
      </Stack>
    </form>
  )
}
