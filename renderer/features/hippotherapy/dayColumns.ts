/** A day as the board shows it: by horse, by instructor, or by place. */
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { HorseId, MemberId, PlaceId } from '#contract/values.ts'
import type {
  BoardColumn,
  BoardItem,
  Landing,
  Span,
  Stretch,
  UsualSlot,
} from '../../board/index.ts'
import { minutesOf } from '../../lib/dates.ts'

/** What the columns of the board are. */
export const columnKinds = ['horse', 'instructor', 'place'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** Column of the sessions that nobody leads yet. */
export const NOBODY = 'nobody'

export interface DayColumn extends BoardColumn {
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
  away(reason: string | null, until: string): string
  memberName(member: { familyName: string; givenName: string }): string
  sessionLabel(session: SessionView): string
}

export const isActive = (session: SessionView): boolean => session.state !== 'cancelled'

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
  columnId: string,
): { horseId?: HorseId; instructorId?: MemberId | null; placeId?: PlaceId } {
  switch (kind) {
    case 'horse':
      return { horseId: columnId as HorseId }
    case 'instructor':
      return { instructorId: columnId === NOBODY ? null : (columnId as MemberId) }
    case 'place':
      return { placeId: columnId as PlaceId }
  }
}

/** The columns of a day: horses, instructors at work, or places. */
export function columnsOf(day: DayView, kind: ColumnKind, words: ColumnWords): DayColumn[] {
  const count = (columnId: string): number =>
    day.sessions.filter((one) => isActive(one) && columnOf(one, kind) === columnId).length
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
      columnId: columnOf(session, kind),
      start: minutesOf(session.start),
      end: minutesOf(session.start) + session.minutes,
      label: words.sessionLabel(session),
      movable: isActive(session) && session.mark === null,
      aside: !isActive(session),
      className: classOf(session),
      session,
    }
    made.set(session, item)
    return item
  }
}

/** Minutes drawn before opening and after closing, so that the edges are seen to be closed. */
const MARGIN = 30
const HALF_HOUR = 30
const usualDay: Span = { from: 9 * 60, until: 18 * 60 }

/** The part of the day to draw: opening hours and every session, to the half hour. */
export function spanOf(day: DayView): Span {
  const open = day.openingHours.length > 0
  const from = [
    ...day.openingHours.map((hours) => minutesOf(hours.from)),
    ...day.sessions.map(({ start }) => minutesOf(start)),
    ...(open ? [] : [usualDay.from]),
  ]
  const until = [
    ...day.openingHours.map((hours) => minutesOf(hours.until)),
    ...day.sessions.map(({ start, minutes }) => minutesOf(start) + minutes),
    ...(open ? [] : [usualDay.until]),
  ]
  const floor = Math.floor(Math.min(...from) / HALF_HOUR) * HALF_HOUR
  const ceiling = Math.ceil(Math.max(...until) / HALF_HOUR) * HALF_HOUR
  return { from: Math.max(0, floor - MARGIN), until: Math.min(24 * 60, ceiling + MARGIN) }
}

interface Hours {
  readonly from: string
  readonly until: string
}
/** The stretches of the span outside the hours. */
export function outside(hours: readonly Hours[], span: Span): { start: number; end: number }[] {
  const gaps: { start: number; end: number }[] = []
  let from = span.from
  for (const one of [...hours].sort((a, b) => minutesOf(a.from) - minutesOf(b.from))) {
    if (minutesOf(one.from) > from) gaps.push({ start: from, end: minutesOf(one.from) })
    from = Math.max(from, minutesOf(one.until))
  }
  if (from < span.until) gaps.push({ start: from, end: span.until })
  return gaps
}

/** What is shaded: closed hours everywhere; horses away and their rests; members out of hours. */
export function stretchesOf(
  day: DayView,
  kind: ColumnKind,
  span: Span,
  words: ColumnWords,
): Stretch[] {
  const closed = outside(day.openingHours, span).map(
    ({ start, end }): Stretch => ({
      id: `closed-${start}`,
      columnId: null,
      start,
      end,
      kind: 'closed',
      words: day.closedDay ?? words.closed,
    }),
  )
  switch (kind) {
    case 'horse':
      return [...closed, ...horsesAway(day, span, words), ...rests(day, words)]
    case 'instructor':
      return [
        ...closed,
        ...day.members.flatMap((member) =>
          outside(member.hours, span).map(
            ({ start, end }): Stretch => ({
              id: `off-${member.id}-${start}`,
              columnId: member.id,
              start,
              end,
              kind: 'away',
              words: words.notWorking,
            }),
          ),
        ),
      ]
    case 'place':
      return closed
  }
}

const horsesAway = (day: DayView, span: Span, words: ColumnWords): Stretch[] =>
  day.horses.flatMap(({ id, away }) =>
    away
      ? [
          {
            id: `away-${id}`,
            columnId: id,
            start: span.from,
            end: span.until,
            kind: 'away',
            words: words.away(away.reason, away.until),
          } satisfies Stretch,
        ]
      : [],
  )

/** The rest after each session of a horse, until its next session if that comes first. */
function rests(day: DayView, words: ColumnWords): Stretch[] {
  const resting = new Map<string, number>(
    day.horses.map(({ id, restMinutes }) => [id, restMinutes]),
  )
  const active = day.sessions.filter(isActive)
  return active.flatMap((session) => {
    const end = minutesOf(session.start) + session.minutes
    const next = active
      .filter(({ horseId, start }) => horseId === session.horseId && minutesOf(start) >= end)
      .map(({ start }) => minutesOf(start))
    const until = Math.min(end + (resting.get(session.horseId) ?? 0), ...next)
    return until > end
      ? [
          {
            id: `rest-${session.id}`,
            columnId: session.horseId,
            start: end,
            end: until,
            kind: 'rest',
            words: words.rest,
          } satisfies Stretch,
        ]
      : []
  })
}

/** The usual beginnings of a day; by place each stands in its own column. */
export const usualSlotsOf = (day: DayView, kind: ColumnKind): UsualSlot[] =>
  day.slots.map(({ start, minutes, placeId }) => ({
    columnId: kind === 'place' ? placeId : null,
    start: minutesOf(start),
    end: minutesOf(start) + minutes,
  }))

/** The place where a session usually is at that minute. */
export const usualPlaceAt = (day: DayView, minute: number): PlaceId | null =>
  day.slots.find(({ start }) => minutesOf(start) === minute)?.placeId ?? null

/** The usual length of a session on that day. */
export const usualMinutesOf = (day: DayView): number => day.slots[0]?.minutes ?? 30

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
  const moved = { ...session, ...castOfColumn(kind, landing.columnId) }
  const until = landing.start + landing.minutes
  for (const other of day.sessions) {
    const start = minutesOf(other.start)
    const apart = until <= start || start + other.minutes <= landing.start
    if (other.id === session.id || !isActive(other) || apart) continue
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
