import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PersonId } from '#contract/values.ts'
import { period } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { FormSection } from '../../ui/Form.tsx'
import styles from './boarding.module.css'
import { courseAddress } from './courses/place.ts'
import { useRoomWords } from './useRoomWords.ts'

/** In a person's file: the courses, how it stood with them there, where they slept. */
export function PersonCourses({ personId }: { personId: PersonId }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useRead('boarding.ofPerson', { personId })
  const words = useRoomWords()
  const courses = read.data?.courses ?? []
  return (
    <FormSection title={t('boarding.person.title')}>
      {read.isSuccess && courses.length === 0 && <p>{t('boarding.person.none')}</p>}
      <ul className={styles.lines}>
        {courses.map(({ courseId, courseName, enrolment }) => (
          <li key={courseId}>
            <span className={styles.who}>
              <Link href={courseAddress({ courseId, person: personId })}>
                {t('boarding.course.named', { name: courseName })}
              </Link>
              <small>
                {[
                  period(enrolment.from, enrolment.until, language),
                  t(`boarding.states.${enrolment.state}`),
                  enrolment.companionOfName &&
                    t('boarding.rack.companionOf', { name: enrolment.companionOfName }),
                  ...enrolment.stays.filter(({ kept }) => !kept).map(words.bed),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
