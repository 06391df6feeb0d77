import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import type { BedId, LocalDate } from '#contract/values.ts'
import { ServiceError } from '../../../lib/client.ts'
import { addDays, daysBetween } from '../../../lib/dates.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { groupBy } from '../../../lib/group.ts'
import { useRead } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { Exchange, holderOf } from './ExchangeBeds.tsx'
import type { PanelProps } from './RackPanel.tsx'
import { Refused } from './Refused.tsx'
import styles from './rack.module.css'
import { PersonSigns } from './StayBar.tsx'

import { type Refusal, useAsking } from './useAsking.ts'
import { freeBeds } from './verdict.ts'
import { type Attempt, knownInTheWay, moving } from './view.ts'

interface BedPanelProps extends PanelProps {
  readonly attempt: Attempt
  /** The bed that was tried and refused. */
  readonly refusedBedId?: BedId
  /** Whose stay that was, unless they had no bed yet. */
  readonly refusedStay?: RackStay | undefined
  /** The stay that is moved: the night from which can be chosen. */
  readonly stay?: RackStay
}

/** Rooms that are offered at once. */
const OFFERED_ROOMS = 12

/** A bed for somebody: for their nights without one, or another one from a night on. */
export const BedPanel = asPanel(function BedPanel(props: BedPanelProps) {
  const { view, words, writes, refusedBedId, refusedStay, stay, onClose } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const [from, setFrom] = useState<LocalDate>(props.attempt.from)
  const [together, setTogether] = useState(true)
  const whole = stay ? moving(stay, from, view) : props.attempt
  const attempt: Attempt = together ? whole : { ...whole, companions: [] }
  const { asking, refusal, ask } = useAsking(onClose)
  const [tried, setTried] = useState<BedId | undefined>(refusedBedId)
  const settle = (bedId: BedId, reason?: string): void => {
    setTried(bedId)
    void ask(() => writes.settle(attempt, bedId, reason))
  }
  const question = refusedBedId && {
    courseId: attempt.courseId,
    personId: attempt.personId,
    bedId: refusedBedId,
    from: attempt.from,
    to: attempt.to,
  }
  const check = useRead('boarding.check', refusal ? null : question || null)
  const found = refusal ?? (check.data && asRefusal(check.data))
  const there = refusedBedId && view.roomOfBed(refusedBedId)
  const holder = refusedBedId && refusedStay && holderOf(refusedBedId, attempt, view)
  const free = freeBeds(view.rack.rooms, attempt, view, attempt.near).filter(
    // Where they sleep already is no other bed.
    ({ bedId }) => bedId !== stay?.bedId && knownInTheWay(attempt, bedId, view) === null,
  )
  const known =
    refusedBedId && found?.findings.length === 0 ? knownInTheWay(attempt, refusedBedId, view) : null
  const rooms = [...groupBy(free, ({ room }) => room)].slice(0, OFFERED_ROOMS)
  const count = daysBetween(attempt.from, attempt.to)
  const companions = whole.companions.map(({ name }) => name).join(', ')
  return (
    <SidePanel
      title={attempt.name}
      subtitle={
        <span className={styles.who}>
          {t('boarding.rack.nights', {
            from: dayAndMonth(attempt.from, language),
            to: dayAndMonth(attempt.to, language),
            count,
          })}
          <PersonSigns sex={attempt.sex} wheelchair={attempt.wheelchair} accompanied={false} />
        </span>
      }
      width={392}
      onClose={onClose}
    >
      <Stack gap={16}>
        {there && (
          <Text fw={600}>
            {t('boarding.rack.refused')}: {words.line.bed(there.room, there.bed)}
          </Text>
        )}
        {known && <Text>{words.inTheWay(known)}</Text>}
        {holder && (
          <Exchange
            stay={refusedStay}
            other={holder}
            from={attempt.from}
            writes={writes}
            onDone={onClose}
          />
        )}
        {found && (found.findings.length > 0 || refusal) && (
          <Refused
            refusal={found}
            asking={asking}
            onOverride={(reason) => tried && settle(tried, reason)}
          />
        )}
        {stay && (
          <Select
            label={t('boarding.rack.fields.from')}
            value={from}
            allowDeselect={false}
            data={nightsOf(props.attempt).map((value) => ({
              value,
              label: dayAndMonth(value, language),
            }))}
            onChange={(chosen) => chosen && setFrom(chosen as LocalDate)}
          />
        )}
        {companions !== '' && (
          <Checkbox
            label={t('boarding.rack.choose.together', { names: companions })}
            checked={together}
            onChange={(event) => setTogether(event.currentTarget.checked)}
          />
        )}
        {(found?.beds.length ?? 0) > 0 && (
          <div>
            <Text size="sm" c="dimmed" mb={6}>
              {t('boarding.rack.insteadOf')}
            </Text>
            <Group gap={6}>
              {found?.beds.map(({ bedId, roomName, bed }) => (
                <Button
                  key={bedId}
                  size="compact-sm"
                  variant="light"
                  disabled={asking}
                  onClick={() => settle(bedId)}
                >
                  {t('boarding.rack.choose.bed', { room: roomName, bed })}
                </Button>
              ))}
            </Group>
          </div>
        )}
        <section aria-label={t('boarding.rack.choose.free')}>
          <h3 className={styles.sectionTitle}>{t('boarding.rack.choose.free')}</h3>
          {rooms.length === 0 && <Text c="dimmed">{t('boarding.rack.choose.none')}</Text>}
          {rooms.map(([room, beds]) => (
            <div key={room.roomId} className={styles.freeRoom}>
              <span>
                {t('boarding.rack.roomOf', { room: room.number })}
                {room.forWhom !== 'any' && ` · ${t(`boarding.rack.forWhom.${room.forWhom}`)}`}
              </span>
              <Group gap={4}>
                {beds.map(({ bedId, bed }, index) => (
                  <Button
                    key={bedId}
                    size="compact-sm"
                    variant="default"
                    disabled={asking}
                    data-autofocus={(!found && room === rooms[0]?.[0] && index === 0) || undefined}
                    aria-label={words.line.bed(room, bed)}
                    onClick={() => settle(bedId)}
                  >
                    {bed}
                  </Button>
                ))}
              </Group>
            </div>
          ))}
        </section>
      </Stack>
    </SidePanel>
  )
})

/** What a check said, as if it had been refused. */
const asRefusal = ({ findings, beds }: Pick<Refusal, 'findings' | 'beds'>): Refusal => ({
  error: new ServiceError('rules_refused'),
  findings,
  beds,
})

const nightsOf = ({ from, to }: Attempt): LocalDate[] =>
  Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index))
