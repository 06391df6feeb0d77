import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PersonId, RoomId } from '#contract/values.ts'
import { loadSolver } from '#service/features/boarding/placing/best.ts'
import { leftOf } from '#service/features/boarding/placing/explain.ts'
import { greedy } from '#service/features/boarding/placing/greedy.ts'
import { houseOf, roomsOf } from '#service/features/boarding/placing/house.ts'
import type {
  PlacingPlan,
  PlacingProblem,
  RoomToFill,
} from '#service/features/boarding/placing/problem.ts'
import { solvePlacing } from '#service/features/boarding/placing/solve.ts'
import { goodnessOf, pointsOf } from '#service/features/boarding/placing/value.ts'
import { brokenLeft, brokenRules } from '#test/support/placing-checker.ts'
import { anyCourse, guest, person, room, roomToFill } from '#test/support/placing-courses.ts'

const nobodyFixed: PlacingProblem['fixed'] = new Map()
const problem = (guests: PlacingProblem['guests'], rooms: RoomToFill[]): PlacingProblem => ({
  guests,
  rooms,
  fixed: nobodyFixed,
})
type Rooms = ReadonlyMap<PersonId, RoomId>

const planOf = (problem: PlacingProblem, rooms: Rooms): PlacingPlan => ({
  rooms,
  left: leftOf(problem, rooms),
  goodness: goodnessOf(problem, rooms),
  method: 'greedy',
})
const brokenIn = (problem: PlacingProblem, rooms: Rooms) => [
  ...brokenRules(problem, rooms),
  ...brokenLeft(problem, planOf(problem, rooms)),
]
const quick = (problem: PlacingProblem) => roomsOf(problem, greedy(houseOf(problem)))

let solve: Awaited<ReturnType<typeof loadSolver>>
beforeAll(async () => {
  solve = await loadSolver()
})
const best = (problem: PlacingProblem) => {
  const found = solve(problem, greedy(houseOf(problem)), 30)
  expect(found.best).toBe(true)
  return roomsOf(problem, found.where)
}

/** The points of the best of all ways to place a few people. */
function bestOfAll(problem: PlacingProblem): number {
  let most = Number.NEGATIVE_INFINITY
  const free = problem.guests.filter((guest) => !problem.fixed.has(guest.personId))
  const tryFrom = (place: number, rooms: Map<PersonId, RoomId>) => {
    if (brokenRules(problem, rooms).length > 0) return
    const next = free[place]
    if (!next) {
      most = Math.max(most, pointsOf(problem, rooms))
      return
    }
    tryFrom(place + 1, rooms)
    for (const { roomId } of problem.rooms) {
      tryFrom(place + 1, new Map([...rooms, [next.personId, roomId]]))
    }
  }
  tryFrom(0, new Map(problem.fixed))
  return most
}

describe('the best plan', () => {
  test('has a companion with the participant, grants a wish and uses few rooms', () => {
    const course = problem(
      [
        guest('mother', { companionOfId: person('daughter') }),
        guest('daughter', { wheelchair: true }),
        guest('friend', { wishes: [person('other')] }),
        guest('other', { wishes: [person('friend')] }),
      ],
      [
        roomToFill('small', { freeBeds: 2 }),
        roomToFill('large', { freeBeds: 3 }),
        roomToFill('ramp', { freeBeds: 2, accessible: true }),
      ],
    )
    const rooms = best(course)
    expect(rooms.get(person('daughter'))).toBe(room('ramp'))
    expect(rooms.get(person('mother'))).toBe(room('ramp'))
    expect(rooms.get(person('friend'))).toBe(rooms.get(person('other')))
    expect(goodnessOf(course, rooms)).toEqual({
      people: 4,
      placed: 4,
      companions: 1,
      companionsTogether: 1,
      wishes: 1,
      wishesGranted: 1,
      rooms: 2,
    })
  })

  test('gives a bed to a participant before a companion', () => {
    const course = problem(
      [guest('companion', { companionOfId: person(1) }), guest(1), guest(2)],
      [roomToFill('only')],
    )
    expect([...best(course).keys()]).toEqual([person(1), person(2)])
  })

  test('has families in the family room and keeps the ramp for those who need it', () => {
    const course = problem(
      [
        guest('alone'),
        guest('son', { sex: 'male', companionOfId: person('parent') }),
        guest('parent'),
      ],
      [
        roomToFill('ramp', { accessible: true, freeBeds: 1 }),
        roomToFill('family', { forWhom: 'family' }),
        roomToFill('plain', { freeBeds: 1 }),
      ],
    )
    const rooms = best(course)
    expect(rooms.get(person('son'))).toBe(room('family'))
    expect(rooms.get(person('alone'))).toBe(room('plain'))
  })

  test('puts nobody beside people of both sexes whom somebody fixed in one room', () => {
    const course: PlacingProblem = {
      ...problem(
        [guest('she'), guest('he', { sex: 'male' }), guest('third')],
        [roomToFill('mixed', { freeBeds: 3 })],
      ),
      fixed: new Map([
        [person('she'), room('mixed')],
        [person('he'), room('mixed')],
      ]),
    }
    expect(planOf(course, best(course)).left).toEqual([
      { personId: person('third'), reasons: ['all_taken'] },
    ])
  })

  test('is worth as much as the best of all plans of a small course', () => {
    fc.assert(
      fc.property(anyCourse({ guests: 5, rooms: 3 }), (course) => {
        const rooms = best(course)
        expect(brokenIn(course, rooms)).toEqual([])
        expect(pointsOf(course, rooms)).toBeCloseTo(bestOfAll(course), 4)
      }),
      { numRuns: 120 },
    )
  })

  test('is never worse than the quick one, breaks no rule and is the same every time', () => {
    fc.assert(
      fc.property(anyCourse({ guests: 9, rooms: 6 }), (course) => {
        const rooms = best(course)
        expect(brokenIn(course, rooms)).toEqual([])
        expect(pointsOf(course, rooms)).toBeGreaterThan(pointsOf(course, quick(course)) - 1e-6)
        expect([...best(course)]).toEqual([...rooms])
      }),
      { numRuns: 60 },
    )
  })
})

