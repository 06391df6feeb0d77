import { useSearch } from 'wouter'
import { LocalDate, MemberId, SessionId } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import type { Chosen } from './list.ts'

/** What the address of the screen says: which day, whose sessions, which line is open. */
export interface AttendancePlace {
  date: LocalDate
  /** Null while nobody has chosen. */
  chosen: Chosen | null
  session: SessionId | null
}

/** Reads the query of the address; what is no date or id counts as not given. */
export function placeOf(search: string, fallback: LocalDate): AttendancePlace {
  const query = new URLSearchParams(search)
  const date = LocalDate.safeParse(query.get('date'))
  const session = SessionId.safeParse(query.get('session'))
  const whom = query.get('instructor')
  const member = MemberId.safeParse(whom)
  return {
    date: date.success ? date.data : fallback,
    chosen: member.success ? member.data : whom === 'all' || whom === 'nobody' ? whom : null,
    session: session.success ? session.data : null,
  }
}

/** The place of the screen, and how to change parts of it. */
export function usePlace(): AttendancePlace & { change(part: Partial<AttendancePlace>): void } {
  const place = placeOf(useSearch(), today())
  return {
    ...place,
    change(part) {
      const next = { ...place, ...part }
      const query = new URLSearchParams({ date: next.date })
      if (next.chosen) query.set('instructor', next.chosen)
      if (next.session) query.set('session', next.session)
      goTo(`/attendance?${query}`, { replace: true })
    },
  }
}
