import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLocalDate } from '#contract/values.ts'
import {
  isContraindication,
  readCategories,
  readDate,
  readDuties,
  readForWhom,
  readMobility,
  readName,
  readNumber,
  readSex,
  readTime,
  readWeekdays,
  readYesNo,
  splitName,
  tidy,
} from '#service/features/import/kinds/values.ts'

test.each([
  ['17.03.2017', '2017-03-17'],
  ['19/09/2016', '2016-09-19'],
  ['2014-06-10', '2014-06-10'],
  ['7.3.2017', '2017-03-07'],
  ['03/04/2016', '2016-04-03'],
  ['2014-06-10 00:00', '2014-06-10'],
  ['17.03.2017 г.', '2017-03-17'],
  ['29.02.2024', '2024-02-29'],
  ['29.02.2025', null],
  ['30/02/2016', null],
  ['2025-13-01', null],
  ['09/19/2016', null],
  ['17.03.17', null],
  ['2017', null],
  ['42811', null],
  ['завтра', null],
])('the date %s is read as %s', (text, date) => {
  expect(readDate(text)).toBe(date)
})

test('every day of the calendar is read back from each of the three forms, and nothing else is a day', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, (date) => {
      const [year, month, ofMonth] = date.split('-')
      expect(readDate(date)).toBe(date)
      expect(readDate(`${ofMonth}.${month}.${year}`)).toBe(date)
      expect(readDate(`${ofMonth}/${month}/${year}`)).toBe(date)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,2}[./]\d{1,2}[./]\d{4}$/), (text) => {
      const date = readDate(text)
      expect(date === null || isLocalDate(date)).toBe(true)
    }),
  )
})

test.each([
  ['44,3', 44.3],
  ['44.3', 44.3],
  ['28', 28],
  ['44,3 кг', 44.3],
  ['20 %', 20],
  ['1 200', 1200],
  ['-1', -1],
  ['4-5', null],
  ['44,3,1', null],
  ['около 40', null],
  ['1e3', null],
])('the number %s is read as %s', (text, number) => {
  expect(readNumber(text)).toBe(number)
})

test.each([
  ['09:00', '09:00'],
  ['9:00', '09:00'],
  ['9.40', '09:40'],
  ['9', '09:00'],
  ['09:00:00', '09:00'],
  ['0.375', '09:00'],
  ['0.402777777777778', '09:40'],
  ['24:00', null],
  ['9:60', null],
  ['утром', null],
])('the time %s is read as %s', (text, time) => {
  expect(readTime(text)).toBe(time)
})

test.each([
  ['пн-пт', 'mo tu we th fr'],
  ['пн,ср,пт,сб', 'mo we fr sa'],
  ['вт-сб', 'tu we th fr sa'],
  ['пн – чт', 'mo tu we th'],
  ['сб-вт', 'mo tu sa su'],
  ['пт, пн', 'mo fr'],
  ['вт и чт', 'tu th'],
  ['пн ср', 'mo we'],
  ['дс-жм', 'mo tu we th fr'],
  ['сс, бс, сн', 'tu th sa'],
  ['Понедельник', 'mo'],
  ['Mon-Fri', 'mo tu we th fr'],
  ['ежедневно', 'mo tu we th fr sa su'],
  ['будни', 'mo tu we th fr'],
  ['пн-', undefined],
  ['пн-ср-пт', undefined],
  ['иногда', undefined],
])('the days %s are read as %s', (text, days) => {
  expect(readWeekdays(text)?.join(' ')).toBe(days)
})

