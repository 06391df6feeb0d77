import { useTranslation } from 'react-i18next'
import type { Course } from '#contract/boarding.ts'
import { capitalised, dayWithWeekday } from '../../../lib/format.ts'
import { useRead } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import styles from './meals.module.css'

/** How many eat on each day of the course, by diet; the days of arrival and departure included. */
export function MealsPart({ course }: { course: Course }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { courseId, from, until } = course
  const { data: meals, error } = useRead('boarding.meals', { courseId, from, until })
  if (error) return <ErrorSentence error={error} />
  if (!meals) return null
  if (meals.diets.length === 0) return <p className={styles.hint}>{t('boarding.meals.nobody')}</p>
  return (
    <div className={styles.room}>
      <table className={styles.meals} aria-label={t('boarding.meals.table')}>
        <thead>
          <tr>
            <th scope="col">{t('boarding.meals.day')}</th>
            {meals.diets.map((diet) => (
              <th key={diet ?? ''} scope="col" className={styles.number}>
                {diet ?? t('boarding.meals.ordinary')}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('boarding.meals.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {meals.days.map(({ date, counts, total }) => (
            <tr key={date}>
              <th scope="row">{capitalised(dayWithWeekday(date, language))}</th>
              {meals.diets.map((diet, index) => (
                <td key={diet ?? ''} className={styles.number}>
                  {counts[index]}
                </td>
              ))}
              <td className={styles.number}>
                <b>{total}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{t('boarding.meals.hint')}</p>
    </div>
  )
}
