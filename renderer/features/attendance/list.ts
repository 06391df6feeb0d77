import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { MemberId } from '#contract/values.ts'

/** Whose sessions the list shows: one instructor's, those that nobody leads, or all. */
export type Chosen = MemberId | 'nobody' | 'all'

/** The lines of those sessions, in the order they came. */
export const linesOf = (lines: readonly AttendanceLine[], chosen: Chosen): AttendanceLine[] =>
  chosen === 'all' ? [...lines] : lines.filter(({ ledById }) => (ledById ?? 'nobody') === chosen)

/** Everybody who leads a session of the day, in order of first session; null leads the rest. */
export function instructorsOf(
  lines: readonly AttendanceLine[],
): { id: MemberId | null; name: string | null }[] {
  const found = new Map<MemberId | null, string | null>()
  for (const { ledById, ledByName } of lines) found.set(ledById, ledByName)
  return [...found].map(([id, name]) => ({ id, name }))
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
