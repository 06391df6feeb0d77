/** Made-up people, with the words that they are found by. */

import { addDays } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { searchWords } from '#service/features/people/finding.ts'
import { fold } from '#service/kernel/folding.ts'
import { sortKey } from '#service/kernel/sort-key.ts'
import type { Filling } from './filling.ts'

export const surnames =
  'Ахметов Оспанов Серіков Кузнецов Соколов Иванов Құдайбергенов Сүлейменов Цой Байжанов Өтеулиев Жұмабеков Дүйсенов Нұрланов Рахимов Абдуллаев Үсенов Әбдіров Ким Хасанов Есенов Ермеков Юсупов Ысқақов Мұратов Тен Петров Ғабдуллин Қасымов Сатпаев Төлеген Бектұров Жақсылықов Мәмбетов Нұрғалиев Ізбасаров Һамитов Әлімбаев Тілеуов Шәріпов'.split(
    ' ',
  )
const givenNames =
  'Әлия Құралай Темірлан Алина Нұрай Қайрат Санжар Амина Өмір Хамза Виктория Максим Өркен Кәусар Сафия Артём Айзере Жансая Томирис Дильназ Мирас Ұлжан Роман Ақбота Аяулым Гүлім Медина Әмина Ғани Бекзат Тимур Айсұлтан Үсен Ислам Мария Ерасыл Інжу Раяна Анна Бауыржан'.split(
    ' ',
  )
const patronymics =
  'Асқарұлы Маратович Нұрланұлы Болатұлы Қайратұлы Серікұлы Ерланұлы Тимурович Сергеевич Бауыржанұлы'.split(
    ' ',
  )

/** Three women to two men, by their place in the list. */
export const sexOf = (index: number) => (index % 5 < 3 ? 'female' : 'male')

/** Makes so many people whom nothing forbids to ride. Answers their ids, in the ids' order. */
export function fillPeople({ insert, pick, random, resource }: Filling, count: number): string[] {
  const person = insert(
    'person',
    'id,family_name,given_name,patronymic,birth_date,sex,phone,weight_kg,keeps_balance,sidewalkers_needed,statement_from,statement_until,sort_key,folded_name',
  )
  const word = insert('person_word', 'word,sort_key,person_id')
  return Array.from({ length: count }, (_, index) => {
    const id = resource('person')
    const familyName = pick(surnames)
    const givenName = pick(givenNames)
    const patronymic = pick(patronymics)
    const phone = `+7${7000000000 + Math.floor(random() * 999999999)}`
    const birthDate = addDays('1960-01-01' as LocalDate, Math.floor(random() * 22000))
    const key = sortKey(familyName, givenName, patronymic)
    person.run(
      id,
      familyName,
      givenName,
      patronymic,
      birthDate,
      sexOf(index),
      phone,
      20 + Math.floor(random() * 30),
      1,
      index % 2,
      '2025-03-01',
      '2026-12-31',
      key,
      fold(`${familyName} ${givenName} ${patronymic}`),
    )
    const words = searchWords({
      familyName,
      givenName,
      patronymic,
      phone,
      guardianPhone: null,
      iin: null,
    } as never)
    for (const one of new Set(words)) word.run(one, key, id)
    return id
  })
}
