import { Button, SegmentedControl } from '@mantine/core'
import { IconPhoneCheck, IconPrinter } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import type { Family } from '#contract/notices.ts'
import { ChangeId } from '#contract/values.ts'
import { daysOf, waitingAt } from '../../lib/call-list.ts'
import { addDays } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { sheetAddress } from '../../print/address.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { FamilyCard } from './FamilyCard.tsx'
import styles from './notices.module.css'

/** Days ahead for which families are called. */
const DAYS = 400

/** Whom to call: one card a family, those first whose hour comes first. */
export function CallsScreen() {
  const { t } = useTranslation()
  const { date, time } = useNow()
  const query = new URLSearchParams(useSearch())
  const change = ChangeId.safeParse(query.get('change'))
  const changeId = change.success ? change.data : null
  const all = query.get('show') === 'all'
  const { data, error, refetch } = useRead(
    'notices.list',
    changeId ? { changeId } : { from: date, until: addDays(date, DAYS) },
    { keepPrevious: true },
  )
  const families = data?.families ?? []
  const now = `${date}T${time}`
  const waiting = waitingAt(families, now)
  const shown = useListed(families, all ? families : waiting, `${changeId} ${all}`)
  const show = (wanted: { change: string | null; all: boolean }) => {
    const next = new URLSearchParams()
    if (wanted.change) next.set('change', wanted.change)
    if (wanted.all) next.set('show', 'all')
    goTo(`/calls?${next}`, { replace: true })
  }
  return (
    <>
      <ScreenHeader title={t('notices.title')} />
      <div className={styles.screen}>
        <div className={styles.bar}>
          <SegmentedControl
            aria-label={t('notices.filter')}
            value={all ? 'all' : 'waiting'}
            data={[
              { value: 'waiting', label: `${t('notices.waiting')}: ${waiting.length}` },
              { value: 'all', label: `${t('notices.all')}: ${families.length}` },
            ]}
            onChange={(value) => show({ change: changeId, all: value === 'all' })}
          />
          {changeId && (
            <>
              <span>{t('notices.ofOneChange')}</span>
              <Button variant="subtle" onClick={() => show({ change: null, all })}>
                {t('notices.everybody')}
              </Button>
            </>
          )}
          <Button
            component={Link}
            href={sheetAddress('call-list', daysOf(waiting, date))}
            variant="default"
            ml="auto"
            leftSection={<IconPrinter size={20} stroke={1.6} aria-hidden />}
          >
            {t('notices.print')}
          </Button>
        </div>
        {error && <ErrorSentence error={error} onAgain={() => void refetch()} />}
        {data && shown.length === 0 && (
          <EmptyState
            icon={IconPhoneCheck}
            title={t('notices.empty')}
            text={t('notices.emptyText')}
          />
        )}
        <ul className={styles.cards}>
          {shown.map((family) => (
            <FamilyCard key={family.key} family={family} now={now} all={all} />
          ))}
        </ul>
      </div>
    </>
  )
}

/**
 * Whoever is on the list stays on it where they are, told or not, until the list is left or asked for anew: what
 * moved up under the pointer would be ticked by its second click. Whoever comes later stands below.
 */
function useListed(families: readonly Family[], wanted: readonly Family[], list: string): Family[] {
  const kept = useRef({ list, keys: [] as string[] })
  if (kept.current.list !== list) kept.current = { list, keys: [] }
  const { keys } = kept.current
  for (const { key } of wanted) if (!keys.includes(key)) keys.push(key)
  return keys.flatMap((key) => families.find((family) => family.key === key) ?? [])
}
