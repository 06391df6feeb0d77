import { Button, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseSession, CourseView } from '#contract/boarding.ts'
import type { LocalDate, LocalTime, MemberId, PlaceId } from '#contract/values.ts'
import { capitalised, dayWithWeekday, surnameFirst } from '../../../../lib/format.ts'
import { useRead, useWrite } from '../../../../lib/queries.ts'
import { refusalSaid } from '../../../../lib/sentences.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { announce } from '../../../../ui/announce.ts'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import { FormRow } from '../../../../ui/Form.tsx'
import { ChoiceField, NumberField, TextField, TimeField } from '../../../../ui/fields.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { missingSaid } from '../../../../ui/validate.ts'
import { daysOf } from './days.ts'

interface LessonDraft {
  title: string
  date: LocalDate
  start: LocalTime
  minutes: number | null
  leaderId: MemberId | null
  placeId: PlaceId | null
}

/** The rules are asked when nothing was changed for so long, milliseconds. */
const STILL = 200

/** After the last session of the day, as long and in the same place. */
function emptySession(course: CourseView, date: LocalDate): LessonDraft {
  const last = course.programme.findLast((one) => one.date <= date)
  const before = course.programme.findLast((one) => one.date === date)
  return {
    title: '',
    date,
    start: before?.end ?? ('10:00' as LocalTime),
    minutes: last?.minutes ?? 60,
    leaderId: null,
    placeId: last?.placeId ?? null,
  }
}

interface SessionFormPanelProps {
  course: CourseView
  /** Null for a new one. */
  session: CourseSession | null
  date: LocalDate
  onClose: () => void
}

/** A session of the programme, new or changed. Rules speak while it is filled in. */
export const SessionFormPanel = asPanel(function SessionFormPanel({
  course,
  session,
  date,
  onClose,
}: SessionFormPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const initial = useMemo(
    (): LessonDraft => (session ? draftOf(session) : emptySession(course, date)),
    [session, course, date],
  )
  const [draft, setDraft] = useState(initial)
  const set = (part: Partial<LessonDraft>) => setDraft((before) => ({ ...before, ...part }))
  const choices = useChoices(draft)
  const book = useWrite('boarding.bookSession')
  const move = useWrite('boarding.moveSession')
  const { courseId } = course

  const asked = useMemo(() => {
    const { placeId, minutes } = draft
    const title = draft.title.trim()
    if (!placeId || !minutes || minutes < 5 || title === '') return null
    return {
      ...{ ...draft, courseId, title, placeId, minutes },
      ...(session && { sessionId: session.sessionId }),
    }
  }, [draft, courseId, session])
  const [question] = useDebouncedValue(asked, STILL)
  const answer = useRead('boarding.checkSession', asked && question, { keepPrevious: true })
  const findings = asked ? (answer.data?.findings ?? []) : []
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const onlyPeople =
    blocks.length > 0 &&
    blocks.every(({ code, params }) => code === 'overlap' && params.seat === 'client')

  const save = async (leaveClashes: boolean) => {
    if (!asked) return
    const { title } = asked
    try {
      if (session) {
        const { courseId: _, ...change } = asked
        const { changeId } = await move.mutateAsync({ ...change, sessionId: session.sessionId })
        announce(t('boarding.done.sessionChanged', { title }), changeId)
      } else {
        const { changeId } = await book.mutateAsync({ ...asked, leaveClashes })
        announce(t('boarding.done.sessionAdded', { title }), changeId)
      }
      onClose()
    } catch {
      // The refusal stands in the panel, from the mutation's error.
    }
  }
  const error = book.error ?? move.error
  return (
    <SidePanel
      title={t(session ? 'boarding.programme.change' : 'boarding.programme.add')}
      subtitle={t('boarding.course.named', { name: course.name })}
      onClose={onClose}
      onSave={() => void save(false)}
      whyNot={
        missingSaid(t, [
          draft.title.trim() === '' && t('boarding.programme.field.title'),
          !draft.minutes && t('studio.field.minutes'),
          !draft.placeId && t('studio.field.place'),
        ]) ?? refusalSaid(findings, language)
      }
      saving={book.isPending || move.isPending}
      checking={question !== asked || answer.isFetching}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      actions={
        !session && asked && onlyPeople ? (
          <Button loading={book.isPending} onClick={() => void save(true)}>
            {t('studio.class.leaveOut')}
          </Button>
        ) : null
      }
    >
      <Stack gap={14}>
        {error && error.code !== 'rules_refused' && <ErrorSentence error={error} />}
        <TextField
          label={t('boarding.programme.field.title')}
          value={draft.title}
          maxLength={200}
          required
          data-autofocus
          onChange={(title) => set({ title: title ?? '' })}
        />
        <ChoiceField
          label={t('boarding.programme.field.day')}
          value={draft.date}
          choices={daysOf(course).map((value) => ({
            value,
            label: capitalised(dayWithWeekday(value, language)),
          }))}
          onChange={(day) => day && set({ date: day })}
        />
        <FormRow>
          <TimeField
            label={t('boarding.programme.field.start')}
            value={draft.start}
            onChange={(start) => start && set({ start })}
          />
          <NumberField
            label={t('boarding.programme.field.minutes')}
            value={draft.minutes}
            min={5}
            max={480}
            onChange={(minutes) => set({ minutes })}
          />
        </FormRow>
        <ChoiceField
          label={t('boarding.programme.field.place')}
          value={draft.placeId}
          required
          choices={choices.places}
          onChange={(placeId) => set({ placeId })}
        />
        <ChoiceField
          label={t('boarding.programme.field.leader')}
          value={draft.leaderId}
          clearable
          choices={choices.leaders}
          onChange={(leaderId) => set({ leaderId })}
        />
        <Findings findings={findings} />
      </Stack>
    </SidePanel>
  )
})

const draftOf = ({
  title,
  date,
  start,
  minutes,
  leaderId,
  placeId,
}: CourseSession): LessonDraft => ({
  ...{ title, date, start, minutes, leaderId, placeId },
})

/** Who may lead and where; who is chosen already is among them. */
function useChoices({ leaderId, placeId }: Pick<LessonDraft, 'leaderId' | 'placeId'>) {
  const team = useRead('team.list', { withFormer: true })
  const places = useRead('places.list', { withClosed: true })
  return {
    leaders: (team.data?.members ?? [])
      .filter((one) => one.id === leaderId || one.active)
      .map((one) => ({ value: one.id, label: surnameFirst({ ...one, patronymic: null }) })),
    places: (places.data?.places ?? [])
      .filter((one) => one.id === placeId || one.active)
      .map((one) => ({
        value: one.id,
        label: one.lane === null ? one.name : `${one.name}, ${one.lane}`,
      })),
  }
}
