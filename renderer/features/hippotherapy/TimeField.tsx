import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { LocalTime } from '#contract/values.ts'
import { minutesOf, timeOf } from '../../lib/dates.ts'
import { readTime } from './draft.ts'

interface TimeFieldProps {
  label: string
  value: LocalTime
  onChange: (time: LocalTime) => void
}

const STEP = 5

/** A time as people type it: `940`, `9:40`, `9.40`; arrows go by five minutes. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const settle = (): void => {
    const time = text === null ? null : readTime(text)
    setText(null)
    if (time && time !== value) onChange(time)
  }
  const step = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') settle()
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const by = event.key === 'ArrowUp' ? STEP : -STEP
    const base = minutesOf((text === null ? null : readTime(text)) ?? value)
    setText(null)
    onChange(timeOf(Math.max(0, Math.min(24 * 60 - STEP, base + by))))
  }
  return (
    <TextInput
      label={label}
      value={text ?? value}
      inputMode="numeric"
      onChange={(event) => {
        setText(event.currentTarget.value)
        const whole = /^\d{2}:\d{2}$/.test(event.currentTarget.value)
        const time = whole ? readTime(event.currentTarget.value) : null
        if (time) onChange(time)
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={settle}
      onKeyDown={step}
    />
  )
}
