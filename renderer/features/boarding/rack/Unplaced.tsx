import { IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { groupBy } from '../../../lib/group.ts'
import { ofList } from './names.ts'
import styles from './rack.module.css'
import { PersonSigns } from './StayBar.tsx'
import type { Waiting } from './waiting.ts'

/** The pointer goes so far before a press becomes a drag, pixels. */
const THRESHOLD = 4

interface UnplacedProps {
  readonly waiting: readonly Waiting[]
  /** Somebody was dragged out of the strip. */
  onCarry(waiting: Waiting, pointer: PointerEvent): void
  onOpen(waiting: Waiting): void
}

/** People of the courses in view who have no bed yet: to be dragged to one, or placed by Enter. */
export function Unplaced({ waiting, onCarry, onOpen }: UnplacedProps) {
  const { t } = useTranslation()
  if (waiting.length === 0) return null
  const count = waiting.reduce((sum, one) => sum + 1 + one.companions.length, 0)
  const courses = [...groupBy(waiting, ({ courseName }) => courseName)]
  return (
    <section className={styles.unplaced} aria-label={t('boarding.rack.unplaced.title', { count })}>
      <h2 title={t('boarding.rack.unplaced.hint')}>
        <IconUserQuestion size={17} stroke={1.8} aria-hidden />
        {t('boarding.rack.unplaced.title', { count })}
      </h2>
      <div className={styles.waiting}>
        {courses.map(([course, people]) => (
          <div key={course} className={styles.waitingCourse}>
            <span>{course}</span>
            {people.map((one) => (
              <Chip key={one.personId} waiting={one} onCarry={onCarry} onOpen={onOpen} />
            ))}
          </div>
        ))}
      </div>
    </section>
  )
}

function Chip({ waiting, onCarry, onOpen }: Omit<UnplacedProps, 'waiting'> & { waiting: Waiting }) {
  const { t } = useTranslation()
  const { name, companions } = waiting
  const whole =
    companions.length > 0
      ? t('boarding.rack.unplaced.with', { name, count: companions.length })
      : name
  return (
    <button
      type="button"
      className={styles.chip}
      title={whole}
      onClick={() => onOpen(waiting)}
      onPointerDown={(down) => {
        if (down.button !== 0) return
        const chip = down.currentTarget
        const follow = (move: PointerEvent): void => {
          if (Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) <= THRESHOLD)
            return
          letGo()
          onCarry(waiting, move)
        }
        const letGo = (): void => {
          chip.removeEventListener('pointermove', follow)
          chip.removeEventListener('pointerup', letGo)
          chip.removeEventListener('pointercancel', letGo)
        }
        chip.setPointerCapture(down.pointerId)
        chip.addEventListener('pointermove', follow)
        chip.addEventListener('pointerup', letGo)
        chip.addEventListener('pointercancel', letGo)
      }}
    >
      <span className={styles.heard}>{t('boarding.rack.unplaced.place', { name: whole })}</span>
      <span className={styles.chipWords} aria-hidden>
        {ofList(name)}
        <PersonSigns
          sex={waiting.sex}
          wheelchair={waiting.wheelchair}
          accompanied={companions.length > 0 || waiting.companionOfId !== null}
        />
        {companions.length > 0 && <b>+{companions.length}</b>}
      </span>
    </button>
  )
}
