import { Link, useLocation } from 'wouter'
import styles from './Sections.module.css'

interface SectionsProps {
  /** What they are the sections of. */
  label: string
  sections: readonly { path: string; label: string }[]
}

/** The sections of a screen side by side; where the window is, the longest path that fits is the current one. */
export function Sections({ label, sections }: SectionsProps) {
  const [path] = useLocation()
  const fitting = sections.filter((one) => path === one.path || path.startsWith(`${one.path}/`))
  const current = fitting.toSorted((one, other) => other.path.length - one.path.length)[0]
  return (
    <nav className={styles.sections} aria-label={label}>
      {sections.map((one) => (
        <Link key={one.path} href={one.path} aria-current={one === current ? 'page' : undefined}>
          {one.label}
        </Link>
      ))}
    </nav>
  )
}
