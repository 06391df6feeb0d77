import {
  ActionIcon,
  Button,
  Popover,
  SegmentedControl,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCalendar,
  IconChevronLeft,
  IconChevronRight,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LocalDate } from '#contract/values.ts'
import { currentMember } from '../../lib/client.ts'
import { addDays, mondayOf, today, weekdayOf } from '../../lib/dates.ts'
import { capitalised, dayAndMonth, dayWithWeekday, weekdayShort } from '../../lib/format.ts'
import { useMade } from '../../lib/made.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { type ColumnKind, columnKinds } from './dayColumns.ts'
import styles from './hippotherapy.module.css'

interface DateBarProps {
  date: LocalDate
  onDate: (date: LocalDate) => void
}

/** Weekday and date in words, the day before, today, the day after, and a calendar. */
export function DateBar({ date, onDate }: DateBarProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <ScreenHeader title={capitalised(dayWithWeekday(date, language))}>
      <div className={styles.dateBar}>
        <ActionIcon
          aria-label={t('common.previousDay')}
          title={`${t('common.previousDay')} (Ctrl ←)`}
          onClick={() => onDate(addDays(date, -1))}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
        <Button variant="default" onClick={() => onDate(today())} title="T">
          {t('common.today')}
        </Button>
        <ActionIcon
          aria-label={t('common.nextDay')}
          title={`${t('common.nextDay')} (Ctrl →)`}
          onClick={() => onDate(addDays(date, 1))}
        >
          <IconChevronRight size={20} />
        </ActionIcon>
        <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
          <Popover.Target>
            <ActionIcon
              aria-label={t('hippotherapy.day.calendar')}
              title={t('hippotherapy.day.calendar')}
              onClick={() => setOpen(!open)}
            >
              <IconCalendar size={20} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={date}
              defaultDate={date}
              onChange={(chosen) => {
                const parsed = LocalDate.safeParse(chosen)
                if (parsed.success) onDate(parsed.data)
                setOpen(false)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      </div>
    </ScreenHeader>
  )
}

/** The seven days of the week with the number of sessions in each. */
export function WeekStrip({ date, onDate }: DateBarProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const week = useRead('hippotherapy.week', { from: mondayOf(date) }, { keepPrevious: true })
  const monday = mondayOf(date)
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  return (
    <nav className={styles.week} aria-label={t('hippotherapy.day.week')}>
      {days.map((one) => {
        const known = week.data?.days.find((day) => day.date === one)
        const past = one < today()
        const count = known?.sessions ?? 0
        const words = [
          dayAndMonth(one, language),
          t('hippotherapy.day.sessions', { count }),
          ...(past && known && known.unmarked > 0
            ? [t('hippotherapy.day.unmarked', { count: known.unmarked })]
            : []),
          ...(known?.closedDay ? [known.closedDay] : []),
        ]
        return (
          <button
            key={one}
            type="button"
            className={styles.weekDay}
            aria-current={one === date ? 'date' : undefined}
            data-today={one === today() || undefined}
            data-closed={known?.closedDay ? true : undefined}
            title={words.slice(1).join(', ')}
            onClick={() => onDate(one)}
          >
            <VisuallyHidden>{words.join(', ')}</VisuallyHidden>
            <span aria-hidden>
              {weekdayShort(weekdayOf(one), language)} <b>{Number(one.slice(8))}</b>
            </span>
            <span className={styles.weekCount} aria-hidden>
              {count > 0 ? count : '–'}
              {past && known && known.unmarked > 0 && <i />}
            </span>
          </button>
        )
      })}
    </nav>
  )
}

/** Which columns the board has. */
export function ColumnSwitch({ by, onBy }: { by: ColumnKind; onBy: (by: ColumnKind) => void }) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      aria-label={t('hippotherapy.by.label')}
      value={by}
      onChange={(chosen) => {
        const kind = columnKinds.find((one) => one === chosen)
        if (kind) onBy(kind)
      }}
      data={columnKinds.map((kind, index) => ({
        value: kind,
        label: (
          <Tooltip label={t('hippotherapy.by.key', { key: index + 1 })}>
            <span>{t(`hippotherapy.by.${kind}`)}</span>
          </Tooltip>
        ),
      }))}
    />
  )
}

/** Takes the last change back, or does it again. */
export function UndoButtons({ onUndo, onRedo }: { onUndo: () => void; onRedo: () => void }) {
  const { t } = useTranslation()
  const { canUndo, canRedo } = useMade(currentMember())
  return (
    <>
      <ActionIcon
        size={28}
        className={styles.step}
        aria-label={t('hippotherapy.day.undo')}
        title={`${t('hippotherapy.day.undo')} (Ctrl Z)`}
        disabled={!canUndo}
        onClick={onUndo}
      >
        <IconArrowBackUp size={18} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        size={28}
        className={styles.step}
        aria-label={t('hippotherapy.day.redo')}
        title={`${t('hippotherapy.day.redo')} (Ctrl Y)`}
        disabled={!canRedo}
        onClick={onRedo}
      >
        <IconArrowForwardUp size={18} stroke={1.6} />
      </ActionIcon>
    </>
  )
}
