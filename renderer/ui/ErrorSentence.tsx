import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { type FailureCode, ServiceError } from '../lib/client.ts'
import { needsSecret } from '../lib/protection.ts'
import { needsStart, startDataService } from '../lib/queries.ts'
import { errorSentence } from '../lib/sentences.ts'
import { useLanguage } from '../texts/index.ts'
import { notifyFailure } from './answers.tsx'
import { UnlockFile } from './UnlockFile.tsx'

interface ErrorSentenceProps {
  error: unknown
  /** Instead of what is usually said of it. */
  sentence?: string
  /** Offers to try again: after the data service was started anew, where it is that what is in the way. */
  onAgain?: () => void
  /** What to take instead, as buttons. */
  children?: ReactNode
}

/** With these a copy is put back. */
const restorable: readonly FailureCode[] = [
  'file_damaged',
  'file_not_database',
  'file_blank',
  'file_missing',
  'file_altered',
  'file_foreign',
]

/** A refusal where it belongs: beside the field or in place of the list. */
export function ErrorSentence({ error, sentence, onAgain, children }: ErrorSentenceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { code, params } = error instanceof ServiceError ? error : new ServiceError('internal')
  const [starting, setStarting] = useState(false)
  const [path] = useLocation()
  // The service tells when it is ready, and everything is read anew.
  const startService = () => {
    setStarting(true)
    void startDataService()
      .catch(notifyFailure)
      .finally(() => setStarting(false))
  }
  const again = needsStart(code, { reading: onAgain !== undefined }) ? startService : onAgain
  const isRestorable = restorable.includes(code) && path !== '/settings/copies'
  return (
    <Alert
      ref={element}
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      styles={{ message: { color: 'var(--ink)' } }}
    >
      {sentence ?? errorSentence(t, language, code, params)}
      {needsSecret(code) && <UnlockFile />}
      {(again || children || isRestorable) && (
        <Group mt={8} gap={8}>
          {children}
          {isRestorable && (
            <Button component={Link} href="/settings/copies" size="compact-sm" variant="default">
              {t('copies.today.toCopies')}
            </Button>
          )}
          {again && (
            <Button size="compact-sm" variant="default" loading={starting} onClick={() => again()}>
              {t('common.again')}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  )
}
