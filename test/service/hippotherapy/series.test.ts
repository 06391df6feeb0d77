import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MethodOutput } from '#contract/index.ts'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, dump, rows } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let centre: SmallCentre

beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

/** Four Mondays of October: the 6th, 13th, 20th and 27th (the 27th is closed: 25 October moves). */
const mondays = ['2025-10-06', '2025-10-13', '2025-10-20']

/** A weekly template of the first client on three open Mondays, with what a test changes. */
const weekly = (change: Record<string, unknown> = {}) => ({
  clientId: centre.aliya as string,
  horseId: centre.zhuldyz as string,
  instructorId: centre.instructor as string,
  leaderId: centre.leader as string,
  sidewalkerIds: [] as string[],
  placeId: centre.arena as string,
  days: ['mo'] as ('mo' | 'tu' | 'we' | 'th' | 'fr')[],
  start: '10:00',
  minutes: 30,
  validFrom: '2025-10-06',
  validUntil: '2025-10-20',
  ...change,
})
const otherWeekly = (change: Record<string, unknown> = {}) =>
  weekly({
    clientId: centre.baurzhan,
    horseId: centre.aqboz,
    instructorId: centre.instructor2,
    leaderId: centre.leader2,
    placeId: centre.field,
    ...change,
  })

const commit = (series: ReturnType<typeof weekly> & Record<string, unknown>) =>
  service.call('hippotherapy.commitSeries', series)
const outcomesOf = (made: Pick<MethodOutput<'hippotherapy.planSeries'>, 'outcomes'>) =>
  made.outcomes.map(({ date, outcome }) => `${date} ${outcome}`)
/** Sessions that are not cancelled, as they stand in the file: `2025-10-06 10:00`. */
const standing = () =>
  rows(
    service.databaseFile,
    'SELECT date, start FROM session WHERE cancel_reason IS NULL ORDER BY date, start',
  ).map(({ date, start }) => `${date} ${start}`)
const at = (start: string, dates = mondays) => dates.map((date) => `${date} ${start}`)
const idOn = (made: MethodOutput<'hippotherapy.commitSeries'>, date: string) =>
  made.outcomes.find((one) => one.date === date)?.sessionId as string

describe('planning', () => {
  test('shows what will be made, what clashes and with whom, what is closed, and writes nothing', async () => {
    await service.call(
      'hippotherapy.book',
      centre.otherRide({ date: '2025-10-13', horseId: centre.zhuldyz }),
    )
    const before = dump(service.databaseFile)
    const { outcomes } = await service.call(
      'hippotherapy.planSeries',
      weekly({ validUntil: '2025-10-27' }),
    )
    expect(dump(service.databaseFile)).toEqual(before)
    expect(outcomesOf({ outcomes })).toEqual([
      '2025-10-06 made',
      '2025-10-13 clash',
      '2025-10-20 made',
      '2025-10-27 closed',
    ])
    expect(outcomes[1]?.findings[0]).toMatchObject({
      code: 'overlap',
      params: { seat: 'horse', clientName: 'Оспанов Бауыржан' },
    })
    expect(outcomes[1]?.alternatives.length).toBeGreaterThan(0)
  })

  test('says the same as the making itself', async () => {
    await service.call('hippotherapy.book', centre.ride({ date: '2025-10-13', start: '10:20' }))
    const plan = await service.call('hippotherapy.planSeries', weekly({ validUntil: '2025-10-27' }))
    const made = await commit(weekly({ validUntil: '2025-10-27' }))
    expect(outcomesOf(made)).toEqual(outcomesOf(plan))
  })

  test('takes each session of the series for granted when it comes to the next', async () => {
    await service.call('settings.set', { horseWeekDays: 2 })
    const { outcomes } = await service.call(
      'hippotherapy.planSeries',
      weekly({ days: ['mo', 'tu', 'we'], validUntil: '2025-10-08' }),
    )
    expect(outcomesOf({ outcomes })).toEqual([
      '2025-10-06 made',
      '2025-10-07 made',
      '2025-10-08 clash',
    ])
    expect(outcomes[2]?.findings[0]?.code).toBe('horse_week')
  })

  test('shows what is there already, and what a person changed, as they stand', async () => {
    const made = await commit(weekly())
    await service.call('hippotherapy.move', {
      sessionId: idOn(made, '2025-10-13'),
      start: '15:00',
    })
    const { outcomes } = await service.call(
      'hippotherapy.planSeries',
      weekly({ templateId: made.templateId }),
    )
    expect(outcomesOf({ outcomes })).toEqual([
      '2025-10-06 exists',
      '2025-10-13 kept',
      '2025-10-20 exists',
    ])
    expect(outcomes[1]?.start).toBe('15:00')
  })

  test('a stretch that ends before it begins, or is endless, is refused', async () => {
    for (const validUntil of ['2025-10-05', '2027-10-06']) {
      expect(await service.refusal('hippotherapy.commitSeries', weekly({ validUntil }))).toBe(
        'bad_request',
      )
    }
    expect(rows(service.databaseFile, 'SELECT * FROM template')).toEqual([])
  })
})

