import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import type { RightName } from '#contract/rights.ts'
import { useDenied } from '../../lib/access.ts'
import { protectionPath } from '../../lib/protection.ts'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { AccessSection } from './AccessSection.tsx'
import { CentreSection } from './CentreSection.tsx'
import { ClosedDaysSection } from './ClosedDaysSection.tsx'
import { ProtectionSection } from './ProtectionSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import styles from './settings.module.css'
import { TrailSection } from './TrailSection.tsx'

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
  { name: 'trail', path: '/settings/trail' },
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
            <Route path="/settings/centre">
              <Changing right="managing">
                <CentreSection />
              </Changing>
            </Route>
            <Route path="/settings/rules">
              <Changing right="managing">
                <RulesSection />
              </Changing>
            </Route>
            <Route path="/settings/closed-days">
              <Changing right="closing">
                <ClosedDaysSection />
              </Changing>
            </Route>
            <Route path={protectionPath}>
              <Changing right="guarding">
                <ProtectionSection />
              </Changing>
            </Route>
            <Route path={`${placesPath}/:placeId?`}>
              {({ placeId }) => places(placeId ?? null)}
            </Route>
            <Route path="/settings/access" component={AccessSection} />
            <Route path="/settings/trail" component={TrailSection} />
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

/** A section of settings; grey, under who may change it, for those who may not. */
function Changing({ right, children }: { right: RightName; children: ReactNode }) {
  const denied = useDenied(right)
  return (
    <fieldset className={styles.changing} disabled={denied !== undefined}>
      {denied !== undefined && <p className={styles.denied}>{denied}</p>}
      {children}
    </fieldset>
  )
}
