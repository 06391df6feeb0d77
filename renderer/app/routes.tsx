import { type Icon, IconHorse, IconIdBadge2, IconSettings, IconUsers } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import HorsesScreen from '../features/horses/index.tsx'
import PeopleScreen from '../features/people/index.tsx'
import SettingsScreen from '../features/settings/index.tsx'
import TeamScreen from '../features/team/index.tsx'

interface RailRoute {
  /** First part of the path, and the key of the label in `common.nav`. */
  name: 'people' | 'horses' | 'team' | 'settings'
  icon: Icon
  screen: ComponentType
  foot?: boolean
}

/** The screens of the rail in its order; the first one is home. */
export const railRoutes: readonly RailRoute[] = [
  { name: 'people', icon: IconUsers, screen: PeopleScreen },
  { name: 'horses', icon: IconHorse, screen: HorsesScreen },
  { name: 'team', icon: IconIdBadge2, screen: TeamScreen },
  { name: 'settings', icon: IconSettings, screen: SettingsScreen, foot: true },
]
export const home = `/${railRoutes[0]?.name ?? 'people'}`
