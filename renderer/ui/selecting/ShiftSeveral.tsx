import { Button, Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { missingSaid } from '../validate.ts'
import { SeveralForm, type SeveralProps } from './SeveralForm.tsx'
import styles from './selecting.module.css'
import { useSettling } from './useSettling.ts'

/** The steps by which an afternoon is usually moved. */
const minuteSteps = [-60, -30, -10, 10, 30, 60]
const daySteps = [-7, -1, 1, 7]

/** Moves all of them by so many minutes and days. */
export function ShiftSeveral({ sessions, onDone, onClose }: SeveralProps) {
  const { t } = useTranslation()
  const [minutes, setMinutes] = useState(0)
  const [days, setDays] = useState(0)
  const settling = useSettling({
    ...{ sessions, onDone },
    decide: () => (minutes === 0 && days === 0 ? null : { do: 'shift', minutes, days }),
    said: (words) => t('selecting.shift.done', words),
  })
  return (
    <SeveralForm
      title={t('selecting.shift.title')}
      saveLabel={t('selecting.shift.save')}
      sessions={sessions}
      settling={settling}
      missing={
        minutes === 0 && days === 0
          ? missingSaid(t, [`${t('selecting.shift.minutes')} / ${t('selecting.shift.days')}`])
          : undefined
      }
      dirty={minutes !== 0 || days !== 0}
      becomes={() => t('selecting.left')}
      onClose={onClose}
    >
      <Amount
        label={t('selecting.shift.minutes')}
        steps={minuteSteps}
        value={minutes}
        most={1440}
        autoFocus
        onChange={setMinutes}
      />
      <Amount
        label={t('selecting.shift.days')}
        steps={daySteps}
        value={days}
        most={366}
        onChange={setDays}
      />
    </SeveralForm>
  )
}

interface AmountProps {
  label: string
  steps: readonly number[]
  value: number
  most: number
  autoFocus?: boolean
  onChange: (value: number) => void
}

const signed = (value: number): string => (value > 0 ? `+${value}` : `−${-value}`)

/** How much later, earlier for a negative number: typed, or added step by step. */
function Amount({ label, steps, value, most, autoFocus, onChange }: AmountProps) {
  const within = (next: number) => Math.max(-most, Math.min(most, next))
  return (
    <Group align="flex-end" gap={8}>
      <NumberInput
        label={label}
        w={110}
        value={value}
        min={-most}
        max={most}
        allowDecimal={false}
        data-autofocus={autoFocus || undefined}
        onChange={(next) => onChange(within(Math.trunc(Number(next) || 0)))}
      />
      <div className={styles.steps}>
        {steps.map((step) => (
          <Button
            key={step}
            variant="default"
            px={8}
            aria-label={`${label}: ${signed(step)}`}
            onClick={() => onChange(within(value + step))}
          >
            {signed(step)}
          </Button>
        ))}
      </div>
    </Group>
  )
}