test('sex, yes and no, mobility and rooms are read in Russian, Kazakh and English', () => {
  expect(['М', 'м', 'муж.', 'Ер', 'male'].map(readSex)).toEqual(Array(5).fill('male'))
  expect(['Ж', 'ж', 'Әйел', 'female'].map(readSex)).toEqual(Array(4).fill('female'))
  expect(readSex('?')).toBe(null)
  expect(['да', 'ДА', 'иә', 'yes', '1'].map(readYesNo)).toEqual(Array(5).fill(true))
  expect(['нет', 'жоқ', 'no'].map(readYesNo)).toEqual(Array(3).fill(false))
  expect(readYesNo('иногда')).toBe(null)
  expect(['сам', 'с опорой', 'коляска', 'арбада', 'ползком'].map(readMobility)).toEqual([
    'independent',
    'with_support',
    'wheelchair',
    'wheelchair',
    null,
  ])
  expect(['женская', 'мужская', 'семейная', 'любая', 'vip'].map(readForWhom)).toEqual([
    'women',
    'men',
    'family',
    'any',
    null,
  ])
})

test.each([
  ['Ребёнок с инвалидностью', ['child_with_disability']],
  ['ребенок с инвалидностью', ['child_with_disability']],
  ['Семья с ребёнком с инвалидностью', ['family_with_disabled_child']],
  ['Сирота', ['orphan']],
  ['Многодетная семья', ['large_family']],
  ['Многодетная мать', ['mother_of_many']],
  ['Лицо с инвалидностью I группы', ['disability_1']],
  ['Лицо с инвалидностью II группы', ['disability_2']],
  ['Лицо с инвалидностью III группы', ['disability_3']],
  ['Лицо с инвалидностью 2 группы', ['disability_2']],
  ['Пенсионер', ['pensioner']],
  ['Ветеран; Труженик тыла', ['veteran', 'home_front_worker']],
  ['Космонавт', null],
  ['Ветеран, космонавт', null],
])('the category %s is %s', (text, categories) => {
  expect(readCategories(text)).toEqual(categories)
})

test.each([
  ['инструктор', ['instructor'], null, false],
  ['врач ЛФК', ['therapist'], null, false],
  ['коновод', ['leader'], null, false],
  ['волонтёр-сопровождающий', ['sidewalker'], null, true],
  ['сопровождающий', ['sidewalker'], null, false],
  ['педагог: изо', ['teacher'], 'изо', false],
  ['педагог: изо, танцы', ['teacher'], 'изо, танцы', false],
  ['инструктор, коновод', ['instructor', 'leader'], null, false],
  ['волонтёр', [], null, true],
  ['ат жетектеуші', ['leader'], null, false],
])('the duties %s are read', (text, roles, subject, volunteer) => {
  expect(readDuties(text)).toEqual({ roles, subject, volunteer })
})

test('a role that nobody here has is not understood', () => {
  expect(readDuties('космонавт')).toBe(null)
  expect(readDuties('инструктор, космонавт')).toBe(null)
  expect(readDuties('волонтёр-космонавт')).toBe(null)
})

test('names in capitals get small letters; all others stay as they are written', () => {
  expect(readName('СҮЛЕЙМЕНОВ')).toBe('Сүлейменов')
  expect(readName('КИМ-ОГЛЫ Ә')).toBe('Ким-Оглы Ә')
  expect(readName('Сүлейменов')).toBe('Сүлейменов')
  expect(readName('МакКой')).toBe('МакКой')
  expect(splitName('Иванова Томирис Ерлан қызы')).toEqual({
    familyName: 'Иванова',
    givenName: 'Томирис',
    patronymic: 'Ерлан қызы',
  })
  expect(splitName('Цой Анна')).toMatchObject({ patronymic: null })
  expect(tidy(' \u00a0Қайрат\u200b  \tА ')).toBe('Қайрат А')
})

test('a note that asks for a physician flags a contraindication; any other is a precaution', () => {
  expect(isContraindication('эпилепсия в анамнезе — решение врача')).toBe(true)
  expect(isContraindication('Противопоказана тряска')).toBe(true)
  expect(isContraindication('аллергия на сено')).toBe(false)
  expect(isContraindication('не снимать очки')).toBe(false)
})
