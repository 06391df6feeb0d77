/** A day as the board shows it: by horse, by instructor, or by place. */
import type { UnavailableOn } from '#contract/availability.ts'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { SessionState } from '#contract/schedule.ts'
import type { HorseId, MemberId, PlaceId, SessionId } from '#contract/values.ts'
import type { BoardItem, BoardLine, Landing } from '../../board/index.ts'
import { minuteOf, overlaps, rangeOf } from '../../lib/dates.ts'
import type { AwayOf } from '../../ui/away/AwayPanel.tsx'

/** What the columns of the board are. */
export const columnKinds = ['horse', 'instructor', 'place'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** Column of the sessions that nobody leads yet. */
export const NOBODY = 'nobody'

export interface DayColumn extends BoardLine {
  readonly kind: ColumnKind
  readonly horse?: DayView['horses'][number]
  readonly member?: DayView['members'][number]
  /** Minutes of sessions in the column. */
  readonly sessions: number
}

export interface DayItem extends BoardItem {
  readonly session: SessionView
}

/** Words that the columns need, in the language of the window. */
export interface ColumnWords {
  readonly nobody: string
  readonly closed: string
  readonly rest: string
  readonly notWorking: string
  away(one: UnavailableOn, until: string | null): string
  memberName(member: { familyName: string; givenName: string }): string
  sessionLabel(session: SessionView): string
}

/** Whether it takes what it has: nothing that was cancelled does, nor what its client is excused from. */
export const isActive = (session: SessionView): boolean =>
  session.state !== 'cancelled' && !session.givenFree

/** What may still be changed: it is neither cancelled nor marked. */
export const isOpen = (session: SessionView): boolean => isActive(session) && session.mark === null

/** The sessions of a day that may be chosen, to do one thing with all of them. */
export const choosableOf = (day: DayView): SessionId[] =>
  day.sessions.filter(isOpen).map(({ id }) => id)

/** The column in which a session stands. */
export function columnOf(
  session: Pick<SessionView, 'instructorId'> & { horseId: string; placeId: string },
  kind: ColumnKind,
): string {
  switch (kind) {
    case 'horse':
      return session.horseId
    case 'instructor':
      return session.instructorId ?? NOBODY
    case 'place':
      return session.placeId
  }
}

/** What of a session changes when it lands in a column. */
export function castOfColumn(
  kind: ColumnKind,
  lineId: string,
): { horseId?: HorseId; instructorId?: MemberId | null; placeId?: PlaceId } {
  switch (kind) {
    case 'horse':
      return { horseId: lineId as HorseId }
    case 'instructor':
      return { instructorId: lineId === NOBODY ? null : (lineId as MemberId) }
    case 'place':
      return { placeId: lineId as PlaceId }
  }
}

/** The columns of a day: horses, instructors at work, or places. */
export function columnsOf(day: DayView, kind: ColumnKind, words: ColumnWords): DayColumn[] {
  const count = (lineId: string): number =>
    day.sessions.filter((one) => isActive(one) && columnOf(one, kind) === lineId).length
  switch (kind) {
    case 'horse':
      return day.horses.map((horse) => ({
        id: horse.id,
        label: horse.name,
        kind,
        horse,
        sessions: count(horse.id),
      }))
    case 'instructor': {
      const instructors = day.members
        .filter(
          ({ id, roles, hours }) =>
            (roles.includes('instructor') && hours.length > 0) || count(id) > 0,
        )
        .filter(({ id, roles }) => roles.includes('instructor') || count(id) > 0)
        .map((member) => ({
          id: member.id,
          label: words.memberName(member),
          kind,
          member,
          sessions: count(member.id),
        }))
      const withoutAnybody = day.sessions.some((one) => one.instructorId === null)
      return withoutAnybody || instructors.length === 0
        ? [...instructors, { id: NOBODY, label: words.nobody, kind, sessions: count(NOBODY) }]
        : instructors
    }
    case 'place':
      return day.places.map(({ id, name }) => ({ id, label: name, kind, sessions: count(id) }))
  }
}

/** Of whom or what a column is, to say when it is away; nobody's column is of nobody. */
export function awayOf({ kind, id, label, horse, member }: DayColumn): AwayOf | null {
  if (horse) return { kind: 'horse', resourceId: horse.id, name: label }
  if (member) return { kind: 'member', resourceId: member.id, name: label }
  return kind === 'place' ? { kind: 'place', resourceId: id as PlaceId, name: label } : null
}

/** How a session is shown: one that is planned and no longer fits is as little ready as one that lacks somebody. */
export const lookOf = ({ state, findings }: SessionView): SessionState =>
  state === 'planned' && findings.length > 0 ? 'not_ready' : state

/** Sessions as items. A session that has not changed keeps its item from one drawing to the next. */
export function itemMaker(
  kind: ColumnKind,
  words: ColumnWords,
  classOf: (session: SessionView) => string,
) {
  const made = new WeakMap<SessionView, DayItem>()
  return (session: SessionView): DayItem => {
    const before = made.get(session)
    if (before) return before
    const item: DayItem = {
      id: session.id,
      lineId: columnOf(session, kind),
      start: minuteOf(session.start),
      end: minuteOf(session.start) + session.minutes,
      label: words.sessionLabel(session),
      movable: isOpen(session),
      aside: !isActive(session),
      className: classOf(session),
      session,
    }
    made.set(session, item)
    return item
  }
}

export interface InTheWay {
  readonly seat: 'client' | 'horse' | 'instructor' | 'therapist' | 'leader' | 'sidewalker' | 'place'
  readonly other: SessionView
  readonly takenId: string
}

/** The first of the day's sessions that would overlap a session in its new place; null when none. */
export function firstInTheWay(
  day: DayView,
  session: SessionView,
  kind: ColumnKind,
  landing: Landing,
): InTheWay | null {
  const moved = { ...session, ...castOfColumn(kind, landing.lineId) }
  const range = { from: landing.start, until: landing.start + landing.length }
  for (const other of day.sessions) {
    if (other.id === session.id || !isActive(other) || !overlaps(rangeOf(other), range)) continue
    const team = teamOf(other)
    const taken = (
      [
        ['horse', moved.horseId === other.horseId ? moved.horseId : null],
        ['place', moved.placeId === other.placeId ? moved.placeId : null],
        ['client', moved.clientId === other.clientId ? moved.clientId : null],
        ['instructor', among(moved.instructorId, team)],
        ['therapist', among(moved.therapistId, team)],
        ['leader', among(moved.leaderId, team)],
        ['sidewalker', moved.sidewalkerIds.find((id) => team.has(id)) ?? null],
      ] as const
    ).find(([, id]) => id !== null)
    if (taken?.[1]) return { seat: taken[0], other, takenId: taken[1] }
  }
  return null
}

const among = (id: MemberId | null, team: ReadonlySet<string>): MemberId | null =>
  id !== null && team.has(id) ? id : null

const teamOf = (session: SessionView): ReadonlySet<string> =>
  new Set(
    [session.instructorId, session.therapistId, session.leaderId, ...session.sidewalkerIds].filter(
      (id) => id !== null,
    ),
  )
