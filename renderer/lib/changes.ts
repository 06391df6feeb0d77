/** What a change was, in one sentence of the window. */
import i18next, { type TFunction } from 'i18next'
import { z } from 'zod'
import type { Summary } from '#contract/changes.ts'
import { NoticeState } from '#contract/notices.ts'
import type { Language } from '#contract/values.ts'
import { dayAndMonth, formatNumber, longDate, period } from './format.ts'

const Words = z.looseObject({
  who: z.string().catch(''),
  title: z.string().catch(''),
  name: z.string().catch(''),
  group: z.string().catch(''),
  course: z.string().catch(''),
  room: z.string().catch(''),
  bed: z.string().catch(''),
  horse: z.string().nullable().catch(null),
  count: z.number().catch(1),
  put: z.boolean().catch(true),
  date: z.string().catch(''),
  start: z.string().catch(''),
  from: z.string().catch(''),
  until: z.string().nullable().catch(null),
  key: z.string().catch(''),
  did: z.enum(['made', 'changed', 'removed']).catch('changed'),
})
const InLanguages = z.object({ kk: z.string(), ru: z.string(), en: z.string() })
const Mark = z.object({ name: InLanguages }).nullable().catch(null)
const When = z
  .object({ date: z.string(), start: z.string(), cancelled: z.boolean() })
  .nullable()
  .catch(null)
type When = z.infer<typeof When>

/** «Ақбоз, 10:20 → 11:00»: what was changed, with whom and when. */
export function changeSentence(
  { code, params }: Summary,
  language: Language,
  t: TFunction,
): string {
  const words = Words.parse(params)
  const { who, title, name, group, course, room, bed, count, put } = words
  const day = (date: string) => (date === '' ? '' : dayAndMonth(date, language))
  const days =
    words.until === null || words.until === words.from
      ? day(words.from)
      : period(words.from, words.until, language)
  const more = (what: string) =>
    count > 1 ? t('changes.andMore', { what, count: count - 1 }) : what
  const has = put ? 'put' : 'taken'
  const done = (what: string) =>
    words.did === 'changed' ? what : t(`changes.did.${words.did}`, { what })
  switch (code) {
    case 'session':
      return more(sessionSentence(words, [When.parse(params.before), When.parse(params.after)]))
    case 'list':
      return t(`changes.list.${has}`, { who, title, when: `${day(words.date)}, ${words.start}` })
    case 'marks':
      return more(marksSentence())
    case 'absence':
      return t('changes.absence', { who, days })
    case 'credit':
      return t('changes.credit', { who })
    case 'notice':
      return more(t(`changes.notice.${NoticeState.parse(params.state)}`, { who }))
    case 'membership':
      return t(`changes.membership.${has}`, { who, group })
    case 'waiting':
      return t(`changes.waiting.${has}`, { who, group })
    case 'enrolment':
      return t(`changes.enrolment.${params.after === null ? 'taken' : 'put'}`, { who, course })
    case 'wish':
      return t('changes.wish', { who, course })
    case 'stay':
      return more(t(`changes.stay.${has}`, { who, bed, days }))
    case 'template':
      return t('changes.template', { count })
    case 'group':
    case 'course':
    case 'room':
    case 'horse':
    case 'place':
      return done(t(`changes.${code}`, { name }))
    case 'unavailable':
      return t(`changes.unavailable.${words.did}`, { name, days })
    case 'closure':
      return t(`changes.closure.${has}`, { room, days })
    case 'person':
    case 'member':
      return more(done(t(`changes.${code}`, { who })))
    case 'merge':
      return t('changes.merge', { who })
    case 'setting':
      return more(settingSentence())
    case 'closed_day':
      // With its year: the holidays of several years are entered at once.
      return t(`changes.closed_day.${has}`, { date: longDate(words.date, language), name })
    default: {
      // A feature may tell of itself in words that are not among these.
      const what = [who, name || title].filter(Boolean).join(', ')
      return what ? more(t('changes.otherOf', { what })) : t('changes.other')
    }
  }

  function marksSentence(): string {
    const nameOf = (mark: unknown) => Mark.parse(mark)?.name[language] ?? t('changes.marks.none')
    const [before, after] = [nameOf(params.before), nameOf(params.after)]
    const marks = params.before === null ? after : `${before} → ${after}`
    const session = title === who ? [] : [title]
    const when = [...session, day(words.date), words.start].filter(Boolean).join(', ')
    return t('changes.marks.put', { who, marks, when })
  }

  function settingSentence(): string {
    const names = [`settings.rule.${words.key}`, `settings.${words.key}`]
    const named = names.find((name) => i18next.exists(name))
    if (!named) return t('changes.other')
    const setting = (t as unknown as (key: string) => string)(named)
    const [before, after] = [valueSaid(params.before), valueSaid(params.after)]
    if (before === null || after === null) return t('changes.setting.changed', { setting })
    return t('changes.setting.set', { setting, before, after })
  }

  /** A value that is said in a few words; null for opening hours and the like. */
  function valueSaid(value: unknown): string | null {
    if (typeof value === 'number') return formatNumber(value, language)
    const words = InLanguages.safeParse(value)
    return words.success ? `«${words.data[language]}»` : null
  }

  function sessionSentence(
    { horse }: { horse: string | null },
    [before, after]: [When, When],
  ): string {
    const whose = horse ? `${title}, ${horse}` : title
    const at = (when: When) => (when ? `${day(when.date)}, ${when.start}` : '')
    if (!before) return t('changes.session.booked', { title: whose, when: at(after) })
    if (!after) return t('changes.session.removed', { title: whose, when: at(before) })
    if (before.cancelled !== after.cancelled) {
      const how = after.cancelled ? 'cancelled' : 'restored'
      return t(`changes.session.${how}`, { title: whose, when: at(after) })
    }
    if (before.date === after.date && before.start === after.start) {
      return t('changes.session.changed', { title: whose, when: at(after) })
    }
    const sameDay = before.date === after.date
    return t('changes.session.moved', {
      title: whose,
      before: at(before),
      after: sameDay ? after.start : at(after),
    })
  }
}
