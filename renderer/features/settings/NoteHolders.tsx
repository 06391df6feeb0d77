import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Sure } from './Sure.tsx'

type Colleague = MethodOutput<'access.state'>['members'][number]
type Notes = MethodOutput<'access.noteHolders'>['notes'][number]

/** Whose notes of appointments there are, and whom they are handed over to: nothing while there are none. */
export function NoteHolders({ members }: { members: readonly Colleague[] }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useRead('access.noteHolders', {})
  if (error) return <ErrorSentence error={error} onAgain={() => void refetch()} />
  if (!data || data.notes.length === 0) return null
  const psychologists = members.filter(({ roles }) => roles.includes('psychologist'))
  return (
    <>
      <h2>{t('access.notes.title')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('access.notes.hint')}
      </Text>
      <Stack gap={16} mb={8}>
        {data.notes.map((notes) => (
          <NotesOf key={notes.owner.memberId} notes={notes} psychologists={psychologists} />
        ))}
      </Stack>
    </>
  )
}

interface NotesOfProps {
  notes: Notes
  psychologists: readonly Colleague[]
}
function NotesOf({ notes: { owner, holders }, psychologists }: NotesOfProps) {
  const { t } = useTranslation()
  const handOver = useWrite('access.handOverNotes')
  const takeBack = useWrite('access.takeNotesBack')
  const [toId, setTo] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const held = new Set([owner, ...holders].map(({ memberId }) => memberId))
  const others = psychologists.filter(({ memberId }) => !held.has(memberId))
  const to = others.find(({ memberId }) => memberId === toId) ?? others[0]
  const name = surnameFirst(owner)
  const give = async (one: Colleague) => {
    setAsking(false)
    try {
      await handOver.mutateAsync({ fromId: owner.memberId, toId: one.memberId })
      notifyDone(t('access.notes.done', { to: surnameFirst(one) }))
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <section aria-label={name}>
      <Group align="end" gap={8}>
        <Stack gap={2} w={220}>
          <span>{name}</span>
          {others.length === 0 && holders.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('access.notes.nobody')}
            </Text>
          )}
        </Stack>
        {to && (
          <>
            <Select
              label={t('access.notes.to')}
              data={others.map((one) => ({ value: one.memberId, label: surnameFirst(one) }))}
              value={to.memberId}
              onChange={setTo}
              allowDeselect={false}
            />
            <Button variant="default" loading={handOver.isPending} onClick={() => setAsking(true)}>
              {t('access.notes.handOver')}
            </Button>
          </>
        )}
      </Group>
      {holders.map((one) => (
        <Group key={one.memberId} gap={12} mt={6}>
          <span>{t('access.notes.open', { name: surnameFirst(one) })}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() =>
              void takeBack
                .mutateAsync({ fromId: owner.memberId, toId: one.memberId })
                .catch(notifyFailure)
            }
          >
            {t('access.notes.takeBack')}
          </Button>
        </Group>
      ))}
      {asking && to && (
        <Sure
          question={t('access.notes.ask', { name, to: surnameFirst(to) })}
          yes={t('access.notes.handOver')}
          onYes={() => void give(to)}
          onNo={() => setAsking(false)}
        />
      )}
    </section>
  )
}
