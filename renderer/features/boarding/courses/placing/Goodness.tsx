import { IconCircleCheck, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Ground, judged } from './beds.ts'
import styles from './placing.module.css'
import type { PlacingPlan } from './plans.ts'

/** How good a plan is, in one calm line. */
export function Goodness({ plan, ground }: { plan: PlacingPlan; ground: Ground }) {
  const { t } = useTranslation()
  const { method } = plan.proposal
  const goodness = plan.touched ? judged(ground).goodness : plan.proposal.goodness
  const Sign = plan.touched ? IconPencil : IconCircleCheck
  const { people, placed, companions, companionsTogether, wishes, wishesGranted, rooms } = goodness
  const parts = [
    t('boarding.placing.good.placed', { count: placed, of: people }),
    companions > 0 &&
      t('boarding.placing.good.companions', { count: companionsTogether, of: companions }),
    wishes > 0 && t('boarding.placing.good.wishes', { count: wishesGranted, of: wishes }),
    t('boarding.placing.good.rooms', { count: rooms }),
    t(plan.touched ? 'boarding.placing.touched' : `boarding.placing.method.${method}`),
  ]
  return (
    <p className={styles.goodness} role="status">
      <Sign size={19} stroke={1.7} aria-hidden />
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
