import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CreditId, PersonId } from '#contract/values.ts'
import { dayAndMonth, shortDate } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { FormSection } from '../../ui/Form.tsx'
import styles from './studio.module.css'

/** In a person's file: groups now and before, where they wait, what they may make up for. */
export function PersonGroups({ personId }: { personId: PersonId }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const groups = useRead('studio.ofPerson', { personId })
  const credits = useRead('studio.credits', { personId })
  const giveUp = useWrite('studio.cancelMakeUp')
  const { memberships = [], waiting = [] } = groups.data ?? {}
  const owed = credits.data?.credits ?? []
  const cancel = async (creditId: CreditId) => {
    try {
      const { changeId } = await giveUp.mutateAsync({ creditId })
      announce(t('studio.done.makeUpCancelled'), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <FormSection title={t('studio.person.title')}>
      {groups.isSuccess && memberships.length + waiting.length === 0 && (
        <p>{t('studio.person.none')}</p>
      )}
      <ul className={styles.people}>
        {memberships.map((one) => (
          <li key={one.membershipId}>
            <span className={styles.who}>
              <Link href={`/studio/groups/${one.groupId}`}>
                {one.groupName} · {t(`common.studios.${one.studio}`)}
              </Link>
              <small>
                {one.leftOn
                  ? t('studio.leftOn', {
                      from: shortDate(one.joinedOn, language),
                      until: shortDate(one.leftOn, language),
                    })
                  : t('studio.joinedOn', { date: shortDate(one.joinedOn, language) })}{' '}
                {one.wentTo && t('studio.wentTo', { group: one.wentTo })}
              </small>
            </span>
          </li>
        ))}
        {waiting.map((one) => (
          <li key={one.groupId}>
            <span className={styles.who}>
              <Link href={`/studio/groups/${one.groupId}`}>
                {one.groupName} · {t(`common.studios.${one.studio}`)}
              </Link>
              <small>{t('studio.person.waiting', { position: one.position })}</small>
            </span>
          </li>
        ))}
        {owed.map((one) => (
          <li key={one.creditId}>
            <span className={styles.who}>
              {t('studio.makeUps.missed')} {dayAndMonth(one.missedOn, language)}, {one.groupName}
              <small>
                {one.usedIn
                  ? t('studio.makeUps.booked', {
                      when: `${dayAndMonth(one.usedIn.date, language)} ${one.usedIn.start}`,
                      group: one.usedIn.groupName,
                    })
                  : `${t('studio.makeUps.expires')} ${dayAndMonth(one.expiresOn, language)}`}
              </small>
            </span>
            {one.usedIn ? (
              <Button variant="subtle" px={10} onClick={() => void cancel(one.creditId)}>
                {t('studio.makeUps.cancel')}
              </Button>
            ) : (
              <Button variant="default" px={10} component={Link} href="/studio/make-ups">
                {t('studio.makeUps.choose')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
