import type { Course } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import { addDays, daysBetween } from '../../../../lib/dates.ts'

/** The days of a course, from arrival to departure. */
export const daysOf = ({ from, until }: Pick<Course, 'from' | 'until'>): LocalDate[] =>
  Array.from({ length: daysBetween(from, until) + 1 }, (_, day) => addDays(from, day))
