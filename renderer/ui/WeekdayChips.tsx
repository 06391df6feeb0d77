import { Chip, Group, Text } from '@mantine/core'
import { type Weekday, weekdays } from '#contract/values.ts'
import { weekdayShort } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'

interface WeekdayChipsProps {
  label: string
  value: readonly Weekday[]
  /** Why they cannot stay as they are. */
  error?: string | undefined
  onChange: (days: Weekday[]) => void
}

/** Some days of the week, in their order. */
export function WeekdayChips({ label, value, error, onChange }: WeekdayChipsProps) {
  const language = useLanguage()
  return (
    <>
      <Text size="sm" fw={600} mb={-6}>
        {label}
      </Text>
      <Chip.Group
        multiple
        value={[...value]}
        onChange={(chosen) => onChange(weekdays.filter((one) => chosen.includes(one)))}
      >
        <Group gap={4}>
          {weekdays.map((one) => (
            <Chip key={one} value={one} size="xs">
              {weekdayShort(one, language)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </>
  )
}
