import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract/settings.ts'
import { type Language, languages } from '#contract/values.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { TextField } from '../../ui/fields.tsx'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import { type DayHours, hoursAreRight, WeekHours } from '../../ui/WeekHours.tsx'
import styles from './settings.module.css'
import { useSettings, usualSettings } from './useSetting.ts'

/** Name of the centre in three languages, and its opening hours. */
export function CentreSection() {
  const { t } = useTranslation()
  const { read, change } = useSettings()
  if (read.isError) return <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
  if (!read.data) return null
  const settings = read.data
  const rename = (language: Language, name: string) =>
    change('centreName', { ...settings.centreName, [language]: name }, t('settings.centreName'))
  return (
    <div className={styles.page}>
      <h2>{t('settings.centreName')}</h2>
      <Text size="sm" c="dimmed" mb={12}>
        {t('settings.centreNameHint')}
      </Text>
      <Stack gap={12}>
        {languages.map((language) => (
          <NameField
            key={`${language}-${settings.centreName[language]}`}
            language={language}
            name={settings.centreName[language]}
            onSave={(name) => void rename(language, name)}
          />
        ))}
      </Stack>
      <h2>{t('settings.openingHours')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('settings.openingHoursHint')}
      </Text>
      <OpeningHours
        key={JSON.stringify(settings.openingHours)}
        hours={settings.openingHours}
        onSave={(hours) => void change('openingHours', hours, t('settings.openingHours'))}
      />
    </div>
  )
}

interface NameFieldProps {
  language: Language
  name: string
  onSave: (name: string) => void
}
/** Saved when it is left or by Enter; an empty name goes back to the usual one. */
function NameField({ language, name, onSave }: NameFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  const settle = () => onSave(typed.trim() || usualSettings.centreName[language])
  return (
    <TextField
      label={t(`common.languages.${language}`)}
      lang={language}
      maxLength={200}
      value={typed}
      onChange={(text) => setTyped(text ?? '')}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
    />
  )
}

interface OpeningHoursProps {
  hours: Settings['openingHours']
  onSave: (hours: DayHours[]) => void
}
function OpeningHours({ hours, onSave }: OpeningHoursProps) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<DayHours[]>(hours)
  const changed = JSON.stringify(edited) !== JSON.stringify(hours)
  useUnsaved(changed)
  return (
    <>
      <WeekHours value={edited} onChange={setEdited} />
      <Group mt={12} gap={8}>
        <Button disabled={!changed || !hoursAreRight(edited)} onClick={() => onSave(edited)}>
          {t('common.save')}
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setEdited(hours)}>
            {t('common.cancel')}
          </Button>
        )}
      </Group>
    </>
  )
}