describe('deciding for single days', () => {
  test('a skipped day stays free, a closed day is made when asked for, a clash is moved where it is free', async () => {
    await service.call(
      'hippotherapy.book',
      centre.otherRide({ date: '2025-10-13', horseId: centre.zhuldyz }),
    )
    const plan = await service.call('hippotherapy.planSeries', weekly({ validUntil: '2025-10-27' }))
    const to = plan.outcomes[1]?.alternatives[0]
    const { outcomes } = await commit(
      weekly({
        validUntil: '2025-10-27',
        decisions: [
          { date: '2025-10-06', action: 'skip' },
          { date: '2025-10-13', action: 'move', to },
          { date: '2025-10-27', action: 'make' },
        ],
      }),
    )
    expect(outcomes.map((one) => one.outcome)).toEqual(['skipped', 'made', 'made', 'made'])
    const moved = outcomes[1]
    expect(moved).toMatchObject({ date: to?.date, start: to?.start })
    const session = await service.call('hippotherapy.session', {
      sessionId: moved?.sessionId as string,
    })
    expect(session).toMatchObject({ byHand: true, horseId: to?.horseId, placeId: to?.placeId })
  })

  test('what is made on a closed day warns of it', async () => {
    const { outcomes } = await commit(
      weekly({
        validUntil: '2025-10-27',
        decisions: [{ date: '2025-10-27', action: 'make' }],
      }),
    )
    expect(outcomes.at(-1)?.findings.map((one) => one.code)).toEqual(['closed_day'])
  })

  test('a day moved to a place that is taken is a clash, not a double booking', async () => {
    await service.call('hippotherapy.book', centre.otherRide({ date: '2025-10-06' }))
    const { outcomes } = await commit(
      weekly({
        decisions: [
          {
            date: '2025-10-06',
            action: 'move',
            to: {
              date: '2025-10-06',
              start: '10:00',
              horseId: centre.aqboz,
              placeId: centre.arena,
            },
          },
        ],
      }),
    )
    expect(outcomes[0]?.outcome).toBe('clash')
  })

  test('every decision is taken back and put again with the series', async () => {
    await doUndoRedo(service, () =>
      commit(
        weekly({
          validUntil: '2025-10-27',
          decisions: [
            { date: '2025-10-13', action: 'skip' },
            { date: '2025-10-27', action: 'make' },
          ],
        }),
      ),
    )
  })
})

