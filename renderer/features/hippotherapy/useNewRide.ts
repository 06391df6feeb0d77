import { useCallback, useMemo, useState } from 'react'
import type { Seats } from '#contract/hippotherapy.ts'
import type { CallInput } from '#contract/index.ts'
import type { LocalDate } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { type RideDraft, seatsOf } from './draft.ts'

const nothing: readonly (keyof RideDraft)[] = []

interface NewRide {
  /** Null while the form has still to hear what it begins with. */
  readonly initial: RideDraft | null
  /** Parts of it that are taken rather than the usual ones. */
  readonly given?: readonly (keyof RideDraft)[]
  /** Of weekly rides: the day on which the usual is looked for, whether it is free or not. */
  readonly usualOn?: LocalDate
}

/** What is asked of a ride of which some parts are chosen: what of the rest is usual, and free. */
function questionOf(
  initial: RideDraft,
  chosen: Partial<RideDraft>,
  given: readonly (keyof RideDraft)[],
): CallInput<'hippotherapy.usual'> {
  const { clientId, date, start, minutes } = { ...initial, ...chosen }
  const fixedLength = chosen.minutes !== undefined || given.includes('minutes') || !clientId
  const isGiven = (part: string) => given.includes(part as keyof RideDraft)
  const wanted = Object.fromEntries(
    Object.entries(seatsOf(initial)).filter(([part, id]) => id !== null && isGiven(part)),
  ) as Seats
  return {
    clientId,
    date,
    at: { start, ...(fixedLength && { minutes }), wanted, chosen: seatsOf(chosen) },
  }
}

/** No seat is taken before it is known what is free. */
const empty = { horseId: null, placeId: null }

/**
 * A new ride while it is filled in. The client's usual horse, team and length stand wherever the person has
 * chosen nothing, whenever the answer comes, with others in place of those who are not free at that hour:
 * what is chosen by hand is kept apart and goes on top.
 */
export function useNewRide({ initial, given = nothing, usualOn }: NewRide) {
  const [chosen, setChosen] = useState<Partial<RideDraft>>({})
  const clientId = chosen.clientId ?? null
  const asked = useMemo(() => {
    if (usualOn) return clientId ? { clientId, date: usualOn } : null
    return initial && questionOf(initial, chosen, given)
  }, [initial, given, chosen, clientId, usualOn])
  const usual = useRead('hippotherapy.usual', asked, { keepPrevious: !usualOn })
  const answer = usual.data
  const draft = useMemo((): RideDraft | null => {
    if (!initial) return null
    const kept = Object.fromEntries(given.map((part) => [part, initial[part]]))
    if (!answer) return { ...initial, ...chosen }
    const proposed = { ...answer.cast, ...(chosen.clientId && { minutes: answer.minutes }) }
    return usualOn
      ? { ...initial, ...proposed, ...kept, ...chosen }
      : {
          ...initial,
          ...empty,
          ...proposed,
          ...(given.includes('minutes') && { minutes: initial.minutes }),
          ...chosen,
        }
  }, [initial, given, answer, chosen, usualOn])
  const change = useCallback(
    (changed: Partial<RideDraft>) => setChosen((before) => ({ ...before, ...changed })),
    [],
  )
  return {
    draft,
    change,
    /** It is being looked for what is free. */
    pending: usual.isFetching,
    proposed: (answer?.lastRideOn ?? null) !== null,
    replaced: answer?.replaced ?? [],
    precautions: answer?.precautions ?? null,
  }
}
