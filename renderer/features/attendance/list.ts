import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { SessionKind } from '#contract/schedule.ts'
import { at } from '#contract/time.ts'
import type { LocalDate, LocalTime, MemberId, SessionId } from '#contract/values.ts'

/** Whose sessions the list shows: one instructor's, those that nobody leads, or all. */
export type Chosen = MemberId | 'nobody' | 'all'

/** The lines of those sessions, of one kind or all, in the order they came. */
export const linesOf = (
  lines: readonly AttendanceLine[],
  chosen: Chosen,
  kind: SessionKind | null = null,
): AttendanceLine[] =>
  lines.filter(
    (line) =>
      (chosen === 'all' || (line.ledById ?? 'nobody') === chosen) &&
      (kind === null || line.kind === kind),
  )

/** The lines of what takes place: only these are marked and counted. */
export const heldOf = (lines: readonly AttendanceLine[]): AttendanceLine[] =>
  lines.filter(({ cancelled }) => !cancelled)

/** Names a line: a person may be in several sessions, a session may have several people. */
export const nameOf = ({ sessionId, personId }: Pick<AttendanceLine, 'sessionId' | 'personId'>) =>
  `${sessionId} ${personId}`

/** A class, or a session of a course: a list of people under one head. */
export const isTogether = ({ kind }: Pick<AttendanceLine, 'kind'>): boolean =>
  kind === 'class' || kind === 'course'

/** A class is a block of its own; rides and consultations that follow each other are one. */
export interface Block {
  key: string
  /** The first line of a class, which says whose it is; null for single sessions. */
  head: AttendanceLine | null
  lines: AttendanceLine[]
}

/** The lines as blocks, in their order. */
export function blocksOf(lines: readonly AttendanceLine[]): Block[] {
  const blocks: Block[] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (isTogether(line)) {
      if (last?.head?.sessionId === line.sessionId) last.lines.push(line)
      else blocks.push({ key: line.sessionId, head: line, lines: [line] })
    } else if (last && last.head === null) last.lines.push(line)
    else blocks.push({ key: nameOf(line), head: null, lines: [line] })
  }
  return blocks
}

/** Everybody who leads a session of the day, in order of first session; null leads the rest. */
export function instructorsOf(
  lines: readonly AttendanceLine[],
): { id: MemberId | null; name: string | null }[] {
  const found = new Map<MemberId | null, string | null>()
  for (const { ledById, ledByName } of lines) found.set(ledById, ledByName)
  return [...found].map(([id, name]) => ({ id, name }))
}

/** Whether a session has begun by now: nobody has come to it before. */
export const hasBegun = (
  { date, start }: Pick<AttendanceLine, 'date' | 'start'>,
  now: { date: LocalDate; time: LocalTime },
): boolean => at(date, start) <= at(now.date, now.time)

/** The lines that one tap marks as present: what has begun and nobody has marked. */
export const markedByOneTap = (
  lines: readonly AttendanceLine[],
  now: { date: LocalDate; time: LocalTime },
): AttendanceLine[] => lines.filter((line) => line.mark === null && hasBegun(line, now))

/** The sessions in which nobody is marked: they may still be changed. Ahead of its day, absences are marked. */
export function unmarkedSessions(lines: readonly AttendanceLine[], today: string): SessionId[] {
  const isMarked = ({ mark, date }: AttendanceLine) => mark !== null && date <= today
  const marked = new Set(lines.filter(isMarked).map((one) => one.sessionId))
  return [...new Set(lines.map((one) => one.sessionId))].filter((id) => !marked.has(id))
}

/** How many of the lines have a mark, and how many of these count as present. */
export function tallyOf(lines: readonly AttendanceLine[], marks: readonly MarkKind[]) {
  const present = new Set(marks.filter((one) => one.countsAsPresent).map(({ code }) => code))
  const marked = lines.filter(({ mark }) => mark !== null)
  return {
    total: lines.length,
    marked: marked.length,
    came: marked.filter(({ mark }) => mark !== null && present.has(mark)).length,
  }
}

/** How a mark looks: came, did not come, came not with a reason, did not take place. */
export type MarkTone = 'came' | 'absent' | 'excused' | 'none'
export function toneOf(kind: MarkKind | undefined): MarkTone {
  if (!kind) return 'none'
  if (kind.countsAsPresent) return 'came'
  return kind.excused ? 'excused' : 'absent'
}
