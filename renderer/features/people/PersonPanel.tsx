import { Button, Skeleton, Stack } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Person, PersonLine } from '#contract/people.ts'
import type { Versioned } from '#contract/values.ts'
import { PersonId } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { ageOn, today } from '../../lib/dates.ts'
import { shortDate, surnameFirst } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { focusFirstError, formSaid } from '../../ui/validate.ts'
import { MergeSection } from './MergeSection.tsx'
import { NextSessions } from './NextSessions.tsx'
import { PersonSections } from './PersonSections.tsx'
import { type PersonDraft, usePersonForm } from './person-form.ts'

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
  person: Versioned<Person> | null
  groups?: ReactNode
  onClose: () => void
}

function FilePanel({ person, groups, onClose }: FilePanelProps) {
  const { t } = useTranslation()
  const form = usePersonForm(person, t)
  const create = useWrite('people.create')
  const update = useWrite('people.update')
  const [refusal, setRefusal] = useState<{ error: ServiceError; of: string } | null>(null)
  // Whoever was refused for a name is another once the name is another.
  const refused = refusal && refusal.of === identityOf(form.values) ? refusal.error : null
  const [merging, setMerging] = useState(false)

  const save = async (fields: PersonDraft, evenIfSame = false) => {
    if (form.validate().hasErrors) return focusFirstError()
    setRefusal(null)
    try {
      const saved = person
        ? await update.mutateAsync({ ...fields, id: person.id, ...form.opened })
        : await create.mutateAsync({ ...fields, evenIfSame })
      const name = surnameFirst(fields)
      const done = person ? t('people.updated', { name }) : t('people.created', { name })
      const doubts = saved.warnings.map((warning) => t(`people.warning.${warning}`))
      const said = doubts.length > 0 ? `${done}. ${doubts.join(' ')}` : done
      announce(said, saved.changeId)
      onClose()
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'iin_invalid') {
        form.setFieldError('iin', t('errors.iin_invalid'))
        focusFirstError()
      } else if (error instanceof ServiceError) setRefusal({ error, of: identityOf(fields) })
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
      // Ctrl+Enter would save this file and close it while the other one still waits to be merged.
      {...(!merging && { onSave: () => void save(form.values) })}
      whyNot={formSaid(t, 'people.field', form.wrong)}
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
      actions={
        person && (
          <DoButton
            variant="subtle"
            color="gray"
            leftSection={<IconArrowsJoin size={18} stroke={1.6} aria-hidden />}
            onClick={() => setMerging(true)}
          >
            {t('people.merge.start')}
          </DoButton>
        )
      }
    >
      <Stack gap={12} mb={refused || merging ? 20 : 0}>
        {merging && person && <MergeSection person={person} onClose={() => setMerging(false)} />}
        {refused && (
          <Refusal
            error={refused}
            form={form}
            fieldWords="people.field"
            onSave={(fields) => void save(fields)}
            onSettled={() => setRefusal(null)}
          >
            <Instead error={refused} onAnother={() => void save(form.values, true)} />
          </Refusal>
        )}
      </Stack>
      {person && <NextSessions personId={person.id} />}
      <PersonSections form={form} />
      {groups}
    </SidePanel>
  )
}

/** What a file is taken for another's by. */
const identityOf = ({ familyName, givenName, patronymic, birthDate, iin }: PersonDraft): string =>
  JSON.stringify([familyName, givenName, patronymic, birthDate, iin])

/** What to do instead of a file that somebody has already, as buttons. */
function Instead({ error, onAnother }: { error: ServiceError; onAnother: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const same = PersonLine.array().safeParse(error.params.people)
  const holder = PersonId.safeParse(error.params.personId)
  if (error.code === 'iin_taken' && holder.success) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => goTo(`/people/${holder.data}`)}>
        {t('people.openHolder')}
      </Button>
    )
  }
  if (error.code !== 'same_person') return null
  return (
    <>
      {same.data?.map((person) => (
        <Button
          key={person.id}
          size="compact-sm"
          variant="default"
          onClick={() => goTo(`/people/${person.id}`)}
        >
          {t('people.openThat', { name: surnameFirst(person) })}
          {person.birthDate && `, ${shortDate(person.birthDate, language)}`}
        </Button>
      ))}
      <Button size="compact-sm" variant="default" onClick={onAnother}>
        {t('people.saveAnother')}
      </Button>
    </>
  )
}
