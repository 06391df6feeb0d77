import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Enrolment } from '#contract/boarding.ts'
import type { PersonId } from '#contract/values.ts'
import styles from './placing.module.css'
import type { PlacingPlan } from './plans.ts'

interface LeftOverProps {
  /** Who has no bed. */
  guests: readonly Enrolment[]
  plan: PlacingPlan | null
  /** Opens the choice of a bed; null while there is no plan to change. */
  onOpen: ((personId: PersonId) => void) | null
}

/** Who has no bed in the plan, and why, in a sentence each. */
export function LeftOver({ guests, plan, onOpen }: LeftOverProps) {
  const { t } = useTranslation()
  if (guests.length === 0 || !plan) return null
  const why = (personId: PersonId) =>
    plan.proposal.left
      .find((one) => one.personId === personId)
      ?.reasons.map((reason) => t(`boarding.placing.left.${reason}`))
      .join(' ') ?? t('boarding.placing.left.unknown')
  return (
    <section className={styles.left} aria-label={t('boarding.placing.leftTitle')}>
      <h2>
        <IconAlertCircle size={19} stroke={1.7} aria-hidden />
        {t('boarding.placing.leftTitle')}: {guests.length}
      </h2>
      <ul>
        {guests.map(({ personId, name }) => (
          <li key={personId}>
            <span>
              <b>{name}.</b> {why(personId)}
            </span>
            {onOpen && (
              <Button
                variant="default"
                px={12}
                aria-label={t('boarding.placing.giveOne', { name })}
                onClick={() => onOpen(personId)}
              >
                {t('boarding.placing.give')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
