import { Button, Group as Row, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConsultationView, FreeSlot } from '#contract/consultations.ts'
import { at } from '#contract/time.ts'
import type { LocalDate, SessionId, TemplateId } from '#contract/values.ts'
import { currentActor } from '../../lib/client.ts'
import { addDays } from '../../lib/dates.ts'
import { capitalised, dayWithWeekday, phone, timeRange } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useStored } from '../../lib/stored.ts'
import { useNow } from '../../lib/useNow.ts'
import { useLanguage } from '../../texts/index.ts'
import { announceByName } from '../../ui/announce.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { CancelPanel } from '../../ui/CancelPanel.tsx'
import { EndSeriesPanel } from '../../ui/EndSeriesPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormSection } from '../../ui/Form.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { ToSettle } from '../../ui/ToSettle.tsx'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import styles from './consultations.module.css'
import { Slots } from './Slots.tsx'

type Mode = 'move' | 'cancel' | 'end'

interface ConsultationPanelProps {
  sessionId: SessionId
  /** The day on which it stood when it was opened. */
  date: LocalDate
  onClose: () => void
}

/** One appointment: came or not, moved, cancelled, and the note of its psychologist. */
export const ConsultationPanel = asPanel(function ConsultationPanel({
  sessionId,
  date,
  onClose,
}: ConsultationPanelProps) {
  const { t } = useTranslation()
  // It may be moved by some weeks while it is open.
  const near = { from: addDays(date, -60), until: addDays(date, 60) }
  const read = useRead('consultations.list', near, { keepPrevious: true })
  const [mode, setMode] = useState<Mode | null>(null)
  const cancel = useWrite('consultations.cancel')
  const one = read.data?.consultations.find((each) => each.sessionId === sessionId)
  if (!one) {
    return (
      <SidePanel title={t('consultations.one')} onClose={onClose}>
        {read.isError ? <ErrorSentence error={read.error} /> : t('common.loading')}
      </SidePanel>
    )
  }
  if (mode === 'move') return <MovePanel consultation={one} onClose={() => setMode(null)} />
  if (mode === 'cancel') {
    return (
      <CancelPanel
        title={t('consultations.cancel')}
        subtitle={`${one.clientName} · ${timeRange(one.start, one.end)}`}
        kind="consultation"
        repeats={one.templateId !== null}
        sessionId={sessionId}
        tries="consultations.tryCancel"
        cancel={(how) => cancel.mutateAsync({ sessionId, ...how })}
        saving={cancel.isPending}
        error={cancel.error}
        onClose={() => setMode(null)}
      />
    )
  }
  if (mode === 'end' && one.templateId !== null) {
    return <EndPanel {...one} templateId={one.templateId} onClose={() => setMode(null)} />
  }
  return <Overview consultation={one} onMode={setMode} onClose={onClose} />
})

interface OverviewProps {
  consultation: ConsultationView
  onMode: (mode: Mode) => void
  onClose: () => void
}

function Overview({ consultation, onMode, onClose }: OverviewProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { sessionId, personId, state, mark } = consultation
  const marks = useRead('attendance.marks', {})
  const put = useWrite('attendance.mark')
  const restore = useWrite('consultations.restore')
  const cancelled = state === 'cancelled'
  const now = useNow()
  const begun = at(consultation.date, consultation.start) <= at(now.date, now.time)
  const markName = marks.data?.marks.find((one) => one.code === mark)?.name[language] ?? ''
  const putMark = async (code: string | null) => {
    try {
      await put.mutateAsync({ sessionId, personId, mark: code })
    } catch (error) {
      notifyFailure(error)
    }
  }
  const bringBack = async () => {
    try {
      const { changeId } = await restore.mutateAsync({ sessionId })
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `restore.error`.
    }
  }
  return (
    <SidePanel
      title={consultation.clientName}
      subtitle={`${capitalised(dayWithWeekday(consultation.date, language))}, ${timeRange(consultation.start, consultation.end)}`}
      onClose={onClose}
      actions={
        cancelled ? (
          <Button loading={restore.isPending} onClick={() => void bringBack()}>
            {t('consultations.restore')}
          </Button>
        ) : (
          <>
            <Button disabled={mark !== null} onClick={() => onMode('move')}>
              {t('consultations.move')}
            </Button>
            <Button variant="default" disabled={mark !== null} onClick={() => onMode('cancel')}>
              {t('consultations.cancel')}
            </Button>
            {consultation.templateId !== null && (
              <Button variant="default" onClick={() => onMode('end')}>
                {t('consultations.endSeries')}
              </Button>
            )}
          </>
        )
      }
    >
      <Stack gap={16}>
        {restore.isError && <ErrorSentence error={restore.error} />}
        <ToSettle sessionId={sessionId} findings={consultation.findings} />
        <dl className={styles.facts}>
          <dt>{t('consultations.psychologist')}</dt>
          <dd>{consultation.psychologistName}</dd>
          <dt>{t('consultations.place')}</dt>
          <dd>{consultation.placeName}</dd>
          {consultation.phone && (
            <>
              <dt>{t('consultations.phone')}</dt>
              <dd>{phone(consultation.phone)}</dd>
            </>
          )}
          {cancelled && (
            <>
              <dt>{t('hippotherapy.states.cancelled')}</dt>
              <dd>
                {t(`schedule.reasons.${consultation.cancelReason ?? 'centre'}`)}
                {consultation.cancelNote && `, ${consultation.cancelNote}`}
              </dd>
            </>
          )}
        </dl>
        {consultation.templateId !== null && (
          <Text c="dimmed">
            {t(consultation.byHand ? 'consultations.byHand' : 'consultations.repeats')}
          </Text>
        )}
        {!cancelled && mark === null && (
          <Row gap={8}>
            <Button variant="default" disabled={!begun} onClick={() => void putMark('present')}>
              {t('consultations.came')}
            </Button>
            <Button variant="default" disabled={!begun} onClick={() => void putMark('absent')}>
              {t('consultations.noShow')}
            </Button>
            {!begun && (
              <Text c="dimmed">{t('attendance.fromBeginning', { start: consultation.start })}</Text>
            )}
          </Row>
        )}
        {mark !== null && (
          <Row gap={8}>
            <span>{t('consultations.marked', { mark: markName })}</span>
            <Button variant="default" onClick={() => void putMark(null)}>
              {t('consultations.unmark')}
            </Button>
          </Row>
        )}
        <Note consultation={consultation} />
      </Stack>
    </SidePanel>
  )
}

