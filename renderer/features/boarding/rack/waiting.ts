/** People of a course who have no bed for some of their nights. */
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import { type Nights, outside } from '#contract/rules/beds.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import type { Wish } from './verdict.ts'

export interface Waiting extends Wish {
  readonly courseName: string
  readonly name: string
  /** All nights of the course, and not only some of them. */
  readonly whole: boolean
  readonly companionOfId: PersonId | null
  readonly companionOfName: string | null
  /** Companions who wait for the same nights: they are placed together. */
  readonly companions: readonly Waiting[]
  /** With whom they would sleep: whom they accompany, who accompanies them, whom they asked for. */
  readonly near: ReadonlySet<string>
}

/** The first nights in a row that somebody has no bed for and needs one; null when they have one all the time. */
export function bareNights({
  from,
  until,
  stays,
  away,
}: Pick<Enrolment, 'from' | 'until' | 'stays' | 'away'>): Nights | null {
  const slept = stays.filter(({ kept }) => !kept)
  const elsewhere = away
    .filter(({ bedKept }) => !bedKept)
    .map((one) => ({ from: one.from, to: one.until }))
  return outside({ from, to: until }, [...slept, ...elsewhere])[0] ?? null
}

/** Who of a course waits for a bed; companions stand with their participant while both wait. */
export function waitingIn(course: CourseView, today: LocalDate): Waiting[] {
  const bare = course.people.flatMap((one): Waiting[] => {
    if (one.state !== 'expected' && one.state !== 'here') return []
    const bare = bareNights(one)
    if (!bare || bare.to <= today) return []
    // Nights that are over need no bed any more.
    const nights = bare.from < today ? { ...bare, from: today } : bare
    const others = course.people.filter(({ companionOfId }) => companionOfId === one.personId)
    return [
      {
        courseId: course.courseId,
        courseName: course.name,
        personId: one.personId,
        name: one.name,
        sex: one.sex,
        wheelchair: one.wheelchair,
        ...nights,
        whole: nights.from === one.from && nights.to === one.until,
        companionOfId: one.companionOfId,
        companionOfName: one.companionOfName,
        companions: [],
        near: new Set([
          ...(one.companionOfId ? [one.companionOfId] : []),
          ...others.map(({ personId }) => personId),
          ...one.shareWith.map(({ personId }) => personId),
        ]),
      },
    ]
  })
  const isWith = (one: Waiting, other: Waiting): boolean =>
    other.companionOfId === one.personId && one.whole && other.whole
  return bare
    .filter((one) => !bare.some((other) => isWith(other, one)))
    .map((one) => ({ ...one, companions: bare.filter((other) => isWith(one, other)) }))
}
