import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseView } from '#contract/boarding.ts'
import type { CourseId } from '#contract/values.ts'
import { dayWithWeekday } from '../../../../lib/format.ts'
import { useRead, useWrite } from '../../../../lib/queries.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { announce } from '../../../../ui/announce.ts'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import { ChoiceField } from '../../../../ui/fields.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import styles from './programme.module.css'

interface CopyPanelProps {
  course: CourseView
  onClose: () => void
}

/** The programme of another course, day by day: seen first, then made. */
export const CopyPanel = asPanel(function CopyPanel({ course, onClose }: CopyPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { courseId } = course
  const year = Number(course.from.slice(0, 4))
  const ofYear = useRead('boarding.courses', { year })
  const ofLastYear = useRead('boarding.courses', { year: year - 1 })
  const [fromCourseId, setFrom] = useState<CourseId | null>(null)
  const asked = fromCourseId && { courseId, fromCourseId }
  const preview = useRead('boarding.tryCopyProgramme', asked)
  const copy = useWrite('boarding.copyProgramme')
  const sources = [...(ofYear.data?.courses ?? []), ...(ofLastYear.data?.courses ?? [])].filter(
    (one) => one.courseId !== courseId && one.sessions > 0,
  )
  const made = preview.data?.made ?? 0
  const left = preview.data?.left ?? []
  const save = async () => {
    if (!asked) return
    try {
      const done = await copy.mutateAsync(asked)
      announce(t('boarding.done.copied', { count: done.made }), done.changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `copy.error`.
    }
  }
  return (
    <SidePanel
      title={t('boarding.programme.copy')}
      subtitle={t('boarding.course.named', { name: course.name })}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={made > 0 ? undefined : t('common.panel.nothing')}
      saving={copy.isPending}
      checking={preview.isFetching}
      saveLabel={t('boarding.programme.copySave', { count: made })}
    >
      <Stack gap={14}>
        {copy.isError && <ErrorSentence error={copy.error} />}
        {ofYear.isSuccess && ofLastYear.isSuccess && sources.length === 0 ? (
          <Text c="dimmed">{t('boarding.programme.noSource')}</Text>
        ) : (
          <ChoiceField
            label={t('boarding.programme.from')}
            value={fromCourseId}
            choices={sources.map((one) => ({
              value: one.courseId,
              label: `${t('boarding.course.named', { name: one.name })} · ${one.sessions}`,
            }))}
            required
            onChange={setFrom}
          />
        )}
        {preview.isError && <ErrorSentence error={preview.error} />}
        {preview.data && (
          <Text role="status">{t('boarding.programme.copied', { made, left: left.length })}</Text>
        )}
        <ul className={styles.copied}>
          {left.map((one) => (
            <li key={`${one.date} ${one.start} ${one.title}`}>
              <Text mb={4}>
                {dayWithWeekday(one.date, language)}, <b>{one.start}</b> · {one.title}
              </Text>
              <Findings findings={one.findings.filter(({ severity }) => severity === 'block')} />
            </li>
          ))}
        </ul>
      </Stack>
    </SidePanel>
  )
})
