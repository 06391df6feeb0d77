/** Refusals and rules as sentences in the language of the window. */
import i18next, { type TFunction } from 'i18next'
import { Summary } from '#contract/changes.ts'
import type { Finding } from '#contract/schedule.ts'
import { isLocalDate, type Language } from '#contract/values.ts'
import { changeSentence } from './changes.ts'
import type { FailureCode } from './client.ts'
import { today } from './dates.ts'
import { dayAndMonth, duration, formatNumber, longDate } from './format.ts'

type Params = Record<string, unknown>
type Say = (key: string, params: Params) => string

/** `t` without the knowledge of keys: the keys below are built, and a test holds them complete. */
const sayer = (t: TFunction): Say => t as unknown as Say

/** Who changed something and when: «Ермеков Ғани, 10:20»; nothing where it is not known. */
function whoAndWhen({ by, at }: Params, language: Language): string {
  if (typeof at !== 'string') return ''
  const [date = '', time = ''] = at.split('T')
  const when = date === today() ? time : `${dayAndMonth(date, language)}, ${time}`
  return typeof by === 'string' && by !== '' ? `${by}, ${when}` : when
}

/** The sentence of a refusal, with who and what is in the way as far as it is known. */
export function errorSentence(
  t: TFunction,
  language: Language,
  code: FailureCode,
  params: Params,
): string {
  const say = sayer(t)
  switch (code) {
    case 'session_marked': {
      const when = `${dayAndMonth(String(params.date), language)}, ${params.start}`
      return say('errors.session_marked', { who: params.who, when })
    }
    case 'changed_since': {
      const who = whoAndWhen(params, language)
      if (who === '') return say('errors.changed_since', {})
      const summary = Summary.safeParse(params.what)
      return summary.success
        ? say('errors.since.what', { who, what: changeSentence(summary.data, language, t) })
        : say('errors.since.who', { who })
    }
    default:
      return say(`errors.${code}`, { logId: '—', limit: '', ...params })
  }
}

const written = (value: unknown, language: Language): string => {
  const text = String(value ?? '')
  if (!isLocalDate(text)) return text
  return text.slice(0, 4) === today().slice(0, 4)
    ? dayAndMonth(text, language)
    : longDate(text, language)
}

const minuteParams = new Set(['minutes', 'limit', 'rest', 'gap'])
const countedInMinutes = new Set<Finding['code']>([
  'horse_daily_limit',
  'horse_consecutive',
  'horse_rest',
  'session_length',
])

/** Which of a rule's sentences fits the finding. */
export function findingKey({ code, severity, params }: Finding): string {
  switch (code) {
    case 'group_full':
      return params.date ? 'rules.group_full.onDay' : 'rules.group_full.group'
    case 'overlap':
      if (params.place) return 'rules.overlap.otherBed'
      if (params.notLeft) return 'rules.overlap.bedNotLeft'
      if (params.clientName === null) return 'rules.overlap.twice'
      if (params.seat !== 'client') return `rules.overlap.${params.seat}`
      // What is called after its client (a ride, an appointment) is not said to be in their way.
      if (params.clientName === params.name)
        return `rules.overlap.${params.date ? 'ownOnDay' : 'own'}`
      return `rules.overlap.${params.date ? 'clientOnDay' : 'client'}`
    case 'horse_unavailable':
      if (params.from === null) return 'rules.horse_unavailable.retired'
      return `rules.horse_unavailable.${params.reason ? 'withReason' : 'plain'}`
    case 'horse_daily_limit':
      return `rules.horse_daily_limit.${severity}`
    case 'medical_expired':
      return `rules.medical_expired.${params.state}`
    case 'team_incomplete': {
      const [kind, another] = new Set(params.missing)
      return `rules.team_incomplete.${another ? 'several' : kind}`
    }
    case 'staff_hours':
      return `rules.staff_hours.${params.from ? 'hours' : 'dayOff'}`
    case 'closed_day':
      return `rules.closed_day.${params.name ? 'closed' : params.from ? 'hours' : 'shut'}`
    case 'room_sex':
      if ('sleeper' in params) return 'rules.room_sex.sleeper'
      if ('sexUnknown' in params) return 'rules.room_sex.unknown'
      return `rules.room_sex.${'forWhom' in params ? params.forWhom : 'mixed'}`
    case 'room_access':
      return `rules.room_access.${'sleeper' in params ? 'sleeper' : 'plain'}`
    case 'room_closed':
      return `rules.room_closed.${params.reason ? 'withReason' : 'plain'}`
    case 'course_full':
      return `rules.course_full.${params.participants === undefined ? 'full' : 'fewer'}`
    case 'past_midnight':
    case 'horse_consecutive':
    case 'horse_rest':
    case 'horse_week':
    case 'weight_limit':
    case 'contraindication_open':
    case 'not_qualified':
    case 'session_length':
    case 'horse_age':
    case 'already_member':
    case 'group_dates':
    case 'companion_apart':
    case 'course_dates':
      return `rules.${code}`
  }
}

/** The sentence of a rule: what is wrong, who is in the way, what to do. */
export function findingSentence(
  finding: Finding,
  language: Language,
  t: TFunction = i18next.t,
): string {
  const say = sayer(t)
  const shown: Params = {}
  for (const [name, value] of Object.entries(finding.params)) {
    if (name === 'seat') shown[name] = say(`common.seats.${String(value)}`, {})
    else if (name === 'missing' && Array.isArray(value))
      shown[name] = [...new Set(value)].map((seat) => say(`common.seats.${seat}`, {})).join(', ')
    else if (typeof value === 'number')
      shown[name] =
        minuteParams.has(name) && countedInMinutes.has(finding.code)
          ? duration(value, language)
          : formatNumber(value, language, name.endsWith('Kg') ? 1 : undefined)
    else shown[name] = written(value, language)
  }
  return say(findingKey(finding), shown)
}
