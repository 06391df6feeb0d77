import {
  type Icon,
  IconBed,
  IconCalendarTime,
  IconClipboardCheck,
  IconHorse,
  IconIdBadge2,
  IconMessageCircle,
  IconPalette,
  IconPrinter,
  IconSettings,
  IconSun,
  IconUsers,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { RightName } from '#contract/rights.ts'
import AttendanceScreen from '../features/attendance/index.tsx'
import BoardingScreen from '../features/boarding/index.tsx'
import { PersonCourses } from '../features/boarding/PersonCourses.tsx'
import ConsultationsScreen from '../features/consultations/index.tsx'
import CopiesSection from '../features/copies/index.tsx'
import HippotherapyScreen from '../features/hippotherapy/index.tsx'
import HorsesScreen from '../features/horses/index.tsx'
import CallsScreen from '../features/notices/index.tsx'
import PeopleScreen from '../features/people/index.tsx'
import PlacesSection from '../features/places/index.tsx'
import SettingsScreen, { placesPath } from '../features/settings/index.tsx'
import SettleScreen from '../features/settling/index.tsx'
import SheetsScreen from '../features/sheets/index.tsx'
import StudioScreen from '../features/studio/index.tsx'
import { PersonGroups } from '../features/studio/PersonGroups.tsx'
import TeamScreen from '../features/team/index.tsx'
import TodayScreen from '../features/today/index.tsx'

export interface RailRoute {
  /** First part of the path, and the key of the label in `common.nav`. */
  name:
    | 'today'
    | 'hippotherapy'
    | 'studio'
    | 'consultations'
    | 'boarding'
    | 'attendance'
    | 'people'
    | 'horses'
    | 'team'
    | 'sheets'
    | 'settings'
  icon: Icon
  screen: ComponentType
  /** What is needed to see it, and for what its panels do. */
  sees: RightName
  does: RightName
  /** At the foot of the rail. */
  foot?: boolean
}

/** Features do not know each other: here the settings get their sections of places and of copies. */
const Settings = () => (
  <SettingsScreen
    places={(placeId) => <PlacesSection path={placesPath} placeId={placeId} />}
    copies={<CopiesSection />}
  />
)

/** And a person's file its groups and courses. */
const People = () => (
  <PeopleScreen
    groups={(personId) => (
      <>
        <PersonGroups personId={personId} />
        <PersonCourses personId={personId} />
      </>
    )}
  />
)

/** The screens of the rail in its order. */
export const railRoutes: readonly RailRoute[] = [
  { name: 'today', icon: IconSun, screen: TodayScreen, sees: 'viewing', does: 'viewing' },
  {
    name: 'hippotherapy',
    icon: IconCalendarTime,
    screen: HippotherapyScreen,
    sees: 'viewing',
    does: 'scheduling',
  },
  { name: 'studio', icon: IconPalette, screen: StudioScreen, sees: 'viewing', does: 'scheduling' },
  {
    name: 'consultations',
    icon: IconMessageCircle,
    screen: ConsultationsScreen,
    sees: 'advising',
    does: 'advising',
  },
  { name: 'boarding', icon: IconBed, screen: BoardingScreen, sees: 'lodging', does: 'lodging' },
  {
    name: 'attendance',
    icon: IconClipboardCheck,
    screen: AttendanceScreen,
    sees: 'viewing',
    does: 'marking',
  },
  { name: 'people', icon: IconUsers, screen: People, sees: 'viewing', does: 'filing' },
  { name: 'horses', icon: IconHorse, screen: HorsesScreen, sees: 'viewing', does: 'managing' },
  { name: 'team', icon: IconIdBadge2, screen: TeamScreen, sees: 'viewing', does: 'managing' },
  { name: 'sheets', icon: IconPrinter, screen: SheetsScreen, sees: 'viewing', does: 'viewing' },
  {
    name: 'settings',
    icon: IconSettings,
    screen: Settings,
    sees: 'viewing',
    does: 'managing',
    foot: true,
  },
]
export const home = '/today'

/** Screens that stand not in the rail: work leads to them. */
export const otherRoutes = [
  { name: 'settle', screen: SettleScreen, sees: 'settling', does: 'settling' },
  { name: 'calls', screen: CallsScreen, sees: 'telling', does: 'telling' },
] as const
