import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { errorCodes } from '#contract/envelope.ts'
import { Finding, ruleCodes } from '#contract/schedule.ts'
import { type Language, languages } from '#contract/values.ts'
import { changeSentence } from '#renderer/lib/changes.ts'
import { errorSentence, findingSentence } from '#renderer/lib/sentences.ts'
import { startTexts } from '#renderer/texts/index.ts'

/** As the contract has it, which refuses any other params. */
const finding = (
  code: Finding['code'],
  params: object,
  severity: Finding['severity'] = 'block',
): Finding => Finding.parse({ code, severity, overridable: false, params })

const week = { from: '2025-10-13', until: '2025-10-19' }
const inBed = { ...week, name: 'Ақ Бастау, 101 · 1', clientName: 'Серіков Дияр' }

/** Each rule with the params that the contract writes down for it, in every form it can take. */
const findings: Finding[] = [
  ...[
    'client',
    'horse',
    'instructor',
    'therapist',
    'leader',
    'sidewalker',
    'teacher',
    'psychologist',
    'course_leader',
    'place',
    'bed',
    'group',
  ].map((seat) =>
    finding('overlap', {
      seat,
      name: 'Жұлдыз',
      from: '09:00',
      until: '09:30',
      clientName: 'Серікова Әлия',
    }),
  ),
  finding('overlap', {
    seat: 'leader',
    name: 'Юсупов Хамза',
    from: '09:00',
    until: '09:30',
    clientName: null,
  }),
  finding('overlap', {
    seat: 'client',
    name: 'Серікова Әлия',
    from: '09:00',
    until: '09:30',
    clientName: 'Сурет 1',
    date: '2025-10-13',
  }),
  ...[{}, { date: '2025-10-13' }].map((day) =>
    finding('overlap', {
      ...{ seat: 'client', name: 'Серікова Әлия', clientName: 'Серікова Әлия' },
      ...{ from: '09:00', until: '09:30', ...day },
    }),
  ),
  finding('past_midnight', {}),
  finding('horse_unavailable', {
    name: 'Тұлпар',
    from: '2025-10-13',
    until: '2025-10-19',
    reason: 'ветеринар',
  }),
  finding('horse_unavailable', {
    name: 'Тұлпар',
    from: '2025-10-13',
    until: '2025-10-19',
    reason: null,
  }),
  finding('horse_unavailable', { name: 'Тұлпар', from: null, until: null, reason: null }),
  finding('staff_away', {
    ...{ name: 'Кузнецов Ғани', seat: 'instructor', from: '2025-10-13', until: '2025-10-13' },
    ...{ fromTime: '11:00', untilTime: '13:00', because: 'sick', note: 'тұмау' },
  }),
  finding('place_closed', {
    ...{ name: 'Манеж', from: '2025-10-13', fromTime: '11:00', until: '2025-10-14' },
    ...{ because: 'repair', note: null },
  }),
  finding('place_closed', { name: 'Манеж' }),
  ...['arena', 'studio', 'cabinet'].map((use) => finding('place_closed', { name: 'Манеж', use })),
  finding('horse_daily_limit', { name: 'Дос', minutes: 200, limit: 180 }, 'warn'),
  finding('horse_daily_limit', { name: 'Дос', minutes: 370, limit: 360 }),
  finding('horse_consecutive', { name: 'Дос', minutes: 150, limit: 120, rest: 30 }),
  finding('horse_rest', { name: 'Дос', gap: 5, rest: 10 }),
  finding('horse_week', { name: 'Дос', days: 7, limit: 6 }),
  finding('weight_limit', { name: 'Дос', loadKg: 84.5, limitKg: 80 }),
  ...['missing', 'expired', 'not_yet', 'expiring'].map((state) =>
    finding('medical_expired', { name: 'Серікова Әлия', state, until: '2025-05-13', days: 12 }),
  ),
  ...[
    { missing: ['weight', 'balance', 'consent'] },
    { missing: ['weight_old'], weighedOn: '2024-05-01' },
    { missing: ['weight_old', 'young'], weighedOn: null, years: 3 },
    { missing: ['young'], years: 3 },
  ].map((facts) =>
    finding(
      'facts_missing',
      { name: 'Серікова Әлия', weighedOn: null, years: 9, limit: 4, ...facts },
      'warn',
    ),
  ),
  finding('contraindication_open', { name: 'Серікова Әлия' }),
  ...[
    ['instructor'],
    ['leader'],
    ['sidewalker'],
    ['leader', 'sidewalker'],
    ['teacher'],
    ['course_leader'],
  ].map((missing) => finding('team_incomplete', { missing, sidewalkersNeeded: 2 }, 'warn')),
  finding('not_qualified', { name: 'Юсупов Хамза', seat: 'therapist' }),
  finding('staff_hours', { name: 'Юсупов Хамза', seat: 'leader', from: '09:00', until: '17:00' }),
  finding('staff_hours', { name: 'Юсупов Хамза', seat: 'leader', from: null, until: null }),
  finding('closed_day', { name: 'Республика күні', from: null, until: null }),
  finding('closed_day', { name: null, from: '09:00', until: '18:00' }),
  finding('closed_day', { name: null, from: null, until: null }),
  finding('session_length', { minutes: 45, limit: 30 }),
  finding('horse_age', { name: 'Дос', years: 4, limit: 5 }),
  finding('group_full', { name: 'Сурет 1', capacity: 15, members: 15 }),
  finding('group_full', { name: 'Сурет 1', capacity: 15, members: 15, date: '2025-10-13' }),
  finding('already_member', { name: 'Серікова Әлия', group: 'Сурет 1' }),
  finding('group_dates', { group: 'Сурет 1', from: '2025-09-01', until: '2026-05-31' }),
  finding('overlap', { ...inBed, seat: 'bed', notLeft: true }),
  finding('overlap', { ...inBed, seat: 'client', clientName: null, place: 'Ақ Бастау, 101 · 2' }),
  ...[
    { forWhom: 'women' },
    { forWhom: 'men' },
    { clientName: 'Серіков Дияр' },
    { forWhom: 'men', sexUnknown: 'Тен Анна' },
    { forWhom: 'any', sexUnknown: 'Тен Анна' },
    { clientName: 'Тен Анна', sexUnknown: 'Тен Анна' },
  ].map((why) => finding('room_sex', { name: 'Ақ Бастау, 101', ...why })),
  finding('room_access', { name: 'Ақ Бастау, 201' }),
  finding('bed_removed', { name: 'Ақ Бастау, 201 · 2' }),
  ...['ремонт', null].map((reason) =>
    finding('room_closed', { ...week, name: 'Ақ Бастау, 302', reason }),
  ),
  finding('companion_apart', {
    name: 'Иванова Анна',
    clientName: 'Петров Қайрат',
    place: 'Ақ Бастау, 104',
  }),
  finding('course_full', { name: '13.10.2025', capacity: 25 }),
  finding('course_full', { name: '13.10.2025', capacity: 25, participants: 27 }, 'warn'),
  finding('group_full', { name: 'ИЗ-1', capacity: 12, members: 13 }, 'warn'),
  finding('course_dates', { ...week, name: '13.10.2025' }),
]

