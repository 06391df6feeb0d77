import { expect, test } from 'vitest'
import { Settings } from '#contract/settings.ts'
import { ruleSettings } from '#renderer/features/settings/rule-settings.ts'

test('every limit of the rules can be set, each once', () => {
  const numbers = Object.entries(Settings.parse({}))
    .filter(([, value]) => typeof value === 'number')
    .map(([key]) => key)
  expect(ruleSettings.map(({ key }) => key).sort()).toEqual(numbers.sort())
})
