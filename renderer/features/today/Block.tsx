import type { Icon } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { Link } from 'wouter'
import styles from './today.module.css'

interface BlockProps {
  icon: Icon
  title: string
  /** Stands beside the title when there is something. */
  count?: number
  /** Asks for attention: amber, with its sign and number. */
  waiting?: boolean
  children: ReactNode
}

/** One question of the day and its answers. */
export function Block({ icon: Sign, title, count = 0, waiting = false, children }: BlockProps) {
  const id = useId()
  return (
    <section className={styles.block} aria-labelledby={id} data-waiting={waiting || undefined}>
      <h2 id={id} className={styles.heading}>
        <Sign size={20} stroke={1.7} aria-hidden />
        {title}
        {count > 0 && <span className={styles.count}>{count}</span>}
      </h2>
      {children}
    </section>
  )
}

interface LineProps {
  /** Where the line is settled. */
  to: string
  time: ReactNode
  title: string
  about: ReactNode
  aside?: ReactNode
}

/** One line that leads to the place where it is settled. */
export function Line({ to, time, title, about, aside }: LineProps) {
  return (
    <li>
      <Link href={to} className={styles.line}>
        {time && <span className={styles.time}>{time}</span>}
        <span className={styles.what}>
          <span className={styles.title}>{title}</span>
          <span className={styles.about}>{about}</span>
        </span>
        {aside}
      </Link>
    </li>
  )
}

/** Nothing to do here, in a sentence. */
export const Quiet = ({ children }: { children: ReactNode }) => (
  <p className={styles.quiet}>{children}</p>
)
