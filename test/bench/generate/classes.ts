/**
 * Studios, busier than the centre's: every year twenty groups of twenty that meet four times a week,
 * which are 400 people on 200 days, a class and a mark for each; and a term ahead that is planned.
 */

import { addDays, daysFrom, timeAt, weekdayOf } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import type { Filling } from './filling.ts'
import type { HouseIds } from './house.ts'
import { sessionWriter } from './marks.ts'

const groupsAYear = 20
const membersOfGroup = 20
const daysOfYear = 200
const weekdays = ['mo', 'tu', 'we', 'th'] as const
const studios = ['art', 'dance', 'acting', 'computer', 'music']
const lessonMinutes = 90
/** Weeks that are planned after the last day. */
const weeksAhead = 26
const waitingForGroup = 5

/** People of the studios in so many years: everybody is in one group of one year, or waits. */
export const studioPeople = (years: number) => years * groupsAYear * membersOfGroup

interface Term {
  name: string
  days: LocalDate[]
  marked: boolean
}

export function fillClasses(
  filling: Filling,
  house: HouseIds,
  people: readonly string[],
  { lastDay, years }: { lastDay: LocalDate; years: number },
): void {
  const lessonDays = (from: LocalDate, until: LocalDate) =>
    daysFrom(from, until).filter((day) => weekdays.some((one) => one === weekdayOf(day)))
  const lastYear = Number(lastDay.slice(0, 4))
  for (let year = lastYear - years + 1; year <= lastYear; year++) {
    const days = lessonDays(`${year}-01-01` as LocalDate, `${year}${lastDay.slice(4)}` as LocalDate)
    const from = (year - lastYear + years - 1) * groupsAYear * membersOfGroup
    const members = people.slice(from, from + groupsAYear * membersOfGroup)
    const term = { name: String(year), days: days.slice(-daysOfYear), marked: true }
    fillTerm(filling, house, members, term)
    if (year < lastYear) continue
    const ahead = lessonDays(addDays(lastDay, 1), addDays(lastDay, weeksAhead * 7))
    const planned = { name: String(year + 1), days: ahead, marked: false }
    const groups = fillTerm(filling, house, members, planned)
    fillQueues(filling, groups, people)
  }
}

/** The groups of a term with their members, weekly times and classes. Answers their ids. */
function fillTerm(
  filling: Filling,
  { rooms, teachers }: HouseIds,
  people: readonly string[],
  { name, days, marked }: Term,
): string[] {
  const { insert, newId } = filling
  const columns = 'id,studio,name,teacher_id,place_id,capacity,valid_from,valid_until'
  const group = insert('studio_group', columns)
  const resource = insert('resource', 'id,kind')
  const membership = insert('membership', 'id,group_id,person_id,joined_on')
  const template = insert(
    'template',
    'id,kind,days,interval_weeks,counted_from,start,minutes,valid_from,valid_until,place_id,led_by_id,roster_id',
  )
  const write = sessionWriter(filling)
  const [from, until] = [days[0] as LocalDate, days.at(-1) as LocalDate]
  return Array.from({ length: groupsAYear }, (_, index) => {
    const groupId = newId<string>()
    const room = index % rooms.length
    const start = timeAt(9 * 60 + Math.floor(index / rooms.length) * 2 * 60)
    const placeId = rooms[room] as string
    const ledById = teachers[index % teachers.length] as string
    const members = people.slice(index * membersOfGroup, (index + 1) * membersOfGroup)
    const title = `${index + 1}-топ, ${name}`
    resource.run(groupId, 'group')
    group.run(groupId, studios[room], title, ledById, placeId, membersOfGroup, from, until)
    for (const person of members) membership.run(newId(), groupId, person, from)
    for (const day of weekdays) {
      const templateId = newId<string>()
      template.run(
        templateId,
        'class',
        day,
        1,
        from,
        start,
        lessonMinutes,
        from,
        until,
        placeId,
        ledById,
        groupId,
      )
      for (const date of days.filter((one) => weekdayOf(one) === day)) {
        write({
          kind: 'class',
          date,
          start,
          minutes: lessonMinutes,
          placeId,
          ledById,
          groupId,
          templateId,
          people: members,
          takes: [groupId],
          marked,
        })
      }
    }
    return groupId
  })
}

function fillQueues({ insert }: Filling, groups: readonly string[], people: readonly string[]) {
  const waiting = insert('waiting', 'group_id,person_id,since,at')
  for (const [index, group] of groups.entries()) {
    // Whoever is in another group would rather be in this one.
    const from = ((index + 1) % groups.length) * membersOfGroup
    for (const person of people.slice(from, from + waitingForGroup)) {
      waiting.run(group, person, '2025-12-01', '2025-12-01T10:00')
    }
  }
}
