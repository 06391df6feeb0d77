/**
 * A boarding house with twice the centre's beds; a course of a week every two weeks, with beds for
 * everybody, so that ten years have ten thousand stays; and two coming courses whose people have no beds yet: an ordinary one and a full house.
 */

import { addDays } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import type { Filling } from './filling.ts'
import { sexOf } from './people.ts'

const roomsOfHouse = 40
const bedsOfRoom = 3
/** Beds in the house. */
export const bedsOfHouse = roomsOfHouse * bedsOfRoom
const forWhom = ['women', 'any', 'men', 'family', 'any'] as const
const accessibleEvery = 3

const participantsOfCourse = 32
const companionsOfCourse = 8
const peopleOfCourse = participantsOfCourse + companionsOfCourse
const weeksBetween = 2
const coursesOf = (years: number) => Math.floor((years * 52) / weeksBetween)

/** Courses that wait for a plan: a fifth of the people are companions. */
export const comingCourses = [
  { name: '25 адам', from: '2026-01-12' as LocalDate, people: 25 },
  { name: '100 адам', from: '2026-02-02' as LocalDate, people: 100 },
] as const

interface MadeRoom {
  forWhom: (typeof forWhom)[number]
  beds: string[]
}
interface Guest {
  id: string
  sex: 'female' | 'male'
  companionOfId: string | null
}

export function fillBoarding(
  filling: Filling,
  people: readonly string[],
  { lastDay, years }: { lastDay: LocalDate; years: number },
): void {
  const rooms = fillRooms(filling)
  const guests = (from: number, count: number, companions: number): Guest[] => {
    const participants = count - companions
    return people.slice(from, from + count).map((id, index) => ({
      id,
      sex: sexOf(from + index),
      companionOfId: index < participants ? null : (people[from + index - participants] ?? null),
    }))
  }
  const write = courseWriter(filling)
  const stay = filling.insert('stay', 'id,course_id,person_id,bed_id,from_date,to_date,kept')
  const courses = coursesOf(years)
  for (let index = 0; index < courses; index++) {
    const from = addDays(lastDay, -12 - (courses - 1 - index) * weeksBetween * 7)
    const inCourse = guests(index * peopleOfCourse, peopleOfCourse, companionsOfCourse)
    const { id, until } = write({ name: from, from, state: 'left', guests: inCourse })
    for (const [guest, bed] of bedsFor(rooms, inCourse)) {
      stay.run(filling.newId(), id, guest.id, bed, from, until, 0)
    }
  }
  let next = courses * peopleOfCourse
  for (const { name, from, people: count } of comingCourses) {
    write({ name, from, state: 'expected', guests: guests(next, count, count / 5) })
    next += count
  }
}

function fillRooms({ insert, newId, resource }: Filling): MadeRoom[] {
  const room = insert('room', 'id,building,floor,number,accessible,for_whom')
  const bed = insert('bed', 'id,room_id,position,active')
  return Array.from({ length: roomsOfHouse }, (_, index) => {
    const id = newId<string>()
    const floor = Math.floor(index / 20) + 1
    const kind = forWhom[index % forWhom.length] as MadeRoom['forWhom']
    const number = String(floor * 100 + (index % 20) + 1)
    room.run(id, 'Ақ Бастау', floor, number, index % accessibleEvery === 0 ? 1 : 0, kind)
    const beds = Array.from({ length: bedsOfRoom }, (_, place) => {
      const bedId = resource('bed')
      bed.run(bedId, id, place + 1, 1)
      return bedId
    })
    return { forWhom: kind, beds }
  })
}

/** How a course is written: every tenth participant uses a wheelchair, every third has a wish. */
function courseWriter({ insert, newId }: Filling) {
  const course = insert('course', 'id,name,from_date,until_date,capacity')
  const enrolment = insert(
    'enrolment',
    'course_id,person_id,companion_of_id,wheelchair,diet,state,from_date,until_date,planned_from,planned_until,over_capacity,at',
  )
  const wish = insert('share_wish', 'course_id,person_id,with_id')
  return (made: { name: string; from: LocalDate; state: string; guests: readonly Guest[] }) => {
    const id = newId<string>()
    const { name, from, state, guests } = made
    const until = addDays(from, 6)
    course.run(id, name, from, until, guests.length)
    for (const [index, { id: person, companionOfId }] of guests.entries()) {
      const wheelchair = companionOfId === null && index % 10 === 0 ? 1 : 0
      const diet = index % 8 === 0 ? 'диабет' : null
      const at = String(index).padStart(4, '0')
      const days = [from, until, from, until]
      enrolment.run(id, person, companionOfId, wheelchair, diet, state, ...days, 0, at)
    }
    const participants = guests.filter((one) => one.companionOfId === null)
    for (const [index, { id: person, sex }] of participants.entries()) {
      const other = participants.slice(index + 1).find((one) => one.sex === sex)
      if (index % 3 === 0 && other) wish.run(id, person, other.id)
    }
    return { id, until }
  }
}

/** Beds by the rules: whoever has a companion in a family room, the others with their own sex. */
function bedsFor(rooms: readonly MadeRoom[], guests: readonly Guest[]): Map<Guest, string> {
  const beds = new Map<Guest, string>()
  const put = (people: readonly Guest[], kinds: readonly MadeRoom[]) => {
    const free = kinds.flatMap((room) => room.beds)
    for (const [index, guest] of people.entries()) beds.set(guest, free[index] as string)
  }
  const families = guests
    .filter((one) => one.companionOfId !== null)
    .map((one) => [one, guests.find(({ id }) => id === one.companionOfId) as Guest])
  const familyRooms = rooms.filter((room) => room.forWhom === 'family')
  for (const [index, family] of families.entries()) {
    put(family, [familyRooms[index] as MadeRoom])
  }
  const alone = guests.filter((one) => !beds.has(one))
  const [first, second] = [rooms.slice(0, roomsOfHouse / 2), rooms.slice(roomsOfHouse / 2)]
  const women = first.filter((room) => room.forWhom === 'women' || room.forWhom === 'any')
  const men = second.filter((room) => room.forWhom === 'men' || room.forWhom === 'any')
  put(
    alone.filter((one) => one.sex === 'female'),
    women,
  )
  put(
    alone.filter((one) => one.sex === 'male'),
    men,
  )
  return beds
}