/** The private note: shown to the psychologist who is at work, to others only that there is such a thing. */
function Note({ consultation }: { consultation: ConsultationView }) {
  const { t } = useTranslation()
  const { sessionId, psychologistId } = consultation
  const { data } = useRead('access.state', {})
  const chosen = useStored(currentActor)
  const actor = data?.guarded ? (data.me?.memberId ?? null) : chosen
  // Notes that were handed over are those of a colleague's appointments.
  const isColleague = data?.me?.roles.includes('psychologist') === true
  return (
    <FormSection title={t('consultations.note')}>
      {actor === psychologistId ? (
        <OwnNote key={actor} sessionId={sessionId} guarded={data?.guarded !== false} />
      ) : isColleague ? (
        <NoteOfColleague key={actor} sessionId={sessionId} />
      ) : (
        <p className={styles.quiet}>{t('errors.psychologist_only')}</p>
      )}
    </FormSection>
  )
}

/** What a colleague has written, where it was handed over: to be read. */
function NoteOfColleague({ sessionId }: { sessionId: SessionId }) {
  const { t } = useTranslation()
  const { data, error } = useRead('consultations.note', { sessionId })
  if (error) return <ErrorSentence error={error} />
  if (!data) return t('common.loading')
  return <p className={styles.noteOfColleague}>{data.note || t('consultations.noNote')}</p>
}

function OwnNote({ sessionId, guarded }: { sessionId: SessionId; guarded: boolean }) {
  const { t } = useTranslation()
  const read = useRead('consultations.note', { sessionId })
  const write = useWrite('consultations.writeNote')
  const [typed, setTyped] = useState<string | null>(null)
  const saved = read.data?.note ?? ''
  useUnsaved(typed !== null && typed !== saved)
  const save = async () => {
    if (typed === null) return
    try {
      await write.mutateAsync({ sessionId, note: typed })
      setTyped(null)
      notifyDone(t('consultations.done.note'))
    } catch {
      // The refusal stands under the note, from `write.error`.
    }
  }
  if (read.isError) return <ErrorSentence error={read.error} />
  return (
    <>
      <Textarea
        aria-label={t('consultations.note')}
        description={t(guarded ? 'consultations.noteHint' : 'consultations.noteHintOpen')}
        value={typed ?? saved}
        disabled={read.isPending}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={4000}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {write.isError && <ErrorSentence error={write.error} />}
      <Button
        mt={8}
        disabled={typed === null || typed === saved}
        loading={write.isPending}
        onClick={() => void save()}
      >
        {t('consultations.saveNote')}
      </Button>
    </>
  )
}

interface EndPanelProps {
  templateId: TemplateId
  clientName: string
  onClose: () => void
}

/** Ends the series of an appointment. */
function EndPanel({ templateId, clientName, onClose }: EndPanelProps) {
  const { data } = useRead('consultations.templates', {})
  const template = data?.templates.find(({ id }) => id === templateId)
  if (!template) return null
  return (
    <EndSeriesPanel
      feature="consultations"
      templateId={templateId}
      subtitle={clientName}
      validUntil={template.validUntil}
      onClose={onClose}
    />
  )
}

/** Another hour, from those that are free. */
function MovePanel({
  consultation,
  onClose,
}: {
  consultation: ConsultationView
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { sessionId, personId, minutes, clientName } = consultation
  const free = useRead('consultations.freeSlots', { personId, sessionId, minutes })
  const move = useWrite('consultations.move')
  const take = async ({ psychologistId, placeId, date, start }: FreeSlot) => {
    try {
      const { changeId } = await move.mutateAsync({
        sessionId,
        ...{ psychologistId, placeId, date, start },
      })
      onClose()
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `move.error`.
    }
  }
  return (
    <SidePanel
      title={t('consultations.moveHint')}
      subtitle={clientName}
      width={440}
      onClose={onClose}
    >
      {move.isError && <ErrorSentence error={move.error} />}
      {free.isError && <ErrorSentence error={free.error} />}
      {free.data && (
        <Slots slots={free.data.slots} busy={move.isPending} onTake={(slot) => void take(slot)} />
      )}
    </SidePanel>
  )
}
