import { Button, Stack } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Credit } from '#contract/studio.ts'
import type { SessionId } from '#contract/values.ts'
import { earlierOf, today } from '../../lib/dates.ts'
import { dayAndMonth, dayWithWeekday, timeRange } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { usePanel } from '../../ui/usePanel.ts'
import styles from './studio.module.css'

/** Absences that may still be made up for, those that expire first first. */
export function MakeUpsScreen() {
  const { t } = useTranslation()
  const read = useRead('studio.credits', {})
  const [open, setOpen] = usePanel<Credit>()
  const columns = useColumns(setOpen)
  if (read.isError) {
    return <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
  }
  const credits = read.data?.credits ?? []
  if (read.isSuccess && credits.length === 0) {
    return (
      <EmptyState
        icon={IconRefresh}
        title={t('studio.makeUps.empty')}
        text={t('studio.makeUps.emptyText')}
      />
    )
  }
  return (
    <div className={styles.plain}>
      <DataTable
        label={t('studio.makeUps.list')}
        columns={columns}
        rows={credits}
        keyOf={(credit) => credit.creditId}
        onOpen={setOpen}
        openKey={open?.creditId ?? null}
        loading={read.isPending}
      />
      {open && <PlacesPanel key={open.creditId} credit={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function useColumns(onChoose: (credit: Credit) => void): Column<Credit>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    { key: 'person', title: t('studio.queue.person'), cell: ({ name }) => name },
    {
      key: 'group',
      title: t('studio.queue.group'),
      cell: ({ groupName, studio }) => `${groupName} · ${t(`common.studios.${studio}`)}`,
    },
    {
      key: 'missed',
      title: t('studio.makeUps.missed'),
      cell: ({ missedOn }) => (
        <span className={styles.once}>{dayAndMonth(missedOn, language)}</span>
      ),
    },
    {
      key: 'expires',
      title: t('studio.makeUps.expires'),
      cell: ({ expiresOn }) => (
        <span className={styles.once}>{dayAndMonth(expiresOn, language)}</span>
      ),
    },
    {
      key: 'do',
      title: t('studio.column.action'),
      width: '190px',
      cell: (credit) => (
        <Button
          variant="default"
          aria-label={`${t('studio.makeUps.choose')}: ${credit.name}`}
          onClick={(event) => {
            event.stopPropagation()
            onChoose(credit)
          }}
        >
          {t('studio.makeUps.choose')}
        </Button>
      ),
    },
  ]
}

/** Classes of other groups with room, when the person is free: one click books the place. */
const PlacesPanel = asPanel(function PlacesPanel({
  credit,
  onClose,
}: {
  credit: Credit
  onClose: () => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { creditId, name } = credit
  const [past, setPast] = useState(false)
  const places = useRead('studio.makeUpPlaces', {
    creditId,
    ...(past ? { from: earlierOf(credit.missedOn, today()) } : {}),
  })
  // Of days past alone: those to come are the other list.
  const classes = places.data?.classes.filter(({ date }) => !past || date <= today())
  const makeUp = useWrite('studio.makeUp')
  const take = async (sessionId: SessionId) => {
    try {
      const { changeId } = await makeUp.mutateAsync({ creditId, sessionId })
      announce(t('studio.done.madeUp', { name }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `makeUp.error`.
    }
  }
  return (
    <SidePanel
      title={t('studio.makeUps.places')}
      subtitle={`${name} · ${t('studio.makeUps.expires')} ${dayAndMonth(credit.expiresOn, language)}`}
      width={440}
      onClose={onClose}
    >
      <Stack gap={12}>
        {places.isError && <ErrorSentence error={places.error} />}
        {makeUp.isError && <ErrorSentence error={makeUp.error} />}
        <Button variant="default" onClick={() => setPast(!past)}>
          {t(past ? 'studio.makeUps.coming' : 'studio.makeUps.past')}
        </Button>
        {classes?.length === 0 && <p>{t('studio.makeUps.none')}</p>}
        <ul className={styles.people}>
          {classes?.map((one) => (
            <li key={one.sessionId}>
              <span className={styles.who}>
                {dayWithWeekday(one.date, language)}, {timeRange(one.start, one.end)}
                <small>
                  {one.groupName} · {one.placeName} ·{' '}
                  {t('studio.week.people', { people: one.placesTaken, capacity: one.capacity })}
                </small>
              </span>
              <Button
                aria-label={`${t('studio.makeUps.take')}: ${dayWithWeekday(one.date, language)}, ${one.groupName}`}
                disabled={makeUp.isPending}
                onClick={() => void take(one.sessionId)}
              >
                {t('studio.makeUps.take')}
              </Button>
            </li>
          ))}
        </ul>
      </Stack>
    </SidePanel>
  )
})
