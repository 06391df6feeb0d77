import { IconHelp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useDenied } from '../lib/access.ts'
import { shell } from '../lib/client.ts'
import { useLanguage } from '../texts/index.ts'
import { notifyFailure } from '../ui/answers.tsx'
import { type RailRoute, railRoutes } from './routes.tsx'
import styles from './Shell.module.css'

/** The narrow rail: the sections on top, settings and help at the foot. */
export function Rail() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [path] = useLocation()
  const link = (route: RailRoute) => (
    <RailLink
      key={route.name}
      route={route}
      here={path === `/${route.name}` || path.startsWith(`/${route.name}/`)}
    />
  )
  return (
    <nav className={styles.rail} aria-label={t('common.nav.label')}>
      <div className={styles.mark}>
        <Spring />
      </div>
      {railRoutes.filter((route) => !route.foot).map(link)}
      <div className={styles.space} />
      {railRoutes.filter((route) => route.foot).map(link)}
      <button
        type="button"
        className={styles.link}
        onClick={() => shell('openGuide', language).catch(notifyFailure)}
      >
        <IconHelp size={22} stroke={1.6} aria-hidden />
        {t('common.nav.help')}
      </button>
    </nav>
  )
}

/** A section; grey, with who may open it, for those who may not. */
function RailLink({ route, here }: { route: RailRoute; here: boolean }) {
  const { t } = useTranslation()
  const { name, icon: Sign } = route
  const denied = useDenied(route.sees)
  const content = (
    <>
      <Sign size={22} stroke={here ? 1.9 : 1.6} aria-hidden />
      {t(`common.nav.${name}`)}
    </>
  )
  if (denied !== undefined) {
    return (
      <button type="button" className={styles.link} aria-disabled title={denied}>
        {content}
      </button>
    )
  }
  return (
    <Link href={`/${name}`} className={styles.link} aria-current={here ? 'page' : undefined}>
      {content}
    </Link>
  )
}

/** The sign of the centre: «бастау» is a spring. */
function Spring() {
  return (
    <svg width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
      <circle cx="15" cy="15" r="14" fill="currentColor" opacity="0.14" />
      <path
        d="M15 5c4 5 6 7.6 6 10.6a6 6 0 1 1-12 0C9 12.6 11 10 15 5Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M7 23.5c2.7-1.600 5.300-1.600 8 0s5.300 1.600 8 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
