import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import { PersonLine } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import { ServiceError } from '../../../../lib/client.ts'
import { surnameFirst } from '../../../../lib/format.ts'
import { useWrite } from '../../../../lib/queries.ts'
import { announce, refusedBy } from '../../../../ui/announce.ts'
import { notifyFailure } from '../../../../ui/answers.tsx'
import { asPanel } from '../../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import { PersonPicker } from '../../../../ui/PersonPicker.tsx'
import { SidePanel } from '../../../../ui/SidePanel.tsx'
import { missingSaid } from '../../../../ui/validate.ts'
import { askedOf, EnrolmentFields, emptyEnrolment } from './EnrolmentFields.tsx'
import { type NewPerson, NewPersonFields, nobodyYet, unnamed } from './NewPersonFields.tsx'

interface EnrolPanelProps {
  course: CourseView
  /** The participant whom the new one accompanies. */
  companionOf: Enrolment | null
  /** On the reserve list, behind those who are on it. */
  reserve: boolean
  onClose: () => void
}

interface Known {
  id: PersonId
  name: string
}

/** In which way it is asked for, after it was refused. */
interface How {
  reserve?: boolean
  leaveClashes?: boolean
  evenIfSame?: boolean
  reason?: string
}

/** Puts somebody in a course: from the files, or new in a few words. */
export const EnrolPanel = asPanel(function EnrolPanel({
  course,
  companionOf,
  reserve,
  onClose,
}: EnrolPanelProps) {
  const { t } = useTranslation()
  const [known, setKnown] = useState<Known | null>(null)
  const [fresh, setFresh] = useState<NewPerson | null>(null)
  const [draft, setDraft] = useState(emptyEnrolment(companionOf))
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const [reason, setReason] = useState('')
  const create = useWrite('people.create')
  const enrol = useWrite('boarding.enrol')
  const waits =
    reserve ||
    course.people.some(
      ({ personId, state }) => personId === draft.companionOfId && state === 'reserve',
    )

  const save = async (how: How = {}) => {
    setRefusal(null)
    try {
      const person = known ?? (fresh && (await newFile(fresh, how.evenIfSame)))
      if (!person) return
      const toReserve = how.reserve ?? waits
      const { wheelchair, ...asked } = askedOf(draft)
      const { changeId } = await enrol.mutateAsync({
        courseId: course.courseId,
        personId: person.id,
        ...asked,
        // Whoever uses a wheelchair by their file does so here, unless it is said.
        ...(wheelchair && { wheelchair }),
        reserve: toReserve,
        leaveClashes: how.leaveClashes ?? false,
        ...(how.reason && { override: { reason: how.reason } }),
      })
      announce(
        t(toReserve ? 'boarding.done.toReserve' : 'boarding.done.enrolled', { name: person.name }),
        changeId,
      )
      onClose()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  /** The file stays when the course then refuses: nobody types it twice. */
  const newFile = async (words: NewPerson, evenIfSame = false): Promise<Known> => {
    const { personId } = await create.mutateAsync({ ...words, ...(evenIfSame && { evenIfSame }) })
    const person = { id: personId, name: surnameFirst({ ...words, patronymic: null }) }
    setKnown(person)
    setFresh(null)
    return person
  }
  const refused = refusedBy(refusal)?.refusals
  const isFull = refused?.some(({ code }) => code === 'course_full')
  const onlyClashes = refused?.every(({ code }) => code === 'overlap')
  const same = PersonLine.array().safeParse(refusal?.params.people)
  const title = companionOf
    ? t('boarding.people.addCompanion')
    : t(reserve ? 'boarding.people.addReserve' : 'boarding.people.add')
  return (
    <SidePanel
      title={title}
      subtitle={companionOf?.name ?? t('boarding.course.named', { name: course.name })}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={missingSaid(
        t,
        fresh ? unnamed(fresh, t) : [known === null && t('boarding.people.field.person')],
      )}
      saving={create.isPending || enrol.isPending}
      saveLabel={t('boarding.people.save')}
      dirty={known !== null || fresh !== null}
    >
      <Stack gap={14}>
        {refusal && !refused && (
          <ErrorSentence error={refusal}>
            {refusal.code === 'same_person' && (
              <>
                {same.data?.map((person) => (
                  <Button
                    key={person.id}
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      setKnown({ id: person.id, name: surnameFirst(person) })
                      setFresh(null)
                      setRefusal(null)
                    }}
                  >
                    {t('boarding.people.thatOne', { name: surnameFirst(person) })}
                  </Button>
                ))}
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => void save({ evenIfSame: true })}
                >
                  {t('people.saveAnother')}
                </Button>
              </>
            )}
          </ErrorSentence>
        )}
        {refused && (
          <Stack gap={8} role="alert">
            <Findings findings={refused} />
            {isFull && (
              <>
                <Button onClick={() => void save({ reserve: true })}>
                  {t('boarding.people.toReserve')}
                </Button>
                <TextInput
                  label={t('boarding.people.overrideReason')}
                  description={t('boarding.rack.override.hint')}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
                <Button
                  variant="default"
                  disabled={reason.trim() === ''}
                  onClick={() => void save({ reason: reason.trim() })}
                >
                  {t('boarding.people.overrideSave')}
                </Button>
              </>
            )}
            {onlyClashes && (
              <Button onClick={() => void save({ leaveClashes: true })}>
                {t('boarding.people.leaveClashes')}
              </Button>
            )}
          </Stack>
        )}
        {fresh ? (
          <>
            <NewPersonFields person={fresh} onChange={setFresh} />
            <Button variant="default" onClick={() => setFresh(null)}>
              {t('attendance.walkIn.fromFiles')}
            </Button>
          </>
        ) : (
          <>
            <PersonPicker
              label={t('boarding.people.field.person')}
              value={known?.id ?? null}
              onChange={(_, person) =>
                setKnown(person && { id: person.id, name: surnameFirst(person) })
              }
              required
              autoFocus
            />
            {!known && (
              <Button variant="default" onClick={() => setFresh(nobodyYet)}>
                {t('attendance.walkIn.new')}
              </Button>
            )}
          </>
        )}
        <EnrolmentFields
          course={course}
          personId={known?.id ?? null}
          draft={draft}
          onChange={setDraft}
        />
      </Stack>
    </SidePanel>
  )
})
