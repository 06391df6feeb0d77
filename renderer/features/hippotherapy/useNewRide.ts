import { useCallback, useMemo, useState } from 'react'
import type { LocalDate } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import type { RideDraft } from './draft.ts'

const nothing: readonly (keyof RideDraft)[] = []

interface NewRide {
  /** Null while the form has still to hear what it begins with. */
  readonly initial: RideDraft | null
  /** Parts of it that no proposal changes. */
  readonly given?: readonly (keyof RideDraft)[]
  /** The day on which the client's usual ride is looked for, when it is not that of the ride. */
  readonly usualOn?: LocalDate
}

/**
 * A new ride while it is filled in. The client's usual horse, team and length stand wherever the person has
 * chosen nothing, whenever the answer comes: what is chosen by hand is kept apart and goes on top.
 */
export function useNewRide({ initial, given = nothing, usualOn }: NewRide) {
  const [chosen, setChosen] = useState<Partial<RideDraft>>({})
  const { clientId = null, date = '' as LocalDate } = { ...initial, ...chosen }
  const usual = useRead(
    'hippotherapy.usual',
    clientId ? { clientId, date: usualOn ?? date } : null,
  ).data
  const precautions = usual?.precautions ?? null
  const draft = useMemo((): RideDraft | null => {
    if (!initial) return null
    const proposed: Partial<RideDraft> = usual ? { ...usual.cast, minutes: usual.minutes } : {}
    const kept = Object.fromEntries(given.map((part) => [part, initial[part]]))
    return { ...initial, ...proposed, ...kept, ...chosen }
  }, [initial, given, usual, chosen])
  const change = useCallback(
    (changed: Partial<RideDraft>) => setChosen((before) => ({ ...before, ...changed })),
    [],
  )
  return { draft, change, proposed: (usual?.cast ?? null) !== null, precautions }
}
