import { Alert, Button, Text } from '@mantine/core'
import { IconCheck, IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '#contract/copies.ts'
import type { MethodOutput } from '#contract/index.ts'
import { moment } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { errorSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { notifyDone, notifyFailure, notifyProblem } from '../../ui/answers.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { CopyTable } from './CopyTable.tsx'
import styles from './copies.module.css'
import { RestoreDialog } from './RestoreDialog.tsx'
import { forgetRestored, readRestored } from './restored.ts'
import { SecondFolder } from './SecondFolder.tsx'
import { UnlockDialog } from './UnlockDialog.tsx'

/** The copies of the data file: how they stand, one more, where else they go, and all of them to be put back. */
export default function CopiesSection() {
  const { t } = useTranslation()
  const list = useRead('copies.list', {}, { keepPrevious: true })
  // Where the file cannot be read the copies are listed all the same.
  const state = useRead('file.state', {})
  const [asked, setAsked] = useState<Copy | null>(null)
  const [locked, setLocked] = useState<Copy | null>(null)
  return (
    <div className={styles.page}>
      <Restored />
      {state.error && <ErrorSentence error={state.error} onAgain={() => void state.refetch()} />}
      <h2>{t('copies.title')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('copies.hint')}
      </Text>
      {state.data && <Standing copies={state.data.copies} />}
      {list.error && <ErrorSentence error={list.error} onAgain={() => void list.refetch()} />}
      {list.data && <SecondFolder second={list.data.second} state={state.data?.copies.second} />}
      <h2>{t('copies.list')}</h2>
      {list.data && (
        <Text size="sm" c="dimmed" mb={8} className={styles.path}>
          {t('copies.folder', { folder: list.data.folder })}
        </Text>
      )}
      {list.data?.copies.length === 0 ? (
        <Text>{t('copies.none')}</Text>
      ) : (
        <CopyTable
          copies={list.data?.copies ?? []}
          loading={list.isLoading}
          onRestore={setAsked}
          onUnlock={setLocked}
        />
      )}
      {locked && <UnlockDialog copy={locked} onClose={() => setLocked(null)} />}
      {asked && <RestoreDialog copy={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** When the last good copy was made, why there is none, and one more. */
function Standing({ copies }: Pick<MethodOutput<'file.state'>, 'copies'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { mutateAsync, isPending } = useWrite('copies.make')
  const { lastGood, failed, running, overdue } = copies
  const make = async () => {
    const { people, second } = await mutateAsync({})
    if (second && 'code' in second) {
      const why = errorSentence(t, language, second.code, {})
      notifyProblem(`${t('copies.madeNotSecond')} ${why}`)
    } else {
      notifyDone(people === null ? t('copies.madeOlder') : t('copies.made', { people }))
    }
  }
  return (
    <>
      <Text mb={8} {...(overdue && { c: 'var(--ink-waiting)' })}>
        {lastGood ? t('copies.lastGood', { at: moment(lastGood, language) }) : t('copies.none')}
      </Text>
      {failed && (
        <Text size="sm" mb={8} c="var(--ink-refused)">
          {t('copies.failed')} {errorSentence(t, language, failed, {})}
        </Text>
      )}
      <Button
        leftSection={<IconDeviceFloppy size={20} stroke={1.6} aria-hidden />}
        disabled={isPending || running !== null}
        onClick={() => void make().catch(notifyFailure)}
      >
        {isPending || running !== null
          ? t('copies.making', { percent: running ?? 0 })
          : t('copies.make')}
      </Button>
    </>
  )
}

/** What was put back just now, and where the old file lies. */
function Restored() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [restored, setRestored] = useState(readRestored)
  if (!restored) return null
  const { at: when, people, kept } = restored
  const at = moment(when, language)
  return (
    <Alert
      color="teal"
      role="status"
      mb={16}
      icon={<IconCheck size={20} aria-hidden />}
      styles={{ message: { color: 'var(--ink)' } }}
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={() => {
        forgetRestored()
        setRestored(null)
      }}
    >
      {people === null ? t('copies.restoredOlder', { at }) : t('copies.restored', { at, people })}
      {kept && (
        <Text size="sm" className={styles.path}>
          {t('copies.keptAt', { path: kept })}
        </Text>
      )}
    </Alert>
  )
}
