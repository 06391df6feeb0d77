import { useTranslation } from 'react-i18next'
import { ScreenHeader } from '../../ui/outlets.tsx'

export default function TeamScreen() {
  const { t } = useTranslation()
  return <ScreenHeader title={t('common.nav.team')} />
}
