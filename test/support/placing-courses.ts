/** Courses to place: made up at random, and those of the sample files. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import Papa from 'papaparse'
import type { PersonId, RoomId } from '#contract/values.ts'
import type {
  Guest,
  PlacingProblem,
  RoomToFill,
} from '#service/features/boarding/placing/problem.ts'
import { readForWhom, readYesNo } from '#service/features/import/kinds/values.ts'

export const person = (id: string | number) => `p${id}` as PersonId
export const room = (id: string | number) => `r${id}` as RoomId

export const guest = (id: string | number, given: Partial<Guest> = {}): Guest => ({
  personId: person(id),
  sex: 'female',
  wheelchair: false,
  companionOfId: null,
  wishes: [],
  ...given,
})
export const roomToFill = (id: string | number, given: Partial<RoomToFill> = {}): RoomToFill => ({
  roomId: room(id),
  accessible: false,
  forWhom: 'any',
  freeBeds: 2,
  closed: false,
  sleepers: [],
  ...given,
})

const sex = fc.option(fc.constantFrom('female' as const, 'male' as const), { freq: 12, nil: null })
const rarely = fc.integer({ min: 0, max: 5 }).map((number) => number === 0)

/** A random course with so many guests and rooms; companions and wishes may name anybody. */
export function anyCourse(
  most: { guests: number; rooms: number },
  least = { guests: 1, rooms: 1 },
): fc.Arbitrary<PlacingProblem> {
  const somebody = fc.integer({ min: 0, max: most.guests })
  const guests = fc.array(
    fc.record({
      sex,
      wheelchair: rarely,
      companionOfId: fc.option(somebody.map(person), { freq: 1, nil: null }),
      accompanies: rarely,
      wishes: fc.array(somebody.map(person), { maxLength: 2 }),
    }),
    { minLength: least.guests, maxLength: most.guests, size: 'max' },
  )
  const rooms = fc.array(
    fc.record({
      accessible: fc.boolean(),
      forWhom: fc.constantFrom('women', 'men', 'family', 'any', 'any'),
      freeBeds: fc.integer({ min: 0, max: 4 }),
      closed: rarely,
      sleepers: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.array(sex, { maxLength: 2 }),
      ),
    }),
    { minLength: least.rooms, maxLength: most.rooms, size: 'max' },
  )
  const stay = fc.option(fc.nat(), { freq: 1, nil: null })
  const stays = fc.array(stay, { minLength: most.guests, maxLength: most.guests })
  return fc.record({ guests, rooms, stays, anyFixed: fc.boolean() }).map((made) => {
    const rooms = made.rooms.map((given, place) =>
      roomToFill(place, { ...given, sleepers: given.sleepers ?? [] }),
    )
    const guests = made.guests.map(({ accompanies, companionOfId, ...given }, place) =>
      guest(place, { ...given, companionOfId: accompanies ? companionOfId : null }),
    )
    const fixed = guests.flatMap(({ personId }, place) => {
      const at = made.stays[place]
      const to = at == null || at % 3 > 0 || !made.anyFixed ? undefined : rooms[at % rooms.length]
      return to ? [[personId, to.roomId] as const] : []
    })
    return { guests, rooms, fixed: new Map(fixed) }
  })
}

const rowsOf = (file: string) =>
  Papa.parse<Record<string, string>>(
    readFileSync(`resources/sample/${file}`, 'utf8').replace(/^\uFEFF/, ''),
    { delimiter: ';', header: true, skipEmptyLines: true },
  ).data

/** The rooms of the boarding house as the sample has them, all free. */
export const sampleRooms = (): RoomToFill[] =>
  rowsOf('rooms.csv').map((row) =>
    roomToFill(row.Комната ?? '', {
      accessible: readYesNo(row['Доступна для коляски'] ?? '') ?? false,
      forWhom: readForWhom(row['Для кого'] ?? '') ?? 'any',
      freeBeds: Number(row.Мест),
    }),
  )

/** The sixteen courses of the sample year by day of arrival; the sex of companions is read off their surnames. */
export function sampleCourses(): Map<string, PlacingProblem> {
  const rooms = sampleRooms()
  const guests = new Map<string, Guest[]>()
  for (const row of rowsOf('course-participants-2025.csv')) {
    const { Заезд: day = '', ФИО: name = '', Сопровождающий: companion = '' } = row
    const course = guests.get(day) ?? []
    guests.set(day, course)
    course.push(
      guest(name, {
        sex: row.Пол === 'Ж' ? 'female' : 'male',
        wheelchair: readYesNo(row['На коляске'] ?? '') ?? false,
        wishes: row['Просит поселить с'] ? [person(row['Просит поселить с'])] : [],
      }),
    )
    if (companion) {
      const female = /(ова|ева|ина)(?=\s)/.test(companion)
      const male = /(ов|ев|ин)(?=\s)/.test(companion)
      course.push(
        guest(`${name} / ${companion}`, {
          sex: female ? 'female' : male ? 'male' : null,
          companionOfId: person(name),
        }),
      )
    }
  }
  return new Map([...guests].map(([day, guests]) => [day, { guests, rooms, fixed: new Map() }]))
}
