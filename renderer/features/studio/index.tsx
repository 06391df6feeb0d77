import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { GroupsScreen } from './GroupsScreen.tsx'
import { MakeUpsScreen } from './MakeUpsScreen.tsx'
import { QueueScreen } from './QueueScreen.tsx'
import styles from './studio.module.css'
import { WeekScreen } from './week/WeekScreen.tsx'

const tabs = [
  { name: 'week', path: '/studio/week' },
  { name: 'groups', path: '/studio/groups' },
  { name: 'queue', path: '/studio/queue' },
  { name: 'make-ups', path: '/studio/make-ups' },
] as const

/** The studios: the week's timetable, the groups, who waits, what is to be made up for. */
export default function StudioScreen() {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <div className={styles.studio}>
      <ScreenHeader title={t('studio.title')} />
      <nav className={styles.tabs} aria-label={t('studio.tabs.label')}>
        {tabs.map((tab) => (
          <Link
            key={tab.name}
            href={tab.path}
            aria-current={path.startsWith(tab.path) ? 'page' : undefined}
          >
            {t(`studio.tabs.${tab.name}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        <Switch>
          <Route path="/studio/week" component={WeekScreen} />
          <Route path="/studio/groups/:groupId?">
            {({ groupId }) => <GroupsScreen groupId={groupId ?? null} />}
          </Route>
          <Route path="/studio/queue" component={QueueScreen} />
          <Route path="/studio/make-ups" component={MakeUpsScreen} />
          <Route>
            <Redirect to="/studio/week" replace />
          </Route>
        </Switch>
      </div>
    </div>
  )
}
