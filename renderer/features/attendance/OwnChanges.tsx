import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import type { LocalDate, MemberId } from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { stored, useStored } from '../../lib/stored.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './attendance.module.css'

/** From today on: who leads looks a week ahead. */
const DAYS = 7

type Change = MethodOutput<'notices.ofMember'>['changes'][number]

/** What was changed in one's own sessions since one last looked, until one says that it is seen. */
export function OwnChanges({ memberId, date }: { memberId: MemberId; date: LocalDate }) {
  const { t } = useTranslation()
  const id = useId()
  const looked = useMemo(() => stored(`bastau.looked.${memberId}`), [memberId])
  const seen = Number.parseInt(useStored(looked) ?? '', 10)
  const from = today()
  const { data } = useRead('notices.ofMember', {
    ...{ memberId, from, until: addDays(from, DAYS) },
    seen: Number.isNaN(seen) ? null : seen,
  })
  const first = Number.isNaN(seen)
  useEffect(() => {
    // Who looks for the first time has seen all that there is.
    if (first && data) looked.set(String(data.seen))
  }, [first, data, looked])
  if (!data || data.changes.length === 0) return null
  return (
    <section className={styles.changes} aria-labelledby={id}>
      <h2 id={id}>
        <IconBell size={19} stroke={1.6} aria-hidden />
        {t('notices.staff.title')}
      </h2>
      <ul>
        {data.changes.map((change) => (
          <ChangeLine key={change.sessionId} change={change} date={date} />
        ))}
      </ul>
      <Button variant="light" h={44} onClick={() => looked.set(String(data.seen))}>
        {t('notices.staff.seen')}
      </Button>
    </section>
  )
}

/** «10:00 Соколова Әлия: 10:00 → 12:00». */
function ChangeLine({ change, date }: { change: Change; date: LocalDate }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { title, what, before, after } = change
  const stands = after?.leads ? after : before
  const hour = (one: NonNullable<Change['before']>, besides: string) =>
    one.date === besides ? one.start : `${dayAndMonth(one.date, language)}, ${one.start}`
  const words = {
    new: t('notices.staff.new'),
    changed: t('notices.staff.changed'),
    off: t(after && !after.off ? 'notices.staff.given' : 'notices.staff.off'),
    moved:
      before &&
      after &&
      t('notices.staff.moved', { before: hour(before, date), after: hour(after, before.date) }),
  }
  return (
    <li>
      {what !== 'moved' && stands && <time>{hour(stands, date)}</time>} <b>{title}</b>:{' '}
      {words[what]}
    </li>
  )
}
