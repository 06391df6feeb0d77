import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import { today } from '../../../../lib/dates.ts'
import { useWrite } from '../../../../lib/queries.ts'
import { findingSentence } from '../../../../lib/sentences.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { announce } from '../../../../ui/announce.ts'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { ChoiceField, DateField } from '../../../../ui/fields.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { missingSaid } from '../../../../ui/validate.ts'

interface ReplacePanelProps {
  course: CourseView
  /** Who takes the place. */
  by: Enrolment
  onClose: () => void
}

/** Somebody of the reserve list takes the place of a participant, and the bed where the rules allow it. */
export const ReplacePanel = asPanel(function ReplacePanel({
  course,
  by,
  onClose,
}: ReplacePanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [personId, setPersonId] = useState<PersonId | null>(null)
  const [on, setOn] = useState<LocalDate>(course.from > today() ? course.from : today())
  const replace = useWrite('boarding.replace')
  const participants = course.people.filter(
    ({ companionOfId, state }) =>
      companionOfId === null && ['expected', 'here', 'no_show'].includes(state),
  )
  const save = async (id: PersonId) => {
    try {
      const { placed, findings, changeId } = await replace.mutateAsync({
        ...{ courseId: course.courseId, personId: id, byPersonId: by.personId, on },
      })
      const instead = participants.find((one) => one.personId === id)?.name ?? ''
      const block = findings.find(({ severity }) => severity === 'block')
      const bed = placed
        ? t('boarding.reserve.bedToo')
        : block
          ? `${t('boarding.reserve.noBed')} ${findingSentence(block, language, t)}`
          : t('boarding.reserve.noBed')
      announce(`${t('boarding.done.replaced', { name: by.name, instead })} ${bed}`, changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `replace.error`.
    }
  }
  return (
    <SidePanel
      title={by.name}
      subtitle={t('boarding.reserve.replaceHint')}
      onClose={onClose}
      onSave={() => personId && void save(personId)}
      whyNot={missingSaid(t, [personId === null && t('boarding.reserve.instead')])}
      saving={replace.isPending}
      saveLabel={t('boarding.reserve.save')}
      dirty={personId !== null}
    >
      <Stack gap={14}>
        {replace.isError && <ErrorSentence error={replace.error} />}
        <ChoiceField
          label={t('boarding.reserve.instead')}
          value={personId}
          choices={participants.map((one) => ({
            value: one.personId,
            label: `${one.name} · ${t(`boarding.states.${one.state}`)}`,
          }))}
          required
          onChange={setPersonId}
        />
        <DateField
          label={t('boarding.reserve.on')}
          value={on}
          onChange={(date) => date && setOn(date)}
        />
        <Text size="sm" c="dimmed">
          {t('boarding.reserve.explained')}
        </Text>
      </Stack>
    </SidePanel>
  )
})
