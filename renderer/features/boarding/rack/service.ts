/** The methods of boarding, typed by their own contract. */
import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { z } from 'zod'
import type { boarding, CourseView } from '#contract/boarding.ts'
import { type OutputOf, topics } from '#contract/envelope.ts'
import type { CourseId } from '#contract/values.ts'
import * as client from '../../../lib/client.ts'

type Boarding = typeof boarding
type Name = keyof Boarding
type Input<N extends Name> = z.input<Boarding[N]['input']>
type Output<N extends Name> = OutputOf<Boarding[N]>

export const call = client.call as unknown as <N extends Name>(
  name: N,
  input: Input<N>,
) => Promise<Output<N>>

export function useRead<N extends Name>(
  name: N,
  input: Input<N> | null,
  options: { keepPrevious?: boolean } = {},
) {
  return useQuery<Output<N>, client.ServiceError>({
    queryKey: [topics, name, input],
    queryFn: input === null ? skipToken : () => call(name, input),
    placeholderData: options.keepPrevious ? (keepPreviousData as never) : undefined,
  })
}

export function useWrite<N extends Name>(name: N) {
  return useMutation<Output<N>, client.ServiceError, Input<N>>({
    mutationFn: (input) => call(name, input),
  })
}

/** The courses with everybody in them; those that are not known yet are left out. */
export const useCourses = (courseIds: readonly CourseId[]): CourseView[] =>
  useQueries({
    queries: courseIds.map((courseId) => ({
      queryKey: [topics, 'boarding.course', { courseId }],
      queryFn: () => call('boarding.course', { courseId }),
    })),
    combine: allKnown,
  })

const allKnown = (answers: readonly { data?: CourseView | undefined }[]): CourseView[] =>
  answers.flatMap(({ data }) => (data ? [data] : []))
