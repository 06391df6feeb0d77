import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'

export interface StoredForm<Values> extends UseFormReturnType<Values> {
  /** The version that the form was opened with, for the service to compare; undefined for a new file. */
  opened: { version?: number }
  /** Whether something was typed into that field. */
  isTyped(field: string): boolean
  /** What is stored in that field now. */
  storedIn(field: string): unknown
  /** What is wrong with each field as it stands, said or not yet. */
  wrong: Readonly<Record<string, string>>
  /** Goes on from what is stored now: with everything that was typed, or without what was typed there. */
  rebase(without?: readonly string[]): Values
}

/**
 * A form over something stored. While nothing is typed it shows what is stored now; once something is
 * typed, nobody else's change takes that away, and what the service says has changed since is settled
 * field by field.
 */
export function useStoredForm<Values extends object>(
  stored: Values,
  {
    version,
    validate,
    ...options
  }: Omit<UseFormInput<Values>, 'initialValues' | 'validate'> & {
    version?: number | undefined
    validate: (values: Values) => Record<string, string>
  },
): StoredForm<Values> {
  const form = useForm<Values>({ ...options, validate, initialValues: stored })
  const begun = useRef({ values: stored, version })
  const { isDirty, setValues, resetDirty } = form
  const now = JSON.stringify(stored)
  useEffect(() => {
    if (isDirty()) return
    const values: Values = JSON.parse(now)
    const same = JSON.stringify(begun.current.values) === now
    begun.current = { values, version }
    if (same) return
    setValues(values)
    resetDirty(values)
  }, [now, version, isDirty, setValues, resetDirty])

  const typed = (field: keyof Values) =>
    JSON.stringify(form.values[field]) !== JSON.stringify(begun.current.values[field])
  return {
    ...form,
    wrong: validate(form.values),
    // As of now, not of the last drawing: what is rebased is saved at once.
    get opened() {
      const { version: of } = begun.current
      return of === undefined ? {} : { version: of }
    },
    isTyped: (field) => typed(field as keyof Values),
    storedIn: (field) => stored[field as keyof Values],
    rebase(without = []) {
      const mine = (Object.keys(form.values) as (keyof Values)[]).filter(
        (field) => typed(field) && !without.includes(String(field)),
      )
      const values = { ...stored }
      for (const field of mine) values[field] = form.values[field]
      begun.current = { values: stored, version }
      resetDirty(stored)
      setValues(values)
      return values
    },
  }
}
