import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'

/**
 * A form over something stored. While nothing is typed it shows what is stored now; once something is
 * typed, nobody else's change takes that away.
 */
export function useStoredForm<Values extends object>(
  stored: Values,
  options: Omit<UseFormInput<Values>, 'initialValues'>,
): UseFormReturnType<Values> {
  const form = useForm<Values>({ ...options, initialValues: stored })
  const shown = useRef(JSON.stringify(stored))
  const { isDirty, setValues, resetDirty } = form
  const now = JSON.stringify(stored)
  useEffect(() => {
    if (now === shown.current || isDirty()) return
    shown.current = now
    const values: Values = JSON.parse(now)
    setValues(values)
    resetDirty(values)
  }, [now, isDirty, setValues, resetDirty])
  return form
}