describe('this one, this and later, or all', () => {
  test('one session moves alone, and is marked as changed by hand', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', { sessionId: idOn(made, '2025-10-13'), start: '12:00' }),
    )
    expect(standing()).toEqual(['2025-10-06 10:00', '2025-10-13 12:00', '2025-10-20 10:00'])
    const session = await service.call('hippotherapy.session', {
      sessionId: idOn(made, '2025-10-13'),
    })
    expect(session.byHand).toBe(true)
  })

  test('this and later move, what was before stays, and there are two templates', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-13'),
        start: '12:00',
        scope: 'later',
      }),
    )
    expect(standing()).toEqual(['2025-10-06 10:00', '2025-10-13 12:00', '2025-10-20 12:00'])
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(
      templates
        .map(({ start, validFrom, validUntil }) => ({ start, validFrom, validUntil }))
        .sort((one, other) => (one.start < other.start ? -1 : 1)),
    ).toEqual([
      { start: '10:00', validFrom: '2025-10-06', validUntil: '2025-10-12' },
      { start: '12:00', validFrom: '2025-10-13', validUntil: '2025-10-20' },
    ])
  })

  test('all move, to another horse and another weekday', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-13'),
        date: '2025-10-15',
        horseId: centre.aqboz,
        scope: 'all',
      }),
    )
    expect(standing()).toEqual(at('10:00', ['2025-10-08', '2025-10-15', '2025-10-22']))
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(templates).toMatchObject([{ days: ['we'], horseId: centre.aqboz, sessions: 3 }])
  })

  test('none goes to a day that is over: it stays where it is', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, async () => {
      const moved = await service.call('hippotherapy.move', {
        ...{ sessionId: idOn(made, '2025-10-20'), date: '2025-10-17', scope: 'all' },
      })
      expect(outcomesOf(moved)).toEqual([
        '2025-10-06 kept',
        '2025-10-10 changed',
        '2025-10-17 changed',
      ])
      return moved
    })
    expect(standing()).toEqual(at('10:00', ['2025-10-06', '2025-10-10', '2025-10-17']))
  })

  test('what a person changed, marked or cancelled is never overwritten', async () => {
    const made = await commit(
      weekly({ validUntil: '2025-11-10', decisions: [{ date: '2025-10-27', action: 'make' }] }),
    )
    await service.call('hippotherapy.move', { sessionId: idOn(made, '2025-10-13'), start: '16:00' })
    await service.mark({
      sessionId: idOn(made, '2025-10-20'),
      personId: centre.aliya,
      mark: 'excused',
    })
    await service.call('hippotherapy.cancel', {
      sessionId: idOn(made, '2025-10-27'),
      reason: 'weather',
    })
    await doUndoRedo(service, async () => {
      const moved = await service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-06'),
        start: '12:00',
        scope: 'all',
      })
      expect(outcomesOf(moved)).toEqual([
        '2025-10-06 changed',
        '2025-10-13 kept',
        '2025-10-20 kept',
        '2025-10-27 kept',
        '2025-11-03 changed',
        '2025-11-10 changed',
      ])
      return moved
    })
    expect(standing()).toEqual([
      '2025-10-06 12:00',
      '2025-10-13 16:00',
      '2025-10-20 10:00',
      '2025-11-03 12:00',
      '2025-11-10 12:00',
    ])
  })

  test('a change of this and later is taken back although an absence was entered ahead', async () => {
    const made = await commit(weekly())
    await service.mark({
      sessionId: idOn(made, '2025-10-20'),
      personId: centre.aliya,
      mark: 'excused',
    })
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-13'),
        start: '12:00',
        scope: 'later',
      }),
    )
  })

  test('one clash refuses the whole, names the day, and moves nothing', async () => {
    const made = await commit(weekly())
    await service.call(
      'hippotherapy.book',
      centre.otherRide({ date: '2025-10-13', start: '12:00', horseId: centre.zhuldyz }),
    )
    const before = dump(service.databaseFile)
    const reply = await service.raw('hippotherapy.move', {
      sessionId: idOn(made, '2025-10-06'),
      start: '12:00',
      scope: 'all',
    })
    expect(reply).toMatchObject({
      ok: false,
      code: 'rules_refused',
      params: { outcomes: [{ date: '2025-10-13', outcome: 'clash' }] },
    })
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('a trial shows every clash and moves nothing; clashes stay where they are when asked so', async () => {
    const made = await commit(weekly())
    for (const date of ['2025-10-13', '2025-10-20']) {
      await service.call(
        'hippotherapy.book',
        centre.otherRide({ date, start: '12:00', horseId: centre.zhuldyz }),
      )
    }
    const before = dump(service.databaseFile)
    const move = {
      sessionId: idOn(made, '2025-10-06'),
      start: '12:00',
      scope: 'all',
    } as const
    const tried = await service.call('hippotherapy.tryMove', move)
    expect(outcomesOf(tried)).toEqual([
      '2025-10-06 changed',
      '2025-10-13 clash',
      '2025-10-20 clash',
    ])
    expect(dump(service.databaseFile)).toEqual(before)
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', { ...move, leaveClashes: true }),
    )
    expect(standing()).toEqual([
      '2025-10-06 12:00',
      '2025-10-13 10:00',
      '2025-10-13 12:00',
      '2025-10-20 10:00',
      '2025-10-20 12:00',
    ])
  })
})

