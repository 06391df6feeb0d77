import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FreeSlot } from '#contract/consultations.ts'
import { capitalised, dayWithWeekday, timeRange } from '../../lib/format.ts'
import { groupBy } from '../../lib/group.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './consultations.module.css'

interface SlotsProps {
  slots: readonly FreeSlot[]
  busy: boolean
  onTake: (slot: FreeSlot) => void
}

/** Free hours as buttons, day by day; the psychologist's name where there are several. */
export function Slots({ slots, busy, onTake }: SlotsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (slots.length === 0) return <p className={styles.hint}>{t('consultations.none')}</p>
  const several = new Set(slots.map((one) => one.psychologistId)).size > 1
  return [...groupBy(slots, (one) => one.date)].map(([date, free]) => (
    <section key={date} aria-label={capitalised(dayWithWeekday(date, language))}>
      <h3>{capitalised(dayWithWeekday(date, language))}</h3>
      <div className={styles.slots}>
        {free.map((slot) => (
          <Button
            key={`${slot.start}${slot.psychologistId}`}
            variant="default"
            px={12}
            disabled={busy}
            onClick={() => onTake(slot)}
          >
            {timeRange(slot.start, slot.end)}
            {several && <small>{slot.psychologistName}</small>}
          </Button>
        ))}
      </div>
    </section>
  ))
}
