/** What to say to a family on the telephone, in one sentence. */
import i18next from 'i18next'
import type { NoticeLine } from '#contract/notices.ts'
import type { Language } from '#contract/values.ts'
import { dayAndMonth, dayWithWeekday } from './format.ts'

type Standing = NonNullable<NoticeLine['after']>

/** «Соколова Әлия — иппотерапия сабағы, 7 қазан, сейсенбі, 10:00: өтпейді (ауа райына байланысты).» */
export function callSentence(line: NoticeLine, language: Language): string {
  const t = i18next.getFixedT(language)
  const { before, after, personName: name, cancelReason, kind } = line
  const when = ({ date, start }: Standing) => `${dayWithWeekday(date, language)}, ${start}`
  const session = t(`notices.sentence.sessions.${kind}`, { title: line.title ?? '' })
  if (before)
    return t('notices.sentence.whole', { name, session, when: when(before), news: news() })
  return t('notices.sentence.off', { name, session, news: news() })

  function news(): string {
    if (!after) {
      if (cancelReason === null) return t('notices.sentence.cancelled')
      const reason = t(`notices.sentence.reasons.${cancelReason}`)
      return t('notices.sentence.because', { reason })
    }
    if (!before) return t('notices.sentence.restored', { when: when(after) })
    const parts = [
      (before.date !== after.date || before.start !== after.start) &&
        t('notices.sentence.moved', {
          when: before.date === after.date ? after.start : when(after),
        }),
      before.placeName !== after.placeName &&
        t('notices.sentence.place', { name: after.placeName }),
      after.horseName !== null &&
        before.horseName !== after.horseName &&
        t('notices.sentence.horse', { name: after.horseName }),
      before.leaderName !== after.leaderName &&
        (after.leaderName === null
          ? t('notices.sentence.noLeader')
          : t('notices.sentence.leader', { name: after.leaderName })),
    ]
    return parts.filter(Boolean).join('; ')
  }
}

/** Whether a family is still to be told of a line: until the hour has passed. */
export const isWaiting = (line: NoticeLine, now: string): boolean =>
  line.state !== 'told' && line.until > now

/** `7 қазан, 10:00`: when somebody was told. */
export const momentSaid = (at: string, language: Language): string =>
  `${dayAndMonth(at.slice(0, 10), language)}, ${at.slice(11)}`
