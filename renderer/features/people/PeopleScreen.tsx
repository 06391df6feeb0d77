import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  IconChevronLeft,
  IconChevronRight,
  IconFileSpreadsheet,
  IconPlus,
  IconSearch,
  IconUsers,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { PersonLine } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import { useSees } from '../../lib/access.ts'
import { formatNumber, phone, shortDate, surnameFirst } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { Statement } from '../../ui/Statement.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import styles from './people.module.css'
import { useSeesColumn } from './Seen.tsx'

const PAGE = 100
const SEARCH_MILLISECONDS = 120

interface PeopleScreenProps {
  personId: string | null
  groups: (personId: PersonId) => ReactNode
}

/** Everybody the centre has a file on; what is typed finds as it is typed. */
export function PeopleScreen({ personId, groups }: PeopleScreenProps) {
  const { t } = useTranslation()
  const [query, setQuery] = useSearchParams()
  const text = query.get('text') ?? ''
  const [page, setPage] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), SEARCH_MILLISECONDS)
  const offset = asked ? 0 : page * PAGE
  const found = useRead(
    'people.search',
    { text: asked, limit: PAGE, offset },
    { keepPrevious: true },
  )
  const count = useRead('people.count', {})
  const columns = useColumns()
  const sees = useSees()
  const byNumber = sees('identity') && sees('contacts')
  const people = found.data?.people ?? []
  const total = count.data?.people ?? 0
  const kept = query.size > 0 ? `?${query}` : ''

  const search = (typed: string) => {
    setPage(0)
    setQuery(typed ? { text: typed } : {}, { replace: true })
  }
  return (
    <>
      <ScreenHeader title={t('people.title')}>
        {total > 0 && (
          <Text size="sm" c="dimmed" className="tabular">
            {t('people.total', { count: total })}
          </Text>
        )}
      </ScreenHeader>
      <div className={styles.screen}>
        <div className={styles.bar}>
          <TextInput
            className={styles.search}
            aria-label={t('people.search')}
            placeholder={byNumber ? t('people.searchHint') : t('people.searchByName')}
            leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
            value={text}
            onChange={(event) => search(event.currentTarget.value)}
          />
          <DoButton
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => goTo(`/people/new${kept}`)}
          >
            {t('people.add')}
          </DoButton>
          <DoButton
            variant="default"
            leftSection={<IconFileSpreadsheet size={18} stroke={1.6} aria-hidden />}
            onClick={() => goTo('/people/import')}
          >
            {t('people.import')}
          </DoButton>
        </div>
        <div className={styles.list}>
          {found.isError ? (
            <ErrorSentence error={found.error} onAgain={() => void found.refetch()} />
          ) : !found.isPending && people.length === 0 ? (
            <Nobody searching={asked !== ''} />
          ) : (
            <DataTable<PersonLine>
              label={t('people.list')}
              columns={columns}
              rows={people}
              keyOf={(person) => person.id}
              onOpen={(person) => goTo(`/people/${person.id}${kept}`)}
              openKey={personId}
              loading={found.isPending}
            />
          )}
        </div>
        {!asked && total > PAGE && (
          <Pages page={page} total={total} shown={people.length} onChange={setPage} />
        )}
        {asked && people.length === PAGE && (
          <Text size="sm" c="dimmed" px={20} py={8}>
            {t('common.person.more', { count: PAGE })}
          </Text>
        )}
      </div>
      {personId && (
        <PersonPanel
          key={personId}
          personId={personId === 'new' ? null : personId}
          groups={groups}
          onClose={() => goTo(`/people${kept}`)}
        />
      )}
    </>
  )
}

function useColumns(): Column<PersonLine>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const seesColumn = useSeesColumn()
  const columns: (Column<PersonLine> & { of?: keyof PersonLine })[] = [
    { key: 'name', title: t('people.column.name'), cell: surnameFirst },
    {
      key: 'birthDate',
      title: t('people.column.birthDate'),
      width: '112px',
      cell: ({ birthDate }) => (birthDate ? shortDate(birthDate, language) : '—'),
    },
    {
      key: 'guardian',
      of: 'guardianName',
      extra: true,
      title: t('people.column.guardian'),
      cell: ({ guardianName }) => guardianName ?? '—',
    },
    {
      key: 'phone',
      of: 'phone',
      title: t('people.column.phone'),
      width: '158px',
      cell: (person) => (person.phone ? phone(person.phone) : '—'),
    },
    {
      key: 'iin',
      of: 'iinMasked',
      extra: true,
      title: t('people.column.iin'),
      width: '130px',
      cell: ({ iinMasked }) => iinMasked ?? '—',
    },
    {
      key: 'statement',
      title: t('people.column.statement'),
      width: '250px',
      cell: ({ statement, statementUntil }) => (
        <Statement state={statement} until={statementUntil} short />
      ),
    },
  ]
  return columns.filter(({ of }) => of === undefined || seesColumn(of))
}

function Nobody({ searching }: { searching: boolean }) {
  const { t } = useTranslation()
  if (searching)
    return (
      <EmptyState icon={IconSearch} title={t('people.nobodyTitle')} text={t('people.nobodyText')} />
    )
  return (
    <EmptyState icon={IconUsers} title={t('people.emptyTitle')} text={t('people.emptyText')}>
      <Group mt={8}>
        <Button onClick={() => goTo('/people/import')}>{t('people.import')}</Button>
        <Button variant="default" onClick={() => goTo('/people/new')}>
          {t('people.add')}
        </Button>
      </Group>
    </EmptyState>
  )
}

interface PagesProps {
  page: number
  total: number
  shown: number
  onChange: (page: number) => void
}
function Pages({ page, total, shown, onChange }: PagesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const last = Math.ceil(total / PAGE) - 1
  return (
    <div className={styles.pages}>
      <Text size="sm" c="dimmed" className="tabular">
        {t('people.range', {
          from: number(page * PAGE + 1),
          until: number(page * PAGE + shown),
          total: number(total),
        })}
      </Text>
      <ActionIcon
        aria-label={t('people.previousPage')}
        disabled={page === 0}
        onClick={() => onChange(page - 1)}
      >
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('people.nextPage')}
        disabled={page >= last}
        onClick={() => onChange(page + 1)}
      >
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
    </div>
  )
}
