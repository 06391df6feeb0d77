import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unlockFile } from '../lib/protection.ts'
import { notifyFailure } from './answers.tsx'

/** Where somebody types the recovery code or the passphrase of a protected file. */
export function UnlockFile() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<'mistyped' | 'wrong' | null>(null)
  const [opening, setOpening] = useState(false)
  const open = async () => {
    setOpening(true)
    try {
      setProblem(await unlockFile(typed))
    } catch (error) {
      notifyFailure(error)
    } finally {
      setOpening(false)
    }
  }
  return (
    <form
      style={{ width: '100%' }}
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') void open()
      }}
    >
      <Group gap={8} align="end">
        <TextInput
          style={{ flex: 1 }}
          label={t('protection.secret')}
          description={t('protection.secretHint')}
          error={problem && t(`protection.problem.${problem}`)}
          value={typed}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Button type="submit" loading={opening} disabled={typed.trim() === ''}>
          {t('protection.open')}
        </Button>
      </Group>
    </form>
  )
}
