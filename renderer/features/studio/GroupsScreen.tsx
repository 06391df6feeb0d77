import { Button, Group as Row } from '@mantine/core'
import { IconPalette } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '#contract/studio.ts'
import { longDate, shortDate } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { timesInWords } from '../../lib/week-hours.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { GroupFormPanel } from './GroupFormPanel.tsx'
import { GroupPanel } from './GroupPanel.tsx'
import styles from './studio.module.css'

const groupsPath = '/studio/groups'

/** All groups of the five studios, and the one that is open beside them. */
export function GroupsScreen({ groupId }: { groupId: string | null }) {
  const { t } = useTranslation()
  const [withPast, setWithPast] = useState(false)
  const list = useRead('studio.groups', { withPast }, { keepPrevious: true })
  const columns = useColumns()
  const groups = list.data?.groups ?? []
  const close = () => goTo(groupsPath)
  return (
    <>
      <ListScreen
        addLabel={t('studio.add')}
        onAdd={() => goTo(`${groupsPath}/new`)}
        all={{ label: t('studio.withPast'), shown: withPast, onChange: setWithPast }}
        error={list.error}
        onAgain={() => void list.refetch()}
      >
        {list.isSuccess && groups.length === 0 ? (
          <EmptyState
            icon={IconPalette}
            title={t('studio.emptyTitle')}
            text={t('studio.emptyText')}
          >
            <Row mt={8} gap={8}>
              <Button onClick={() => goTo('/people/import')}>{t('studio.import')}</Button>
              <Button variant="default" onClick={() => goTo(`${groupsPath}/new`)}>
                {t('studio.add')}
              </Button>
            </Row>
          </EmptyState>
        ) : (
          <DataTable
            label={t('studio.list')}
            columns={columns}
            rows={groups}
            keyOf={(group) => group.groupId}
            onOpen={(group) => goTo(`${groupsPath}/${group.groupId}`)}
            openKey={groupId}
            loading={list.isPending}
          />
        )}
      </ListScreen>
      {groupId === 'new' && (
        <GroupFormPanel
          group={null}
          onSaved={(id) => goTo(`${groupsPath}/${id}`)}
          onClose={close}
        />
      )}
      {groupId && groupId !== 'new' && (
        <GroupPanel key={groupId} groupId={groupId} onClose={close} />
      )}
    </>
  )
}

function useColumns(): Column<Group>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      key: 'name',
      title: t('studio.column.name'),
      cell: ({ name, studio }) => `${name} · ${t(`common.studios.${studio}`)}`,
    },
    {
      key: 'times',
      title: t('studio.column.times'),
      cell: ({ times }) => (
        <span className={styles.once}>
          {timesInWords(times, language) || t('studio.lacks.times')}
        </span>
      ),
    },
    {
      key: 'teacher',
      title: t('studio.column.teacher'),
      cell: ({ teacherName }) => teacherName ?? t('studio.noTeacher'),
    },
    {
      key: 'place',
      title: t('studio.column.place'),
      extra: true,
      cell: ({ placeName }) => placeName ?? t('studio.lacks.place'),
    },
    {
      key: 'members',
      title: t('studio.column.members'),
      width: '128px',
      cell: ({ members, capacity }) => t('studio.membersOf', { members, capacity }),
    },
    {
      key: 'waiting',
      title: t('studio.column.waiting'),
      width: '96px',
      align: 'right',
      cell: ({ waiting }) => waiting || '—',
    },
    {
      key: 'state',
      title: t('studio.column.state'),
      width: '168px',
      extra: true,
      cell: ({ lastClassOn }) =>
        lastClassOn ? (
          <span title={longDate(lastClassOn, language)}>
            {t('studio.plannedUntil', { date: shortDate(lastClassOn, language) })}
          </span>
        ) : (
          t('studio.notPlanned')
        ),
    },
  ]
}