beforeAll(() => startTexts('kk'))
const say = (one: Finding, language: Language) =>
  findingSentence(one, language, i18next.getFixedT(language))

test('every rule is among them', () => {
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(ruleCodes))
})

describe.each(languages)('%s', (language) => {
  test.each(findings.map((one) => [one.code, one] as const))('%s', (_, one) => {
    const sentence = say(one, language)
    expect(sentence).toMatch(/[.]$/)
    expect(sentence).not.toMatch(/rules\.|\{\{|undefined|null|\d{4}-\d{2}/)
  })
})

test('amounts are written as people write them', () => {
  expect(say(finding('weight_limit', { name: 'Дос', loadKg: 84.5, limitKg: 80 }), 'kk')).toBe(
    'Дос атына түсетін салмақ 84,5 кг, шегі 80,0 кг. Ірірек атты алыңыз.',
  )
  expect(
    say(finding('horse_consecutive', { name: 'Дос', minutes: 150, limit: 120, rest: 30 }), 'ru'),
  ).toBe(
    'Лошадь Дос работала бы без отдыха 2\u00a0ч 30\u00a0мин, можно до 2\u00a0ч. Дайте ей отдых 30\u00a0мин или возьмите другую.',
  )
})

test('all that is missing of a client stands in one sentence', () => {
  const missing = ['weight_old', 'balance', 'consent']
  const params = { name: 'Серікова Әлия', missing, weighedOn: '2024-05-01', years: 9, limit: 4 }
  expect(say(finding('facts_missing', params, 'warn'), 'ru')).toBe(
    'Серікова Әлия: вес старый, взвешивали 1 мая 2024 г., не указано, держит ли равновесие, нет согласия на обработку данных. Уточните у семьи и впишите в карточку.',
  )
})

test('a refusal names its number and its limit', () => {
  expect(errorSentence(i18next.getFixedT('ru'), 'ru', 'internal', { logId: '7F3K-2Q' })).toContain(
    '7F3K-2Q',
  )
  expect(
    errorSentence(i18next.getFixedT('kk'), 'kk', 'file_too_many_rows', { limit: 5000 }),
  ).toContain('5000')
})

test('a refusal by the rules says the rules, each once', () => {
  const busy = finding('overlap', {
    seat: 'client',
    name: 'Ким Тимур',
    from: '10:00',
    until: '11:30',
    clientName: 'АК-1',
  })
  const t = i18next.getFixedT('ru')
  expect(errorSentence(t, 'ru', 'rules_refused', { refusals: [busy, busy] })).toBe(
    findingSentence(busy, 'ru', t),
  )
})

test('a feast that is entered weeks away says when it will be', () => {
  const params = { feast: 'qurban_ait', proposed: '2028-05-05' }
  expect(errorSentence(i18next.getFixedT('kk'), 'kk', 'feast_elsewhere', params)).toBe(
    'Құрбан айт 2028 жылғы 5 мамыр шамасында болады, бұл күн одан тым алыс. Күнін тексеріңіз.',
  )
})

test.each(languages)('no refusal writes a day as machines do: %s', (language) => {
  const t = i18next.getFixedT(language)
  const placeholders = ['from', 'until', 'date', 'on', 'day', 'limit']
  const dates = Object.fromEntries(placeholders.map((name) => [name, '2025-10-14']))
  const params = { ...dates, who: 'Әлия', name: 'Ақбоз', start: '10:20' }
  for (const code of errorCodes) {
    if (code === 'feast_elsewhere') continue
    expect([code, errorSentence(t, language, code, { ...params, by: null, at: null })]).toEqual([
      code,
      expect.not.stringMatching(/\d{4}-\d{2}-\d{2}/),
    ])
  }
  const said = errorSentence(t, language, 'away_twice', { from: '2025-10-14', until: '2025-10-16' })
  expect(said).toMatch(/14.*16/)
})

test('a refusal names whom somebody has marked, and who changed what since', () => {
  const say = (code: Parameters<typeof errorSentence>[2], params: Record<string, unknown>) =>
    errorSentence(i18next.getFixedT('ru'), 'ru', code, params)
  expect(say('session_marked', { who: 'Абенова Айша', date: '2025-10-06', start: '10:20' })).toBe(
    'Занятие уже отмечено: Абенова Айша, 6 октября, 10:20. Сначала снимите отметку, потом меняйте занятие.',
  )
  const since = { by: 'Ермеков Ғани', at: '2025-10-06T10:20' }
  const what = { code: 'horse', params: { name: 'Ақбоз' } }
  expect(say('changed_since', { ...since, what })).toMatch(
    /^С тех пор изменили \(Ермеков Ғани, 6 октября, 10:20\): Лошадь: Ақбоз\. /,
  )
  expect(say('changed_since', { ...since, by: null })).toMatch(/\(6 октября, 10:20\)\. /)
  expect(say('changed_since', { by: null, at: null })).toBe(
    'С тех пор запись изменили. Посмотрите, как есть сейчас, и измените вручную.',
  )
})

describe('a change is told', () => {
  const tell = (code: string, params: Record<string, unknown>, language: Language = 'kk') =>
    changeSentence({ code, params }, language, i18next.getFixedT(language))
  const names = (kk: string, ru: string) => ({ name: { kk, ru, en: '' } })

  test('as what was added, changed or taken out', () => {
    const of = (did?: string) => tell('horse', { name: 'Ақбоз', ...(did && { did }) })
    expect(of('made')).toBe('Ат: Ақбоз — қосылды')
    expect(of('removed')).toBe('Ат: Ақбоз — жойылды')
    expect([of('changed'), of()]).toEqual(['Ат: Ақбоз', 'Ат: Ақбоз'])
  })

  test('by its marks and its session', () => {
    const [came, not] = [names('келді', 'присутствует'), names('келмеді', 'неявка')]
    const of = { who: 'Айша', title: 'Айша', date: '2025-10-06', start: '10:20', count: 1 }
    expect(tell('marks', { ...of, before: came, after: not })).toBe(
      'Айша: келді → келмеді, 6 қазан, 10:20',
    )
    expect(tell('marks', { ...of, before: null, after: came })).toBe('Айша: келді, 6 қазан, 10:20')
    expect(tell('marks', { ...of, title: 'ИЗ-1', before: not, after: null }, 'ru')).toBe(
      'Айша: неявка → без отметки, ИЗ-1, 6 октября, 10:20',
    )
  })
  test('by the setting that was set', () => {
    expect(
      tell('setting', { count: 1, key: 'horseRestMinutes', before: 10, after: 25 }, 'ru'),
    ).toBe('Отдых лошади между двумя занятиями: 10 → 25')
    expect(tell('setting', { count: 1, key: 'openingHours', before: [], after: [] }, 'ru')).toBe(
      'Настройка: Часы работы',
    )
    expect(tell('setting', { count: 1, key: 'sampleLoaded', before: null, after: true })).toBe(
      'Баптау: үлгі орталық жүктелді',
    )
  })
  test('by the day that was closed, with its year', () => {
    const of = { date: '2024-01-01', name: 'Жаңа жыл', count: 1 }
    expect(tell('closed_day', { ...of, put: true })).toBe(
      'Жұмыс істемейтін күн: 2024 жылғы 1 қаңтар, Жаңа жыл',
    )
    expect(tell('closed_day', { ...of, put: false }, 'ru')).toBe('Рабочий день: 1 января 2024 г.')
  })
  test('in general, when a feature has words of its own for it', () => {
    expect(tell('helmet', { who: 'Соколова Әлия', name: '№ 7', put: true }, 'ru')).toBe(
      'Изменение: Соколова Әлия, № 7',
    )
    expect(tell('helmet', {}, 'ru')).toBe('Изменение')
  })
})
