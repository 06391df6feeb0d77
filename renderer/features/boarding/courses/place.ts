import { useSearch } from 'wouter'
import { CourseId, PersonId } from '#contract/values.ts'
import { today } from '../../../lib/dates.ts'
import { goTo } from '../../../lib/location.ts'
import { leave } from '../../../lib/unsaved.ts'

/** The parts of a course. */
export const courseParts = ['people', 'placing', 'programme', 'meals'] as const
export type CoursePart = (typeof courseParts)[number]

export interface CoursesPlace {
  /** Whose courses are listed. */
  readonly year: number
  /** The course that is open; null is the list. */
  readonly courseId: CourseId | null
  readonly part: CoursePart
  /** Who of the course is open beside the list. */
  readonly person: PersonId | null
}

/** The address of a course. */
export function courseAddress({
  courseId,
  year,
  part = 'people',
  person,
}: Partial<CoursesPlace>): string {
  const query = new URLSearchParams()
  if (courseId) query.set('course', courseId)
  else if (year) query.set('year', String(year))
  if (courseId && part !== 'people') query.set('part', part)
  if (courseId && person) query.set('person', person)
  return `/boarding/courses${query.size > 0 ? `?${query}` : ''}`
}

/** What an address asks for; what is wrong in it is the usual. */
export function readCoursesPlace(search: string, usualYear: number): CoursesPlace {
  const query = new URLSearchParams(search)
  const course = CourseId.safeParse(query.get('course'))
  const person = PersonId.safeParse(query.get('person'))
  const year = query.get('year')
  return {
    year: year !== null && /^(19|20|21)\d\d$/.test(year) ? Number(year) : usualYear,
    courseId: course.success ? course.data : null,
    part: courseParts.find((one) => one === query.get('part')) ?? 'people',
    person: person.success ? person.data : null,
  }
}

/** Where the screen of courses is, and how it goes elsewhere. */
export function useCoursesPlace() {
  const place = readCoursesPlace(useSearch(), Number(today().slice(0, 4)))
  return {
    ...place,
    change(part: Partial<CoursesPlace>, how: { replace?: boolean } = {}) {
      leave(() => goTo(courseAddress({ ...place, person: null, ...part }), how))
    },
  }
}
