import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monday, smallCentre } from '#test/support/centre.ts'
import { testService } from '#test/support/service.ts'

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeAt = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const days = ['2025-10-06', '2025-10-07', '2025-10-08']

test('free times are just those at which a booking goes through', async () => {
  const service = await testService()
  const { call } = service
  const centre = await smallCentre(service)
  const psychologists = await Promise.all(
    ['Абенова', 'Ермекова'].map((familyName, index) =>
      call('team.create', {
        familyName,
        givenName: 'Айгүл',
        roles: ['psychologist'],
        hours: (['mo', 'tu', 'we'] as const).map((day) => ({
          day,
          from: index ? '11:00' : '09:00',
          until: index ? '16:00' : '13:00',
        })),
      }),
    ),
  )
  const cabinets = await Promise.all(
    ['Кабинет 1', 'Кабинет 2'].map((name) => call('places.create', { name, use: 'cabinet' })),
  )
  const people = [centre.aliya, centre.baurzhan]
  const busy = fc.record({
    who: fc.nat(1),
    psychologist: fc.nat(1),
    cabinet: fc.nat(1),
    date: fc.constantFrom(...days),
    start: fc.integer({ min: 108, max: 190 }).map((five) => timeAt(five * 5)),
    minutes: fc.constantFrom(30, 50, 60, 90),
  })

  await fc.assert(
    fc.asyncProperty(
      fc.array(busy, { maxLength: 12 }),
      fc.constantFrom(30, 50, 80),
      async (week, minutes) => {
        const changes: string[] = []
        for (const { who, psychologist, cabinet, ...when } of week) {
          const reply = await service.raw('consultations.book', {
            ...when,
            personId: people[who],
            psychologistId: psychologists[psychologist]?.memberId,
            placeId: cabinets[cabinet]?.placeId,
          })
          if (reply.ok) changes.push((reply.value as { changeId: string }).changeId)
        }
        const { slots } = await call('consultations.freeSlots', {
          personId: centre.aliya,
          from: monday,
          days: days.length,
          minutes,
        })
        const offered = new Set(slots.map((s) => `${s.date} ${s.start} ${s.psychologistId}`))
        const possible = new Set<string>()
        for (const date of days) {
          for (
            let minute = minuteOf('09:00');
            minute + minutes <= minuteOf('18:00');
            minute += 30
          ) {
            for (const [index, { memberId }] of psychologists.entries()) {
              const [opens, closes] = index ? ['11:00', '16:00'] : ['09:00', '13:00']
              if (minute < minuteOf(opens) || minute + minutes > minuteOf(closes)) continue
              for (const { placeId } of cabinets) {
                const wanted = {
                  personId: centre.aliya,
                  psychologistId: memberId,
                  placeId,
                  date,
                  start: timeAt(minute),
                  minutes,
                }
                const { findings } = await call('consultations.check', wanted)
                if (!findings.some((one) => one.severity === 'block')) {
                  possible.add(`${date} ${timeAt(minute)} ${memberId}`)
                }
              }
            }
          }
        }
        expect(offered).toEqual(possible)
        for (const slot of slots.slice(0, 3)) {
          const { personId: _, ...rest } = { personId: '', ...slot }
          const { date, start, psychologistId, placeId } = rest
          const booked = await call('consultations.book', {
            personId: centre.aliya,
            ...{ date, start, minutes, psychologistId, placeId },
          })
          await call('changes.undo', { changeId: booked.changeId })
        }
        for (const changeId of changes.toReversed()) await call('changes.undo', { changeId })
      },
    ),
    { numRuns: 15 },
  )
  await service.remove()
})