describe('a series that meets its own sessions', () => {
  test('moves by half a session', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-06'),
        start: '10:20',
        scope: 'all',
      }),
    )
    expect(standing()).toEqual(at('10:20'))
  })

  test('moves by a week, each to where the next one stood', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-06'),
        date: '2025-10-13',
        scope: 'all',
      }),
    )
    expect(standing()).toEqual(at('10:00', ['2025-10-13', '2025-10-20', '2025-10-27']))
  })

  test('moves by a week back', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-20'),
        date: '2025-10-13',
        scope: 'later',
        start: '11:00',
      }),
    )
    expect(standing()).toEqual(['2025-10-06 10:00', '2025-10-13 10:00', '2025-10-13 11:00'])
  })

  for (const kept of ['moved by hand', 'cancelled', 'marked'] as const) {
    test(`moves by a week past one that was ${kept}`, async () => {
      const made = await commit(weekly({ validUntil: '2025-11-10' }))
      const sessionId = idOn(made, '2025-10-13')
      if (kept === 'moved by hand') {
        await service.call('hippotherapy.move', { sessionId, start: '16:00' })
      } else if (kept === 'cancelled') {
        await service.call('hippotherapy.cancel', { sessionId, reason: 'family' })
      } else {
        await service.call('hippotherapy.move', { sessionId, start: '17:00' })
        await service.mark({
          sessionId,
          personId: centre.aliya,
          mark: 'present',
        })
      }
      await doUndoRedo(service, async () => {
        const moved = await service.call('hippotherapy.move', {
          sessionId: idOn(made, '2025-10-06'),
          date: '2025-10-13',
          scope: 'all',
        })
        expect(moved.outcomes.map((one) => one.outcome).sort()).toEqual([
          'changed',
          'changed',
          'changed',
          'changed',
          'kept',
        ])
        return moved
      })
      expect(standing().filter((one) => one.endsWith('10:00'))).toEqual(
        at('10:00', ['2025-10-13', '2025-10-27', '2025-11-10', '2025-11-17']),
      )
    })
  }

  test('a weekday moved onto another weekday of the same series is refused, whatever stands there', async () => {
    const made = await commit(weekly({ days: ['mo', 'tu'], validUntil: '2025-10-14' }))
    for (const date of ['2025-10-07', '2025-10-14']) {
      await service.call('hippotherapy.cancel', {
        sessionId: idOn(made, date),
        reason: 'family',
      })
    }
    const before = dump(service.databaseFile)
    const move = { sessionId: idOn(made, '2025-10-13'), date: '2025-10-14', scope: 'all' }
    expect(await service.refusal('hippotherapy.move', move)).toBe('rules_refused')
    expect(await service.refusal('hippotherapy.move', { ...move, leaveClashes: true })).toBe(
      'rules_refused',
    )
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('so is one moved onto days of the series that its template no longer names', async () => {
    const made = await commit(weekly({ days: ['mo', 'we'], validUntil: '2025-10-15' }))
    await commit(weekly({ days: ['tu'], templateId: made.templateId, validUntil: '2025-10-15' }))
    await service.call('hippotherapy.cancel', {
      sessionId: idOn(made, '2025-10-08'),
      reason: 'family',
    })
    await service.call('hippotherapy.cancel', {
      sessionId: idOn(made, '2025-10-15'),
      reason: 'family',
    })
    const move = { sessionId: idOn(made, '2025-10-06'), date: '2025-10-08', scope: 'all' }
    expect(await service.refusal('hippotherapy.move', move)).toBe('rules_refused')
  })

  test('a wrong place or member refuses the whole series in words', async () => {
    const made = await commit(weekly())
    for (const change of [{ placeId: centre.zhuldyz }, { leaderId: centre.aliya }]) {
      for (const scope of ['this', 'later', 'all']) {
        const move = { sessionId: idOn(made, '2025-10-13'), scope, ...change }
        expect(await service.refusal('hippotherapy.move', move)).toBe('not_found')
      }
    }
  })

  test('the other weekdays of the series stay on their days', async () => {
    const made = await commit(weekly({ days: ['mo', 'we'], validUntil: '2025-10-15' }))
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-06'),
        date: '2025-10-07',
        scope: 'all',
      }),
    )
    expect(standing()).toEqual(
      at('10:00', ['2025-10-07', '2025-10-08', '2025-10-14', '2025-10-15']),
    )
  })
})

