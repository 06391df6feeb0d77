import { Anchor, Button, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Room } from '#contract/boarding.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import type { PanelProps } from './RackPanel.tsx'
import { Refused } from './Refused.tsx'
import styles from './rack.module.css'
import { useAsking } from './useAsking.ts'
import { type Attempt, moving, placing, type RackView } from './view.ts'

/** A room: what it is for, when it is out of use, and giving all of it to one person. */
export const RoomPanel = asPanel(function RoomPanel({
  room,
  view,
  writes,
  onClose,
}: PanelProps & { room: Room }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { asking, refusal, ask } = useAsking(onClose)
  const people = candidates(view, room)
  const [chosen, setChosen] = useState<string | null>(people.length === 1 ? keyOf(people[0]) : null)
  const attempt = people.find((one) => keyOf(one) === chosen)
  const take = (reason?: string): void => {
    if (attempt) void ask(() => writes.takeRoom(attempt, room, reason))
  }
  const facts = [
    t('boarding.rack.room.beds', { count: room.beds.length }),
    ...(room.forWhom === 'any' ? [] : [t(`boarding.rack.forWhom.${room.forWhom}`)]),
    ...(room.accessible ? [t('boarding.rack.accessible')] : []),
  ]
  return (
    <SidePanel
      title={t('boarding.rack.roomOf', { room: room.number })}
      subtitle={t('boarding.rack.floorOf', { building: room.building, floor: room.floor })}
      width={392}
      onClose={onClose}
      actions={
        <Button loading={asking} disabled={!attempt} onClick={() => take()}>
          {t('boarding.rack.actions.takeRoom')}
        </Button>
      }
    >
      <Stack gap={16}>
        <Text>{facts.join(' · ')}</Text>
        {room.note && <Text c="dimmed">{room.note}</Text>}
        {room.closures.map(({ closureId, from, until, reason }) => (
          <Text key={closureId} className={styles.closure}>
            {t('boarding.rack.outOfUseUntil', {
              from: dayAndMonth(from, language),
              until: dayAndMonth(until, language),
              reason: reason ?? '—',
            })}
          </Text>
        ))}
        <Anchor component={Link} href={`/boarding/rooms?room=${room.roomId}`}>
          {t('boarding.rack.room.change')}
        </Anchor>
        <section>
          <h3 className={styles.sectionTitle}>{t('boarding.rack.room.whole')}</h3>
          {people.length === 0 ? (
            <Text c="dimmed">{t('boarding.rack.room.nobody')}</Text>
          ) : (
            <Select
              label={t('boarding.rack.choose.who')}
              description={t('boarding.rack.room.wholeHint')}
              searchable
              data-autofocus
              value={chosen}
              onChange={setChosen}
              data={people.map((one) => ({
                value: keyOf(one) ?? '',
                label: `${one.name}, ${dayAndMonth(one.from, language)} – ${dayAndMonth(one.to, language)}`,
              }))}
            />
          )}
        </section>
        <Refused refusal={refusal} asking={asking} onOverride={take} />
      </Stack>
    </SidePanel>
  )
})

const keyOf = (attempt: Attempt | undefined): string | null =>
  attempt ? `${attempt.courseId} ${attempt.personId}` : null

/** Who sleeps in the room now or later, then who waits for a bed, whoever comes first before the others. */
function candidates(view: RackView, room: Room): Attempt[] {
  const here = view.rack.stays
    .filter(
      ({ roomId, kept, to, state }) =>
        roomId === room.roomId &&
        !kept &&
        to > view.today &&
        (state === 'here' || state === 'expected'),
    )
    .map((stay) => moving(stay, stay.from, view))
  const waiting = view.waiting
    .map(placing)
    .sort((one, other) => (one.from === other.from ? 0 : one.from < other.from ? -1 : 1))
  const all = [...here, ...waiting]
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}
