import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Enrolment, Room } from '#contract/boarding.ts'
import type { BedId } from '#contract/values.ts'
import { dayAndMonth } from '../../../../lib/format.ts'
import { groupBy } from '../../../../lib/group.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { useRoomWords } from '../../useRoomWords.ts'
import { type BedChoice, choicesFor, type Ground, type Obstacle } from './beds.ts'
import styles from './placing.module.css'

interface BedPanelProps {
  ground: Ground
  one: Enrolment
  onGive: (bedId: BedId) => void
  onClose: () => void
}

/** Another bed in the plan for somebody: a free one, or that of somebody with whom they change places. */
export const BedPanel = asPanel(function BedPanel({ ground, one, onGive, onClose }: BedPanelProps) {
  const { t } = useTranslation()
  const words = useRoomWords()
  const sentence = useObstacleWords()
  const rooms = [...groupBy(choicesFor(ground, one), ({ room }) => room)]
  const possible = rooms.filter(([, beds]) => beds.some(({ obstacle }) => obstacle === null))
  const barred = rooms.filter(([, beds]) => beds.every(({ obstacle }) => obstacle !== null))
  const nameOf = (room: Room) =>
    t('boarding.rack.roomOf', {
      room: words.room({ roomId: room.roomId, roomName: `${room.building}, ${room.number}` }),
    })
  const label = (choice: BedChoice) => {
    const bed = `${nameOf(choice.room)}, ${t('boarding.placing.bed', { bed: choice.bed })}`
    return choice.holder ? `${bed}: ${t('boarding.placing.swap', choice.holder)}` : bed
  }
  return (
    <SidePanel
      title={one.name}
      subtitle={t('boarding.placing.chooseBed')}
      width={400}
      onClose={onClose}
    >
      <Stack gap={14}>
        {possible.length === 0 && <Text c="dimmed">{t('boarding.placing.noChoice')}</Text>}
        {possible.map(([room, beds]) => (
          <section key={room.roomId} aria-label={nameOf(room)}>
            <Text fw={600}>
              {nameOf(room)}
              <Text span size="sm" c="dimmed" fw={400}>
                {' '}
                · {t(`boarding.rack.forWhom.${room.forWhom}`)}
              </Text>
            </Text>
            <Group gap={6} mt={6}>
              {beds
                .filter(({ obstacle }) => obstacle === null)
                .map((choice) => (
                  <Button
                    key={choice.bedId}
                    variant={choice.holder ? 'default' : 'light'}
                    px={12}
                    aria-label={label(choice)}
                    onClick={() => onGive(choice.bedId)}
                  >
                    {choice.holder
                      ? `${choice.bed} ⇄ ${choice.holder.name}`
                      : t('boarding.placing.bed', { bed: choice.bed })}
                  </Button>
                ))}
            </Group>
          </section>
        ))}
        {barred.length > 0 && (
          <section aria-label={t('boarding.placing.barred')}>
            <Text fw={600} mb={4}>
              {t('boarding.placing.barred')}
            </Text>
            <ul className={styles.barred}>
              {barred.map(([room, beds]) => (
                <li key={room.roomId}>
                  {nameOf(room)}. {beds[0]?.obstacle && sentence(beds[0].obstacle)}
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </SidePanel>
  )
})

function useObstacleWords(): (obstacle: Obstacle) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return (obstacle) => {
    switch (obstacle.kind) {
      case 'closed':
        return t('boarding.rack.verdict.closed', {
          until: dayAndMonth(obstacle.closure.until, language),
          reason: obstacle.closure.reason ?? '—',
        })
      case 'for_others':
        return t(`boarding.rack.verdict.${obstacle.forWhom}`)
      case 'sex_unknown':
      case 'no_access':
        return t(`boarding.rack.verdict.${obstacle.kind}`)
      case 'mixed':
      case 'beside_unknown':
        return t(`boarding.rack.verdict.${obstacle.kind}`, { name: obstacle.stay.name })
      case 'taken':
        return t(`boarding.rack.verdict.${obstacle.stay.kept ? 'kept' : 'taken'}`, {
          name: obstacle.stay.name,
          to: dayAndMonth(obstacle.stay.to, language),
        })
      case 'elsewhere':
        return t('boarding.rack.verdict.elsewhere', {
          place: obstacle.stay.roomName,
          to: dayAndMonth(obstacle.stay.to, language),
        })
      case 'stays':
        return t('boarding.placing.stays', { name: obstacle.name })
    }
  }
}
