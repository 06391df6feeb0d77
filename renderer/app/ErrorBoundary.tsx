import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reportBug } from '../lib/client.ts'

interface Boundary {
  broken: boolean
  logId: string | null
}

/** Catches a screen that broke: writes it to the log and says the number in a plain sentence. */
export class ErrorBoundary extends Component<{ children: ReactNode }, Boundary> {
  override state: Boundary = { broken: false, logId: null }

  static getDerivedStateFromError(): Boundary {
    return { broken: true, logId: null }
  }

  override componentDidCatch(error: unknown): void {
    void reportBug(error).then((logId) => this.setState({ logId }))
  }

  override render(): ReactNode {
    return this.state.broken ? (
      <Broken
        logId={this.state.logId}
        onAgain={() => this.setState({ broken: false, logId: null })}
      />
    ) : (
      this.props.children
    )
  }
}

function Broken({ logId, onAgain }: { logId: string | null; onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack role="alert" align="center" gap={8} py={56} px={24} ta="center">
      <Title order={2}>{t('common.broken.title')}</Title>
      <Text c="dimmed" maw={480}>
        {t('common.broken.text')}
      </Text>
      {logId && <Text className="tabular">{t('common.broken.number', { logId })}</Text>}
      <Button onClick={onAgain} mt={8}>
        {t('common.broken.again')}
      </Button>
    </Stack>
  )
}
