import { Button, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportKind, type ImportPreview, importKinds } from '#contract/people.ts'
import { call, ServiceError } from '../../lib/client.ts'
import { useWrite } from '../../lib/queries.ts'
import { topicsOf } from '../../lib/topics.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ImportColumns } from './ImportColumns.tsx'
import type { ImportSummary } from './ImportDone.tsx'
import { ImportRows } from './ImportRows.tsx'
import styles from './import.module.css'
import type { ChosenFile } from './import-files.ts'

interface ImportFileProps {
  file: ChosenFile
  onDone: (summary: ImportSummary) => void
  onSkip: () => void
}
type ColumnCorrections = Record<number, string | null>

/** One file before it is brought in: its kind, its columns, its rows, and the one button. */
export function ImportFile({ file, onDone, onSkip }: ImportFileProps) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<ImportKind | null>(null)
  const [corrections, setCorrections] = useState<ColumnCorrections>({})
  const commit = useWrite('people.importCommit')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const input = {
    fileName: file.fileName,
    contentBase64: file.contentBase64,
    ...(kind && { kind }),
    columns: Object.entries(corrections).map(([column, field]) => ({
      column: Number(column),
      field,
    })),
  }
  // The file's words are no part of the key: they may be megabytes, and its id stands for them.
  const preview = useQuery<ImportPreview, ServiceError>({
    queryKey: [
      topicsOf('people.importPreview'),
      'people.importPreview',
      file.id,
      kind,
      corrections,
    ],
    queryFn: commit.isPending ? skipToken : () => call('people.importPreview', input),
    placeholderData: (previous) => previous,
    gcTime: 0,
  })
  const plan = preview.data
  const willWrite = plan ? plan.counts.new + plan.counts.changed : 0

  const bringIn = async () => {
    if (!plan) return
    setRefusal(null)
    try {
      const done = await commit.mutateAsync({
        ...input,
        kind: plan.kind,
        fingerprint: plan.fingerprint,
      })
      onDone({ fileName: file.fileName, ...done })
    } catch (error) {
      setRefusal(error instanceof ServiceError ? error : new ServiceError('internal'))
      void preview.refetch()
    }
  }
  return (
    <div className={styles.file}>
      <div className={styles.head}>
        <IconFileSpreadsheet size={22} stroke={1.5} aria-hidden />
        <Text fw={600} className={styles.fileName}>
          {file.fileName}
        </Text>
        <Select
          aria-label={t('importing.kind')}
          placeholder={t('importing.kind')}
          value={kind ?? plan?.kind ?? null}
          data={importKinds.map((value) => ({ value, label: t(`importing.kinds.${value}`) }))}
          allowDeselect={false}
          w={220}
          onChange={(value) => {
            setKind(ImportKind.parse(value))
            setCorrections({})
          }}
        />
        <Group gap={8} ml="auto">
          <Button variant="default" onClick={onSkip} disabled={commit.isPending}>
            {t('importing.skip')}
          </Button>
          <Button
            onClick={() => void bringIn()}
            loading={commit.isPending}
            disabled={!plan || preview.isFetching || willWrite === 0}
          >
            {willWrite > 0
              ? t('importing.commitCount', { count: willWrite })
              : t('importing.commit')}
          </Button>
        </Group>
      </div>
      {(commit.isPending || preview.isFetching) && (
        <div role="status">
          <Progress value={100} animated size="xs" radius={0} aria-hidden />
          <Text size="sm" c="dimmed" px={20} pt={4}>
            {commit.isPending
              ? t('importing.writing')
              : t('importing.reading', { fileName: file.fileName })}
          </Text>
        </div>
      )}
      <Stack gap={0} className={styles.content}>
        {(refusal ?? preview.error) && (
          <div className={styles.refusal}>
            <ErrorSentence error={refusal ?? preview.error} />
          </div>
        )}
        {plan && !preview.isError && (
          <>
            <ImportColumns
              plan={plan}
              onCorrect={(column, field) => setCorrections({ ...corrections, [column]: field })}
            />
            {willWrite === 0 && plan.counts.refused === 0 && (
              <Text px={20} py={8} role="status">
                {t('importing.nothing')}
              </Text>
            )}
            <ImportRows plan={plan} />
          </>
        )}
      </Stack>
    </div>
  )
}
