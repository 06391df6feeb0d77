import { useTranslation } from 'react-i18next'
import { Settings } from '#contract/settings.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'

/** What every setting is while nobody has changed it. */
export const usualSettings: Settings = Settings.parse({})

/** The settings, and how to change one of them with an offer to take it back. */
export function useSettings() {
  const { t } = useTranslation()
  const read = useRead('settings.get', {})
  const { mutateAsync } = useWrite('settings.set')
  const change = async <Key extends keyof Settings>(
    key: Key,
    value: Settings[Key],
    name: string,
  ) => {
    const before = read.data?.[key]
    if (before === undefined || JSON.stringify(before) === JSON.stringify(value)) return
    try {
      const { changeId } = await mutateAsync({ [key]: value })
      announce(t('settings.saved', { name }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  return { read, change }
}
