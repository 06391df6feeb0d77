import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Checked } from '#contract/hippotherapy.ts'
import type { SessionId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { questionOf, type RideDraft } from './draft.ts'

/** The rules are asked when nothing was typed for so long, milliseconds. */
const STILL = 150

export interface Answer extends Checked {
  /** The draft has changed since; the answer to it is under way. */
  readonly pending: boolean
}

const silence: Checked = { findings: [], alternatives: [] }

/** What the rules say to a draft, filled in or not. The last answer stands until the next one comes. */
export function useCheck(draft: RideDraft | null, sessionId?: SessionId): Answer {
  const question = useMemo(() => draft && questionOf(draft, sessionId), [draft, sessionId])
  const [asked] = useDebouncedValue(question, STILL)
  const read = useRead('hippotherapy.check', asked, { keepPrevious: true })
  return {
    ...(read.data ?? silence),
    pending: asked !== question || read.isFetching,
  }
}
