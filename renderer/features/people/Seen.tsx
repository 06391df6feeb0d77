import type { ReactNode } from 'react'
import { type PersonFields, PersonLine, PersonFields as schema } from '#contract/people.ts'
import { marksOf } from '#contract/sights.ts'
import { useSees } from '../../lib/access.ts'

/** A part of a file for those who see that field of it: for others it would look as if nothing was entered. */
export function Seen({ field, children }: { field: keyof PersonFields; children: ReactNode }) {
  const sees = useSees()
  const { sight } = marksOf(schema.shape[field])
  return !sight || sees(sight) ? children : null
}

/** Whether whoever works here sees a field of a line in the list of people. */
export function useSeesColumn(): (field: keyof PersonLine) => boolean {
  const sees = useSees()
  return (field) => {
    const { sight } = marksOf(PersonLine.shape[field])
    return !sight || sees(sight)
  }
}
