import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import styles from './attendance.module.css'

const tabs = [
  { name: 'day', path: '/attendance' },
  { name: 'register', path: '/attendance/register' },
  { name: 'year', path: '/attendance/year' },
] as const

/** Day, register, year. */
export function Tabs() {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <nav className={styles.tabs} aria-label={t('attendance.tabs.label')}>
      {tabs.map((tab) => (
        <Link key={tab.name} href={tab.path} aria-current={path === tab.path ? 'page' : undefined}>
          {t(`attendance.tabs.${tab.name}`)}
        </Link>
      ))}
    </nav>
  )
}