test('a quick plan breaks no rule, leaves the fixed alone and nobody without a bed whom a room takes', () => {
  fc.assert(
    fc.property(anyCourse({ guests: 25, rooms: 15 }), (course) => {
      expect(brokenIn(course, quick(course))).toEqual([])
      expect([...quick(course)]).toEqual([...quick(course)])
    }),
    { numRuns: 400 },
  )
})

test('a room that the other sex holds is given up when everybody can be moved', () => {
  const course = problem(
    [guest('she'), guest('he', { sex: 'male' })],
    [roomToFill('any', { freeBeds: 2 }), roomToFill('women', { forWhom: 'women', freeBeds: 1 })],
  )
  expect(quick(course).size).toBe(2)
})

describe('somebody without a bed is told why', () => {
  const why = (one: Parameters<typeof guest>[1], ...rooms: Partial<RoomToFill>[]) => {
    const course = problem(
      [guest(1, one)],
      rooms.map((given, place) => roomToFill(place, given)),
    )
    return planOf(course, quick(course)).left.map(({ reasons }) => reasons)
  }
  test.each([
    ['their sex is unknown', [['sex_unknown']], { sex: null }, [{}]],
    [
      'and the family room is full',
      [['all_taken', 'sex_unknown']],
      { sex: null },
      [{ forWhom: 'family', freeBeds: 0 }],
    ],
    ['no room is for women', [['no_room_for_sex']], {}, [{ forWhom: 'men' }]],
    [
      'no room for women has a ramp',
      [['no_access']],
      { wheelchair: true },
      [{}, { forWhom: 'men', accessible: true }],
    ],
    ['the room is closed', [['closed']], {}, [{ closed: true }]],
    [
      'one is closed and one is full',
      [['all_taken', 'closed']],
      {},
      [{ closed: true }, { freeBeds: 0 }],
    ],
    ['men sleep there', [['all_taken']], {}, [{ sleepers: ['male'] }]],
    ['somebody of unknown sex sleeps there', [['all_taken']], {}, [{ sleepers: [null] }]],
    ['there are no rooms', [['no_room_for_sex']], {}, []],
    ['nothing is in the way', [], {}, [{}]],
  ] as const)('%s', (_, reasons, one, rooms) => {
    expect(why(one, ...rooms)).toEqual(reasons)
  })
})

describe('a plan asked for', () => {
  const pair = problem(
    [
      guest(1, { wishes: [person(2), person(1), person('gone')] }),
      guest(2, { wishes: [person(1)] }),
    ],
    [roomToFill(1, { freeBeds: 1 }), roomToFill(2)],
  )

  test('comes from a thread of its own, proven', async () => {
    const plan = await solvePlacing(pair)
    expect(plan.method).toBe('best')
    expect(plan.left).toEqual([])
    expect(plan.goodness).toMatchObject({ placed: 2, wishes: 1, wishesGranted: 1, rooms: 1 })
  })

  test('is the quick one when there is no time', async () => {
    const plan = await solvePlacing(pair, { timeLimitSeconds: 0 })
    expect(plan.method).toBe('greedy')
    expect(plan.rooms).toEqual(quick(pair))
  })

  test('is the quick one when the time is over before the solver is loaded', async () => {
    expect((await solvePlacing(pair, { timeLimitSeconds: 1e-9 })).rooms.size).toBe(2)
  })

  test('is given up on a signal', async () => {
    const asked = new AbortController()
    const plan = solvePlacing(pair, { signal: asked.signal })
    asked.abort(new Error('closed'))
    await expect(plan).rejects.toThrow('closed')
    await expect(solvePlacing(pair, { signal: asked.signal })).rejects.toThrow('closed')
  })

  test('is the quick one, and the fault is told, when the solver dies', async () => {
    /** Its number does not survive the way into another thread. */
    class Lost {
      get roomId() {
        return room(1)
      }
    }
    const { roomId: _, ...rest } = roomToFill(1)
    const course: PlacingProblem = {
      guests: [guest(1), guest(2)],
      rooms: [Object.assign(new Lost(), rest)],
      fixed: new Map([[person(1), room(1)]]),
    }
    const faults: string[] = []
    const plan = await solvePlacing(course, { onFault: (error) => faults.push(error.message) })
    expect(faults).toEqual(['somebody is fixed in a room that is not in the list'])
    expect(plan.method).toBe('greedy')
    expect(plan.rooms.size).toBe(2)
  })

  test('is the quick one, and the fault is told, when the solver cannot be started', async () => {
    const course = { ...pair, unsendable: () => {} }
    const faults: string[] = []
    const plan = await solvePlacing(course, { onFault: (error) => faults.push(error.name) })
    expect(faults).toEqual(['DataCloneError'])
    expect(plan.method).toBe('greedy')
  })
})
