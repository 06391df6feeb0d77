import { Button, Group as Row, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SessionId } from '#contract/values.ts'
import { capitalised, dayWithWeekday, timeRange } from '../../../lib/format.ts'
import { useRead, useWrite } from '../../../lib/queries.ts'
import { sheetAddress } from '../../../print/address.ts'
import { useLanguage } from '../../../texts/index.ts'
import { announceByName } from '../../../ui/announce.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { CancelPanel } from '../../../ui/CancelPanel.tsx'
import { DoButton } from '../../../ui/DoButton.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { FormSection } from '../../../ui/Form.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { ToSettle } from '../../../ui/ToSettle.tsx'
import styles from '../studio.module.css'
import { ClassFormPanel } from './ClassFormPanel.tsx'

interface ClassPanelProps {
  sessionId: SessionId
  onClose: () => void
}

/** One class: its list, and what can be done with it. */
export const ClassPanel = asPanel(function ClassPanel({ sessionId, onClose }: ClassPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [mode, setMode] = useState<'change' | 'cancel' | null>(null)
  const read = useRead('studio.session', { sessionId })
  const marks = useRead('attendance.marks', {})
  const cancel = useWrite('studio.cancel')
  const restore = useWrite('studio.restore')
  if (!read.data) {
    return (
      <SidePanel title={t('studio.class.one')} onClose={onClose}>
        {read.isError ? <ErrorSentence error={read.error} /> : t('common.loading')}
      </SidePanel>
    )
  }
  const session = read.data
  const when = `${capitalised(dayWithWeekday(session.date, language))}, ${timeRange(session.start, session.end)}`
  const isMarked = session.list.some((one) => one.mark !== null)
  const cancelled = session.state === 'cancelled'
  if (mode === 'change') {
    return (
      <ClassFormPanel
        session={session}
        initial={{ date: session.date, start: session.start, minutes: session.minutes }}
        onClose={() => setMode(null)}
      />
    )
  }
  if (mode === 'cancel') {
    return (
      <CancelPanel
        subtitle={`${session.groupName} · ${when}`}
        kind="class"
        repeats={session.templateId !== null}
        sessionId={sessionId}
        tries="studio.tryCancel"
        cancel={(how) => cancel.mutateAsync({ sessionId, ...how })}
        saving={cancel.isPending}
        error={cancel.error}
        onClose={() => setMode(null)}
      />
    )
  }
  const bringBack = async () => {
    try {
      const { changeId } = await restore.mutateAsync({ sessionId })
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `restore.error`.
    }
  }
  const letter = (code: string | null) =>
    code && (marks.data?.marks.find((one) => one.code === code)?.letter ?? '')
  return (
    <SidePanel
      title={session.groupName}
      subtitle={when}
      onClose={onClose}
      actions={
        cancelled ? (
          <DoButton loading={restore.isPending} onClick={() => void bringBack()}>
            {t('studio.class.restore')}
          </DoButton>
        ) : (
          <>
            <DoButton disabled={isMarked} onClick={() => setMode('change')}>
              {t('studio.class.edit')}
            </DoButton>
            <DoButton variant="default" disabled={isMarked} onClick={() => setMode('cancel')}>
              {t('studio.class.cancel')}
            </DoButton>
          </>
        )
      }
    >
      <Stack gap={16}>
        {restore.isError && <ErrorSentence error={restore.error} />}
        <ToSettle sessionId={sessionId} findings={session.findings} />
        <dl className={styles.facts}>
          <dt>{t('studio.column.place')}</dt>
          <dd>{session.placeName}</dd>
          <dt>{t('studio.column.teacher')}</dt>
          <dd>{session.teacherName ?? t('studio.noTeacher')}</dd>
          {session.assistantNames.length > 0 && (
            <>
              <dt>{t('studio.column.assistants')}</dt>
              <dd>{session.assistantNames.join(', ')}</dd>
            </>
          )}
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
        {isMarked && !cancelled && <p>{t('studio.class.marked')}</p>}
        <Row gap={8}>
          {!cancelled && (
            <>
              <Button
                component={Link}
                variant="default"
                px={10}
                href={`/attendance?date=${session.date}&session=${sessionId}`}
              >
                {t('studio.class.mark')}
              </Button>
              <Button
                component={Link}
                variant="default"
                px={10}
                href={sheetAddress('class', { date: session.date, session: sessionId })}
              >
                {t('studio.class.print')}
              </Button>
            </>
          )}
          <Button
            component={Link}
            variant="default"
            px={10}
            href={`/studio/groups/${session.groupId}`}
          >
            {t('studio.class.open')}
          </Button>
        </Row>
        <FormSection
          title={`${t('studio.class.list')}: ${t('studio.week.people', {
            people: session.people,
            capacity: session.capacity,
          })}`}
        >
          <ul className={styles.people}>
            {session.list.map((one) => (
              <li key={one.personId}>
                <span className={styles.who}>
                  {one.name}
                  {(one.part === 'walk_in' || one.part === 'make_up') && (
                    <small>{t(`studio.class.parts.${one.part}`)}</small>
                  )}
                </span>
                <b>{letter(one.mark)}</b>
              </li>
            ))}
          </ul>
        </FormSection>
      </Stack>
    </SidePanel>
  )
})
