import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person, PersonLine } from '#contract/people.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import styles from './people.module.css'

interface MergeSectionProps {
  /** The file that stays. */
  person: Person
  onClose: () => void
}

/** Makes one of two files. It cannot be undone, so it asks in a window of its own. */
export function MergeSection({ person, onClose }: MergeSectionProps) {
  const { t } = useTranslation()
  const merge = useWrite('people.merge')
  const [other, setOther] = useState<PersonLine | null>(null)
  const [asking, setAsking] = useState(false)
  const name = surnameFirst(person)

  const confirm = async () => {
    if (!other) return
    try {
      const { changeId } = await merge.mutateAsync({ keptId: person.id, mergedId: other.id })
      announce(t('people.merge.done', { name }), changeId)
      onClose()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <section className={styles.merge} aria-label={t('people.merge.title')}>
      <Text size="sm">{t('people.merge.text')}</Text>
      <PersonPicker
        label={t('people.merge.other')}
        value={other?.id ?? null}
        onChange={(_, chosen) => setOther(chosen)}
        except={person.id}
      />
      <Group gap={8}>
        <Button color="red" disabled={!other} onClick={() => setAsking(true)}>
          {t('people.merge.confirm')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
      <Modal
        opened={asking && other !== null}
        onClose={() => setAsking(false)}
        title={t('people.merge.confirmTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <Text mb={16}>
          {t('people.merge.confirmText', { kept: name, merged: other ? surnameFirst(other) : '' })}
        </Text>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={merge.isPending} onClick={() => void confirm()}>
            {t('people.merge.confirm')}
          </Button>
        </Group>
      </Modal>
    </section>
  )
}
