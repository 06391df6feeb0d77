import { Button, Group } from '@mantine/core'
import { IconBed, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { Room } from '#contract/boarding.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { groupBy } from '../../../lib/group.ts'
import { goTo } from '../../../lib/location.ts'
import { useRead } from '../../../lib/queries.ts'
import { leave } from '../../../lib/unsaved.ts'
import { useLanguage } from '../../../texts/index.ts'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { DoButton } from '../../../ui/DoButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../../ui/outlets.tsx'
import styles from '../boarding.module.css'
import { RoomPanel } from './RoomPanel.tsx'
import own from './rooms.module.css'

/** All rooms floor by floor, and the one that is open beside them. */
export function RoomsScreen() {
  const { t } = useTranslation()
  const [query, setQuery] = useSearchParams()
  const open = query.get('room')
  const read = useRead('boarding.rooms', {})
  const columns = useColumns()
  const rooms = read.data?.rooms ?? []
  const beds = rooms.reduce((sum, room) => sum + room.beds.length, 0)
  const floors = groupBy(rooms, ({ building, floor }) =>
    t('boarding.rack.floorOf', { building, floor }),
  )
  const show = (room: string | null) => leave(() => setQuery(room ? { room } : {}))
  const one = rooms.find(({ roomId }) => roomId === open)
  return (
    <>
      <ScreenHeader title={t('boarding.rooms.title')} />
      <div className={styles.screen}>
        <div className={styles.bar}>
          <DoButton
            right="managing"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => show('new')}
          >
            {t('boarding.rooms.add')}
          </DoButton>
          {rooms.length > 0 && (
            <span className={own.sum}>
              {t('boarding.rooms.sum', { rooms: rooms.length, beds })}
            </span>
          )}
        </div>
        <div className={styles.list}>
          {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
          {read.isSuccess && rooms.length === 0 && (
            <EmptyState
              icon={IconBed}
              title={t('boarding.rooms.empty')}
              text={t('boarding.rooms.emptyText')}
            >
              <Group mt={8}>
                <Button onClick={() => goTo('/people/import')}>
                  {t('boarding.rack.empty.import')}
                </Button>
                <Button variant="default" onClick={() => show('new')}>
                  {t('boarding.rooms.add')}
                </Button>
              </Group>
            </EmptyState>
          )}
          {[...floors].map(([floor, there]) => (
            <section key={floor} aria-label={floor} className={own.floor}>
              <h2>{floor}</h2>
              <DataTable
                label={floor}
                columns={columns}
                rows={there}
                keyOf={({ roomId }) => roomId}
                onOpen={({ roomId }) => show(roomId)}
                openKey={open}
              />
            </section>
          ))}
        </div>
      </div>
      {open === 'new' && <RoomPanel room={null} rooms={rooms} onClose={() => show(null)} />}
      {one && <RoomPanel key={one.roomId} room={one} rooms={rooms} onClose={() => show(null)} />}
    </>
  )
}

function useColumns(): Column<Room>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      key: 'number',
      title: t('boarding.rooms.column.number'),
      width: '110px',
      cell: ({ number }) => number,
    },
    {
      key: 'beds',
      title: t('boarding.rooms.column.beds'),
      width: '80px',
      align: 'right',
      cell: ({ beds }) => beds.length,
    },
    {
      key: 'forWhom',
      title: t('boarding.rooms.column.forWhom'),
      width: '150px',
      cell: ({ forWhom }) => t(`boarding.rack.forWhom.${forWhom}`),
    },
    {
      key: 'access',
      title: t('boarding.rooms.column.access'),
      width: '190px',
      cell: ({ accessible }) => t(accessible ? 'boarding.rooms.access' : 'boarding.rooms.noAccess'),
    },
    {
      key: 'closures',
      title: t('boarding.rooms.column.closures'),
      width: '260px',
      cell: ({ closures }) =>
        closures
          .map(
            ({ from, until, reason }) =>
              `${dayAndMonth(from, language)} – ${dayAndMonth(until, language)}${reason ? `, ${reason}` : ''}`,
          )
          .join('; ') || '—',
    },
    {
      key: 'note',
      title: t('boarding.rooms.column.note'),
      extra: true,
      cell: ({ note }) => note ?? '',
    },
  ]
}
