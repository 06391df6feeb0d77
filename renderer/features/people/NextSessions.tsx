import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PersonId } from '#contract/values.ts'
import { dayWithWeekday } from '../../lib/format.ts'
import { sessionAddress } from '../../lib/session-address.ts'
import { useLanguage } from '../../texts/index.ts'
import { FormSection } from '../../ui/Form.tsx'
import { useNextSessions } from '../../ui/useNextSessions.ts'
import styles from './people.module.css'

const MOST = 6

/** What a person comes to next; each line opens its day. */
export function NextSessions({ personId }: { personId: PersonId }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const sessions = useNextSessions(personId, MOST)
  if (sessions.length === 0) return null
  return (
    <FormSection title={t('people.section.next')}>
      <ul className={styles.next}>
        {sessions.map(({ sessionId, kind, date, start, groupName, placeName, ledByName }) => (
          <li key={sessionId}>
            <Link
              href={sessionAddress(kind, date, sessionId)}
              aria-label={`${t('changes.openDay')}: ${dayWithWeekday(date, language)}, ${start}`}
            >
              {dayWithWeekday(date, language)}, {start}
            </Link>
            <span>{[groupName, placeName, ledByName].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
