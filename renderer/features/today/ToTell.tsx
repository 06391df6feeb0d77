import { IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { callSentence, isWaiting } from '../../lib/call-sentence.ts'
import { addDays } from '../../lib/dates.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Block, Line } from './Block.tsx'
import styles from './today.module.css'

/** Lines before the rest is asked for on the call list. */
const FIRST = 4
/** Days ahead for which families are called. */
const DAYS = 400

/** Families who do not know yet what has become of their sessions; nothing when everybody knows. */
export function ToTell({ date, now }: { date: LocalDate; now: LocalTime }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data, error } = useRead(
    'notices.list',
    { from: date, until: addDays(date, DAYS) },
    { keepPrevious: true },
  )
  const families = (data?.families ?? []).flatMap((family) => {
    const line = family.lines.find((one) => isWaiting(one, `${date}T${now}`))
    return line ? [{ ...family, line }] : []
  })
  if (error) return <ErrorSentence error={error} />
  if (families.length === 0) return null
  return (
    <Block icon={IconPhone} title={t('notices.today.title')} count={families.length} waiting>
      <ul className={styles.lines}>
        {families.slice(0, FIRST).map(({ key, guardianName, line }) => (
          <Line
            key={key}
            to="/calls"
            time={null}
            title={guardianName ?? line.personName}
            about={callSentence(line, language)}
          />
        ))}
        {families.length > FIRST && (
          <Line
            to="/calls"
            time={null}
            title={t('notices.toCall', { count: families.length })}
            about={null}
          />
        )}
      </ul>
    </Block>
  )
}
