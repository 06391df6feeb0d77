import { Stack, Text } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { MemberId } from '#contract/values.ts'
import { dayWithWeekday, duration, givenFirst, surnameFirst, timeRange } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce, announceByName } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Findings } from '../../ui/Findings.tsx'
import { Precautions } from '../../ui/Precautions.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { SettleButton } from '../../ui/ToSettle.tsx'
import { useMarkNames } from '../../ui/useMarkNames.ts'
import { draftOf } from './draft.ts'
import styles from './hippotherapy.module.css'
import { OverrideField, useOverride } from './OverrideField.tsx'
import { StateSign } from './SessionCard.tsx'
import { useCheck } from './useCheck.ts'

interface SessionPanelProps {
  session: SessionView
  day: DayView
  onChange: () => void
  onCancel: () => void
  onClose: () => void
  /** What else can be done: choosing others like it. */
  children?: ReactNode
}

/** A session: who, when, with whom; what the rules say; what can be done with it. */
export const SessionPanel = asPanel(function SessionPanel({
  session,
  day,
  onChange,
  onCancel,
  onClose,
  children,
}: SessionPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const markName = useMarkNames()
  const restore = useWrite('hippotherapy.restore')
  const mark = useWrite('attendance.mark')
  const now = useNow()
  const isOpen = session.mark === null && session.state !== 'cancelled'
  const isCancelled = session.state === 'cancelled'
  // Whoever is excused may come after all, until it is over.
  const mayCome =
    session.givenFree &&
    !isCancelled &&
    `${session.date}T${session.end}` > `${now.date}T${now.time}`
  const asItStands = useMemo(
    () => (isOpen || isCancelled || mayCome ? draftOf(session) : null),
    [isOpen, isCancelled, mayCome, session],
  )
  const answer = useCheck(asItStands, session.id)
  const taken = answer.findings.filter(({ code }) => code === 'overlap')
  const [reason, setReason] = useState('')
  const override = useOverride(answer.findings)
  const nameOf = (id: MemberId | null) => day.members.find((one) => one.id === id)?.name
  const bringBack = async (): Promise<void> => {
    try {
      const { changeId } = await restore.mutateAsync({
        sessionId: session.id,
        ...(override.offered && reason.trim() && { override: { reason: reason.trim() } }),
      })
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `restore.error`.
    }
  }
  const comes = async (): Promise<void> => {
    try {
      const of = { sessionId: session.id, personId: session.clientId }
      const { changeId } = await mark.mutateAsync({ ...of, mark: null })
      announce(t('hippotherapy.session.comes', { name: surnameFirst(client) }), changeId)
    } catch {
      // The refusal stands in the panel, from `mark.error`.
    }
  }
  const client = { familyName: session.clientFamilyName, givenName: session.clientGivenName }
  const rows: [label: string, value: string | undefined | null][] = [
    [t('hippotherapy.fields.horse'), day.horses.find(({ id }) => id === session.horseId)?.name],
    [t('hippotherapy.fields.place'), day.places.find(({ id }) => id === session.placeId)?.name],
    [t('hippotherapy.fields.instructor'), nameOf(session.instructorId)],
    [t('hippotherapy.fields.leader'), nameOf(session.leaderId)],
    [
      t('hippotherapy.fields.sidewalkers'),
      session.sidewalkerIds.map((id) => nameOf(id)).join(', ') ||
        (session.sidewalkersNeeded > 0 ? null : t('hippotherapy.session.notNeeded')),
    ],
    ...(session.therapistId
      ? [[t('hippotherapy.fields.therapist'), nameOf(session.therapistId)] as [string, string]]
      : []),
  ]
  return (
    <SidePanel
      title={surnameFirst(client)}
      subtitle={`${dayWithWeekday(session.date, language)} · ${timeRange(session.start, session.end)} · ${duration(session.minutes, language)}`}
      width={392}
      onClose={onClose}
      actions={
        isOpen ? (
          <>
            <DoButton onClick={onChange} data-autofocus>
              {t('hippotherapy.session.change')}
            </DoButton>
            <DoButton variant="default" onClick={onCancel}>
              {t('hippotherapy.session.cancel')}
            </DoButton>
          </>
        ) : isCancelled ? (
          <DoButton onClick={() => void bringBack()} loading={restore.isPending} data-autofocus>
            {t('hippotherapy.session.restore')}
          </DoButton>
        ) : mayCome ? (
          <DoButton
            right="marking"
            onClick={() => void comes()}
            loading={mark.isPending}
            data-autofocus
          >
            {t('hippotherapy.session.comesAfterAll')}
          </DoButton>
        ) : undefined
      }
    >
      <Stack gap={14}>
        <StateSign session={session} markName={markName(session.mark)} />
        <Precautions of={session.precautions} />
        {restore.isError && <ErrorSentence error={restore.error} />}
        {mark.isError && <ErrorSentence error={mark.error} />}
        {session.state === 'done' && !mayCome && (
          <Text c="dimmed">{t('hippotherapy.session.marked')}</Text>
        )}
        {mayCome && (
          <>
            <Text>
              {t(`hippotherapy.session.${taken.length > 0 ? 'takenMeanwhile' : 'stillFree'}`)}
            </Text>
            <Findings findings={taken} />
          </>
        )}
        {(isOpen || isCancelled) && <Findings findings={answer.findings} />}
        {session.findings.length > 0 && <SettleButton sessionIds={[session.id]} />}
        {isCancelled && (
          <OverrideField findings={answer.findings} reason={reason} onChange={setReason} />
        )}
        <dl className={styles.facts}>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd data-missing={!value || undefined}>{value || t('hippotherapy.form.nobody')}</dd>
            </div>
          ))}
        </dl>
        {session.cancelReason && (
          <Text>
            {t('schedule.cancel.reason')}: {t(`schedule.reasons.${session.cancelReason}`)}
            {session.cancelNote ? `. ${session.cancelNote}` : ''}
          </Text>
        )}
        {session.overrideReason && (
          <Text>{t('hippotherapy.override.given', { reason: session.overrideReason })}</Text>
        )}
        {session.templateId && (
          <Text size="sm" c="dimmed">
            {t(session.byHand ? 'hippotherapy.session.byHand' : 'hippotherapy.session.repeats')}
          </Text>
        )}
        <Link href={`/people/${session.clientId}`} className={styles.link}>
          {t('hippotherapy.session.openFile', { name: givenFirst(client) })}
        </Link>
        <div>{children}</div>
      </Stack>
    </SidePanel>
  )
})
