import { Button, Group, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import { useRead } from '../../../lib/queries.ts'
import { Findings } from '../../../ui/Findings.tsx'
import { isLast } from './items.ts'
import { inList } from './names.ts'
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
  const { asking, refusal, ask } = useAsking(onDone)
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
  const preview = useRead(
    'boarding.tryExchangeBeds',
    other ? { stayId: stay.stayId, withStayId: other.stayId } : null,
  )
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
        <Button
          variant="default"
          disabled={!preview.isSuccess}
          loading={asking}
          onClick={() => other && void ask(() => writes.exchange(stay, other))}
        >
          {t('boarding.rack.exchange.save')}
        </Button>
      </Group>
      {other && <Findings findings={preview.data?.warnings} />}
      <Refused
        refusal={refusal ?? (preview.error ? refusalOf(preview.error) : null)}
        asking={asking}
        onOverride={(reason) => other && void ask(() => writes.exchange(stay, other, reason))}
      />
    </Stack>
  )
}
