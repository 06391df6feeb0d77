import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const bring = (text: string) =>
  service.call('people.importCommit', {
    fileName: 'list.csv',
    contentBase64: Buffer.from(text).toString('base64'),
  })
const headings = 'Заезд;ФИО;Дата рождения;Пол;На коляске;Сопровождающий;Питание;Просит поселить с'
const list = (...lines: string[]) => bring([headings, ...lines].join('\n'))
const anna = 'Ким Анна;01.02.1980;Ж'
const bela = 'Цой Бэла;03.04.1981;Ж'
const inCourse = async () => {
  const [course] = (await service.call('boarding.courses', { year: 2025 })).courses
  const { people } = await service.call('boarding.course', { courseId: course?.courseId as string })
  return people.map((one) => ({
    name: one.name,
    of: one.companionOfName,
    diet: one.diet,
    with: one.shareWith.map((wish) => wish.name),
    words: one.shareWords,
  }))
}

test('a wish finds whoever it names, before or after them; one for oneself stays in its words', async () => {
  const first = `03.02.2025;${anna};;;;Цой Бэла`
  await list(first)
  expect(await inCourse()).toMatchObject([{ with: [], words: 'Цой Бэла' }])
  await list(
    first,
    `03.02.2025;${bela};;;;Ким Анна`,
    '03.02.2025;Тен Вера;05.06.1982;Ж;;;;Тен Вера',
  )
  expect(await inCourse()).toEqual([
    { name: 'Ким Анна', of: null, diet: null, with: ['Цой Бэла'], words: null },
    { name: 'Тен Вера', of: null, diet: null, with: [], words: 'Тен Вера' },
    { name: 'Цой Бэла', of: null, diet: null, with: ['Ким Анна'], words: null },
  ])
})

test('an edited row changes what it says: another wish takes the place of the first', async () => {
  const lines = (food: string, wish: string) => [
    `03.02.2025;${anna};;Иванова Дина;${food};${wish}`,
    `03.02.2025;${bela};;;;`,
    '03.02.2025;Тен Вера;05.06.1982;Ж;;;;',
  ]
  await list(...lines('', 'Цой Бэла'))
  await list(...lines('диабетическое', ''))
  expect((await inCourse()).slice(0, 2)).toEqual([
    { name: 'Ким Анна', of: null, diet: 'диабетическое', with: ['Цой Бэла'], words: null },
    { name: 'Иванова Дина', of: 'Ким Анна', diet: null, with: [], words: null },
  ])
  const { counts } = await list(...lines('диабетическое', 'Тен Вера'))
  expect(counts).toEqual({ new: 0, same: 2, changed: 1, refused: 0 })
  expect((await inCourse())[0]).toMatchObject({ with: ['Тен Вера'], words: null })
  const again = await list(...lines('диабетическое', 'Тен Вера'))
  expect(again.counts).toEqual({ new: 0, same: 3, changed: 0, refused: 0 })
  expect(await service.call('people.count', {})).toEqual({ people: 4 })
})

test('a second companion by hand is no new person when the list comes again', async () => {
  const line = (food: string) => `03.02.2025;${anna};;Иванова Дина;${food};`
  await list(line(''))
  const [course] = (await service.call('boarding.courses', { year: 2025 })).courses
  const courseId = course?.courseId as string
  const head = (await service.call('boarding.course', { courseId })).people[0]?.personId as string
  const { personId } = await service.call('people.create', {
    ...{ familyName: 'Попова', givenName: 'Зоя' },
  })
  await service.call('boarding.enrol', { courseId, personId, companionOfId: head })
  await list(`03.02.2025;${anna};;;диабетическое;`)
  expect((await inCourse()).map((one) => one.name)).toEqual([
    'Ким Анна',
    'Иванова Дина',
    'Попова Зоя',
  ])
})

test('a repair that a list of rooms speaks of closes the room until its day', async () => {
  const rooms = (note: string) => bring(`Корпус;Этаж;Комната;Мест;Примечание\nА;3;302;2;${note}`)
  await rooms('ремонт до 15.12.2025')
  const [room] = (await service.call('boarding.rooms', {})).rooms
  expect(room?.closures).toMatchObject([{ from: '2025-01-01', until: '2025-12-15' }])
  expect((await rooms('ремонт до 15.12.2025')).counts.same).toBe(1)
})
