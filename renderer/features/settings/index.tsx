import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { protectionPath } from '../../lib/protection.ts'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { AccessSection } from './AccessSection.tsx'
import { CentreSection } from './CentreSection.tsx'
import { ClosedDaysSection } from './ClosedDaysSection.tsx'
import { ProtectionSection } from './ProtectionSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import styles from './settings.module.css'

interface SettingsProps {
  /** The section of places, which is a feature of its own: the routes give it. */
  places: (placeId: string | null) => ReactNode
  /** And that of the copies. */
  copies: ReactNode
}

/** Address of the section of places. */
export const placesPath = '/settings/places'

const sections = [
  { name: 'centre', path: '/settings/centre' },
  { name: 'rules', path: '/settings/rules' },
  { name: 'closedDays', path: '/settings/closed-days' },
  { name: 'places', path: placesPath },
  { name: 'access', path: '/settings/access' },
  { name: 'copies', path: '/settings/copies' },
  { name: 'protection', path: protectionPath },
] as const

/** What the centre decides for itself. */
export default function Settings({ places, copies }: SettingsProps) {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <>
      <ScreenHeader title={t('settings.title')} />
      <div className={styles.settings}>
        <nav className={styles.sections} aria-label={t('settings.sections')}>
          {sections.map((section) => (
            <Link
              key={section.name}
              href={section.path}
              aria-current={path.startsWith(section.path) ? 'page' : undefined}
            >
              {t(`settings.section.${section.name}`)}
            </Link>
          ))}
        </nav>
        <div className={styles.content}>
          <Switch>
            <Route path="/settings/centre" component={CentreSection} />
            <Route path="/settings/rules" component={RulesSection} />
            <Route path="/settings/closed-days" component={ClosedDaysSection} />
            <Route path={protectionPath} component={ProtectionSection} />
            <Route path={`${placesPath}/:placeId?`}>
              {({ placeId }) => places(placeId ?? null)}
            </Route>
            <Route path="/settings/access" component={AccessSection} />
            <Route path="/settings/copies">{copies}</Route>
            <Route>
              <Redirect to="/settings/centre" replace />
            </Route>
          </Switch>
        </div>
      </div>
    </>
  )
}
