import { IconCircleCheck, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './placing.module.css'
import type { PlacingPlan } from './plans.ts'

/** How good a plan is, in one calm line. */
export function Goodness({ plan }: { plan: PlacingPlan }) {
  const { t } = useTranslation()
  const { goodness, method } = plan.proposal
  if (plan.touched) {
    return (
      <p className={styles.goodness} role="status">
        <IconPencil size={19} stroke={1.7} aria-hidden />
        {t('boarding.placing.touched')}
      </p>
    )
  }
  const { people, placed, companions, companionsTogether, wishes, wishesGranted, rooms } = goodness
  const parts = [
    t('boarding.placing.good.placed', { count: placed, of: people }),
    companions > 0 &&
      t('boarding.placing.good.companions', { count: companionsTogether, of: companions }),
    wishes > 0 && t('boarding.placing.good.wishes', { count: wishesGranted, of: wishes }),
    t('boarding.placing.good.rooms', { count: rooms }),
    t(`boarding.placing.method.${method}`),
  ]
  return (
    <p className={styles.goodness} role="status">
      <IconCircleCheck size={19} stroke={1.7} aria-hidden />
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
