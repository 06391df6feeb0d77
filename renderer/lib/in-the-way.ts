/** What keeps somebody who waits from the hours of a group, in few words. */
import type { TFunction } from 'i18next'
import type { Finding } from '#contract/schedule.ts'
import type { Language } from '#contract/values.ts'
import { dayAndMonth, timeRange } from './format.ts'
import { findingSentence } from './sentences.ts'

/** `14 қазан, 10:30–11:30: ИЗ-2`: when, and where they are; the sentence of a rule that says something else. */
export function inTheWay(finding: Finding, language: Language, t: TFunction): string {
  if (finding.code !== 'overlap' || !finding.params.date) {
    return findingSentence(finding, language, t)
  }
  const { date, from, until, name, clientName } = finding.params
  // A ride or an appointment is called after its client.
  const what = clientName === null || clientName === name ? t('studio.queue.own') : clientName
  return `${dayAndMonth(date, language)}, ${timeRange(from, until)}: ${what}`
}

/** The first few of them, and how many more there are. */
export function allInTheWay(
  findings: readonly Finding[],
  most: number,
  language: Language,
  t: TFunction,
): string[] {
  const more = findings.length - most
  return [
    ...findings.slice(0, most).map((one) => inTheWay(one, language, t)),
    ...(more > 0 ? [t('studio.queue.more', { count: more })] : []),
  ]
}
