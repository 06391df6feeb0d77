import { Button, Switch, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingsChange } from '#contract/settings.ts'
import { formatNumber } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { NumberField } from '../../ui/fields.tsx'
import { validateBy } from '../../ui/validate.ts'
import { type RuleSetting, ruleSettings, ruleSwitches } from './rule-settings.ts'
import styles from './settings.module.css'
import { useSettings, usualSettings } from './useSetting.ts'

/** The limits of the rules, each with its usual value and where that comes from. */
export function RulesSection() {
  const { t } = useTranslation()
  const { read, change } = useSettings()
  if (read.isError) return <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
  if (!read.data) return null
  const settings = read.data
  return (
    <div className={styles.page}>
      <h2>{t('settings.section.rules')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('settings.rulesHint')}
      </Text>
      {settings.horseDailyBlockMinutes < settings.horseDailyWarnMinutes && (
        <Text size="sm" c="var(--ink-waiting)" role="alert">
          {t('settings.limitsCross')}
        </Text>
      )}
      {ruleSettings.map((rule) => (
        <Rule
          key={`${rule.key}-${settings[rule.key]}`}
          rule={rule}
          value={settings[rule.key]}
          onSave={(value) => void change(rule.key, value, t(`settings.rule.${rule.key}`))}
        />
      ))}
      {ruleSwitches.map((key) => (
        <Switch
          key={key}
          my={12}
          label={t(`settings.rule.${key}`)}
          checked={settings[key]}
          onChange={({ currentTarget }) =>
            void change(key, currentTarget.checked, t(`settings.rule.${key}`))
          }
        />
      ))}
    </div>
  )
}

interface RuleProps {
  rule: RuleSetting
  value: number
  onSave: (value: number) => void
}
/** One limit, saved when it is left or by Enter. */
function Rule({ rule, value, onSave }: RuleProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [typed, setTyped] = useState<number | null>(value)
  const id = useId()
  const usual = usualSettings[rule.key]
  const name = t(`settings.rule.${rule.key}`)
  const unit = t(`settings.unit.${rule.unit}`)
  const refusal =
    typed === null
      ? t('common.required')
      : validateBy(SettingsChange, t)({ [rule.key]: typed })[rule.key]
  const settle = () => {
    if (typed !== null && !refusal) onSave(typed)
  }
  return (
    <div className={styles.rule}>
      <div>
        <label htmlFor={id}>{name}</label>
        <div className={styles.source}>
          {t('settings.asDefault', {
            value: `${formatNumber(usual, language)}\u00a0${unit}`,
            source: t(`settings.source.${rule.source}`),
          })}
        </div>
      </div>
      <NumberField
        id={id}
        unit={unit}
        value={typed}
        onChange={setTyped}
        error={refusal}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle()
        }}
      />
      {value === usual ? (
        <span />
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          aria-label={t('settings.toDefaultOf', { name })}
          onClick={() => onSave(usual)}
        >
          {t('settings.toDefault')}
        </Button>
      )}
    </div>
  )
}
