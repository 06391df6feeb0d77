import { Button, Text } from '@mantine/core'
import {
  type Icon,
  IconAlertCircle,
  IconBan,
  IconEqual,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, ImportRow } from '#contract/people.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import styles from './import.module.css'
import { changeSentence, problemSentence } from './import-words.ts'

type Outcome = ImportRow['outcome']
type Filter = 'all' | Outcome | 'doubtful'

const AT_ONCE = 200
const signs: Record<Outcome, Icon> = {
  new: IconPlus,
  changed: IconPencil,
  same: IconEqual,
  refused: IconBan,
}
const fits = (row: ImportRow, filter: Filter): boolean =>
  filter === 'all' || (filter === 'doubtful' ? row.warnings.length > 0 : row.outcome === filter)

/** Row by row what bringing the file in would do, with reason and cell. */
export function ImportRows({ plan }: { plan: ImportPreview }) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>('all')
  const [shown, setShown] = useState(AT_ONCE)
  const columns = useColumns()
  const rows = plan.rows.filter((row) => fits(row, filter))
  const counts: Record<Filter, number> = {
    all: plan.rows.length,
    ...plan.counts,
    doubtful: plan.rows.filter((row) => row.warnings.length > 0).length,
  }
  const filters = (['all', 'new', 'changed', 'same', 'refused', 'doubtful'] as const).filter(
    (one) => one === 'all' || counts[one] > 0,
  )
  return (
    <>
      <fieldset className={styles.filters} aria-label={t('importing.filter')}>
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.filter}
            data-filter={one}
            aria-pressed={filter === one}
            onClick={() => {
              setFilter(one)
              setShown(AT_ONCE)
            }}
          >
            {t(`importing.outcomes.${one}`, { count: counts[one] })}
          </button>
        ))}
      </fieldset>
      {rows.length === 0 ? (
        <Text c="dimmed" px={20} py={12}>
          {t('importing.noRows')}
        </Text>
      ) : (
        <DataTable
          label={t('importing.rows')}
          columns={columns}
          rows={rows.slice(0, shown)}
          keyOf={(row) => String(row.row)}
        />
      )}
      {rows.length > shown && (
        <Button variant="subtle" m={12} onClick={() => setShown(shown + AT_ONCE)}>
          {t('importing.showMore')}
        </Button>
      )}
    </>
  )
}

function useColumns(): Column<ImportRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'row', title: t('importing.row'), width: '80px', cell: ({ row }) => row },
    {
      key: 'outcome',
      title: t('importing.what'),
      width: '160px',
      cell: ({ outcome }) => {
        const Sign = signs[outcome]
        return (
          <span className={styles.outcome} data-outcome={outcome}>
            <Sign size={16} stroke={1.8} aria-hidden />
            {t(`importing.outcome.${outcome}`)}
          </span>
        )
      },
    },
    { key: 'title', title: t('importing.who'), width: '28%', cell: ({ title }) => title },
    { key: 'why', title: t('common.remark'), cell: (row) => <Reasons row={row} /> },
  ]
}

function Reasons({ row }: { row: ImportRow }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ul className={styles.reasons}>
      {row.sameAsRow !== null && <li>{t('importing.sameAsRow', { row: row.sameAsRow })}</li>}
      {row.refusals.map((problem) => (
        <li key={`${problem.column}-${problem.code}`} data-weight="refusal">
          <IconBan size={15} aria-hidden />
          {problemSentence(t, problem)}
        </li>
      ))}
      {row.warnings.map((problem) => (
        <li key={`${problem.column}-${problem.code}`} data-weight="warning">
          <IconAlertCircle size={15} aria-hidden />
          {problemSentence(t, problem)}
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field}>{changeSentence(t, change, language)}</li>
      ))}
    </ul>
  )
}
