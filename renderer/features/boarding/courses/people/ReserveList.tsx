import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import { isFull } from '#contract/rules/courses.ts'
import { phone } from '../../../../lib/format.ts'
import { useWrite } from '../../../../lib/queries.ts'
import { announce } from '../../../../ui/announce.ts'
import { notifyFailure } from '../../../../ui/answers.tsx'
import styles from '../../boarding.module.css'
import { familiesOf } from './families.ts'
import own from './people.module.css'

interface ReserveListProps {
  course: CourseView
  onOpen: (enrolment: Enrolment) => void
  onAdd: () => void
  /** Chooses whose place somebody of the list takes. */
  onReplace: (by: Enrolment) => void
}

/** Who waits for a place, in order; and who was taken off. */
export function ReserveList({ course, onOpen, onAdd, onReplace }: ReserveListProps) {
  const { t } = useTranslation()
  const enrol = useWrite('boarding.enrol')
  const waiting = familiesOf(course.people.filter(({ state }) => state === 'reserve'))
  const withdrawn = course.people.filter(({ state }) => state === 'withdrawn')
  const hasPlace = !isFull(course)
  const takeIn = async ({ personId, name }: Enrolment) => {
    try {
      const { changeId } = await enrol.mutateAsync({ courseId: course.courseId, personId })
      announce(t('boarding.done.enrolled', { name }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  const opener = (one: Enrolment) => (
    <button type="button" className={own.opener} onClick={() => onOpen(one)}>
      {one.name}
    </button>
  )
  return (
    <>
      <section className={own.below} aria-label={t('boarding.reserve.title')}>
        <h2>{t('boarding.reserve.title')}</h2>
        {waiting.length === 0 && <p>{t('boarding.reserve.empty')}</p>}
        <ol className={styles.lines}>
          {waiting.map(({ head, companions }, index) => (
            <li key={head.personId}>
              <span className={styles.who}>
                {index + 1}. {opener(head)}
                <small>
                  {[
                    head.phone && phone(head.phone).replaceAll(' ', '\u00a0'),
                    head.note,
                    companions.length > 0 &&
                      t('boarding.rack.companions', {
                        names: companions.map(({ name }) => name).join(', '),
                      }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              {hasPlace && (
                <Button
                  disabled={enrol.isPending}
                  aria-label={t('boarding.reserve.takeInOne', { name: head.name })}
                  onClick={() => void takeIn(head)}
                >
                  {t('boarding.reserve.takeIn')}
                </Button>
              )}
              <Button
                variant="default"
                aria-label={t('boarding.reserve.replaceOne', { name: head.name })}
                onClick={() => onReplace(head)}
              >
                {t('boarding.reserve.replace')}
              </Button>
            </li>
          ))}
        </ol>
        <Button variant="default" mt={8} onClick={onAdd}>
          {t('boarding.people.addReserve')}
        </Button>
      </section>
      {withdrawn.length > 0 && (
        <section className={own.below} aria-label={t('boarding.reserve.withdrawn')}>
          <h2>{t('boarding.reserve.withdrawn')}</h2>
          <ul className={styles.lines}>
            {withdrawn.map((one) => (
              <li key={one.personId}>{opener(one)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
