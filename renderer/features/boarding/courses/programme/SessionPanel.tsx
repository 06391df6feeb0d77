import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CourseSession, CourseView } from '#contract/boarding.ts'
import { capitalised, dayWithWeekday, timeRange } from '../../../../lib/format.ts'
import { useWrite } from '../../../../lib/queries.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { announce, refusedBy } from '../../../../ui/announce.ts'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { CancelPanel } from '../../../../ui/CancelPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { ToSettle } from '../../../../ui/ToSettle.tsx'
import styles from '../../boarding.module.css'
import { SessionFormPanel } from './SessionFormPanel.tsx'

interface SessionPanelProps {
  course: CourseView
  session: CourseSession
  onClose: () => void
}

/** One session of the programme, and what can be done with it. */
export const SessionPanel = asPanel(function SessionPanel({
  course,
  session,
  onClose,
}: SessionPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [mode, setMode] = useState<'change' | 'cancel' | null>(null)
  const cancel = useWrite('boarding.cancelSession')
  const restore = useWrite('boarding.restoreSession')
  const { sessionId, title, date, start, end } = session
  const when = `${capitalised(dayWithWeekday(date, language))}, ${timeRange(start, end)}`
  const isMarked = session.unmarked < session.people
  const back = () => setMode(null)

  if (mode === 'change') {
    return <SessionFormPanel course={course} session={session} date={date} onClose={back} />
  }
  if (mode === 'cancel') {
    return (
      <CancelPanel
        subtitle={`${title} · ${when}`}
        kind="course"
        repeats={false}
        sessionId={session.sessionId}
        cancel={(how) => cancel.mutateAsync({ sessionId, ...how })}
        saving={cancel.isPending}
        error={cancel.error}
        onClose={back}
      />
    )
  }
  const bringBack = async () => {
    try {
      const { changeId } = await restore.mutateAsync({ sessionId })
      announce(t('boarding.done.sessionRestored', { title }), changeId)
    } catch {
      // The refusal stands in the panel, from `restore.error`.
    }
  }
  const refused = refusedBy(restore.error)?.refusals
  return (
    <SidePanel
      title={title}
      subtitle={when}
      onClose={onClose}
      actions={
        session.state === 'cancelled' ? (
          <Button loading={restore.isPending} onClick={() => void bringBack()}>
            {t('boarding.programme.restore')}
          </Button>
        ) : (
          <>
            <Button disabled={isMarked} onClick={() => setMode('change')}>
              {t('boarding.programme.change')}
            </Button>
            <Button variant="default" disabled={isMarked} onClick={() => setMode('cancel')}>
              {t('schedule.cancel.save')}
            </Button>
          </>
        )
      }
    >
      <Stack gap={16}>
        {refused ? (
          <Findings findings={refused} />
        ) : (
          restore.error && <ErrorSentence error={restore.error} />
        )}
        <ToSettle sessionId={sessionId} findings={session.findings} />
        <dl className={styles.facts}>
          <dt>{t('boarding.programme.field.place')}</dt>
          <dd>{session.placeName}</dd>
          <dt>{t('boarding.programme.field.leader')}</dt>
          <dd>{session.leaderName ?? t('boarding.programme.nobodyLeads')}</dd>
          <dt>{t('boarding.programme.field.people')}</dt>
          <dd>{session.people}</dd>
          {session.cancelReason && (
            <>
              <dt>{t('hippotherapy.states.cancelled')}</dt>
              <dd>
                {t(`schedule.reasons.${session.cancelReason}`)}
                {session.cancelNote && `, ${session.cancelNote}`}
              </dd>
            </>
          )}
        </dl>
        {session.state !== 'cancelled' && (
          <>
            {isMarked && <p>{t('studio.class.marked')}</p>}
            <Group>
              <Button
                component={Link}
                variant="default"
                px={12}
                href={`/attendance?date=${date}&kind=course&session=${sessionId}`}
              >
                {t('studio.class.mark')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </SidePanel>
  )
})
