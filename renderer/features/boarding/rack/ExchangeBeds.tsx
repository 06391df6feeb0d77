import { Button, Group, Select, Stack } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import { type Nights, sharesNight } from '#contract/rules/beds.ts'
import type { LocalDate } from '#contract/values.ts'
import { useRead } from '../../../lib/queries.ts'
import { Findings } from '../../../ui/Findings.tsx'
import { isLast } from './items.ts'
import { inList, onBoard } from './names.ts'
import { Refused } from './Refused.tsx'
import { isMovable, stateOf } from './states.ts'
import { refusalOf, useAsking } from './useAsking.ts'
import type { RackWrites } from './useRackWrites.ts'
import type { RackView } from './view.ts'

interface ExchangeBedsProps {
  stay: RackStay
  view: RackView
  writes: RackWrites
  onDone: () => void
}

/** With whom somebody exchanges beds: what the rules say stands there before it is done. */
export function ExchangeBeds({ stay, view, writes, onDone }: ExchangeBedsProps) {
  const { t } = useTranslation()
  const [withId, setWithId] = useState<string | null>(null)
  const others = view.rack.stays.filter(
    (one) =>
      one.personId !== stay.personId &&
      !one.kept &&
      one.from < stay.to &&
      stay.from < one.to &&
      one.to > view.today &&
      isMovable(stateOf(one, view.today, isLast(one, view.rack.stays))),
  )
  const other = others.find(({ stayId }) => stayId === withId)
  if (others.length === 0) return null
  return (
    <Stack gap={8}>
      <Group align="flex-end" gap={8}>
        <Select
          flex={1}
          label={t('boarding.rack.exchange.with')}
          data={others.map((one) => ({
            value: one.stayId,
            label: `${inList(one.name)} · ${one.roomName}, ${one.bed}`,
          }))}
          value={withId}
          searchable
          clearable
          onChange={setWithId}
        />
      </Group>
      {other && <Exchange stay={stay} other={other} writes={writes} onDone={onDone} />}
    </Stack>
  )
}

interface ExchangeProps {
  stay: RackStay
  other: RackStay
  /** The first night; without it, the first to come that both have. */
  from?: LocalDate
  writes: RackWrites
  onDone: () => void
}

/** Two guests change beds: what the rules say to it, and the button that does it. */
export function Exchange({ stay, other, from, writes, onDone }: ExchangeProps) {
  const { t } = useTranslation()
  const { asking, refusal, ask } = useAsking(onDone)
  const asked = { stayId: stay.stayId, withStayId: other.stayId, ...(from && { from }) }
  const preview = useRead('boarding.tryExchangeBeds', asked)
  const names = { name: onBoard(stay.name), other: onBoard(other.name) }
  return (
    <Stack gap={8}>
      <Findings findings={preview.data?.warnings} />
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconArrowsExchange size={18} stroke={1.6} aria-hidden />}
        disabled={!preview.isSuccess}
        loading={asking}
        onClick={() => void ask(() => writes.exchange(stay, other, { from }))}
      >
        {t('boarding.rack.exchange.save', names)}
      </Button>
      <Refused
        refusal={refusal ?? (preview.error ? refusalOf(preview.error) : null)}
        asking={asking}
        onOverride={(reason) => void ask(() => writes.exchange(stay, other, { from, reason }))}
      />
    </Stack>
  )
}

/** With whom somebody would change beds who is put into one: its only guest in these nights. */
export function holderOf(
  bedId: string,
  nights: Nights & { personId: string },
  { stays }: Pick<RackView, 'stays'>,
): RackStay | undefined {
  const [holder, another] = stays.filter(
    (one) => one.bedId === bedId && one.personId !== nights.personId && sharesNight(one, nights),
  )
  return holder && !another && !holder.kept ? holder : undefined
}
