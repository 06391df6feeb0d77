import { Stack, Text } from '@mantine/core'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import type { NotDone } from './useComing.ts'

/** Of whom it was refused that they came or left, and why. */
export function NotDoneList({ notDone }: { notDone: readonly NotDone[] }) {
  if (notDone.length === 0) return null
  return (
    <Stack gap={8} role="alert">
      {notDone.map(({ personId, name, error, findings }) => (
        <div key={personId}>
          <Text fw={600} mb={4}>
            {name}
          </Text>
          {findings.length > 0 ? <Findings findings={findings} /> : <ErrorSentence error={error} />}
        </div>
      ))}
    </Stack>
  )
}
