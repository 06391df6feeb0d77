import { useTranslation } from 'react-i18next'
import { Sections } from '../../ui/Sections.tsx'

const tabs = [
  { name: 'day', path: '/attendance' },
  { name: 'register', path: '/attendance/register' },
  { name: 'year', path: '/attendance/year' },
] as const

/** Day, register, year. */
export function Tabs() {
  const { t } = useTranslation()
  return (
    <Sections
      label={t('attendance.tabs.label')}
      sections={tabs.map(({ name, path }) => ({ path, label: t(`attendance.tabs.${name}`) }))}
    />
  )
}
