import { ActionIcon } from '@mantine/core'
import {
  IconArrowsExchange,
  IconLock,
  IconPin,
  IconPinnedFilled,
  IconWheelchair,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Enrolment, Room } from '#contract/boarding.ts'
import type { PersonId } from '#contract/values.ts'
import { useRoomWords } from '../../useRoomWords.ts'
import { type Doubts, type Ground, guestsOf, judged } from './beds.ts'
import styles from './placing.module.css'
import type { PlacingPlan } from './plans.ts'

interface RoomListProps {
  ground: Ground
  /** Who has arrived or moved: they stay for good. */
  settled: ReadonlySet<PersonId>
  plan: PlacingPlan | null
  /** Whose bed is being changed. */
  openId: PersonId | null
  onPin: (personId: PersonId, on: boolean) => void
  /** Opens the choice of another bed; null while there is no plan to change. */
  onOpen: ((personId: PersonId) => void) | null
}

/** The plan room by room: who has which bed, who stays there. */
export function RoomList(props: RoomListProps) {
  const { ground, plan } = props
  const { doubts } = judged(ground)
  const { t } = useTranslation()
  const words = useRoomWords()
  const guests = new Map(guestsOf(ground.course).map((one) => [one.personId, one]))
  const inBed = new Map(
    ground.placings.map(({ personId, bedId }) => [bedId, guests.get(personId)] as const),
  )
  const isUsed = ({ beds }: Room) => beds.some(({ bedId }) => inBed.get(bedId))
  const used = ground.rooms.filter(isUsed)
  const empty = ground.rooms.filter((room) => !isUsed(room))
  const nameOf = (room: Room) =>
    words.room({ roomId: room.roomId, roomName: `${room.building}, ${room.number}` })
  return (
    <div className={styles.rooms}>
      {used.map((room) => (
        <section
          key={room.roomId}
          className={styles.room}
          aria-label={t('boarding.rack.roomOf', { room: nameOf(room) })}
        >
          <h2>
            {t('boarding.rack.roomOf', { room: nameOf(room) })}
            <small>
              {t(`boarding.rack.forWhom.${room.forWhom}`)}
              {room.accessible && ` · ${t('boarding.rack.accessible')}`}
            </small>
          </h2>
          <ul>
            {room.beds.map(({ bedId, position }) => {
              const one = inBed.get(bedId)
              return (
                <li key={bedId} data-open={(one && one.personId === props.openId) || undefined}>
                  <span className={styles.bed}>{position}</span>
                  {one ? (
                    <Sleeper
                      {...props}
                      one={one}
                      said={plan ? doubts.get(one.personId) : undefined}
                    />
                  ) : (
                    <span className={styles.free}>{t('boarding.placing.free')}</span>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      {empty.length > 0 && used.length > 0 && (
        <p className={styles.empty}>
          {t('boarding.placing.emptyRooms', { rooms: empty.map(nameOf).join(', ') })}
        </p>
      )}
    </div>
  )
}

function Sleeper({
  one,
  ground,
  settled,
  said,
  onPin,
  onOpen,
}: RoomListProps & { one: Enrolment; said: Doubts | undefined }) {
  const { t } = useTranslation()
  const { personId, name } = one
  const isPinned = ground.pins.has(personId)
  const about = [
    one.sex ? t(`boarding.rack.sex.${one.sex}`) : t('boarding.people.sexUnknown'),
    one.companionOfName && t('boarding.rack.companionOf', { name: one.companionOfName }),
  ]
  const doubts = [
    said?.apart && t('boarding.placing.apart'),
    said &&
      said.missed.length > 0 &&
      t('boarding.placing.missed', { names: said.missed.join(', ') }),
  ].filter(Boolean)
  return (
    <>
      <span className={styles.who}>
        <span className={styles.name}>{name}</span>
        {one.wheelchair && (
          <IconWheelchair size={16} stroke={1.7} aria-label={t('boarding.rack.wheelchair')} />
        )}
        <small>{about.filter(Boolean).join(' · ')}</small>
        {doubts.length > 0 && <small className={styles.doubt}>{doubts.join(' · ')}</small>}
      </span>
      {settled.has(personId) ? (
        <span className={styles.settled}>
          <IconLock size={17} stroke={1.7} aria-hidden />
          {t(one.state === 'here' ? 'boarding.states.here' : 'boarding.placing.moved')}
        </span>
      ) : (
        <span className={styles.deeds}>
          {onOpen && (
            <ActionIcon
              size={36}
              variant="subtle"
              color="gray"
              aria-label={t('boarding.placing.changeOne', { name })}
              title={t('boarding.placing.change')}
              onClick={() => onOpen(personId)}
            >
              <IconArrowsExchange size={19} stroke={1.6} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon
            size={36}
            variant={isPinned ? 'light' : 'subtle'}
            color={isPinned ? 'teal' : 'gray'}
            aria-pressed={isPinned}
            aria-label={t('boarding.placing.pinOne', { name })}
            title={t('boarding.placing.pin')}
            onClick={() => onPin(personId, !isPinned)}
          >
            {isPinned ? (
              <IconPinnedFilled size={19} aria-hidden />
            ) : (
              <IconPin size={19} stroke={1.6} aria-hidden />
            )}
          </ActionIcon>
        </span>
      )}
    </>
  )
}
