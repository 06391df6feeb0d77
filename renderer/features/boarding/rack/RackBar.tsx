import { ActionIcon, Button, Popover, SegmentedControl, Select } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rack } from '#contract/boarding.ts'
import { addDays } from '../../../lib/dates.ts'
import { capitalised, monthAndYear } from '../../../lib/format.ts'
import { useLanguage } from '../../../texts/index.ts'
import { ScreenHeader } from '../../../ui/outlets.tsx'
import { asDate, scales } from './nights.ts'
import styles from './rack.module.css'
import { aroundToday, type useRackPlace } from './useRackPlace.ts'

type Place = ReturnType<typeof useRackPlace>

/** The month in view; a week back, today, a week on, a calendar. */
export function RackDates({ place }: { place: Place }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { date, change } = place
  return (
    <ScreenHeader title={capitalised(monthAndYear(date, language))}>
      <div className={styles.dates}>
        <ActionIcon
          aria-label={t('boarding.rack.earlier')}
          title={t('boarding.rack.earlier')}
          onClick={() => change({ date: addDays(date, -7) })}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
        <Button variant="default" title="T" onClick={() => change({ date: aroundToday() })}>
          {t('common.today')}
        </Button>
        <ActionIcon
          aria-label={t('boarding.rack.later')}
          title={t('boarding.rack.later')}
          onClick={() => change({ date: addDays(date, 7) })}
        >
          <IconChevronRight size={20} />
        </ActionIcon>
        <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
          <Popover.Target>
            <ActionIcon
              aria-label={t('boarding.rack.calendar')}
              title={t('boarding.rack.calendar')}
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
                const day = asDate(chosen)
                if (day) change({ date: day })
                setOpen(false)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      </div>
    </ScreenHeader>
  )
}

interface RackBarProps {
  readonly place: Place
  readonly rack: Rack
  readonly today: string
}

/** The house tonight in numbers; which rooms, and how many days. */
export function RackBar({ place, rack, today }: RackBarProps) {
  const { t } = useTranslation()
  const { building, floor, scale, change } = place
  const day = rack.days.find(({ date }) => date === today)
  const buildings = [...new Set(rack.rooms.map((room) => room.building))]
  const floors = [
    ...new Set(
      rack.rooms
        .filter((room) => building === null || room.building === building)
        .map((room) => room.floor),
    ),
  ]
  return (
    <div className={styles.toolbar}>
      {day && (
        <p className={styles.summary}>
          <b>{t('boarding.rack.day.asleep', { count: day.asleep })}</b>
          {(['arriving', 'leaving', 'free'] as const).map((part) => (
            <span key={part}>{t(`boarding.rack.day.${part}`, { count: day[part] })}</span>
          ))}
        </p>
      )}
      <div className={styles.space} />
      {buildings.length > 1 && (
        <Select
          aria-label={t('boarding.rack.building')}
          placeholder={t('boarding.rack.everyBuilding')}
          w={180}
          clearable
          value={building}
          data={buildings}
          onChange={(chosen) => change({ building: chosen, floor: null })}
        />
      )}
      {(floors.length > 1 || floor !== null) && (
        <Select
          aria-label={t('boarding.rack.floor')}
          placeholder={t('boarding.rack.everyFloor')}
          w={150}
          clearable
          value={floor === null ? null : String(floor)}
          data={floors.map((one) => ({
            value: String(one),
            label: t('boarding.rack.floorNumber', { floor: one }),
          }))}
          onChange={(chosen) => change({ floor: chosen === null ? null : Number(chosen) })}
        />
      )}
      <SegmentedControl
        aria-label={t('boarding.rack.scale')}
        value={scale}
        onChange={(chosen) => {
          const next = scales.find((one) => one === chosen)
          if (next) change({ scale: next })
        }}
        data={scales.map((value) => ({ value, label: t(`boarding.rack.scales.${value}`) }))}
      />
    </div>
  )
}
