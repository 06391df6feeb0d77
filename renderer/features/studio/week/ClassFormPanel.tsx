import { Button, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alternative, Scope } from '#contract/schedule.ts'
import type { ClassView, Group } from '#contract/studio.ts'
import type { LocalDate, LocalTime, MemberId, PlaceId } from '#contract/values.ts'
import { useRead, useWrite } from '../../../lib/queries.ts'
import { closedDayQuestion, refusalSaid } from '../../../lib/sentences.ts'
import { useLanguage } from '../../../texts/index.ts'
import { announce, announceByName } from '../../../ui/announce.ts'
import { asPanel } from '../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { Alternatives, Findings } from '../../../ui/Findings.tsx'
import { FormRow } from '../../../ui/Form.tsx'
import { ChoiceField, DateField, TimeField } from '../../../ui/fields.tsx'
import { OutcomeList, OutcomeSummary } from '../../../ui/OutcomeList.tsx'
import { ScopeChoice } from '../../../ui/ScopeChoice.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { missingSaid } from '../../../ui/validate.ts'
import { AssistantsField } from '../AssistantsField.tsx'
import { useChoices } from '../useChoices.ts'

interface ClassDraft {
  groupId: Group['groupId'] | null
  date: LocalDate
  start: LocalTime
  minutes: number
  teacherId: MemberId | null
  assistantIds: MemberId[]
  placeId: PlaceId | null
}

interface ClassFormPanelProps {
  /** Null is a new class beside the weekly times. */
  session: ClassView | null
  initial: Pick<ClassDraft, 'date' | 'start' | 'minutes'>
  onClose: () => void
}

