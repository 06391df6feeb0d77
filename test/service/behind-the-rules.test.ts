/**
 * What the file itself refuses, though no rule has: something writes beside the command, after its rules
 * have looked. A trigger in the file stands for it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SmallHouse, smallHouse, week } from '#test/support/boarding.ts'
import { monday, smallCentre } from '#test/support/centre.ts'
import { type ChildService, childService } from '#test/support/child-service.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio, term } from '#test/support/studio.ts'
import { execute, soundness } from '#test/support/tables.ts'

const anId = (last: number) => `01999999-9999-7999-8999-99999999999${last}`

describe('what is refused says what is in the way', () => {
  let service: TestService
  beforeEach(async () => {
    service = await testService()
  })
  afterEach(async () => {
    expect(service.bugs).toEqual([])
    expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
    await service.remove()
  })

  /** Something writes, right before or after a row that a command writes. */
  const beside = (event: string, statements: string) =>
    execute(service.databaseFile, `CREATE TRIGGER beside ${event} BEGIN ${statements} END`)
  const refusal = async (method: string, input: object) => {
    const reply = await service.raw(method, input)
    if (reply.ok) throw new Error(`${method} was let through`)
    return reply
  }
  const findings = async (method: string, input: object) => {
    const { code, params } = await refusal(method, input)
    expect(code).toBe('rules_refused')
    return params.refusals
  }

  test('a horse, a person, a lane that somebody takes meanwhile', async () => {
    const centre = await smallCentre(service)
    for (const [seat, id, name] of [
      ['horse', centre.zhuldyz, 'Жұлдыз'],
      ['client', centre.aliya, 'Соколова Әлия'],
      ['place', centre.arena, 'Манеж'],
      ['instructor', centre.instructor, 'Кузнецов Ғани'],
    ] as const) {
      beside(
        'BEFORE INSERT ON claim',
        `INSERT INTO claim SELECT
          '${id}', '${monday}T10:15', '${monday}T10:45', NEW.session_id, NULL
         WHERE NEW.resource_id = '${id}';`,
      )
      expect(await findings('hippotherapy.book', centre.ride())).toMatchObject([
        { code: 'overlap', severity: 'block', params: { seat, from: '10:00', until: '10:30' } },
      ])
      expect(JSON.stringify(await findings('hippotherapy.book', centre.ride()))).toContain(name)
      execute(service.databaseFile, 'DROP TRIGGER beside')
    }
    await service.call('hippotherapy.book', centre.ride())
  })

  test('a horse that goes meanwhile', async () => {
    const centre = await smallCentre(service)
    beside('AFTER INSERT ON session', `DELETE FROM horse WHERE id = '${centre.zhuldyz}';`)
    expect(await refusal('hippotherapy.book', centre.ride())).toMatchObject({
      code: 'changed_since',
    })
  })

  test('a name, a number, an IIN that somebody else is given meanwhile', async () => {
    const centre = await smallCentre(service)
    const resource = (kind: string) => `INSERT INTO resource VALUES ('${anId(1)}', '${kind}');`
    const copies = (table: string, from: string) =>
      `INSERT INTO ${table} SELECT ${from} FROM ${table} LIMIT 1;`
    await smallStudio(service)
    const times = [{ day: 'mo', start: '12:00', minutes: 60 }]
    for (const [method, input, event, statements, code] of [
      [
        'horses.create',
        { name: 'Сұңқар', birthYear: 2012, massKg: 460 },
        'BEFORE INSERT ON horse',
        `${resource('horse')} INSERT INTO horse (id, name, birth_year, mass_kg, active, sort_key)
         VALUES ('${anId(1)}', 'Сұңқар', 2012, 460, 1, '');`,
        'in_use',
      ],
      [
        'places.create',
        { name: 'Бақ' },
        'BEFORE INSERT ON place',
        `${resource('place')} INSERT INTO place VALUES ('${anId(1)}', 'Бақ', NULL, 'arena', 1, '');`,
        'in_use',
      ],
      [
        'boarding.createRoom',
        { building: 'Үй', number: '1', floor: 1, beds: 1, forWhom: 'any', accessible: false },
        'BEFORE INSERT ON room',
        `INSERT INTO room VALUES ('${anId(1)}', 'Үй', 1, '1', 0, 'any', NULL);`,
        'in_use',
      ],
      [
        'studio.createGroup',
        {
          studio: 'art',
          name: 'ИЗ-9',
          capacity: 3,
          ...term,
          times,
          placeId: null,
          teacherId: null,
        },
        'BEFORE INSERT ON studio_group',
        copies(
          'studio_group',
          `'${anId(1)}', studio, 'ИЗ-9', NULL, NULL, NULL, NULL, 3, valid_from, valid_until, NULL`,
        ),
        'in_use',
      ],
      [
        'people.create',
        {
          familyName: 'Оспанова',
          givenName: 'Ақбота',
          iin: '130123575416',
          birthDate: '2005-01-01',
        },
        'BEFORE INSERT ON person',
        `UPDATE person SET iin = '130123575416' WHERE id = '${centre.aliya}';`,
        'iin_taken',
      ],
    ] as const) {
      beside(event, statements)
      expect([method, await refusal(method, input)]).toMatchObject([method, { code }])
      execute(service.databaseFile, 'DROP TRIGGER beside')
    }
  })

  test('a member of a group who becomes one meanwhile', async () => {
    const { groupA, people } = await smallStudio(service)
    beside(
      'BEFORE INSERT ON membership',
      `INSERT INTO membership VALUES
        ('${anId(1)}', NEW.group_id, NEW.person_id, NEW.joined_on, NULL, NULL);`,
    )
    expect(
      await findings('studio.join', { groupId: groupA, personId: people[0], from: monday }),
    ).toMatchObject([{ code: 'already_member', params: { name: 'Абенова Әлия', group: 'ИЗ-1' } }])
  })

  describe('in the boarding house', () => {
    let house: SmallHouse
    beforeEach(async () => {
      house = await smallHouse(service)
      for (const one of [house.people.bolat, house.people.gani]) {
        await house.enrol(one, { wheelchair: false })
      }
    })
    const asked = (bedId: string) => ({
      courseId: house.courseId,
      personId: house.people.bolat,
      bedId,
      from: week.from,
      to: week.until,
    })
    const stay = (personId: string, bedId: string) =>
      `INSERT INTO stay VALUES ('${anId(1)}', '${house.courseId}', '${personId}', '${bedId}',
        '${week.from}', '${week.until}', 0, NULL);`

    test('a bed that somebody takes meanwhile', async () => {
      const bed = house.bed('202')
      beside('BEFORE INSERT ON stay', stay(house.people.gani, bed))
      expect(await findings('boarding.place', asked(bed))).toMatchObject([
        { code: 'overlap', params: { seat: 'bed', from: week.from, until: week.until } },
      ])
    })

    test('a person who is given another bed meanwhile', async () => {
      beside('BEFORE INSERT ON stay', stay(house.people.bolat, house.bed('201')))
      expect(await findings('boarding.place', asked(house.bed('202')))).toMatchObject([
        { code: 'overlap', params: { seat: 'client', name: 'Байжанов Болат', from: week.from } },
      ])
    })
  })
})

