/** Refusals and rules as sentences in the language of the window. */
import i18next, { type TFunction } from 'i18next'
import type { UnavailableReason } from '#contract/availability.ts'
import { Summary } from '#contract/changes.ts'
import { type Finding, type ParamsOf, RulesRefused } from '#contract/schedule.ts'
import { feastNames, MovableFeast } from '#contract/settings.ts'
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

/** So many rules are said in one refusal. */
const rulesSaid = 3

/**
 * The sentence of a refusal, with who and what is in the way as far as it is known; of a refusal by the rules what
 * these say.
 */
export function errorSentence(
  t: TFunction,
  language: Language,
  code: FailureCode,
  params: Params,
): string {
  const say = sayer(t)
  switch (code) {
    case 'rules_refused': {
      const refused = RulesRefused.safeParse(params)
      if (!refused.success) return say('errors.rules_refused', {})
      const said = refused.data.refusals.map((finding) => findingSentence(finding, language, t))
      return [...new Set(said)].slice(0, rulesSaid).join(' ')
    }
    case 'session_marked': {
      const when = `${dayAndMonth(String(params.date), language)}, ${params.start}`
      return say('errors.session_marked', { who: params.who, when })
    }
    case 'not_begun': {
      const when = `${dayAndMonth(String(params.date), language)}, ${params.start}`
      return say('errors.not_begun', { when })
    }
    case 'changed_since': {
      const who = whoAndWhen(params, language)
      if (who === '') return say('errors.changed_since', {})
      const summary = Summary.safeParse(params.what)
      return summary.success
        ? say('errors.since.what', { who, what: changeSentence(summary.data, language, t) })
        : say('errors.since.who', { who })
    }
    case 'not_allowed': {
      const roles = Array.isArray(params.roles) ? params.roles : []
      return say('errors.not_allowed', {
        roles: roles.map((role) => say(`common.roles.${role}`, {})).join(', '),
      })
    }
    case 'feast_elsewhere':
      return say('errors.feast_elsewhere', {
        feast: feastNames[MovableFeast.parse(params.feast)],
        date: longDate(String(params.proposed), language),
      })
    default:
      return say(`errors.${code}`, { logId: '—', limit: '', ...datesWritten(params, language) })
  }
}

/** Days as people write them; everything else as it is. */
const datesWritten = (params: Params, language: Language): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && isLocalDate(value) ? written(value, language) : value,
    ]),
  )

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
      if (params.date) return 'rules.group_full.onDay'
      return `rules.group_full.${severity === 'warn' ? 'over' : 'group'}`
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
      return `rules.horse_unavailable.${params.from === null ? 'retired' : 'away'}`
    case 'place_closed':
      if ('use' in params) return `rules.place_closed.use.${params.use}`
      return `rules.place_closed.${'from' in params ? 'away' : 'closed'}`
    case 'horse_daily_limit':
      return `rules.horse_daily_limit.${severity}`
    case 'medical_expired':
      return `rules.medical_expired.${params.state}`
    case 'facts_missing':
      return `rules.facts_missing.${params.missing.join() === 'young' ? 'young' : 'sentence'}`
    case 'team_incomplete': {
      const [kind, another] = new Set(params.missing)
      return `rules.team_incomplete.${another ? 'several' : kind}`
    }
    case 'staff_away':
      return `rules.staff_away.${params.seat === 'psychologist' ? 'psychologist' : 'other'}`
    case 'staff_hours':
      return `rules.staff_hours.${params.from ? 'hours' : 'dayOff'}`
    case 'closed_day':
      return `rules.closed_day.${params.name ? 'closed' : params.from ? 'hours' : 'shut'}`
    case 'room_sex':
      if ('sexUnknown' in params) return 'rules.room_sex.unknown'
      return `rules.room_sex.${'forWhom' in params ? params.forWhom : 'mixed'}`
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
    case 'room_access':
    case 'bed_removed':
    case 'companion_apart':
    case 'course_dates':
      return `rules.${code}`
  }
}

/** When and why something cannot be used: «6 – 10 қазан (ауырып қалды, тұмау)». */
export function awayWords(
  {
    from,
    until,
    fromTime = '',
    untilTime = '',
    because,
    ...beside
  }: {
    from: string | null
    until: string | null
    fromTime?: string
    untilTime?: string
    because?: UnavailableReason
    note?: string | null
    reason?: string | null
  },
  language: Language,
  say: Say = i18next.t as unknown as Say,
): string {
  const moment = (date: string | null, time: string) =>
    [written(date, language), time].filter(Boolean).join(', ')
  const oneDay = [written(from, language), [fromTime, untilTime].filter(Boolean).join('–')]
  const period =
    from === until
      ? oneDay.filter(Boolean).join(', ')
      : `${moment(from, fromTime)} – ${moment(until, untilTime)}`
  const note = beside.note ?? beside.reason ?? ''
  const word = because === undefined || because === 'other' ? '' : because
  const why = [word && say(`common.away.${word}`, {}), note].filter(Boolean).join(', ')
  return why ? `${period} (${why})` : period
}

/** The same, of a finding that says when something cannot be used. */
function awayParams(finding: Finding, language: Language, say: Say): Params {
  switch (finding.code) {
    case 'horse_unavailable':
    case 'staff_away':
      return { when: awayWords(finding.params, language, say) }
    case 'place_closed':
      return 'until' in finding.params ? { when: awayWords(finding.params, language, say) } : {}
    default:
      return {}
  }
}
/** «вес не указан, нет согласия»: what nobody has said of a client. */
const missingFactsSaid = (
  { missing, weighedOn, years, limit }: ParamsOf<'facts_missing'>,
  language: Language,
  say: Say,
): string =>
  missing
    .map((one) => (one === 'weight_old' && weighedOn === null ? 'weight_undated' : one))
    .map((one) =>
      say(`rules.facts_missing.what.${one}`, {
        weighedOn: written(weighedOn, language),
        years,
        limit,
      }),
    )
    .join(', ')

/** The sentence of a rule: what is wrong, who is in the way, what to do. */
export function findingSentence(
  finding: Finding,
  language: Language,
  t: TFunction = i18next.t,
): string {
  const say = sayer(t)
  const shown = awayParams(finding, language, say)
  for (const [name, value] of Object.entries(finding.params)) {
    if (finding.code === 'facts_missing' && name === 'missing')
      shown[name] = missingFactsSaid(finding.params, language, say)
    else if (name === 'seat') shown[name] = say(`common.seats.${String(value)}`, {})
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

/** Why something is refused: the sentence of the first rule that forbids it; nothing when none does. */
export function refusalSaid(findings: readonly Finding[], language: Language): string | undefined {
  const block = findings.find(({ severity }) => severity === 'block')
  return block && findingSentence(block, language)
}

/** The question that a closed day asks before something is planned on it; nothing on an open one. */
export function closedDayQuestion(
  findings: readonly Finding[],
  language: Language,
): string | undefined {
  const closed = findings.find(({ code }) => code === 'closed_day')
  return closed && i18next.t('common.panel.closedDay', { why: findingSentence(closed, language) })
}
