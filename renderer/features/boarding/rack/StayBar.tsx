import {
  type Icon,
  IconAlertTriangle,
  IconBed,
  IconCheck,
  IconDoorEnter,
  IconDoorExit,
  IconGenderFemale,
  IconGenderMale,
  IconLock,
  IconUsers,
  IconWheelchair,
} from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { RackItem } from './items.ts'
import { onBoard } from './names.ts'
import styles from './rack.module.css'
import { type StayState, stayStates } from './states.ts'

const stateSigns: Record<StayState, Icon | null> = {
  expected: null,
  arriving: IconDoorEnter,
  late: IconAlertTriangle,
  in_house: IconBed,
  leaving: IconDoorExit,
  overdue: IconAlertTriangle,
  left: IconCheck,
  kept: IconLock,
}

/** The shade of a state, for its bar; another one for what does not fit the rules any more. */
export const classOfState = (state: StayState, unsettled: boolean): string =>
  clsx(styles.stay, styles[state], unsettled && styles.unsettled)

type Signed = Pick<RackStay, 'wheelchair'> & { sex: Sex | null; accompanied: boolean }

/** Sex, wheelchair, companion, as small signs. Their words stand in the label. */
export function PersonSigns({ sex, wheelchair, accompanied }: Signed) {
  const SexSign = sex === 'female' ? IconGenderFemale : IconGenderMale
  return (
    <>
      {sex && <SexSign size={14} stroke={1.8} aria-hidden />}
      {wheelchair && <IconWheelchair size={15} stroke={1.8} aria-hidden />}
      {accompanied && <IconUsers size={14} stroke={1.8} aria-hidden />}
    </>
  )
}

/** A stay on the board: the sign of its state, the name, and what matters for the room. */
export function StayBar({ item }: { item: RackItem }) {
  const { stay, state, label } = item
  if (!stay) return null
  const Sign = stay.findings.length > 0 ? IconAlertTriangle : stateSigns[state]
  return (
    <span className={styles.bar} title={label}>
      {item.away.map(({ from, until }) => (
        <span
          key={from}
          className={styles.away}
          style={{ left: `${from * 100}%`, width: `${(until - from) * 100}%` }}
        />
      ))}
      <span className={styles.barWords}>
        {Sign && <Sign size={15} stroke={1.9} aria-hidden />}
        <span className={styles.name}>{onBoard(stay.name)}</span>
        {!stay.kept && (
          <PersonSigns
            sex={stay.sex}
            wheelchair={stay.wheelchair}
            accompanied={stay.companionOf !== null || stay.companions.length > 0}
          />
        )}
      </span>
    </span>
  )
}

/** The state in a word with its sign and shade. */
export function StateSign({ state }: { state: StayState }) {
  const { t } = useTranslation()
  const Sign = stateSigns[state]
  return (
    <div className={clsx(styles.state, styles[state])}>
      {Sign && <Sign size={18} stroke={1.8} aria-hidden />}
      <span>{t(`boarding.rack.states.${state}`)}</span>
    </div>
  )
}

/** What the shades and signs mean. */
export function Legend() {
  const { t } = useTranslation()
  return (
    <ul className={styles.legend} aria-label={t('boarding.rack.legend')}>
      {stayStates.map((state) => {
        const Sign = stateSigns[state]
        return (
          <li key={state}>
            <span className={clsx(styles.swatch, styles[state])}>
              {Sign && <Sign size={13} stroke={1.9} aria-hidden />}
            </span>
            {t(`boarding.rack.states.${state}`)}
          </li>
        )
      })}
      <li>
        <span className={clsx(styles.swatch, styles.unsettled)}>
          <IconAlertTriangle size={13} stroke={1.9} aria-hidden />
        </span>
        {t('boarding.rack.unsettled')}
      </li>
      <li>
        <span className={clsx(styles.swatch, styles.awaySwatch)} />
        {t('boarding.rack.away')}
      </li>
      <li>
        <span className={clsx(styles.swatch, styles.closed)} />
        {t('boarding.rack.closed')}
      </li>
    </ul>
  )
}
