/** Horses, lanes, rooms, the team. */
import { sortKey } from '#service/kernel/sort-key.ts'
import type { Filling } from './filling.ts'
import { surnames } from './people.ts'

export interface HouseIds {
  horses: string[]
  lanes: string[]
  rooms: string[]
  instructors: string[]
  leaders: string[]
  teachers: string[]
}

const horseNames =
  'Жұлдыз Ақбоз Тұлпар Күміс Арай Дос Қарагөз Сұлтан Бозтайлақ Құлагер Ақсұңқар Жорға'
const roomNames = ['Изостудия', 'Би залы', 'Сахна', 'Компьютер сыныбы', 'Музыка сыныбы']
const workDays = ['mo', 'tu', 'we', 'th', 'fr', 'sa']

export function fillHouse({ insert, resource }: Filling): HouseIds {
  const horse = insert('horse', 'id,name,birth_year,mass_kg,active,sort_key')
  const horses = horseNames.split(' ').map((name) => {
    const id = resource('horse')
    horse.run(id, name, 2012, 470, 1, sortKey(name))
    return id
  })
  const place = insert('place', 'id,name,lane,use,active,sort_key')
  const lanes = Array.from({ length: 8 }, (_, index) => {
    const id = resource('place')
    place.run(id, 'Манеж', String(index + 1), 'arena', 1, sortKey('Манеж', String(index + 1)))
    return id
  })
  const rooms = roomNames.map((name) => {
    const id = resource('place')
    place.run(id, name, null, 'studio', 1, sortKey(name))
    return id
  })
  const member = insert('member', 'id,family_name,given_name,volunteer,active,sort_key')
  const memberRole = insert('member_role', 'member_id,role')
  const hours = insert('member_hours', 'member_id,weekday,from_time,until_time')
  let names = 0
  const members = (role: string, count: number) =>
    Array.from({ length: count }, () => {
      const id = resource('member')
      const familyName = surnames[names++ % surnames.length] as string
      member.run(id, familyName, 'Ғани', 0, 1, sortKey(familyName, 'Ғани'))
      memberRole.run(id, role)
      for (const day of workDays) hours.run(id, day, '09:00', '18:00')
      return id
    })
  const [instructors, leaders] = [members('instructor', 8), members('leader', 8)]
  members('sidewalker', 8)
  return { horses, lanes, rooms, instructors, leaders, teachers: members('teacher', 10) }
}
