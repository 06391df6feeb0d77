import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import styles from './boarding.module.css'
import { CoursesScreen } from './courses/CoursesScreen.tsx'
import { RackScreen } from './rack/index.ts'
import { RoomsScreen } from './rooms/RoomsScreen.tsx'

const tabs = [
  { name: 'rack', path: '/boarding' },
  { name: 'courses', path: '/boarding/courses' },
  { name: 'rooms', path: '/boarding/rooms' },
] as const

/** The boarding house: who sleeps where, the courses, the rooms. */
export default function BoardingScreen() {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <div className={styles.boarding}>
      <nav className={styles.tabs} aria-label={t('boarding.tabs.label')}>
        {tabs.map((tab) => (
          <Link
            key={tab.name}
            href={tab.path}
            aria-current={path === tab.path ? 'page' : undefined}
          >
            {t(`boarding.tabs.${tab.name}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        <Switch>
          <Route path="/boarding" component={RackScreen} />
          <Route path="/boarding/courses" component={CoursesScreen} />
          <Route path="/boarding/rooms" component={RoomsScreen} />
          <Route>
            <Redirect to="/boarding" replace />
          </Route>
        </Switch>
      </div>
    </div>
  )
}
