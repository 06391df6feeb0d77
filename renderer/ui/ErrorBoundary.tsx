import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reportBug } from '../lib/client.ts'

export interface Broken {
  /** The number of the bug in the log, once it is written down. */
  logId: string | null
  /** Makes anew what broke. */
  onAgain: () => void
}

interface ErrorBoundaryProps {
  /** What stands in the place of what broke. */
  broken: (broken: Broken) => ReactNode
  children: ReactNode
}

/** Catches a part of the window that broke: writes it to the log, and leaves the rest in use. */
export class ErrorBoundary extends Component<
  ErrorBoundaryProps,
  { broken: boolean; logId: string | null }
> {
  override state: { broken: boolean; logId: string | null } = { broken: false, logId: null }

  static getDerivedStateFromError() {
    return { broken: true, logId: null }
  }

  override componentDidCatch(error: unknown): void {
    void reportBug(error).then((logId) => this.setState({ logId }))
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return this.props.broken({
      logId: this.state.logId,
      onAgain: () => this.setState({ broken: false, logId: null }),
    })
  }
}

interface BrokenNoticeProps extends Broken {
  title?: string
  onClose?: () => void
}

/** That a part of the window broke, what became of what was typed, and the number to tell. */
export function BrokenNotice({ title, logId, onAgain, onClose }: BrokenNoticeProps) {
  const { t } = useTranslation()
  return (
    <Stack role="alert" align="center" gap={8} py={56} px={24} ta="center">
      {title && <Title order={2}>{title}</Title>}
      <Text c="dimmed" maw={480}>
        {t('common.broken.text')}
      </Text>
      {logId && <Text className="tabular">{t('common.broken.number', { logId })}</Text>}
      <Group gap={8} mt={8} justify="center">
        <Button onClick={onAgain}>{t('common.broken.again')}</Button>
        {onClose && (
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
