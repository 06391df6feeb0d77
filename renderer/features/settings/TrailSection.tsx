import { Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import { type EventKind, eventKinds, type TrailEntry } from '#contract/trail.ts'
import type { LocalDate, MemberId } from '#contract/values.ts'
import { useDenied } from '../../lib/access.ts'
import { changeSentence } from '../../lib/changes.ts'
import { ServiceError } from '../../lib/client.ts'
import { addDays, today } from '../../lib/dates.ts'
import { dayAndMonth, formatNumber, surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField } from '../../ui/fields.tsx'
import styles from './settings.module.css'
import { TrailCheck } from './TrailCheck.tsx'

/** So many entries stand in the list: whoever looks for another chooses fewer days. */
const shown = 200

const paper: readonly EventKind[] = ['printed', 'saved']
const looks: readonly EventKind[] = ['looked']
const kindsOf = {
  all: undefined,
  changes: ['change'],
  signing: eventKinds.filter((kind) => !paper.includes(kind) && !looks.includes(kind)),
  paper,
  looks,
} satisfies Record<string, readonly TrailEntry['kind'][] | undefined>
type Kinds = keyof typeof kindsOf
const kindNames = Object.keys(kindsOf) as Kinds[]

/** Who did what and when: changes, signing in, paper and files, looks into somebody's file. */
export function TrailSection() {
  const { t } = useTranslation()
  const language = useLanguage()
  const denied = useDenied('guarding')
  const [from, setFrom] = useState<LocalDate>(addDays(today(), -6))
  const [until, setUntil] = useState<LocalDate>(today())
  const [kinds, setKinds] = useState<Kinds>('all')
  const [byId, setById] = useState<string | null>(null)
  const team = useRead('team.list', {}).data?.members ?? []
  const chosen = kindsOf[kinds]
  const asked: CallInput<'trail.list'> = {
    ...{ from, until, limit: shown },
    ...(chosen && { kinds: [...chosen] }),
    ...(byId !== null && { byId: byId as MemberId }),
  }
  const { data, error, refetch, isPending } = useRead('trail.list', asked, { keepPrevious: true })
  // Where nobody signs in, it is asked of whoever has been chosen.
  const isRefused = error instanceof ServiceError && error.code === 'coordinator_only'
  const refusal = denied ?? (isRefused ? t('errors.coordinator_only') : undefined)
  if (refusal !== undefined) {
    return (
      <div className={styles.page}>
        <h2>{t('access.trail.title')}</h2>
        <Text>{refusal}</Text>
      </div>
    )
  }

  const nameOf = (entry: TrailEntry) => entry.name ?? ''
  const sentenceOf = (entry: TrailEntry): string => {
    if (entry.kind === 'change') {
      return entry.summary ? changeSentence(entry.summary, language, t) : ''
    }
    return t(`access.trail.kind.${entry.kind}`, { name: nameOf(entry), what: entry.what ?? '' })
  }
  const columns: Column<TrailEntry>[] = [
    {
      key: 'at',
      title: t('access.trail.column.at'),
      width: '170px',
      cell: ({ at }) => `${dayAndMonth(at.slice(0, 10), language)}, ${at.slice(11, 16)}`,
    },
    {
      key: 'by',
      title: t('access.trail.column.by'),
      width: '200px',
      cell: ({ by }) => by ?? t('changes.nobody'),
    },
    { key: 'what', title: t('access.trail.column.what'), cell: sentenceOf },
  ]
  return (
    <div className={styles.page}>
      <TrailCheck />
      <h2>{t('access.trail.title')}</h2>
      <Group align="end" gap={8} mb={12}>
        <DateField
          label={t('access.trail.from')}
          value={from}
          onChange={(date) => date && setFrom(date)}
        />
        <DateField
          label={t('access.trail.until')}
          value={until}
          onChange={(date) => date && setUntil(date)}
        />
        <Select
          label={t('access.trail.kinds')}
          data={kindNames.map((name) => ({ value: name, label: t(`access.trail.of.${name}`) }))}
          value={kinds}
          onChange={(name) => setKinds((name ?? 'all') as Kinds)}
          allowDeselect={false}
        />
        <Select
          label={t('access.trail.column.by')}
          placeholder={t('access.trail.everybody')}
          data={team.map((one) => ({ value: one.id, label: surnameFirst(one) }))}
          value={byId}
          onChange={setById}
          clearable
          searchable
        />
      </Group>
      {error && <ErrorSentence error={error} onAgain={() => void refetch()} />}
      {data && data.total > shown && (
        <Text size="sm" mb={8}>
          {t('access.trail.more', { shown, total: formatNumber(data.total, language) })}
        </Text>
      )}
      {data && data.total === 0 && <Text c="dimmed">{t('access.trail.empty')}</Text>}
      {(isPending || (data && data.total > 0)) && !error && (
        <DataTable
          label={t('access.trail.title')}
          columns={columns}
          rows={data?.entries ?? []}
          keyOf={({ id }) => id}
          loading={isPending}
        />
      )}
    </div>
  )
}
