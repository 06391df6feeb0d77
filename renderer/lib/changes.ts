/** What a change was, in one sentence of the window. */
import i18next, { type TFunction } from 'i18next'
import { z } from 'zod'
import type { Summary } from '#contract/changes.ts'
import { NoticeState } from '#contract/notices.ts'
import { sessionKinds } from '#contract/schedule.ts'
import { type Language, LocalDate } from '#contract/values.ts'
import { weekdayOf } from './dates.ts'
import { dayAndMonth, formatNumber, longDate, period, weekdayShort } from './format.ts'
import { sessionAddress } from './session-address.ts'

const SessionSaid = z.object({
  kind: z.enum(sessionKinds),
  before: z.object({ date: LocalDate }).nullable(),
  after: z.object({ date: LocalDate }).nullable(),
})

/** The day on which what was changed of a session is seen; null for a change of something else. */
export function addressOfChange({ code, params }: Summary): string | null {
  const said = code === 'session' ? SessionSaid.safeParse(params).data : undefined
  const stands = said?.after ?? said?.before
  return said && stands ? sessionAddress(said.kind, stands.date) : null
}

const Words = z.looseObject({
  who: z.string().catch(''),
  title: z.string().catch(''),
  name: z.string().catch(''),
  group: z.string().catch(''),
  course: z.string().catch(''),
  room: z.string().catch(''),
  bed: z.string().catch(''),
  horse: z.string().nullable().catch(null),
  place: z.string().nullable().catch(null),
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
    case 'away':
      return t(`changes.away.${has}`, { who, days })
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
      // With its year: days of years to come are decided too.
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

  /** «Оспанова Нұрай — 14 қазан, сс, 10:20, Күміс»: whose, when, and on which horse or where. */
  function sessionSentence(
    { horse, place }: { horse: string | null; place: string | null },
    [before, after]: [When, When],
  ): string {
    const at = ({ date, start }: NonNullable<When>) =>
      [day(date), weekdayShort(weekdayOf(date), language), start].join(', ')
    const said = (when: NonNullable<When>) =>
      `${title} — ${[at(when), horse ?? place].filter(Boolean).join(', ')}`
    if (!after) {
      return before ? t('changes.session.removed', { session: said(before) }) : t('changes.other')
    }
    const session = said(after)
    if (!before) return t('changes.session.booked', { session })
    if (before.cancelled !== after.cancelled) {
      return t(`changes.session.${after.cancelled ? 'cancelled' : 'restored'}`, { session })
    }
    if (before.date === after.date && before.start === after.start) {
      return t('changes.session.changed', { session })
    }
    const sameDay = before.date === after.date
    return t('changes.session.moved', { session, before: sameDay ? before.start : at(before) })
  }
}
