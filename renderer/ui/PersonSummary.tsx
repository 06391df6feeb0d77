import { useTranslation } from 'react-i18next'
import type { PersonLine } from '#contract/people.ts'
import { phone, shortDate, surnameFirst } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import styles from './PersonSummary.module.css'
import { Statement } from './Statement.tsx'

/** A person in two lines, enough to tell namesakes apart: birth date, guardian, phone, statement. */
export function PersonSummary({ person }: { person: PersonLine }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const contact = [
    person.birthDate
      ? t('common.person.born', { date: shortDate(person.birthDate, language) })
      : t('common.person.bornUnknown'),
    person.guardianName,
    person.phone && phone(person.phone),
  ]
  return (
    <div className={styles.person}>
      <div className={styles.name}>{surnameFirst(person)}</div>
      <div className={styles.line}>{contact.filter(Boolean).join(' · ')}</div>
      <div className={styles.line}>
        <Statement state={person.statement} until={person.statementUntil} />
      </div>
    </div>
  )
}
