import {
  NumberInput,
  type NumberInputProps,
  Select,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import { DateInput, type DateInputProps } from '@mantine/dates'
import { IconCalendar, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { minuteOf, timeAt, weekdayOf } from '../lib/dates.ts'
import { phone, weekdayShort } from '../lib/format.ts'
import { plainPhone, typedDate, typedTime } from '../lib/typed.ts'
import { useLanguage } from '../texts/index.ts'

/** A field whose emptiness is null. */
interface Nullable<Value> {
  value: Value | null
  onChange: (value: Value | null) => void
}

type TextFieldProps = Omit<TextInputProps, 'value' | 'onChange'> & Nullable<string>
export function TextField({ value, onChange, ...rest }: TextFieldProps) {
  return (
    <TextInput
      {...rest}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

/** A telephone number: shown in groups, kept as `+7` and ten digits where it is one. */
export function PhoneField({ value, onChange, onBlur, ...rest }: TextFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      inputMode="tel"
      placeholder="+7 701 234 56 78"
      {...rest}
      value={typed ?? (value ? phone(value) : '')}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(plainPhone(event.currentTarget.value))
      }}
      onBlur={(event) => {
        setTyped(null)
        onBlur?.(event)
      }}
    />
  )
}

type NoteFieldProps = Omit<TextareaProps, 'value' | 'onChange'> & Nullable<string>
/** Several lines, growing with what is typed. */
export function NoteField({ value, onChange, ...rest }: NoteFieldProps) {
  return (
    <Textarea
      autosize
      minRows={2}
      maxRows={8}
      {...rest}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

type NumberFieldProps = Omit<NumberInputProps, 'value' | 'onChange'> &
  Nullable<number> & {
    /** Written after the number: `кг`. */
    unit?: string
  }
/** A number with the decimal mark of the language; both marks may be typed. */
export function NumberField({ value, onChange, unit, ...rest }: NumberFieldProps) {
  const language = useLanguage()
  return (
    <NumberInput
      hideControls
      {...rest}
      value={value ?? ''}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
      decimalSeparator={language === 'en' ? '.' : ','}
      allowedDecimalSeparators={['.', ',']}
      suffix={unit ? `\u00a0${unit}` : ''}
    />
  )
}

type DateFieldProps = Omit<
  DateInputProps,
  'value' | 'onChange' | 'dateParser' | 'valueFormat' | 'ariaLabels'
> &
  Nullable<LocalDate>
/** A calendar day, typed in any usual form or chosen from the calendar. */
export function DateField({ value, onChange, ...rest }: DateFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <DateInput
      rightSection={<IconCalendar size={17} stroke={1.5} aria-hidden />}
      rightSectionPointerEvents="none"
      {...rest}
      value={value}
      onChange={(date) => onChange(date as LocalDate | null)}
      allowDeselect
      hideOutsideDates
      dateParser={typedDate}
      valueFormat={language === 'en' ? 'DD/MM/YYYY' : 'DD.MM.YYYY'}
      placeholder={t('common.dateForm')}
      weekdayFormat={(date) => weekdayShort(weekdayOf(String(date)), language)}
      ariaLabels={{
        previousMonth: t('common.calendar.previousMonth'),
        nextMonth: t('common.calendar.nextMonth'),
        previousYear: t('common.calendar.previousYear'),
        nextYear: t('common.calendar.nextYear'),
        previousDecade: t('common.calendar.previousDecade'),
        nextDecade: t('common.calendar.nextDecade'),
        monthLevelControl: t('common.calendar.chooseMonth'),
        yearLevelControl: t('common.calendar.chooseYear'),
      }}
      popoverProps={{ transitionProps: { duration: 80 } }}
    />
  )
}

type TimeFieldProps = Omit<TextInputProps, 'value' | 'onChange'> & Nullable<LocalTime>
/** Arrows go by so many minutes. */
const TIME_STEP = 5

/** A minute of the day on the 24-hour clock: `930` becomes `09:30`; arrows go by five minutes. */
export function TimeField({ value, onChange, ...rest }: TimeFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const settle = () => {
    if (typed === null) return
    const time = typedTime(typed)
    if (time || typed.trim() === '') onChange(time)
    setTyped(null)
  }
  return (
    <TextInput
      inputMode="numeric"
      placeholder={t('common.timeForm')}
      rightSection={<IconClock size={17} stroke={1.5} aria-hidden />}
      rightSectionPointerEvents="none"
      {...rest}
      value={typed ?? value ?? ''}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        if (/^\d\d:\d\d$/.test(text)) onChange(typedTime(text))
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
        const by = { ArrowUp: TIME_STEP, ArrowDown: -TIME_STEP }[event.key]
        const from = (typed === null ? null : typedTime(typed)) ?? value
        if (by === undefined || from === null) return
        event.preventDefault()
        setTyped(null)
        onChange(timeAt(Math.max(0, Math.min(24 * 60 - TIME_STEP, minuteOf(from) + by))))
      }}
    />
  )
}

interface ChoiceFieldProps<Value extends string> extends Nullable<Value> {
  label: string
  choices: readonly { value: Value; label: string }[]
  error?: React.ReactNode
  disabled?: boolean
  /** May be left open. */
  clearable?: boolean
  required?: boolean
  'aria-label'?: string
}
/** One of a few words. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { choices, onChange, clearable = false, ...rest } = props
  return (
    <Select
      {...rest}
      data={[...choices]}
      onChange={(value) => onChange(value as Value | null)}
      allowDeselect={false}
      clearable={clearable}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
