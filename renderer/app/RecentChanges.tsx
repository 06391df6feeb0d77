import { Button, Group, Stack, Switch, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RecentChange } from '#contract/changes.ts'
import type { ChangeId } from '#contract/values.ts'
import { addressOfChange, changeSentence } from '../lib/changes.ts'
import { call, currentActor, currentMember } from '../lib/client.ts'
import { today } from '../lib/dates.ts'
import { dayAndMonth } from '../lib/format.ts'
import { stepOf } from '../lib/made.ts'
import { useStored } from '../lib/stored.ts'
import { topicsOf } from '../lib/topics.ts'
import { useLanguage } from '../texts/index.ts'
import { asPanel } from '../ui/asPanel.tsx'
import { ErrorSentence } from '../ui/ErrorSentence.tsx'
import { whenPanelOpens } from '../ui/panels.ts'
import { SidePanel } from '../ui/SidePanel.tsx'
import { takeBack } from '../ui/undo.ts'
import styles from './RecentChanges.module.css'

const page = 30

/** Who changed what and when, the newest first; what still can be is taken back from here. */
export const RecentChanges = asPanel(function RecentChanges({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const actor = useStored(currentActor)
  const [mine, setMine] = useState(false)
  const byMe = mine && actor !== null
  const read = useInfiniteQuery({
    queryKey: [topicsOf('changes.recent'), 'changes.recent', { byMe }],
    initialPageParam: null as ChangeId | null,
    queryFn: ({ pageParam }) =>
      call('changes.recent', {
        limit: page,
        ...(byMe && { byMe }),
        ...(pageParam && { before: pageParam }),
      }),
    getNextPageParam: ({ changes }) =>
      changes.length < page ? null : (changes.at(-1)?.changeId ?? null),
  })
  // It does not wait behind a panel that is opened since, to stand there again when that is closed.
  useEffect(() => {
    const stop = whenPanelOpens(onClose)
    return () => {
      stop()
    }
  }, [onClose])
  const changes = read.data?.pages.flatMap((one) => one.changes) ?? []
  return (
    <SidePanel title={t('changes.title')} width={440} onClose={onClose}>
      <Stack gap={12}>
        {actor && (
          <Switch
            label={t('changes.mine')}
            checked={mine}
            onChange={(event) => setMine(event.currentTarget.checked)}
          />
        )}
        {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
        {read.isSuccess && changes.length === 0 && <Text c="dimmed">{t('changes.empty')}</Text>}
        <ul className={styles.changes}>
          {changes.map((change) => (
            <Line key={change.changeId} change={change} />
          ))}
        </ul>
        {read.hasNextPage && (
          <Button
            variant="default"
            loading={read.isFetchingNextPage}
            onClick={() => void read.fetchNextPage()}
          >
            {t('changes.more')}
          </Button>
        )}
      </Stack>
    </SidePanel>
  )
})

function Line({ change }: { change: RecentChange }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { at, by, kind, undoneBy, canUndo } = change
  const address = addressOfChange(change.summary)
  const what = changeSentence(change.summary, language, t)
  const when = (moment: string) => {
    const [date = '', time = ''] = moment.split('T')
    return date === today() ? time : `${dayAndMonth(date, language)}, ${time}`
  }
  const who = by ?? t(kind === 'outside' ? 'changes.outside' : 'changes.nobody')
  return (
    <li className={styles.change} data-undone={undoneBy !== undefined || undefined}>
      <div>
        <span className={styles.what}>{what}</span>
        <small className="tabular">
          {when(at)} · {who}
        </small>
        {undoneBy && (
          <small>
            {undoneBy.by
              ? t('changes.wasUndoneBy', { at: when(undoneBy.at), by: undoneBy.by })
              : t('changes.wasUndone', { at: when(undoneBy.at) })}
          </small>
        )}
        {!canUndo && !undoneBy && kind !== 'outside' && <small>{t('changes.changedSince')}</small>}
      </div>
      <Group gap={4} justify="flex-end">
        {address !== null && (
          <Button component={Link} href={address} variant="subtle" size="compact-sm">
            {t('changes.openDay')}
          </Button>
        )}
        {canUndo && (
          <Button
            variant="light"
            size="compact-sm"
            aria-label={`${t('changes.undo')}: ${what}`}
            onClick={() => void takeBack(stepOf(change.changeId, currentMember()), what)}
          >
            {t('changes.undo')}
          </Button>
        )}
      </Group>
    </li>
  )
}
