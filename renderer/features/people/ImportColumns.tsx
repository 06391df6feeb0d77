import { Select, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '#contract/people.ts'
import styles from './import.module.css'
import { fieldName } from './import-words.ts'

const LEFT_OUT = ''

interface ImportColumnsProps {
  plan: ImportPreview
  onCorrect: (column: number, field: string | null) => void
}

/** What each column was taken for, to be corrected by hand; open at once when a needed one is not there. */
export function ImportColumns({ plan, onCorrect }: ImportColumnsProps) {
  const { t } = useTranslation()
  const known = plan.columns.filter(({ field }) => field !== null).length
  const [open, setOpen] = useState(
    plan.fields.some(
      ({ key, required }) => required && !plan.columns.some(({ field }) => field === key),
    ),
  )
  const id = useId()
  const choices = [
    { value: LEFT_OUT, label: t('importing.leaveOut') },
    ...plan.fields.map(({ key, required }) => ({
      value: key,
      label: required
        ? t('importing.requiredField', { field: fieldName(t, key) })
        : fieldName(t, key),
    })),
  ]
  return (
    <section className={styles.columns} aria-label={t('importing.columns')}>
      <UnstyledButton
        className={styles.fold}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? (
          <IconChevronDown size={18} aria-hidden />
        ) : (
          <IconChevronRight size={18} aria-hidden />
        )}
        {t('importing.columnsKnown', { known, total: plan.columns.length })}
      </UnstyledButton>
      {open && (
        <ul id={id} className={styles.columnList}>
          {plan.columns.map(({ column, heading, field }) => (
            <li key={column} data-unknown={field === null || undefined}>
              <Select
                label={heading || `№ ${column + 1}`}
                value={field ?? LEFT_OUT}
                data={choices}
                size="xs"
                allowDeselect={false}
                searchable
                nothingFoundMessage={t('common.notFound')}
                onChange={(value) => onCorrect(column, value === LEFT_OUT ? null : value)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
