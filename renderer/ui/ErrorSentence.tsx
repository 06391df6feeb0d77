import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ServiceError } from '../lib/client.ts'
import { errorSentence } from '../lib/sentences.ts'
import { useLanguage } from '../texts/index.ts'

interface ErrorSentenceProps {
  error: unknown
  /** Instead of what is usually said of it. */
  sentence?: string
  /** Offers to try again. */
  onAgain?: () => void
  /** What to take instead, as buttons. */
  children?: ReactNode
}

/** A refusal where it belongs: beside the field or in place of the list. */
export function ErrorSentence({ error, sentence, onAgain, children }: ErrorSentenceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { code, params } = error instanceof ServiceError ? error : new ServiceError('internal')
  return (
    <Alert
      ref={element}
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      styles={{ message: { color: 'var(--ink)' } }}
    >
      {sentence ?? errorSentence(t, language, code, params)}
      {(onAgain || children) && (
        <Group mt={8} gap={8}>
          {children}
          {onAgain && (
            <Button size="compact-sm" variant="default" onClick={onAgain}>
              {t('common.again')}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  )
}
