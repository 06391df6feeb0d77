import { Button } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MethodOutput } from '#contract/index.ts'
import { phone, shortDate } from '../../lib/format.ts'
import { allInTheWay } from '../../lib/in-the-way.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { usePanel } from '../../ui/usePanel.ts'
import { JoinPanel } from './JoinPanel.tsx'
import styles from './studio.module.css'
import { useStopWaiting } from './useQueue.ts'

/** So much of what is in the way of somebody is named. */
const MOST_SHOWN = 3

type Line = MethodOutput<'studio.waitingList'>['waiting'][number]

/** Everybody who waits: whose turn it is comes first, and whether they are free at those hours. */
export function QueueScreen() {
  const { t } = useTranslation()
  const read = useRead('studio.waitingList', {})
  const groups = useRead('studio.groups', { withPast: true })
  const [open, setOpen] = usePanel<Line>()
  const columns = useColumns(setOpen)
  if (read.isError) {
    return <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
  }
  const lines = [...(read.data?.waiting ?? [])].sort(
    (one, other) => Number(other.next) - Number(one.next),
  )
  const group = groups.data?.groups.find((one) => one.groupId === open?.groupId)
  if (read.isSuccess && lines.length === 0) {
    return (
      <EmptyState
        icon={IconUsersGroup}
        title={t('studio.queue.empty')}
        text={t('studio.queue.emptyText')}
      />
    )
  }
  return (
    <div className={styles.plain}>
      <DataTable
        label={t('studio.queue.list')}
        columns={columns}
        rows={lines}
        keyOf={(line) => `${line.groupId} ${line.personId}`}
        loading={read.isPending}
      />
      {open && group && <JoinPanel group={group} waiting={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function useColumns(onPromote: (line: Line) => void): Column<Line>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const stopWaiting = useStopWaiting()
  const stateOf = ({ next, position, findings }: Line) => {
    if (!next) return t('studio.queue.position', { position })
    if (findings.length === 0) return `${t('studio.queue.next')}, ${t('studio.queue.isFree')}`
    return (
      <span className={styles.who}>
        {`${t('studio.queue.next')}, ${t('studio.queue.busy', { count: findings.length })}`}
        {allInTheWay(findings, MOST_SHOWN, language, t).map((words) => (
          <small key={words}>{words}</small>
        ))}
      </span>
    )
  }
  return [
    {
      key: 'person',
      title: t('studio.queue.person'),
      cell: (line) => (
        <span className={styles.who}>
          <Link href={`/people/${line.personId}`}>{line.name}</Link>
          {line.phone && <small>{phone(line.phone)}</small>}
        </span>
      ),
    },
    {
      key: 'group',
      title: t('studio.queue.group'),
      cell: (line) => (
        <Link href={`/studio/groups/${line.groupId}`}>
          {line.groupName} · {t(`common.studios.${line.studio}`)}
        </Link>
      ),
    },
    {
      key: 'since',
      title: t('studio.queue.since'),
      width: '112px',
      cell: ({ since }) => shortDate(since, language),
    },
    { key: 'state', title: t('studio.queue.state'), cell: stateOf },
    {
      key: 'do',
      title: t('studio.column.action'),
      width: '300px',
      cell: (line) => (
        <span className={styles.actions}>
          {line.next && (
            <Button
              aria-label={`${t('studio.promote')}: ${line.name}`}
              onClick={() => onPromote(line)}
            >
              {t('studio.promote')}
            </Button>
          )}
          <Button
            variant="subtle"
            px={10}
            aria-label={`${t('studio.stopWaiting')}: ${line.name}`}
            onClick={() => void stopWaiting(line)}
          >
            {t('studio.stopWaiting')}
          </Button>
        </span>
      ),
    },
  ]
}