describe('two templates', () => {
  test('exchange their horses by way of a third time', async () => {
    const one = await commit(weekly())
    const other = await commit(otherWeekly())
    const swap = async (sessionId: string, change: Record<string, unknown>) =>
      service.call('hippotherapy.move', { sessionId, scope: 'all', ...change })
    expect(
      await service.refusal('hippotherapy.move', {
        sessionId: idOn(one, '2025-10-06'),
        scope: 'all',
        horseId: centre.aqboz,
      }),
    ).toBe('rules_refused')
    await swap(idOn(one, '2025-10-06'), { start: '14:00' })
    await swap(idOn(other, '2025-10-06'), { horseId: centre.zhuldyz })
    await swap(idOn(one, '2025-10-06'), { start: '10:00', horseId: centre.aqboz })
    const horses = rows(
      service.databaseFile,
      `SELECT DISTINCT person_id AS client_id, horse_id FROM ride
      JOIN participant USING (session_id) ORDER BY client_id`,
    )
    expect(horses).toEqual(
      [
        { client_id: centre.aliya, horse_id: centre.aqboz },
        { client_id: centre.baurzhan, horse_id: centre.zhuldyz },
      ].sort((a, b) => (a.client_id < b.client_id ? -1 : 1)),
    )
  })

  test('a change stays taken back only while its old place is free', async () => {
    const one = await commit(weekly())
    const { changeId } = await service.call('hippotherapy.move', {
      sessionId: idOn(one, '2025-10-06'),
      start: '14:00',
      scope: 'all',
    })
    await commit(otherWeekly({ horseId: centre.zhuldyz }))
    const before = dump(service.databaseFile)
    expect(await service.refusal('changes.undo', { changeId })).toBe('rules_refused')
    expect(dump(service.databaseFile)).toEqual(before)
  })
})

