/** The sample centre's studios: where and when each group meets, who waits, who sees the psychologist. */
import type { GroupTime, Studio } from '#contract/studio.ts'
import type { Member } from '#contract/team.ts'
import type {
  GroupId,
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  Weekday,
} from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { term } from './term.ts'

const placeNames: Record<Studio, string> = {
  art: 'Изостудия',
  dance: 'Танцевальный зал',
  acting: 'Театральная студия',
  computer: 'Компьютерный класс',
  music: 'Музыкальная студия',
}
const cabinet = 'Кабинет психолога'

const minutes = 90
const pairs: readonly [Weekday, Weekday][] = [
  ['mo', 'we'],
  ['tu', 'th'],
  ['we', 'fr'],
]
const starts = ['10:00', '14:00', '16:00', '12:00'] as LocalTime[]

const works = (teacher: Member, day: Weekday) => teacher.hours.some((one) => one.day === day)
const key = (day: Weekday, start: LocalTime) => `${day} ${start}`

/** Two afternoons or mornings a week on which the teacher works and has no other group. */
function timesFor(teacher: Member, taken: Set<string>): GroupTime[] {
  for (const start of starts) {
    for (const pair of pairs) {
      if (!pair.every((day) => works(teacher, day) && !taken.has(key(day, start)))) continue
      for (const day of pair) taken.add(key(day, start))
      return pair.map((day) => ({ day, start, minutes, interval: 1 }))
    }
  }
  return []
}

/** Full groups with a queue, and one with a place free for somebody who waits. */
const queues = [
  { name: 'ИЗ-3', free: 0, since: ['2025-09-03', '2025-09-10', '2025-09-22'] },
  { name: 'АК-2', free: 0, since: ['2025-09-05', '2025-09-29'] },
  { name: 'МУ-2', free: 1, since: ['2025-09-15'] },
] as const

/** People who see the psychologist, each from a day on. */
const appointments = [
  '2025-09-08',
  '2025-09-15',
  '2025-09-22',
  '2025-10-06',
  '2025-10-08',
  '2025-10-15',
]
const away = { from: '2025-10-13', until: '2025-10-19', reason: 'Санаторий' } as {
  from: LocalDate
  until: LocalDate
  reason: string
}

/** People of the courses, in the order of the spreadsheet: they know the house and ask for more. */
const visitors = (db: Reader) =>
  db
    .selectFrom('enrolment')
    .select('person_id')
    .distinct()
    .where('companion_of_id', 'is', null)
    .orderBy('person_id')
    .execute()

const membersOf = (db: Reader, groupId: GroupId) =>
  db
    .selectFrom('membership')
    .select('person_id')
    .where('group_id', '=', groupId)
    .orderBy('person_id')
    .execute()

/** Books an appointment at the first hour that is free within four weeks from a day on, if there is one. */
async function bookFirstFree(made: CommandContext, personId: PersonId, from: LocalDate) {
  const { slots } = await made.perform('consultations.freeSlots', { personId, from, days: 28 })
  const [slot] = slots
  if (!slot) return
  const { psychologistId, placeId, date, start, minutes: length } = slot
  await made.perform('consultations.book', {
    ...{ personId, psychologistId, placeId, date, start },
    minutes: length,
  })
}

/** Places, weekly times, the planned term, queues, appointments, one absence that is known ahead. */
export async function fillStudios(made: CommandContext, team: readonly Member[]): Promise<void> {
  const { tx } = made
  const places = new Map<Studio, PlaceId>()
  for (const [studio, name] of Object.entries(placeNames)) {
    places.set(
      studio as Studio,
      (await made.perform('places.create', { name, use: 'studio' })).placeId,
    )
  }
  await made.perform('places.create', { name: cabinet, use: 'cabinet' })

  const { groups } = await made.perform('studio.groups', { on: term.from })
  const taken = new Map<MemberId, Set<string>>()
  for (const group of groups) {
    const teacher = team.find((one) => one.id === group.teacherId)
    if (!teacher) continue
    const hours = taken.get(teacher.id) ?? new Set()
    taken.set(teacher.id, hours)
    const queue = queues.find((one) => one.name === group.name)
    const members = (await membersOf(tx, group.groupId)).length
    await made.perform('studio.updateGroup', {
      groupId: group.groupId,
      studio: group.studio,
      name: group.name,
      teacherId: teacher.id,
      placeId: places.get(group.studio) ?? null,
      capacity: queue ? members + queue.free : Math.max(group.capacity, members),
      from: group.from,
      until: group.until,
      times: timesFor(teacher, hours),
      note: null,
    })
    await made.perform('studio.commitTerm', { groupId: group.groupId, ...term })
  }

  const asking = (await visitors(tx)).map((one) => one.person_id)
  for (const { name, since } of queues) {
    const group = groups.find((one) => one.name === name)
    for (const day of since) {
      const personId = asking.shift()
      if (!group || !personId) continue
      const since = day as LocalDate
      await made.perform('studio.wait', { groupId: group.groupId, personId, since })
    }
  }
  const [first] = groups
  const members = first ? await membersOf(tx, first.groupId) : []
  for (const [index, from] of appointments.entries()) {
    const member = members[index]
    if (member) await bookFirstFree(made, member.person_id, from as LocalDate)
  }
  const [sick] = members
  if (sick) {
    await made.perform('attendance.announceAbsence', { personId: sick.person_id, ...away })
  }
}
