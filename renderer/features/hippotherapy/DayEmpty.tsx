import { Button, Group } from '@mantine/core'
import { IconHorse, IconMapPin } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { DayView } from '#contract/hippotherapy.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** What to bring first: a board without horses or places has nothing to book. */
export function DayEmpty({ day }: { day: DayView }) {
  const { t } = useTranslation()
  const [, goTo] = useLocation()
  const noHorses = day.horses.length === 0
  return (
    <EmptyState
      icon={noHorses ? IconHorse : IconMapPin}
      title={t(noHorses ? 'hippotherapy.empty.noHorses' : 'hippotherapy.empty.noPlaces')}
      text={t(noHorses ? 'hippotherapy.empty.horsesText' : 'hippotherapy.empty.placesText')}
    >
      <Group mt={8}>
        <Button onClick={() => goTo(noHorses ? '/horses' : '/settings')}>
          {t(noHorses ? 'hippotherapy.empty.horsesOpen' : 'hippotherapy.empty.placesOpen')}
        </Button>
      </Group>
    </EmptyState>
  )
}