describe('making more of a series that is there', () => {
  test('adds the later weeks and leaves the first as they are', async () => {
    const made = await commit(weekly({ validUntil: '2025-10-13' }))
    await doUndoRedo(service, () =>
      commit(weekly({ templateId: made.templateId, validFrom: '2025-10-14' })),
    )
    expect(standing()).toEqual(at('10:00'))
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(templates).toMatchObject([{ validFrom: '2025-10-06', validUntil: '2025-10-20' }])
  })

  test('filling in a skipped week does not shorten the series', async () => {
    const made = await commit(weekly({ decisions: [{ date: '2025-10-13', action: 'skip' }] }))
    await commit(
      weekly({
        templateId: made.templateId,
        validFrom: '2025-10-13',
        validUntil: '2025-10-13',
        decisions: [{ date: '2025-10-13', action: 'make' }],
      }),
    )
    expect(standing()).toEqual(at('10:00'))
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(templates).toMatchObject([{ validFrom: '2025-10-06', validUntil: '2025-10-20' }])
  })

  test('the first making is not taken back from under a later one', async () => {
    const made = await commit(weekly({ decisions: [{ date: '2025-10-13', action: 'skip' }] }))
    const decisions = [{ date: '2025-10-13', action: 'make' }]
    await commit(weekly({ templateId: made.templateId, decisions }))
    const before = dump(service.databaseFile)
    expect(await service.refusal('changes.undo', { changeId: made.changeId })).toBe('changed_since')
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('a template of somebody else is not taken over', async () => {
    const made = await commit(weekly())
    expect(
      await service.refusal(
        'hippotherapy.commitSeries',
        otherWeekly({ templateId: made.templateId }),
      ),
    ).toBe('bad_request')
  })

  test('a cancelled week is not made again', async () => {
    const made = await commit(weekly())
    await service.call('hippotherapy.cancel', {
      sessionId: idOn(made, '2025-10-13'),
      reason: 'family',
    })
    await commit(weekly({ templateId: made.templateId }))
    expect(standing()).toEqual(at('10:00', ['2025-10-06', '2025-10-20']))
  })
})

describe('the end of a series', () => {
  test('takes out what comes after the last day, and is taken back', async () => {
    const made = await commit(weekly())
    await doUndoRedo(service, async () => {
      const ended = await service.call('hippotherapy.endSeries', {
        templateId: made.templateId,
        lastDay: '2025-10-13',
      })
      expect(ended.cancelled).toBe(1)
      return ended
    })
    expect(standing()).toEqual(at('10:00', ['2025-10-06', '2025-10-13']))
  })

  test('leaves what a person changed or marked', async () => {
    const made = await commit(weekly())
    await service.call('hippotherapy.move', { sessionId: idOn(made, '2025-10-13'), start: '12:00' })
    await service.mark({
      sessionId: idOn(made, '2025-10-20'),
      personId: centre.aliya,
      mark: 'excused',
    })
    const ended = await service.call('hippotherapy.endSeries', {
      templateId: made.templateId,
      lastDay: '2025-10-06',
    })
    expect(ended.cancelled).toBe(0)
    expect(standing()).toHaveLength(3)
  })

  test('never makes a series longer', async () => {
    const made = await commit(weekly())
    await service.call('hippotherapy.endSeries', {
      templateId: made.templateId,
      lastDay: '2026-06-30',
    })
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(templates).toMatchObject([{ validUntil: '2025-10-20' }])
  })

  for (const [scope, left] of [
    ['this', ['2025-10-06', '2025-10-20']],
    ['later', ['2025-10-06']],
    ['all', []],
  ] as const) {
    test(`cancelling ${scope} leaves ${left.length} of three`, async () => {
      const made = await commit(weekly())
      await doUndoRedo(service, async () => {
        const cancelled = await service.call('hippotherapy.cancel', {
          sessionId: idOn(made, '2025-10-13'),
          reason: 'family',
          note: 'уезжают',
          scope,
        })
        expect(cancelled.cancelled).toBe(3 - left.length)
        return cancelled
      })
      expect(standing()).toEqual(at('10:00', [...left]))
    })
  }

  test('what was cancelled is free for another series', async () => {
    const made = await commit(weekly())
    const { changeId } = await service.call('hippotherapy.cancel', {
      sessionId: idOn(made, '2025-10-06'),
      reason: 'centre',
      scope: 'all',
    })
    const other = await commit(otherWeekly({ horseId: centre.zhuldyz }))
    expect(outcomesOf(other)).toEqual(mondays.map((date) => `${date} made`))
    expect(await service.refusal('changes.undo', { changeId })).toBe('rules_refused')
  })
})

describe('a day that was skipped', () => {
  const skipping = () => commit(weekly({ decisions: [{ date: '2025-10-13', action: 'skip' }] }))

  test('stays skipped when the series is planned again or goes on longer', async () => {
    const { templateId } = await skipping()
    const again = await commit(weekly({ templateId, validUntil: '2025-11-03' }))
    expect(outcomesOf(again)).toEqual([
      ...['2025-10-06 exists', '2025-10-13 skipped', '2025-10-20 exists'],
      ...['2025-10-27 closed', '2025-11-03 made'],
    ])
  })

  test('is made when that is asked for, and is skipped no more', async () => {
    const { templateId } = await skipping()
    const decisions = [{ date: '2025-10-13', action: 'make' }]
    await doUndoRedo(service, () => commit(weekly({ templateId, decisions })))
    expect(standing()).toEqual(at('10:00'))
    expect(rows(service.databaseFile, 'SELECT * FROM template_skip')).toEqual([])
  })

  test('goes with its series to another weekday', async () => {
    const made = await skipping()
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-06'),
        ...{ date: '2025-10-07', scope: 'later' },
      }),
    )
    const { outcomes } = await service.call(
      'hippotherapy.planSeries',
      weekly({ templateId: made.templateId, days: ['tu'], validUntil: '2025-10-21' }),
    )
    expect(outcomesOf({ outcomes })).toEqual([
      ...['2025-10-07 exists', '2025-10-14 skipped', '2025-10-21 exists'],
    ])
  })

  test('is free again for a series that the skipping was taken back of', async () => {
    const { changeId } = await skipping()
    await service.call('changes.undo', { changeId })
    expect(rows(service.databaseFile, 'SELECT * FROM template_skip')).toEqual([])
  })
})

