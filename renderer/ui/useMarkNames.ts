import { useCallback } from 'react'
import { useRead } from '../lib/queries.ts'
import { useLanguage } from '../texts/index.ts'

export interface MarkName {
  readonly name: string
  readonly letter: string
  readonly present: boolean
}

/** How a mark is called in the language of the window, by its code. */
export function useMarkNames(): (code: string | null) => MarkName | null {
  const language = useLanguage()
  const { data } = useRead('attendance.marks', {})
  return useCallback(
    (code) => {
      const mark = data?.marks.find((one) => one.code === code)
      return mark
        ? { name: mark.name[language], letter: mark.letter, present: mark.countsAsPresent }
        : null
    },
    [data, language],
  )
}
