import { IconWheelchair } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Room } from '#contract/boarding.ts'
import type { RackLine } from './lines.ts'
import styles from './rack.module.css'

interface RoomHeadProps {
  readonly line: RackLine
  onRoom(room: Room): void
}

/** Head of a row: the bed, and on the first one its room with what the room is for. */
export function RoomHead({ line, onRoom }: RoomHeadProps) {
  const { t } = useTranslation()
  const { room } = line
  if (!room) return <div className={styles.floor}>{line.label}</div>
  return (
    <div className={styles.head}>
      {line.first && (
        <button type="button" className={styles.room} onClick={() => onRoom(room)}>
          <span className={styles.roomNumber} aria-hidden>
            {room.number}
          </span>
          <span className={styles.heard}>
            {t('boarding.rack.roomOf', { room: room.number })}
            {room.accessible && `, ${t('boarding.rack.accessible')}`}
          </span>
          {room.accessible && <IconWheelchair size={15} stroke={1.8} aria-hidden />}
          {room.forWhom !== 'any' && (
            <span className={styles.forWhom}>{t(`boarding.rack.forWhom.${room.forWhom}`)}</span>
          )}
        </button>
      )}
      <span className={styles.bedNumber} title={line.label}>
        {line.bed}
      </span>
    </div>
  )
}