describe('two services on one file', () => {
  let dataDir: string
  let services: ChildService[]
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'bastau-behind-'))
  })
  afterEach(async () => {
    for (const service of services) await service.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** The same wish of both at once, many times: how often it was granted, and what was said otherwise. */
  async function both(method: string, inputs: readonly object[]) {
    const replies = await Promise.all(
      inputs.flatMap((input) => services.map((service) => service.call(method, input))),
    )
    return {
      granted: replies.filter((reply) => reply?.ok).length,
      refusals: [...new Set(replies.flatMap((reply) => (reply?.ok ? [] : [reply?.code])))],
    }
  }

  test('that want the same bed, the same name, the same room closed are told why, never a number', async () => {
    const first = await testService({ dataDir })
    const house = await smallHouse(first)
    for (const one of [house.people.bolat, house.people.gani]) await house.enrol(one)
    await first.close()
    services = [childService(dataDir), childService(dataDir)]
    const many = Array.from({ length: 10 }, (_, index) => index)
    const sleepers = many.map((index) => ({
      courseId: house.courseId,
      personId: index % 2 === 0 ? house.people.bolat : house.people.aisha,
      bedId: house.bed('202'),
      from: week.from,
      to: week.until,
    }))
    const horses = many.map(() => ({ name: 'Сұңқар', birthYear: 2012, massKg: 460 }))
    expect(await both('horses.create', horses)).toEqual({ granted: 1, refusals: ['in_use'] })
    const beds = await both('boarding.place', sleepers)
    expect(beds.granted).toBeGreaterThan(0)
    const closures = await both('boarding.closeRoom', [
      { roomId: house.rooms[202], from: week.from, until: week.until },
    ])
    expect(closures).toEqual({ granted: 1, refusals: ['already_away'] })
    expect([...beds.refusals, ...closures.refusals]).not.toContain('internal')
    expect(soundness(join(dataDir, 'bastau.db'))).toEqual({ integrity: 'ok', brokenReferences: [] })
  })
})
