import { Stack, Text, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: Icon
  /** What belongs here. */
  title: string
  text?: string
  /** The first step, as buttons. */
  children?: ReactNode
}

/** An empty screen: says what belongs there and offers the first step. */
export function EmptyState({ icon: Sign, title, text, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap={8} py={56} px={24} ta="center">
      <Sign size={36} stroke={1.3} color="var(--ink-soft)" aria-hidden />
      <Title order={2}>{title}</Title>
      {text && (
        <Text c="dimmed" maw={460}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  )
}