/** A class that is moved, given another teacher or place; or a new one. Rules speak while it is filled in. */
export const ClassFormPanel = asPanel(function ClassFormPanel({
  session,
  initial,
  onClose,
}: ClassFormPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [draft, setDraft] = useState<ClassDraft>({
    groupId: session?.groupId ?? null,
    teacherId: session?.teacherId ?? null,
    assistantIds: session?.assistantIds ?? [],
    placeId: session?.placeId ?? null,
    ...initial,
  })
  const [scope, setScope] = useState<Scope>('this')
  const set = (change: Partial<ClassDraft>) => setDraft((before) => ({ ...before, ...change }))
  const groups = useRead('studio.groups', session ? null : {})
  const choices = useChoices(draft)
  const move = useWrite('studio.move')
  const book = useWrite('studio.book')
  const { groupId, placeId } = draft

  const asked = useMemo(
    () =>
      groupId && placeId
        ? { ...draft, groupId, placeId, ...(session && { sessionId: session.sessionId }) }
        : null,
    [draft, groupId, placeId, session],
  )
  const [question] = useDebouncedValue(asked, 200)
  const answer = useRead('studio.check', question, { keepPrevious: true })
  const findings = asked ? (answer.data?.findings ?? []) : []
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const onlyPeople =
    blocks.length > 0 &&
    blocks.every(({ code, params }) => code === 'overlap' && params.seat === 'client')

  const changes = useMemo(() => (session ? changesOf(session, draft) : {}), [session, draft])
  const changed = Object.keys(changes).length > 0
  const wholeSeries = session !== null && scope !== 'this'
  const toPreview = useMemo(
    () =>
      session && wholeSeries && changed
        ? { sessionId: session.sessionId, scope, leaveClashes: true, ...changes }
        : null,
    [session, wholeSeries, changed, scope, changes],
  )
  const [previewed] = useDebouncedValue(toPreview, 250)
  const preview = useRead('studio.tryMove', previewed, { keepPrevious: true })

  const save = async (leaveClashes: boolean) => {
    if (!asked) return
    try {
      if (session) {
        if (!changed) return onClose()
        const { changeId } = await move.mutateAsync({
          sessionId: session.sessionId,
          scope,
          leaveClashes: wholeSeries,
          ...changes,
        })
        onClose()
        // Of a series it is the group that is told: its days are many.
        if (wholeSeries) announce(t('studio.done.updated', { name: session.groupName }), changeId)
        else await announceByName(changeId)
      } else {
        const { changeId } = await book.mutateAsync({ ...asked, leaveClashes })
        onClose()
        await announceByName(changeId)
      }
    } catch {
      // The refusal stands in the panel, from the mutation's error.
    }
  }
  const error = move.error ?? book.error
  const chooseGroup = (id: string | null) => {
    const group = groups.data?.groups.find((one) => one.groupId === id)
    if (!group) return
    const { teacherId, assistantIds, placeId } = group
    set({ groupId: group.groupId, teacherId, assistantIds, placeId })
  }
  return (
    <SidePanel
      title={session ? t('studio.class.change') : t('studio.class.add')}
      subtitle={session?.groupName}
      onClose={onClose}
      onSave={() => void save(false)}
      whyNot={
        missingSaid(t, [
          groupId === null && t('studio.class.group'),
          placeId === null && t('studio.field.place'),
        ]) ?? (wholeSeries ? undefined : refusalSaid(findings, language))
      }
      question={
        wholeSeries || draft.date === session?.date
          ? undefined
          : closedDayQuestion(findings, language)
      }
      checking={question !== asked || answer.isFetching}
      saving={move.isPending || book.isPending}
      saveLabel={session ? t('studio.class.save') : t('studio.class.book')}
      dirty={session ? changed : groupId !== null}
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
        {!session && (
          <Select
            label={t('studio.class.group')}
            value={groupId}
            data={(groups.data?.groups ?? []).map((one) => ({
              value: one.groupId as string,
              label: `${one.name} · ${t(`common.studios.${one.studio}`)}`,
            }))}
            searchable
            required
            data-autofocus
            onChange={chooseGroup}
          />
        )}
        {session?.templateId && <ScopeChoice value={scope} onChange={setScope} />}
        {wholeSeries && (
          <Text size="sm" c="dimmed">
            {t('studio.class.shared')}
          </Text>
        )}
        <DateField
          label={t('studio.class.date')}
          value={draft.date}
          onChange={(date) => date && set({ date })}
        />
        <FormRow>
          <TimeField
            label={t('studio.field.start')}
            value={draft.start}
            onChange={(start) => start && set({ start })}
          />
          <NumberInput
            label={t('studio.field.minutes')}
            value={draft.minutes}
            min={5}
            max={600}
            hideControls
            onChange={(minutes) => Number(minutes) >= 5 && set({ minutes: Number(minutes) })}
          />
        </FormRow>
        <ChoiceField
          label={t('studio.field.teacher')}
          value={draft.teacherId}
          clearable
          choices={choices.teachers}
          onChange={(teacherId) => set({ teacherId })}
        />
        <AssistantsField
          value={draft.assistantIds}
          choices={choices.assistants}
          onChange={(assistantIds) => set({ assistantIds })}
        />
        <ChoiceField
          label={t('studio.field.place')}
          value={placeId}
          required
          choices={choices.places}
          onChange={(chosen) => chosen && set({ placeId: chosen })}
        />
        {!wholeSeries && (
          <>
            <Findings findings={findings} />
            {asked && (
              <Alternatives
                alternatives={answer.data?.alternatives ?? []}
                date={draft.date}
                names={({ placeId: id }: Alternative) => [
                  choices.places.find((one) => one.value === id)?.label,
                ]}
                onTake={(offer) => set(offer)}
              />
            )}
          </>
        )}
        {toPreview && preview.isError && <ErrorSentence error={preview.error} />}
        {toPreview && preview.data && (
          <Stack gap={8}>
            <OutcomeSummary outcomes={preview.data.outcomes} />
            <OutcomeList
              outcomes={preview.data.outcomes.filter(({ outcome }) => outcome !== 'changed')}
            />
          </Stack>
        )}
      </Stack>
    </SidePanel>
  )
})

/** Only what differs from the class as it stands. */
function changesOf(session: ClassView, draft: ClassDraft) {
  const { date, start, minutes, teacherId, assistantIds, placeId } = draft
  return {
    ...(date !== session.date && { date }),
    ...(start !== session.start && { start }),
    ...(minutes !== session.minutes && { minutes }),
    ...(teacherId !== session.teacherId && { teacherId }),
    ...(assistantIds.join() !== session.assistantIds.join() && { assistantIds }),
    ...(placeId && placeId !== session.placeId && { placeId }),
  }
}
