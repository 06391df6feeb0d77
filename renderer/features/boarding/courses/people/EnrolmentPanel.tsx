import { Button, Group, Stack, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import { ServiceError } from '../../../../lib/client.ts'
import { addDays, today } from '../../../../lib/dates.ts'
import { dayAndMonth, phone, shortDate } from '../../../../lib/format.ts'
import { useWrite } from '../../../../lib/queries.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { announce, refusedBy } from '../../../../ui/announce.ts'
import { notifyFailure } from '../../../../ui/answers.tsx'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import { FormSection } from '../../../../ui/Form.tsx'
import { DateField, TextField } from '../../../../ui/fields.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { useUnsaved } from '../../../../ui/useUnsaved.ts'
import styles from '../../boarding.module.css'
import { DaysSections } from '../../days/DaysSections.tsx'
import { useRoomWords } from '../../useRoomWords.ts'
import { askedOf, draftOf, EnrolmentFields } from './EnrolmentFields.tsx'
import { NotDoneList } from './NotDoneList.tsx'
import { StateWord } from './PeopleTable.tsx'
import { comings, mayBe, useComing } from './useComing.ts'

interface EnrolmentPanelProps {
  course: CourseView
  enrolment: Enrolment
  /** Opens the panel for a companion of this person. */
  onCompanion: () => void
  onClose: () => void
}

/** Somebody in a course: how it stands with them, whether they have come, what is written about them. */
export const EnrolmentPanel = asPanel(function EnrolmentPanel({
  course,
  enrolment,
  onCompanion,
  onClose,
}: EnrolmentPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const before = draftOf(enrolment)
  const stored = JSON.stringify(before)
  const [draft, setDraft] = useState(before)
  const [seen, setSeen] = useState(stored)
  const dirty = JSON.stringify(draft) !== seen
  if (stored !== seen) {
    // Leaving writes a remark too: a form in which nothing was typed shows what is stored.
    setSeen(stored)
    if (!dirty) setDraft(before)
  }
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const enrol = useWrite('boarding.enrol')
  const withdraw = useWrite('boarding.withdraw')
  const { personId, name, state } = enrolment
  const { courseId } = course
  const isGone = state === 'withdrawn'
  const words = { name }

  const attempt = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
      onClose()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  const save = (leaveClashes: boolean) =>
    void attempt(async () => {
      const { changeId } = await enrol.mutateAsync({
        ...{ courseId, personId, leaveClashes },
        ...askedOf(draft),
        reserve: state === 'reserve',
      })
      announce(
        t(isGone ? 'boarding.done.enrolled' : 'boarding.done.enrolmentUpdated', words),
        changeId,
      )
    })
  const takeOff = () =>
    void attempt(async () => {
      const { changeId } = await withdraw.mutateAsync({ courseId, personId })
      announce(t('boarding.done.withdrawn', words), changeId)
    })
  const refused = refusedBy(refusal)?.refusals
  return (
    <SidePanel
      title={name}
      subtitle={[
        t('boarding.course.named', { name: course.name }),
        enrolment.birthDate && shortDate(enrolment.birthDate, language),
        enrolment.phone && phone(enrolment.phone),
      ]
        .filter(Boolean)
        .join(' · ')}
      width={440}
      onClose={onClose}
      onSave={() => save(false)}
      saving={enrol.isPending}
      saveLabel={isGone ? t('boarding.people.bringBack') : undefined}
      dirty={dirty}
      actions={
        state === 'expected' || state === 'reserve' ? (
          <Button variant="subtle" color="red" loading={withdraw.isPending} onClick={takeOff}>
            {t('boarding.people.withdraw')}
          </Button>
        ) : null
      }
    >
      <Stack gap={16}>
        {refusal && !refused && <ErrorSentence error={refusal} />}
        {refused && (
          <Stack gap={8} role="alert">
            <Findings findings={refused} />
            {refused.every(({ code }) => code === 'overlap') && (
              <Button onClick={() => save(true)}>{t('boarding.people.leaveClashes')}</Button>
            )}
          </Stack>
        )}
        <Standing course={course} enrolment={enrolment} />
        <Group gap={8}>
          <Button component={Link} variant="default" px={12} href={`/people/${personId}`}>
            {t('boarding.people.openFile')}
          </Button>
          {enrolment.companionOfId === null && !isGone && (
            <Button
              variant="default"
              px={12}
              leftSection={<IconUserPlus size={17} stroke={1.6} aria-hidden />}
              onClick={onCompanion}
            >
              {t('boarding.people.addCompanion')}
            </Button>
          )}
        </Group>
        {comings.some((one) => mayBe(one, enrolment)) && (
          <ComingSection course={course} enrolment={enrolment} />
        )}
        <DaysSections courseId={courseId} enrolment={enrolment} />
        <FormSection title={t('boarding.people.section.wishes')}>
          {enrolment.shareWords && (
            <Text size="sm" c="var(--ink-waiting)">
              {t('boarding.people.unknownWish', { words: enrolment.shareWords })}
            </Text>
          )}
          <EnrolmentFields course={course} personId={personId} draft={draft} onChange={setDraft} />
        </FormSection>
      </Stack>
    </SidePanel>
  )
})

type Shown = Pick<EnrolmentPanelProps, 'course' | 'enrolment'>

/** State, and where they sleep night by night. */
function Standing({ course, enrolment }: Shown) {
  const { t } = useTranslation()
  const language = useLanguage()
  const words = useRoomWords()
  const beds = enrolment.stays.filter(({ kept }) => !kept)
  return (
    <dl className={styles.facts}>
      <dt>{t('boarding.people.column.state')}</dt>
      <dd>
        <StateWord one={enrolment} course={course} today={today()} />
      </dd>
      <dt>{t('boarding.people.column.bed')}</dt>
      <dd>
        {beds.length === 0 && t('boarding.people.noBed')}
        {beds.map((stay) => (
          <div key={stay.stayId}>
            {words.bed(stay)}, {dayAndMonth(stay.from, language)} – {dayAndMonth(stay.to, language)}
          </div>
        ))}
        <div className={styles.who}>
          <Link href={`/boarding?date=${addDays(enrolment.from, -2)}`}>
            {t('boarding.people.onRack')}
          </Link>
        </div>
      </dd>
    </dl>
  )
}

/** On the day: has come, has left, has not come. */
function ComingSection({ course, enrolment }: Shown) {
  const { t } = useTranslation()
  const [on, setOn] = useState<LocalDate>(today())
  const [note, setNote] = useState<string | null>(null)
  useUnsaved(note !== null && note.trim() !== '')
  const coming = useComing(course.courseId)
  return (
    <FormSection title={t('boarding.people.section.coming')}>
      <NotDoneList notDone={coming.notDone} />
      <DateField label={t('common.date')} value={on} onChange={(date) => date && setOn(date)} />
      {enrolment.state === 'here' && on < enrolment.until && (
        <TextField
          label={t('boarding.people.field.leavingNote')}
          value={note}
          maxLength={200}
          onChange={setNote}
        />
      )}
      <Group gap={8}>
        {comings
          .filter((one) => mayBe(one, enrolment))
          .map((one, index) => (
            <Button
              key={one}
              variant={index === 0 ? 'light' : 'default'}
              disabled={coming.settling}
              onClick={() => void coming.settle(one, [enrolment], on, note)}
            >
              {t(`boarding.rack.actions.${one}`)}
            </Button>
          ))}
      </Group>
    </FormSection>
  )
}
