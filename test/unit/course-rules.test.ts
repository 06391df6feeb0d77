import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enrolmentStates } from '#contract/boarding.ts'
import { countedIn, countParticipants, isFull } from '#contract/rules/courses.ts'
import type { PersonId } from '#contract/values.ts'

const person = (name: string, state: (typeof enrolmentStates)[number], more: object = {}) => ({
  personId: name as PersonId,
  companionOfId: null,
  replacesId: null,
  state,
  ...more,
})

test('a place that was handed on while the course ran is one place', () => {
  const people = [
    person('Айша', 'left'),
    person('Болат', 'expected', { replacesId: 'Айша' }),
    person('Анасы', 'here', { companionOfId: 'Болат' }),
    person('Дана', 'reserve'),
    person('Ғани', 'withdrawn'),
  ]
  expect(countedIn(people).map(({ personId }) => personId)).toEqual(['Болат', 'Анасы'])
  expect(countParticipants(people)).toBe(1)
  expect(isFull({ participants: 1, capacity: 1 })).toBe(true)
  // Who took the place has not come after all: it is that of the first again.
  const gone = people.map((one) =>
    one.personId === 'Болат' ? { ...one, state: 'no_show' as const } : one,
  )
  expect(countedIn(gone).map(({ personId }) => personId)).toEqual(['Айша', 'Анасы'])
})

test('who was replaced and comes back counts again, beside whoever has their place', () => {
  const people = [person('Айша', 'here'), person('Болат', 'expected', { replacesId: 'Айша' })]
  expect(countParticipants(people)).toBe(2)
})

test('nobody counts who is not in the course, nor who has left and whose place another has', () => {
  const states = fc.array(fc.constantFrom(...enrolmentStates), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(states, (chain) => {
      const people = chain.map((state, index) =>
        person(`${index}`, state, { replacesId: index === 0 ? null : `${index - 1}` }),
      )
      const isIn = (state: string) => ['expected', 'here', 'left'].includes(state)
      const last = chain.filter((state, index) => {
        const next = chain[index + 1]
        return isIn(state) && !(state === 'left' && next && isIn(next))
      })
      expect(countParticipants(people)).toBe(last.length)
    }),
  )
})
