import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findings,
  findingsTogether,
  searchWords,
  type WordRange,
} from '#service/features/people/finding.ts'
import { fold, spelling } from '#service/kernel/folding.ts'
import { sortKey } from '#service/kernel/sort-key.ts'

const person = (familyName: string, givenName: string, patronymic: string | null = null) => ({
  familyName,
  givenName,
  patronymic,
  iin: '061211600012',
  phone: '+77012345678',
  guardianPhone: '+77779998877',
})

/** Whether a query finds a person, as the store asks: a word in the range of each. */
function finds(query: string, one: Parameters<typeof searchWords>[0]): boolean {
  const words = searchWords(one)
  const within = ({ from, until }: WordRange) => words.some((word) => word >= from && word < until)
  const answers = (ways: ReturnType<typeof findings>) =>
    ways.some((way) => within(way.drive) && way.tests.every(within))
  return answers(findings(query)) || answers(findingsTogether(query))
}

test('folding takes Kazakh letters to their neighbours and leaves the rest', () => {
  expect(fold(' ӘҒҚҢӨҰҮҺІЁ  әғқңөұүһіё')).toBe('агкноуухие агкноуухие')
  expect(fold('Шыңғыс')).toBe('шынгыс')
  // A Latin i, c and o among Cyrillic letters, as Kazakh keyboards leave them.
  expect(fold('Cерiков')).toBe(fold('Серіков'))
  expect(fold('Smith')).toBe('smith')
})

test.each([
  ['Әлия', ['алия', 'Әлия', 'АЛИЯ', 'aliya', 'alia', 'aliia', 'Aliya', 'ал', 'al']],
  ['Құралай', ['куралай', 'құралай', 'kuralay', 'quralai', 'qural ai', 'kuralai', 'кура']],
  ['Жанна', ['жанна', 'zhanna', 'janna', 'zhana', 'жан', 'z']],
  ['Хамза', ['хамза', 'khamza', 'hamza', 'хам', 'ham']],
  ['Шыңғыс', ['шынгыс', 'шыңғыс', 'shyngys', 'shingis', 'shyngis', 'şıñğıs', 's']],
  ['Інжу', ['инжу', 'інжу', 'inzhu', 'inju']],
  ['Өркен', ['оркен', 'orken', 'örken', 'Өрк']],
  ['Ерлан', ['ерлан', 'erlan', 'yerlan']],
  ['Артём', ['артем', 'артём', 'artem', 'artyom']],
  ['Юлия', ['юлия', 'yuliya', 'yulia', 'iuliia']],
  ['Сергей', ['сергей', 'sergey', 'sergei']],
  ['Гүлім', ['гулим', 'gulim', 'gülim']],
])('%s is found however it is typed', (name, queries) => {
  for (const query of queries) {
    expect(finds(query, person('Оспан', name)), query).toBe(true)
    expect(finds(query, person(name, 'Бек')), query).toBe(true)
    expect(finds(query, person('Оспан', 'Бек', 'Тимурович')), query).toBe(false)
  }
})

test('tokens in any order each begin some name; one that begins none finds nobody', () => {
  const one = person('Ахметов-Ким', 'Алихан', 'Нұрланұлы')
  for (const query of [
    'ахметов алихан',
    'алихан ахметов',
    'ал ахм',
    'а а н',
    'ким нурланулы',
    'ахметов алихан нурланулы',
    'нурл али ким',
    'ахметов-ким',
    'акхметов',
  ]) {
    expect(finds(query, one), query).toBe(query !== 'акхметов')
  }
  expect(finds('ахметов бекзат', one)).toBe(false)
  expect(finds('хметов', one)).toBe(false)
})

test.each([
  ['8 (701) 234-56-78', true],
  ['+7 701 234 56 78', true],
  ['87012345678', true],
  ['7012345678', true],
  ['8701234', true],
  ['701 23', true],
  ['5678', true],
  ['45678', true],
  ['345 678', true],
  ['234-56-78', true],
  ['8877', true],
  ['0612', true],
  ['061211600012', true],
  ['6789', false],
  ['678', false],
  ['061211600013', false],
  ['87012345679', false],
])('digits %s find the phone or the IIN: %s', (query, found) => {
  expect(finds(query, person('Оспан', 'Бек'))).toBe(found)
})

test('a name and digits together must both fit', () => {
  expect(finds('оспан 5678', person('Оспан', 'Бек'))).toBe(true)
  expect(finds('5678 бек оспан', person('Оспан', 'Бек'))).toBe(true)
  expect(finds('серик 5678', person('Оспан', 'Бек'))).toBe(false)
})

test('a query without a letter or digit asks for nobody', () => {
  for (const query of ['', ' ', '—', '%', '_', "'", '()', '+']) expect(findings(query)).toEqual([])
})

const letters = fc.constantFrom(...'абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя')
const name = fc.string({ unit: letters, minLength: 1, maxLength: 12 })

test('the first letters of any Cyrillic name are the first letters of its spelling', () => {
  fc.assert(
    fc.property(name, fc.nat(12), (word, length) => {
      expect(spelling(word).startsWith(spelling(word.slice(0, length)))).toBe(true)
      expect(spelling(word)).toMatch(/^[a-z]*$/)
      expect(spelling(spelling(word).replaceAll('zh', 'j'))).toBe(spelling(spelling(word)))
    }),
  )
})

test('whoever types the beginnings of two names finds the person', () => {
  const real = name.filter((word) => spelling(word) !== '')
  fc.assert(
    fc.property(real, real, fc.nat(12), fc.nat(12), (family, given, one, other) => {
      const query = `${given.slice(0, one + 1)} ${family.slice(0, other + 1)}`
      // A hard or soft sign alone is no beginning: it has no sound, and finds nobody.
      fc.pre(findings(query).length > 0)
      expect(finds(query, person(family, given))).toBe(true)
    }),
  )
})

test('sort keys sort by their bytes as names sort in the Kazakh alphabet', () => {
  const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
  const sorted = (names: string[]) =>
    [...names].sort((one, other) =>
      Buffer.compare(Buffer.from(sortKey(one)), Buffer.from(sortKey(other))),
    )
  expect(sorted([...alphabet].reverse()).join('')).toBe(alphabet)
  expect(
    sorted(['Smith', 'Яковлев', 'Ғабдуллин', 'Габдуллин', 'Әбдіров', 'Абдуллаев', 'Ким', '2-й']),
  ).toEqual(['2-й', 'Абдуллаев', 'Әбдіров', 'Габдуллин', 'Ғабдуллин', 'Ким', 'Яковлев', 'Smith'])
  expect(sortKey('КИМ')).toBe(sortKey('ким'))
  expect(sortKey('Ким', 'Яна') < sortKey('Ким-Оглы', 'Анна')).toBe(true)
  expect(sortKey('Ким-Оглы', 'Анна') < sortKey('Кимов', 'Анна')).toBe(true)
  expect(sortKey('Ким', 'Анна', null)).toBe(sortKey('Ким', 'Анна'))
})
