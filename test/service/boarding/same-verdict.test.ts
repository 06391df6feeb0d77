/** The rack says at once what the service would say: the same rules over the same house, whatever it is like. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '#contract/schedule.ts'
import type { CourseId, LocalDate, PersonId } from '#contract/values.ts'
import { inTheWay, type Wish } from '#renderer/features/boarding/rack/verdict.ts'
import { findingKey } from '#renderer/lib/sentences.ts'
import { testService } from '../../support/service.ts'

const today = '2025-10-06' as LocalDate
const sex = fc.constantFrom('female', 'male', null)
const day = fc
  .integer({ min: 1, max: 14 })
  .map((date) => `2025-10-${String(date).padStart(2, '0')}`)
const nights = fc
  .tuple(day, day)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }))

const small = fc.record({
  rooms: fc.array(
    fc.record({
      beds: fc.integer({ min: 1, max: 2 }),
      forWhom: fc.constantFrom('women', 'men', 'family', 'any'),
      accessible: fc.boolean(),
      closed: fc.option(nights, { nil: null }),
    }),
    { minLength: 2, maxLength: 3 },
  ),
  people: fc.array(fc.record({ sex, wheelchair: fc.boolean(), second: fc.boolean() }), {
    minLength: 3,
    maxLength: 5,
  }),
  /** Who is given which bed first; what the rules refuse is tried with an override, and else left. */
  stays: fc.array(fc.record({ person: fc.nat(), bed: fc.nat(), nights }), { maxLength: 6 }),
  wish: nights,
})

/** What a finding of the service is called at once. */
const kindOf = ({ code, severity, params, overridable }: Finding): string | null => {
  if (severity === 'warn') return null
  switch (code) {
    case 'overlap':
      return params.place ? 'elsewhere' : 'taken'
    case 'room_closed':
      return 'closed'
    case 'room_access':
      return 'no_access'
    case 'room_sex':
      if ('clientName' in params) return params.sexUnknown ? 'beside_unknown' : 'mixed'
      return 'sexUnknown' in params ? 'sex_unknown' : 'for_others'
    default:
      return findingKey({ code, severity, params, overridable } as Finding)
  }
}

test('whatever the house is like', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(small, async (world) => {
      const service = await testService()
      try {
        const { call } = service
        const { memberId: coordinator } = await call('team.create', {
          familyName: 'Әбдірова',
          givenName: 'Сәуле',
          roles: ['coordinator'],
          hours: [],
        })
        const course = { name: 'Қазан', from: '2025-10-01', until: '2025-10-14', capacity: 20 }
        const first = await call('boarding.createCourse', course)
        // It is over, and whoever came to it has not said that they left.
        const over = { ...course, name: 'Екінші', until: '2025-10-05' }
        const second = await call('boarding.createCourse', over)
        const courseOf = (of: { second: boolean }) => (of.second ? second : first).courseId
        const people: { personId: PersonId; courseId: CourseId }[] = []
        for (const [index, one] of world.people.entries()) {
          const name = { familyName: 'Аманов', givenName: `А${'абвгд'[index]}`, sex: one.sex }
          const { personId } = await call('people.create', name)
          for (const { courseId } of [first, second]) {
            await call('boarding.enrol', { courseId, personId, wheelchair: one.wheelchair })
          }
          people.push({ personId, courseId: courseOf(one) })
        }
        for (const [index, { closed, ...room }] of world.rooms.entries()) {
          const more = { building: 'Ақ Бастау', floor: 1, number: `10${index}` }
          const { roomId } = await call('boarding.createRoom', { ...room, ...more })
          if (!closed) continue
          await call('boarding.closeRoom', { roomId, from: closed.from, until: closed.to })
        }
        const { rooms } = await call('boarding.rooms', {})
        const beds = rooms.flatMap((room) => room.beds.map(({ bedId }) => ({ room, bedId })))
        const override = { reason: 'Анасы растады' }
        for (const { person, bed, nights } of world.stays) {
          const { personId, courseId } = people[person % people.length] as (typeof people)[number]
          const { bedId } = beds[bed % beds.length] as (typeof beds)[number]
          const asked = { personId, courseId, bedId, ...nights, override }
          await service.raw('boarding.place', asked, coordinator)
          if (courseId !== second.courseId) continue
          await service.raw('boarding.arrive', { courseId, personId, on: '2025-10-01' })
        }
        const rack = await call('boarding.rack', { from: '2025-09-20', days: 60 })
        for (const [index, one] of world.people.entries()) {
          const { personId } = people[index] as (typeof people)[number]
          for (const courseId of [first.courseId, second.courseId]) {
            const guest = { personId, courseId, sex: one.sex, wheelchair: one.wheelchair }
            const wish = { ...guest, ...world.wish } as Wish
            for (const { bedId } of beds) {
              const room = rack.rooms.find((of) => of.beds.some((bed) => bed.bedId === bedId))
              if (!room) throw new Error('a room that the rack does not know')
              const atOnce = inTheWay(room, bedId, wish, { stays: rack.stays, today })
              const asked = { courseId, personId, bedId, ...world.wish }
              const { findings } = await call('boarding.check', asked)
              const blocks = findings.map(kindOf).filter((kind) => kind !== null)
              expect(atOnce?.kind ?? null).toBe(blocks[0] ?? null)
            }
          }
        }
      } finally {
        await service.remove()
      }
    }),
    { numRuns: 30 },
  )
})
