import { useSearch } from 'wouter'
import { SessionKind } from '#contract/schedule.ts'
import { LocalDate, MemberId, PersonId, SessionId } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import type { Chosen } from './list.ts'

/** What the address of the screen says: which day, whose sessions, which line is open. */
export interface AttendancePlace {
  date: LocalDate
  /** Null while nobody has chosen. */
  chosen: Chosen | null
  /** Rides, classes or consultations alone; everything without. */
  kind: SessionKind | null
  session: SessionId | null
  /** Who of the session is open; of a ride or consultation there is one. */
  person: PersonId | null
}

/** Reads the query of the address; what is no date or id counts as not given. */
export function placeOf(search: string, fallback: LocalDate): AttendancePlace {
  const query = new URLSearchParams(search)
  const date = LocalDate.safeParse(query.get('date'))
  const kind = SessionKind.safeParse(query.get('kind'))
  const session = SessionId.safeParse(query.get('session'))
  const person = PersonId.safeParse(query.get('person'))
  const whom = query.get('instructor')
  const member = MemberId.safeParse(whom)
  return {
    date: date.success ? date.data : fallback,
    chosen: member.success ? member.data : whom === 'all' || whom === 'nobody' ? whom : null,
    kind: kind.success ? kind.data : null,
    session: session.success ? session.data : null,
    person: person.success ? person.data : null,
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
      if (next.kind) query.set('kind', next.kind)
      if (next.session) query.set('session', next.session)
      if (next.session && next.person) query.set('person', next.person)
      goTo(`/attendance?${query}`, { replace: true })
    },
  }
}
