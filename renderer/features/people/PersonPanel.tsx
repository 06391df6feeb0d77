import { Button, Skeleton, Stack } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Person, PersonLine } from '#contract/people.ts'
import { PersonId } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { ageOn, today } from '../../lib/dates.ts'
import { surnameFirst } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { notifyChange } from '../../ui/announce.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { focusFirstError } from '../../ui/validate.ts'
import { MergeSection } from './MergeSection.tsx'
import { PersonSections } from './PersonSections.tsx'
import { usePersonForm } from './person-form.ts'

const WIDTH = 500

interface PersonPanelProps {
  /** Null for a new file. */
  personId: string | null
  groups: (personId: PersonId) => ReactNode
  onClose: () => void
}

/** A person's file beside the list. */
export const PersonPanel = asPanel(function PersonPanel({
  personId,
  groups,
  onClose,
}: PersonPanelProps) {
  const { t } = useTranslation()
  const file = useRead('people.get', personId ? { personId } : null)
  if (!personId) return <FilePanel person={null} onClose={onClose} />
  if (file.data) {
    return (
      <FilePanel
        key={file.data.id}
        person={file.data}
        groups={groups(file.data.id)}
        onClose={onClose}
      />
    )
  }
  return (
    <SidePanel title={t('common.loading')} onClose={onClose} width={WIDTH}>
      {file.isError ? (
        <ErrorSentence error={file.error} onAgain={() => void file.refetch()} />
      ) : (
        <Stack>
          <Skeleton height={36} animate={false} />
          <Skeleton height={36} animate={false} />
          <Skeleton height={36} animate={false} />
        </Stack>
      )}
    </SidePanel>
  )
})

interface FilePanelProps {
  person: Person | null
  groups?: ReactNode
  onClose: () => void
}

function FilePanel({ person, groups, onClose }: FilePanelProps) {
  const { t } = useTranslation()
  const form = usePersonForm(person, t)
  const create = useWrite('people.create')
  const update = useWrite('people.update')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const [merging, setMerging] = useState(false)

  const save = async (evenIfSame: boolean) => {
    if (form.validate().hasErrors) return focusFirstError()
    setRefusal(null)
    const fields = form.values
    try {
      const saved = person
        ? await update.mutateAsync({ ...fields, id: person.id })
        : await create.mutateAsync({ ...fields, evenIfSame })
      const name = surnameFirst(fields)
      const done = person ? t('people.updated', { name }) : t('people.created', { name })
      const doubts = saved.warnings.map((warning) => t(`people.warning.${warning}`))
      const said = doubts.length > 0 ? `${done}. ${doubts.join(' ')}` : done
      if (person) notifyChange(said, saved.changeId)
      else notifyDone(said)
      onClose()
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'iin_invalid') {
        form.setFieldError('iin', t('errors.iin_invalid'))
        focusFirstError()
      } else if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }

  const age = form.values.birthDate && ageOn(form.values.birthDate, today())
  return (
    <SidePanel
      title={person ? surnameFirst(person) : t('people.add')}
      subtitle={typeof age === 'number' ? t('people.years', { years: age }) : undefined}
      width={WIDTH}
      onClose={onClose}
      onSave={() => void save(false)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
      actions={
        person && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowsJoin size={18} stroke={1.6} aria-hidden />}
            onClick={() => setMerging(true)}
          >
            {t('people.merge.start')}
          </Button>
        )
      }
    >
      <Stack gap={12} mb={refusal || merging ? 20 : 0}>
        {merging && person && <MergeSection person={person} onClose={() => setMerging(false)} />}
        {refusal && <Refusal refusal={refusal} onAnother={() => void save(true)} />}
      </Stack>
      <PersonSections form={form} />
      {groups}
    </SidePanel>
  )
}

/** Why a file was not saved, with what to do instead as buttons. */
function Refusal({ refusal, onAnother }: { refusal: ServiceError; onAnother: () => void }) {
  const { t } = useTranslation()
  const same = PersonLine.array().safeParse(refusal.params.people)
  const holder = PersonId.safeParse(refusal.params.personId)
  return (
    <ErrorSentence error={refusal}>
      {refusal.code === 'same_person' && (
        <>
          {same.data?.map((person) => (
            <Button
              key={person.id}
              size="compact-sm"
              variant="default"
              onClick={() => goTo(`/people/${person.id}`)}
            >
              {t('people.openThat', { name: surnameFirst(person) })}
            </Button>
          ))}
          <Button size="compact-sm" variant="default" onClick={onAnother}>
            {t('people.saveAnother')}
          </Button>
        </>
      )}
      {refusal.code === 'iin_taken' && holder.success && (
        <Button size="compact-sm" variant="default" onClick={() => goTo(`/people/${holder.data}`)}>
          {t('people.openHolder')}
        </Button>
      )}
    </ErrorSentence>
  )
}
