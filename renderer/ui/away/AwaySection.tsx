import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AwayKind, Unavailability } from '#contract/availability.ts'
import { today } from '../../lib/dates.ts'
import { useRead } from '../../lib/queries.ts'
import { awayWords } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { FormSection } from '../Form.tsx'
import styles from './away.module.css'

interface AwaySectionProps {
  kind: AwayKind
  resourceId: Unavailability['resourceId']
  /** Opens the form: of one that is written down, or of a new one. */
  onOpen: (stretch: Unavailability | null) => void
}

/** When a horse, somebody of the team or a place cannot be used, from today on. */
export function AwaySection({ kind, resourceId, onOpen }: AwaySectionProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useRead('availability.list', { resourceId, from: today() })
  const stretches = read.data?.unavailable ?? []
  return (
    <FormSection title={t(`availability.title.${kind}`)}>
      {read.isError && <ErrorSentence error={read.error} />}
      {read.isSuccess && stretches.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('availability.none')}
        </Text>
      )}
      {stretches.length > 0 && (
        <ul className={styles.stretches}>
          {stretches.map((one) => (
            <li key={`${one.from}${one.fromTime ?? ''}`}>
              <button type="button" onClick={() => onOpen(one)}>
                {awayWords({ ...one, because: one.reason, reason: null }, language)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="light"
        leftSection={<IconPlus size={16} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onOpen(null)}
      >
        {t(`availability.add.${kind}`)}
      </Button>
    </FormSection>
  )
}
