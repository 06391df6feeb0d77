/** Sessions with their claims, lists and marks. */

import { addDays, at, endOf } from '#contract/time.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import type { Filling } from './filling.ts'

export interface MadeSession {
  kind: 'ride' | 'class'
  date: LocalDate
  start: LocalTime
  minutes: number
  placeId: string
  ledById: string
  groupId: string | null
  templateId: string | null
  people: readonly string[]
  /** What it takes beside its people, its place and who leads. */
  takes: readonly string[]
  marked: boolean
}

/** Of a hundred marks: two late, eight absent, five excused; the others are present. */
function markOf(share: number): string {
  if (share < 0.02) return 'late'
  if (share < 0.1) return 'absent'
  return share < 0.15 ? 'excused' : 'present'
}

/** How a session is written: as the service leaves it, every mark with its trail and credit. */
export function sessionWriter({ insert, newId, random }: Filling) {
  const row = insert(
    'session',
    'id,kind,date,start,minutes,place_id,led_by_id,roster_id,template_id,template_date,by_hand,unmarked',
  )
  const claim = insert('claim', 'resource_id,starts_at,ends_at,session_id')
  const participant = insert('participant', 'session_id,person_id,part')
  const attendance = insert('attendance', 'session_id,person_id,mark')
  const change = insert('change', 'id,at,by_id,kind')
  const step = insert('change_step', 'change_id,table_name,row_key,after')
  const about = insert('change_person', 'person_id,change_id')
  const credit = insert('credit', 'id,session_id,person_id,expires_on')
  return (session: MadeSession): string => {
    const { kind, date, start, minutes, placeId, ledById, people, marked } = session
    const id = newId<string>()
    const ends = at(date, endOf(start, minutes))
    row.run(
      id,
      kind,
      date,
      start,
      minutes,
      placeId,
      ledById,
      session.groupId,
      session.templateId,
      session.templateId && date,
      0,
      marked ? 0 : people.length,
    )
    for (const one of [...people, ...session.takes, placeId, ledById]) {
      claim.run(one, at(date, start), ends, id)
    }
    const changeId = newId<string>()
    if (marked) change.run(changeId, ends, ledById, 'attendance.markMany')
    for (const person of people) {
      participant.run(id, person, kind === 'ride' ? 'client' : 'member')
      if (!marked) continue
      const mark = markOf(random())
      attendance.run(id, person, mark)
      const after = { session_id: id, person_id: person, mark, remark: null, absence_id: null }
      about.run(person, changeId)
      step.run(changeId, 'attendance', `${id} ${person}`, JSON.stringify(after))
      if (kind === 'class' && mark === 'excused') {
        credit.run(newId(), id, person, addDays(date, 60))
      }
    }
    return id
  }
}
