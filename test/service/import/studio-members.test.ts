import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, rows } from '#test/support/tables.ts'

let service: TestService
let call: TestService['call']
beforeEach(async () => {
  service = await testService()
  call = service.call
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const file = (text: string) => ({
  fileName: 'studio-members-2025.csv',
  contentBase64: Buffer.from(text).toString('base64'),
})
const sample = readFileSync(
  new URL('../../../resources/sample/studio-members-2025.csv', import.meta.url),
  'utf8',
)
/** The lines of the sample, cell by cell, without their heading. */
const lines = sample
  .replace('\ufeff', '')
  .trim()
  .split('\r\n')
  .slice(1)
  .map((line) => line.split(';'))
const heading = 'ФИО;Дата рождения;Телефон;Студия;Группа;Дата зачисления'
const list = (...people: string[]) => file([heading, ...people].join('\n'))
const commit = (input: ReturnType<typeof file>) => call('people.importCommit', input)
const groups = async () => (await call('studio.groups', { on: '2025-12-31' })).groups
/** `ДД.ММ.ГГГГ`, `ДД/ММ/ГГГГ` or as it is stored. */
const asDate = (text = '') => text.replace(/^(\d\d)[./](\d\d)[./](\d{4})$/, '$3-$2-$1')

describe('the centre’s list of 2025', () => {
  test('makes the fifteen groups that it names, each with its members and since which day', async () => {
    await commit(file(sample))
    const expected = lines.map((cells) => `${cells[8]} ${asDate(cells[9])}`).sort()
    const made = await groups()
    expect(made).toHaveLength(15)
    const stored = []
    for (const { groupId, name, members } of made) {
      const { memberList, former } = await call('studio.group', { groupId, on: '2025-12-31' })
      expect([memberList.length, former]).toEqual([members, []])
      stored.push(...memberList.map((one) => `${name} ${one.joinedOn}`))
    }
    expect(stored.sort()).toEqual(expected)
  })

  test('gives a group room for all of its members, and the term of their year', async () => {
    await commit(file(sample))
    for (const group of await groups()) {
      expect(group.members, group.name).toBeLessThanOrEqual(group.capacity)
      const dates = lines
        .filter((cells) => cells[8] === group.name)
        .map((cells) => asDate(cells[9]))
      expect([group.from, group.until]).toEqual([dates.sort()[0], '2025-12-31'])
      // Nobody has said when and where they meet.
      expect([group.times, group.placeId]).toEqual([[], null])
    }
  })

  test('a second time changes nothing, not even when somebody has left or gone to another group', async () => {
    await commit(file(sample))
    const [one] = await groups()
    const other = await call('studio.createGroup', {
      ...{ studio: 'acting', name: 'АК-9', teacherId: null, placeId: null, capacity: 5 },
      ...{ from: '2025-10-06', until: '2025-12-31', times: [] },
    } as never)
    const of = async (groupId: string) => (await call('studio.group', { groupId })).memberList
    const [first, second] = await of(one?.groupId as string)
    await call('studio.leave', {
      ...{ groupId: one?.groupId as string, personId: first?.personId as string },
      on: '2025-10-06',
    })
    await call('studio.transfer', {
      ...{ personId: second?.personId as string, fromGroupId: one?.groupId as string },
      ...{ toGroupId: other.groupId, on: '2025-10-06' },
    })
    const before = dump(service.databaseFile)
    const { counts } = await call('people.importPreview', file(sample))
    expect(counts).toEqual({ new: 0, same: 240, changed: 0, refused: 0 })
    await commit(file(sample))
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('gives a group the only teacher of its subject', async () => {
    const teacher = { familyName: 'Соколов', givenName: 'Максим', roles: ['teacher'], hours: [] }
    await call('team.create', { ...teacher, subject: 'изо' } as never)
    await commit(file(sample))
    const made = await groups()
    expect(
      made.filter((one) => one.teacherName !== null).map((one) => [one.studio, one.teacherName]),
    ).toEqual(Array(3).fill(['art', 'Соколов Максим']))
  })
})

describe('a row', () => {
  test('that cannot come in says which cell and why; the others come in', async () => {
    const input = list(
      'Цой Анна;17.03.2001;;Изостудия;ИЗ-1;02.01.2025',
      'Цой Бэлла;17.03.2001;;Кулинария;К-1;02.01.2025',
      'Цой Вера;17.03.2001;;Музыка;;02.01.2025',
      'Цой Галина;17.03.2001;;Музыка;МУ-1;31.02.2025',
      'Цой Дина;17.03.2001;;Музыка;МУ-1;',
      ';17.03.2001;;Музыка;МУ-1;02.01.2025',
    )
    const shown = await call('people.importPreview', input)
    expect(shown).toMatchObject({ kind: 'studio', counts: { new: 1, refused: 5 } })
    expect(
      shown.rows.flatMap((row) =>
        row.refusals.map(({ heading, text, code }) => [row.row, heading, text, code]),
      ),
    ).toEqual([
      [3, 'Студия', 'Кулинария', 'choice'],
      [4, 'Группа', '', 'required'],
      [5, 'Дата зачисления', '31.02.2025', 'date'],
      [6, 'Дата зачисления', '', 'required'],
      [7, 'ФИО', '', 'required'],
    ])
    await commit(input)
    expect((await groups()).map((one) => [one.name, one.members])).toEqual([['ИЗ-1', 1]])
    expect(await call('people.count', {})).toEqual({ people: 1 })
  })

  test('of somebody in two groups makes one person with two memberships', async () => {
    await commit(
      list(
        'Цой Анна;17.03.2001;;Изостудия;ИЗ-1;02.01.2025',
        'Цой Анна;17/03/2001;;Музыка;МУ-1;03.02.2025',
      ),
    )
    expect(await call('people.count', {})).toEqual({ people: 1 })
    expect((await groups()).map((one) => [one.name, one.members])).toEqual([
      ['ИЗ-1', 1],
      ['МУ-1', 1],
    ])
  })

  test('with an earlier day of joining changes the day, and says so before', async () => {
    await commit(list('Цой Анна;17.03.2001;;Изостудия;ИЗ-1;02.02.2025'))
    const earlier = list('Цой Анна;17.03.2001;;Изостудия;ИЗ-1;09.01.2025')
    expect((await call('people.importPreview', earlier)).rows).toMatchObject([
      {
        outcome: 'changed',
        changes: [{ field: 'studio', before: 'ИЗ-1 · 2025-02-02', after: 'ИЗ-1 · 2025-01-09' }],
      },
    ])
    await commit(earlier)
    await commit(list('Цой Анна;17.03.2001;;Изостудия;ИЗ-1;02.03.2025'))
    expect(rows(service.databaseFile, 'SELECT joined_on FROM membership')).toEqual([
      { joined_on: '2025-01-09' },
    ])
  })

  test('puts somebody on the lists of classes that are planned already, and off the queue', async () => {
    await commit(list('Цой Анна;17.03.2001;;Изостудия;ИЗ-1;02.01.2025'))
    const [group] = await groups()
    const { placeId } = await call('places.create', { name: 'Изостудия', use: 'studio' })
    const { groupId } = await call('studio.updateGroup', {
      ...(group as NonNullable<typeof group>),
      placeId,
      times: [{ day: 'mo', start: '10:00', minutes: 90 }],
    } as never)
    const plan = { groupId, from: '2025-10-06', until: '2025-10-19' }
    const { outcomes } = await call('studio.commitTerm', plan)
    const bella = { familyName: 'Цой', givenName: 'Бэлла', birthDate: '2002-01-01' }
    const { personId } = await call('people.create', bella)
    await call('studio.wait', { groupId, personId })
    await commit(list('Цой Бэлла;01.01.2002;;Изостудия;ИЗ-1;10.10.2025'))
    const people = await Promise.all(
      outcomes.map(async ({ sessionId }) => {
        const { list } = await call('studio.session', { sessionId: sessionId as string })
        return list.map((one) => one.name)
      }),
    )
    expect(people).toEqual([['Цой Анна'], ['Цой Анна', 'Цой Бэлла']])
    expect((await call('studio.waitingList', {})).waiting).toEqual([])
  })
})
