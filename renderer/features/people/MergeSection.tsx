import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput, MethodOutput } from '#contract/index.ts'
import type { Person, PersonLine } from '#contract/people.ts'
import type { SessionId } from '#contract/values.ts'
import { dayAndMonth, surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce, refusedBy } from '../../ui/announce.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Findings } from '../../ui/Findings.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { useMarkNames } from '../../ui/useMarkNames.ts'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import styles from './people.module.css'

type TwoMarks = MethodOutput<'people.tryMerge'>['twoMarks'][number]
type File = 'kept' | 'merged'

interface MergeSectionProps {
  /** The file that stays. */
  person: Person
  onClose: () => void
}

/** Makes one of two files. Where both have a mark of one session, it asks first which of them stays. */
export function MergeSection({ person, onClose }: MergeSectionProps) {
  const { t } = useTranslation()
  const merge = useWrite('people.merge')
  const [other, setOther] = useState<PersonLine | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<SessionId, File>>(new Map())
  useUnsaved(other !== null)
  const asked: CallInput<'people.merge'> | null = other && {
    keptId: person.id,
    mergedId: other.id,
    choices: [...chosen].map(([sessionId, keep]) => ({ sessionId, keep })),
  }
  const preview = useRead('people.tryMerge', asked, { keepPrevious: true })
  const twoMarks = preview.data?.twoMarks ?? []
  const name = surnameFirst(person)

  const confirm = async () => {
    if (!asked) return
    try {
      const { changeId } = await merge.mutateAsync(asked)
      announce(t('people.merge.done', { name }), changeId)
      onClose()
    } catch {
      // The refusal stands here, from `merge.error`.
    }
  }
  const error = merge.error ?? preview.error
  const refusals = refusedBy(error)?.refusals
  return (
    <section className={styles.merge} aria-label={t('people.merge.title')}>
      <Text size="sm">{t('people.merge.text')}</Text>
      <PersonPicker
        label={t('people.merge.other')}
        value={other?.id ?? null}
        autoFocus
        onChange={(_, next) => {
          merge.reset()
          setChosen(new Map())
          setOther(next)
        }}
        except={person.id}
      />
      {error && (refusals ? <Findings findings={refusals} /> : <ErrorSentence error={error} />)}
      {twoMarks.length > 0 && (
        <Stack gap={8}>
          <Text size="sm" fw={600}>
            {t('people.merge.twoMarks')}
          </Text>
          {twoMarks.map((two) => (
            <Choice
              key={two.sessionId}
              two={two}
              value={chosen.get(two.sessionId) ?? two.later}
              onChange={(keep) => setChosen(new Map(chosen).set(two.sessionId, keep))}
            />
          ))}
        </Stack>
      )}
      {other && (
        <Text size="sm" c="dimmed">
          {t('people.merge.confirmText', { kept: name, merged: surnameFirst(other) })}
        </Text>
      )}
      <Group gap={8}>
        <Button
          color="red"
          disabled={!preview.isSuccess || preview.isPlaceholderData}
          loading={merge.isPending}
          onClick={() => void confirm()}
        >
          {t('people.merge.confirm')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </section>
  )
}

interface ChoiceProps {
  two: TwoMarks
  value: File
  onChange: (keep: File) => void
}
/** Two marks of one session, with who put them and when; what becomes of places that one of them gave. */
function Choice({ two, value, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const nameOf = useMarkNames()
  const when = `${dayAndMonth(two.date, language)}, ${two.start}`
  const label = (file: File) => {
    const { mark, remark, at, by } = two[file]
    const [date = '', time = ''] = at?.split('T') ?? []
    const put = at ? `${dayAndMonth(date, language)}, ${time}${by ? `, ${by}` : ''}` : ''
    return [nameOf(mark)?.name ?? mark, remark, put].filter(Boolean).join(' · ')
  }
  const lost = two.makeUps.filter(({ becomes }) => becomes !== 'kept')
  return (
    <Radio.Group
      label={[two.groupName, when].filter(Boolean).join(' · ')}
      value={value}
      onChange={(next) => onChange(next === 'kept' ? 'kept' : 'merged')}
    >
      <Stack gap={4} mt={4}>
        {(['kept', 'merged'] as const).map((file) => (
          <Radio key={file} size="xs" value={file} label={label(file)} />
        ))}
        {lost.map((place) => (
          <Text key={place.sessionId} size="xs" c="var(--ink-waiting, inherit)">
            {t(`people.merge.makeUp.${place.becomes === 'freed' ? 'freed' : 'walkIn'}`, {
              title: place.groupName ?? '',
              when: `${dayAndMonth(place.date, language)}, ${place.start}`,
            })}
          </Text>
        ))}
      </Stack>
    </Radio.Group>
  )
}
