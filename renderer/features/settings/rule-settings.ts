import type { Settings } from '#contract/settings.ts'

type NumberSetting = {
  [Key in keyof Settings]: Settings[Key] extends number ? Key : never
}[keyof Settings]

export interface RuleSetting {
  key: NumberSetting
  unit: 'minutes' | 'days' | 'months' | 'percent' | 'kilograms' | 'years'
  /** Where the usual value comes from; see the table of rules in the guide. */
  source: 'path' | 'abrs' | 'centre'
}

/** Every limit of the rules, in the order of a horse's day. */
export const ruleSettings: readonly RuleSetting[] = [
  { key: 'horseDailyWarnMinutes', unit: 'minutes', source: 'centre' },
  { key: 'horseDailyBlockMinutes', unit: 'minutes', source: 'path' },
  { key: 'horseConsecutiveMinutes', unit: 'minutes', source: 'centre' },
  { key: 'horseConsecutiveRestMinutes', unit: 'minutes', source: 'centre' },
  { key: 'horseRestMinutes', unit: 'minutes', source: 'centre' },
  { key: 'horseWeekDays', unit: 'days', source: 'path' },
  { key: 'horseMinAgeYears', unit: 'years', source: 'centre' },
  { key: 'clientMinAgeYears', unit: 'years', source: 'centre' },
  { key: 'childWeightMonths', unit: 'months', source: 'centre' },
  { key: 'loadPercent', unit: 'percent', source: 'abrs' },
  { key: 'unbalancedPercent', unit: 'percent', source: 'abrs' },
  { key: 'tackKg', unit: 'kilograms', source: 'centre' },
  { key: 'sessionLimitMinutes', unit: 'minutes', source: 'centre' },
  { key: 'statementWarnDays', unit: 'days', source: 'centre' },
  { key: 'makeUpDays', unit: 'days', source: 'centre' },
  { key: 'consultationMinutes', unit: 'minutes', source: 'centre' },
  { key: 'pauseMinutes', unit: 'minutes', source: 'centre' },
  { key: 'idleMinutes', unit: 'minutes', source: 'centre' },
]

/** What the centre has one way or the other. */
export const ruleSwitches = ['creditForCancelled'] as const satisfies {
  [Key in keyof Settings]: Settings[Key] extends boolean ? Key : never
}[keyof Settings][]