describe('rides that are copied', () => {
  const copyTo = (to: string, decisions: object[] = []) =>
    service.call('hippotherapy.copy', { from: '2025-10-06', to, days: 1, decisions } as never)
  let rideId: string

  beforeEach(async () => {
    rideId = (await service.call('hippotherapy.book', centre.ride())).sessionId
  })

  for (const [day, date] of [
    ['a closed day', '2025-10-27'],
    ['a Sunday', '2025-10-12'],
  ] as const) {
    test(`are not made on ${day} unless that is asked for`, async () => {
      const { outcomes } = await copyTo(date)
      expect(outcomes).toMatchObject([{ outcome: 'closed', date, ofId: rideId, sessionId: null }])
      await doUndoRedo(service, () => copyTo(date, [{ sessionId: rideId, action: 'make' }]))
      expect(standing()).toEqual(['2025-10-06 10:00', `${date} 10:00`])
    })
  }

  test('are there already when they are copied again: nothing is in the way, and nothing made twice', async () => {
    await copyTo('2025-10-07')
    const before = standing()
    const { outcomes } = await copyTo('2025-10-07')
    expect(outcomes).toMatchObject([
      { outcome: 'exists', date: '2025-10-07', ofId: rideId, findings: [], alternatives: [] },
    ])
    expect(standing()).toEqual(before)
  })

  test('are left out one by one, or moved where it is free', async () => {
    const other = await service.call('hippotherapy.book', centre.otherRide())
    // Somebody else has that horse at that hour.
    await service.call(
      'hippotherapy.book',
      centre.ride({ date: '2025-10-07', clientId: centre.otherRide().clientId }),
    )
    const asked = { from: '2025-10-06', to: '2025-10-07', days: 1 } as const
    const tried = await service.call('hippotherapy.tryCopy', asked)
    const clash = tried.outcomes.find((one) => one.outcome === 'clash')
    const to = clash?.alternatives[0]
    await doUndoRedo(service, () =>
      copyTo('2025-10-07', [
        { sessionId: rideId, action: 'move', to },
        { sessionId: other.sessionId, action: 'skip' },
      ]),
    )
    expect(standing().filter((one) => !one.startsWith('2025-10-06'))).toEqual(
      [`2025-10-07 10:00`, `${to?.date} ${to?.start}`].sort(),
    )
  })
})

describe('a series of every second week', () => {
  const fortnightly = (change: Record<string, unknown> = {}) =>
    weekly({ interval: 2, validUntil: '2025-11-17', ...change })

  test('has rides in every second week from its first, and says so', async () => {
    await doUndoRedo(service, () => commit(fortnightly()))
    expect(standing()).toEqual(
      at('10:00', ['2025-10-06', '2025-10-20', '2025-11-03', '2025-11-17']),
    )
    const { templates } = await service.call('hippotherapy.templates', {})
    expect(templates).toMatchObject([{ interval: 2, days: ['mo'] }])
  })

  test('goes on in its own weeks when it is made longer, from whatever day', async () => {
    const { templateId } = await commit(fortnightly({ validUntil: '2025-10-20' }))
    const longer = { templateId, validFrom: '2025-10-28', validUntil: '2025-11-20' }
    expect(outcomesOf(await commit(fortnightly(longer)))).toEqual([
      ...['2025-11-03 made', '2025-11-17 made'],
    ])
  })

  test('goes on in the weeks to which it was moved', async () => {
    const made = await commit(fortnightly({ validUntil: '2025-11-03' }))
    await doUndoRedo(service, () =>
      service.call('hippotherapy.move', {
        sessionId: idOn(made, '2025-10-20'),
        ...{ date: '2025-10-14', scope: 'later' },
      }),
    )
    expect(standing()).toEqual(at('10:00', ['2025-10-06', '2025-10-14', '2025-10-28']))
    const template = rows(service.databaseFile, 'SELECT id FROM template ORDER BY valid_from')[1]
    const longer = { days: ['tu'], templateId: template?.id, validFrom: '2025-10-29' }
    expect(outcomesOf(await commit(fortnightly(longer)))).toEqual(['2025-11-11 made'])
  })

  test('of several weekdays is not torn into different weeks', async () => {
    const made = await commit(fortnightly({ days: ['mo', 'we'] }))
    const asked = { sessionId: idOn(made, '2025-10-06'), date: '2025-10-14', scope: 'all' }
    expect(await service.refusal('hippotherapy.move', asked)).toBe('bad_request')
  })
})
