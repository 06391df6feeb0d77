/** Who is in a course, and how many places that takes. */
import type { Course, Enrolment, EnrolmentState } from '../boarding.ts'
import type { PersonId } from '../values.ts'

/** States in which somebody is in a course: on the lists of their days, and with a claim on a bed. */
export const inCourseStates = [
  'expected',
  'here',
  'left',
] as const satisfies readonly EnrolmentState[]

export const isInCourse = ({ state }: Pick<Enrolment, 'state'>): boolean =>
  inCourseStates.some((one) => one === state)

/** In a course in their own right, and not with somebody. */
export const isParticipant = (one: Pick<Enrolment, 'state' | 'companionOfId'>): boolean =>
  one.companionOfId === null && isInCourse(one)

type Enrolled = Pick<Enrolment, 'personId' | 'companionOfId' | 'state'> & {
  /** Whose place they took. */
  readonly replacesId: PersonId | null
}

/**
 * Everybody in a course who counts: whoever has left and whose place another took does not. Who comes back
 * counts again, whoever is there instead of them.
 */
export function countedIn<One extends Enrolled>(people: readonly One[]): One[] {
  const replaced = new Set(people.filter(isParticipant).map(({ replacesId }) => replacesId))
  return people.filter(
    (one) => isInCourse(one) && !(one.state === 'left' && replaced.has(one.personId)),
  )
}

/** Participants: the places that are taken. Companions take none. */
export const countParticipants = (people: readonly Enrolled[]): number =>
  countedIn(people).filter(isParticipant).length

export const isFull = ({ participants, capacity }: Pick<Course, 'participants' | 'capacity'>) =>
  participants >= capacity
