import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'
import { Sections } from '../../ui/Sections.tsx'
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
  return (
    <div className={styles.boarding}>
      <Sections
        label={t('boarding.tabs.label')}
        sections={tabs.map(({ name, path }) => ({ path, label: t(`boarding.tabs.${name}`) }))}
      />
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
