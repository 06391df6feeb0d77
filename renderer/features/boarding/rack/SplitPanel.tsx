import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import type { BedId, LocalDate } from '#contract/values.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { Exchange, holderOf } from './ExchangeBeds.tsx'
import type { PanelProps } from './RackPanel.tsx'
import { Refused } from './Refused.tsx'
import { useAsking } from './useAsking.ts'
import { moving } from './view.ts'

interface SplitPanelProps extends PanelProps {
  readonly stay: RackStay
  readonly asked: { bedId: BedId; from: LocalDate }
}

/** Somebody was taken by the middle of their stay and put elsewhere: all of their nights, or those from there on? */
export const SplitPanel = asPanel(function SplitPanel({
  stay,
  asked: { bedId, from },
  view,
  words,
  writes,
  onClose,
}: SplitPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { asking, refusal, ask } = useAsking(onClose)
  const there = view.roomOfBed(bedId)
  const [whole, part] = [moving(stay, stay.from, view), moving(stay, from, view)]
  const holder = holderOf(bedId, whole, view)
  const nights = (one: typeof whole) => ({
    from: dayAndMonth(one.from, language),
    to: dayAndMonth(one.to, language),
  })
  return (
    <SidePanel
      title={whole.name}
      subtitle={there && words.line.bed(there.room, there.bed)}
      width={392}
      onClose={onClose}
    >
      <Stack gap={12}>
        <Text>{t('boarding.rack.split.which')}</Text>
        {[whole, part].map((one, index) => (
          <Button
            key={one.from}
            variant={index === 0 ? 'filled' : 'default'}
            data-autofocus={index === 0 || undefined}
            disabled={asking}
            onClick={() => void ask(() => writes.settle(one, bedId))}
          >
            {t(index === 0 ? 'boarding.rack.split.all' : 'boarding.rack.split.part', nights(one))}
          </Button>
        ))}
        {holder && (
          <Exchange stay={stay} other={holder} from={whole.from} writes={writes} onDone={onClose} />
        )}
        <Refused refusal={refusal} asking={asking} onOverride={() => undefined} />
      </Stack>
    </SidePanel>
  )
})
