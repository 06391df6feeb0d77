import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOfOneDay } from '#contract/rules/lists.ts'
import type { Group, Waiting } from '#contract/studio.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import type { ServiceError } from '../../lib/client.ts'
import { today } from '../../lib/dates.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { refusalSaid } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Findings } from '../../ui/Findings.tsx'
import { DateField } from '../../ui/fields.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { missingSaid } from '../../ui/validate.ts'

interface JoinPanelProps {
  group: Pick<Group, 'groupId' | 'name' | 'from'>
  /** Whose turn it is, when they come from the queue. */
  waiting: Pick<Waiting, 'personId' | 'name'> | null
  onClose: () => void
}

/** Makes somebody a member, or puts them on the queue when the group is full. */
export const JoinPanel = asPanel(function JoinPanel({ group, waiting, onClose }: JoinPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { groupId } = group
  const [person, setPerson] = useState<{ id: PersonId; name: string } | null>(
    waiting && { id: waiting.personId, name: waiting.name },
  )
  const [from, setFrom] = useState<LocalDate>(group.from > today() ? group.from : today())
  const asked = person && { groupId, personId: person.id, from }
  const tried = useRead('studio.tryJoin', asked, { keepPrevious: true })
  const join = useWrite('studio.join')
  const wait = useWrite('studio.wait')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)

  const findings = person ? (tried.data?.findings ?? []) : []
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const onlyClashes = blocks.length > 0 && blocks.every(isOfOneDay)
  const full = blocks.some((one) => one.code === 'group_full' && !isOfOneDay(one))

  const run = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
      onClose()
    } catch (error) {
      setRefusal(error as ServiceError)
    }
  }
  const save = (leaveClashes: boolean) => {
    if (!asked || !person) return
    void run(async () => {
      const { changeId } = await join.mutateAsync({ ...asked, leaveClashes })
      announce(t('studio.done.joined', { name: person.name }), changeId)
    })
  }
  const queue = () => {
    if (!person) return
    void run(async () => {
      const { position, changeId } = await wait.mutateAsync({ groupId, personId: person.id })
      announce(t('studio.done.waiting', { name: person.name, position }), changeId)
    })
  }
  return (
    <SidePanel
      title={t('studio.join')}
      subtitle={group.name}
      width={440}
      onClose={onClose}
      onSave={() => save(false)}
      whyNot={
        missingSaid(t, [person === null && t('studio.field.person')]) ??
        refusalSaid(findings, language)
      }
      saving={join.isPending}
      checking={tried.isFetching}
      saveLabel={t('studio.joinSave')}
      dirty={person !== null && waiting === null}
      actions={
        person && blocks.length > 0 ? (
          <>
            {onlyClashes && (
              <Button loading={join.isPending} onClick={() => save(true)}>
                {t('studio.leaveOut')}
              </Button>
            )}
            {full && (
              <Button loading={wait.isPending} onClick={queue}>
                {t('studio.toQueue')}
              </Button>
            )}
          </>
        ) : null
      }
    >
      <Stack gap={14}>
        {refusal && refusal.code !== 'rules_refused' && <ErrorSentence error={refusal} />}
        <PersonPicker
          label={t('studio.field.person')}
          value={person?.id ?? null}
          onChange={(_, chosen) =>
            setPerson(chosen && { id: chosen.id, name: surnameFirst(chosen) })
          }
          required
          autoFocus={waiting === null}
        />
        <DateField
          label={t('studio.field.on')}
          value={from}
          onChange={(date) => date && setFrom(date)}
        />
        {person && tried.data && (
          <Text size="sm" c="dimmed" role="status">
            {t('studio.joinClasses', { count: tried.data.classes })}
          </Text>
        )}
        <Findings findings={findings} />
      </Stack>
    </SidePanel>
  )
})
