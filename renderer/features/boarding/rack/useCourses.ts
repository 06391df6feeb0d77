import { useQueries } from '@tanstack/react-query'
import type { CourseView } from '#contract/boarding.ts'
import type { CourseId } from '#contract/values.ts'
import { call } from '../../../lib/client.ts'
import { keyOf } from '../../../lib/queries.ts'

/** The courses with everybody in them; those that are not known yet are left out. */
export const useCourses = (courseIds: readonly CourseId[]): CourseView[] =>
  useQueries({
    queries: courseIds.map((courseId) => ({
      queryKey: keyOf('boarding.course', { courseId }),
      queryFn: () => call('boarding.course', { courseId }),
    })),
    combine: allKnown,
  })

const allKnown = (answers: readonly { data?: CourseView | undefined }[]): CourseView[] =>
  answers.flatMap(({ data }) => (data ? [data] : []))
