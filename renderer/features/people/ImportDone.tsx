import { Button, Group, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportKind, ImportPreview } from '#contract/people.ts'
import { goTo } from '../../lib/location.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { focusOnMount } from '../../ui/focusOnMount.ts'

/** What bringing a file in has done. */
export interface ImportSummary {
  fileName: string
  kind: ImportKind
  counts: ImportPreview['counts']
}

/** Where what was brought in can be seen; studios' and courses' members are people. */
const screenOf: Record<ImportKind, 'people' | 'horses' | 'team' | 'places' | null> = {
  clients: 'people',
  studio: 'people',
  course: 'people',
  horses: 'horses',
  team: 'team',
  slots: 'places',
  rooms: null,
}
const pathOf = { people: '/people', horses: '/horses', team: '/team', places: '/settings/places' }

interface ImportDoneProps {
  summary: ImportSummary
  /** The file that comes after this one. */
  nextFile: string | null
  onNext: () => void
  onAnother: () => void
}

/** After a file: how much came in, and what to do now. */
export function ImportDone({ summary, nextFile, onNext, onAnother }: ImportDoneProps) {
  const { t } = useTranslation()
  const { counts } = summary
  const screen = screenOf[summary.kind]
  return (
    <div role="status">
      <EmptyState
        icon={IconCircleCheck}
        title={t('importing.done', { fileName: summary.fileName })}
        text={
          counts.new + counts.changed === 0 && counts.refused === 0
            ? t('importing.doneNothing')
            : t('importing.doneText', counts)
        }
      >
        {counts.refused > 0 && (
          <Text c="dimmed" maw={460}>
            {t('importing.doneRefused')}
          </Text>
        )}
        <Group mt={8} gap={8} justify="center">
          {nextFile ? (
            <Button ref={focusOnMount} onClick={onNext}>
              {t('importing.nextFile', { fileName: nextFile })}
            </Button>
          ) : (
            <Button ref={focusOnMount} onClick={onAnother}>
              {t('importing.another')}
            </Button>
          )}
          {screen && (
            <Button variant="default" onClick={() => goTo(pathOf[screen])}>
              {t(`importing.look.${screen}`)}
            </Button>
          )}
        </Group>
      </EmptyState>
    </div>
  )
}
