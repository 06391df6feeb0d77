import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusalsOf } from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, rows } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
let call: TestService['call']
beforeEach(async () => {
  service = await testService({ clock: '2025-01-20T08:40' })
  call = service.call
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const read = (fileName: string) =>
  readFileSync(new URL(`../../../resources/sample/${fileName}`, import.meta.url), 'utf8')
const file = (text: string, fileName = 'course-participants-2025.csv') => ({
  fileName,
  contentBase64: Buffer.from(text).toString('base64'),
})
/** The lines of the sample, cell by cell, without their heading. */
const sample = read('course-participants-2025.csv')
const [heading = '', ...lines] = sample.replace('\ufeff', '').trim().split(/\r?\n/)
const list = (...people: string[]) => file([heading, ...people].join('\n'))
const cells = lines.map((line) => line.split(';'))
const preview = (input: ReturnType<typeof file>) => call('people.importPreview', input)
const commit = (input: ReturnType<typeof file>) => call('people.importCommit', input)
const query = (text: string) => rows(service.databaseFile, text)

/** Everybody in the course of an arrival, by name. */
async function courseOn(arrival: string) {
  const { courses } = await call('boarding.courses', { year: 2025 })
  const course = courses.find((one) => one.from === arrival)
  if (!course) throw new Error(`no course on ${arrival}`)
  return { ...course, ...(await call('boarding.course', { courseId: course.courseId })) }
}
async function enrolled(name: string, arrival = '2025-03-10') {
  const found = (await courseOn(arrival)).people.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is not in the course`)
  return found
}
/** `Заезд;ФИО;Дата рождения;Пол;ИИН;Телефон;Категория;На коляске;Сопровождающий;Питание;Просит поселить с` */
const line = (name: string, born: string, more: Record<string, string> = {}) =>
  [
    ...['10.03.2025', name, born, '', '', '', ''],
    ...[more.wheelchair ?? '', more.companion ?? '', more.diet ?? '', more.wish ?? ''],
  ].join(';')

describe('the centre’s list of 2025', () => {
  beforeEach(async () => {
    await commit(file(sample))
  })

  test('gives everybody who comes along one file, whose sex the name says or nobody does', () => {
    const written = cells.flatMap((one) => (one[8] ? [`${one[8]} — ${one[1]}`] : []))
    const companions = query(
      `SELECT c.family_name || ' ' || c.given_name || ' — ' || p.family_name || ' ' || p.given_name
         || ' ' || p.patronymic AS pair, c.id, c.sex, c.family_name, c.birth_date, c.iin
       FROM enrolment e JOIN person c ON c.id = e.person_id JOIN person p ON p.id = e.companion_of_id`,
    )
    expect(companions.map((row) => row.pair).toSorted()).toEqual(written.toSorted())
    expect(new Set(companions.map((row) => row.id)).size).toBe(written.length)
    for (const { family_name: name, sex, birth_date, iin } of companions) {
      const known = !['Цой', 'Тен', 'Ким'].includes(String(name))
      expect([name, sex, birth_date, iin]).toEqual([name, known ? 'female' : null, null, null])
    }
    expect(companions.some((row) => row.sex === null)).toBe(true)
  })

  test('wishes are for people of the same week; a wish for oneself stays in its words', () => {
    const written = cells.filter((one) => one[10])
    const [own, others] = [
      written.filter((one) => one[10] === one[1]),
      written.filter((one) => one[10] !== one[1]),
    ]
    expect([own.length, others.length]).toEqual([19, 85])
    const full = (of: string) =>
      `${of}.family_name || ' ' || ${of}.given_name || ' ' || ${of}.patronymic`
    const pairs = (found: string[][]) => found.map((one) => `${one[1]} + ${one[10]}`).toSorted()
    expect(
      query(
        `SELECT ${full('p')} || ' + ' || ${full('o')} AS pair FROM share_wish w
         JOIN person p ON p.id = w.person_id JOIN person o ON o.id = w.with_id
         JOIN enrolment e ON e.course_id = w.course_id AND e.person_id = w.with_id`,
      )
        .map((row) => String(row.pair))
        .toSorted(),
    ).toEqual(pairs(others))
    expect(
      query(
        `SELECT ${full('p')} || ' + ' || e.share_words AS pair FROM enrolment e
         JOIN person p ON p.id = e.person_id WHERE e.share_words IS NOT NULL`,
      )
        .map((row) => String(row.pair))
        .toSorted(),
    ).toEqual(pairs(own))
  })
})

describe('a row', () => {
  const rakhimova = (more: object = {}) =>
    line('Рахимова Ұлжан Тимуровна', '15.10.1968', { ...more })
  const yesenova = (more: object = {}) => line('Есенова Анна Асқарқызы', '12.02.1981', { ...more })

  test('may wish for somebody who stands further down, or comes with a later list', async () => {
    await commit(
      list(
        rakhimova({ wish: 'ЕСЕНОВА АННА АСКАРКЫЗЫ' }),
        yesenova({ wish: 'Цой Мария Сергеевна' }),
      ),
    )
    expect(await enrolled('Рахимова Ұлжан')).toMatchObject({
      shareWith: [{ name: 'Есенова Анна' }],
      shareWords: null,
    })
    const waiting = { shareWith: [], shareWords: 'Цой Мария Сергеевна' }
    expect(await enrolled('Есенова Анна')).toMatchObject(waiting)
    await commit(list(line('Цой Мария Сергеевна', '01.02.1980')))
    expect(await enrolled('Есенова Анна')).toMatchObject({
      shareWith: [{ name: 'Цой Мария' }],
      shareWords: null,
    })
  })

  test('that spells a companion or a wish otherwise is the same row', async () => {
    const own = { companion: 'мама', wish: 'ЕСЕНОВА АННА АСКАРКЫЗЫ' }
    const later = list(rakhimova(own), yesenova({ companion: 'Цой Қарақат' }))
    await commit(later)
    const before = dump(service.databaseFile)
    service.changes.length = 0
    for (const again of [later, list(rakhimova(own), yesenova({ companion: 'ЦОЙ КАРАКАТ' }))]) {
      expect((await preview(again)).rows.map((row) => row.outcome)).toEqual(['same', 'same'])
      await commit(again)
    }
    expect(service.changes).toEqual([])
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('changes the food or the wheelchair, and nothing else', async () => {
    const before = { companion: 'Цой Мария', diet: 'протёртое', wish: 'Есенова Анна Асқарқызы' }
    await commit(list(rakhimova(before), yesenova()))
    await call('boarding.enrol', {
      courseId: (await courseOn('2025-03-10')).courseId,
      personId: (await enrolled('Рахимова Ұлжан')).personId,
      note: 'звонить дочери',
    })
    const known = await courseOn('2025-03-10')
    const [state, person] = [stateOf(service), query('SELECT * FROM person ORDER BY id')]
    const edited = list(
      rakhimova({ ...before, diet: 'диабетическое', wheelchair: 'да' }),
      yesenova(),
    )
    expect((await preview(edited)).rows).toMatchObject([
      {
        outcome: 'changed',
        changes: [
          {
            field: 'course',
            before: '2025-03-10 ·  · Цой Мария · протёртое · Есенова Анна Асқарқызы',
            after: '2025-03-10 · wheelchair · Цой Мария · диабетическое · Есенова Анна Асқарқызы',
          },
        ],
      },
      { outcome: 'same' },
    ])
    await commit(edited)
    expect((await courseOn('2025-03-10')).people).toEqual(
      known.people.map((one) =>
        one.name === 'Рахимова Ұлжан' ? { ...one, diet: 'диабетическое', wheelchair: true } : one,
      ),
    )
    expect(query('SELECT * FROM person ORDER BY id')).toEqual(person)
    expect(stateOf(service).share_wish).toEqual(state.share_wish)
  })

  test('with another companion adds one: nobody loses a bed by a list, and the preview says so', async () => {
    await commit(list(rakhimova({ companion: 'Цой Мария' })))
    const edited = list(rakhimova({ companion: 'Ким Анна' }))
    const [row] = (await preview(edited)).rows
    expect(row?.changes).toMatchObject([
      { field: 'course', after: '2025-03-10 ·  · Цой Мария, Ким Анна ·  · ' },
    ])
    await commit(edited)
    const companions = async () =>
      (await courseOn('2025-03-10')).people
        .filter((one) => one.companionOfName)
        .map((one) => one.name)
    expect((await companions()).toSorted()).toEqual(['Ким Анна', 'Цой Мария'])
    expect(await preview(edited)).toMatchObject({ counts: { same: 1, changed: 0 } })
    // An empty cell takes nobody away.
    await commit(list(rakhimova()))
    expect(await companions()).toHaveLength(2)
  })

  test('with another wish puts it in the place of the one before', async () => {
    const third = line('Цой Мария Сергеевна', '01.02.1980')
    await commit(list(rakhimova({ wish: 'Есенова Анна Асқарқызы' }), yesenova(), third))
    await commit(list(rakhimova({ wish: 'Цой Мария Сергеевна' })))
    expect(await enrolled('Рахимова Ұлжан')).toMatchObject({
      shareWith: [{ name: 'Цой Мария' }],
      shareWords: null,
    })
  })

  test('that is edited in a full course leaves its capacity as it is; one more makes room', async () => {
    await commit(list(rakhimova()))
    const { courseId, name, from, until } = await courseOn('2025-03-10')
    await call('boarding.updateCourse', { courseId, name, from, until, capacity: 1 })
    await commit(list(rakhimova({ diet: 'протёртое' })))
    expect((await courseOn('2025-03-10')).capacity).toBe(1)
    await commit(list(yesenova()))
    expect((await courseOn('2025-03-10')).capacity).toBe(2)
  })

  test.each(['withdrawn', 'no_show', 'reserve'] as const)(
    'of somebody who is %s by now does not put them back',
    async (state) => {
      const known = list(rakhimova({ companion: 'Цой Мария' }), yesenova())
      await commit(known)
      const { courseId } = await courseOn('2025-03-10')
      const { personId } = await enrolled('Рахимова Ұлжан')
      if (state === 'no_show') await call('boarding.noShow', { courseId, personId })
      else await call('boarding.withdraw', { courseId, personId })
      if (state === 'reserve') await call('boarding.enrol', { courseId, personId, reserve: true })
      const states = () =>
        query(
          `SELECT p.given_name, e.state FROM enrolment e JOIN person p ON p.id = e.person_id
         ORDER BY p.given_name`,
        )
      const before = states()
      expect(before.find((row) => row.given_name === 'Ұлжан')?.state).toBe(state)
      expect(await preview(known)).toMatchObject({ counts: { same: 2, changed: 0 } })
      const edited = list(rakhimova({ companion: 'Цой Мария', diet: 'протёртое' }))
      await commit(edited)
      expect(states()).toEqual(before)
      expect(query('SELECT diet FROM enrolment WHERE diet IS NOT NULL')).toHaveLength(1)
      expect(await preview(edited)).toMatchObject({ counts: { same: 1, changed: 0 } })
    },
  )

  test('with two companions in one cell brings both', async () => {
    const both = list(rakhimova({ companion: 'Цой Мария, Ким Анна' }))
    await commit(both)
    const { people } = await courseOn('2025-03-10')
    expect(people.map((one) => one.name)).toEqual(['Рахимова Ұлжан', 'Ким Анна', 'Цой Мария'])
    expect(await preview(both)).toMatchObject({ counts: { same: 1, changed: 0 } })
  })
})

test('a room under repair «до 15.03.2025» takes nobody before, and somebody after', async () => {
  await commit(file(read('rooms.csv'), 'rooms.csv'))
  const participant = line('Рахимова Ұлжан Тимуровна', '15.10.1968').replace(';;', ';Ж;')
  await commit(list(participant))
  const room = (await call('boarding.rooms', {})).rooms.find((one) => one.number === '302')
  expect(room?.closures).toMatchObject([{ from: '2025-01-01', until: '2025-03-15' }])
  const { courseId } = await courseOn('2025-03-10')
  const { personId } = await enrolled('Рахимова Ұлжан')
  const asked = (from: string, to: string) => ({
    ...{ courseId, personId, bedId: room?.beds[0]?.bedId ?? '' },
    ...{ from, to },
  })
  const refused = (from: string, to: string) =>
    refusalsOf(service, 'boarding.place', asked(from, to))
  expect(await refused('2025-03-10', '2025-03-16')).toEqual(['room_closed'])
  expect(await refused('2025-03-15', '2025-03-16')).toEqual(['room_closed'])
  expect(await refused('2025-03-16', '2025-03-17')).toEqual([])
  // The list, brought in again, does not close the room a second time.
  await commit(file(read('rooms.csv'), 'rooms.csv'))
  expect(query('SELECT count(*) AS closures FROM room_closure')).toEqual([{ closures: 1 }])
})
