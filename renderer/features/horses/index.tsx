import { useTranslation } from 'react-i18next'
import { ScreenHeader } from '../../ui/outlets.tsx'

export default function HorsesScreen() {
  const { t } = useTranslation()
  return <ScreenHeader title={t('common.nav.horses')} />
}
