import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { Sections } from '../../ui/Sections.tsx'
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
  return (
    <div className={styles.studio}>
      <ScreenHeader title={t('studio.title')} />
      <Sections
        label={t('studio.tabs.label')}
        sections={tabs.map(({ name, path }) => ({ path, label: t(`studio.tabs.${name}`) }))}
      />
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
