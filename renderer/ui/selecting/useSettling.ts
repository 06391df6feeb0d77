import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import type { ChosenSession, Settled } from '#contract/settling.ts'
import type { SessionId } from '#contract/values.ts'
import type { ServiceError } from '../../lib/client.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../announce.ts'

type Sent = NonNullable<CallInput<'schedule.settle'>['decisions']>[number]
type OfOne = 'sessionId' | 'version'
/** What is decided about a session, without saying which. */
export type Decided = Sent extends infer One ? (One extends Sent ? Omit<One, OfOne> : never) : never

export interface Settling {
  /** What would become of each that something is decided about. */
  readonly outcomes: readonly Settled[]
  readonly checking: boolean
  readonly error: ServiceError | null
  save(): void
  readonly saving: boolean
  /** One goes elsewhere instead. */
  take(sessionId: SessionId, offer: Settled['alternatives'][number]): void
}

interface Asked {
  sessions: readonly ChosenSession[]
  /** Null for one that stays as it is. */
  decide: (session: ChosenSession) => Decided | null
  note?: string
  /** What is said when it is done: how many, and of whom. */
  said: (words: { count: number; who: string }) => string
  /** Done; some were refused and stay chosen. */
  onDone: (refused: SessionId[]) => void
}

/** Something decided about several sessions: looked at first, then done as one change with one undo. */
export function useSettling({ sessions, decide, note, said, onDone }: Asked): Settling {
  const { t } = useTranslation()
  const [elsewhere, setElsewhere] = useState<ReadonlyMap<SessionId, Decided>>(new Map())
  const decisions: Sent[] = sessions.flatMap((session) => {
    const { sessionId, version } = session
    const decided = elsewhere.get(sessionId) ?? decide(session)
    return decided ? [{ ...decided, sessionId, version } as Sent] : []
  })
  const asked = decisions.length > 0 ? { decisions } : null
  const preview = useRead('schedule.trySettle', asked, { keepPrevious: true })
  const settle = useWrite('schedule.settle')
  const outcomes = asked ? (preview.data?.outcomes ?? []) : []
  const save = async (): Promise<void> => {
    try {
      const answer = await settle.mutateAsync({
        decisions: decisions.map((one) =>
          one.do === 'cancel' && note?.trim() ? { ...one, note: note.trim() } : one,
        ),
      })
      const done = answer.outcomes.filter(({ outcome }) => outcome === 'done')
      const refused = answer.outcomes.filter(({ outcome }) => outcome === 'refused')
      const names = [...new Set(done.map(({ title }) => title))]
      const who = names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '')
      const rest = refused.length > 0 ? ` ${t('selecting.notDone', { count: refused.length })}` : ''
      announce(said({ count: done.length, who }) + rest, answer.changeId)
      onDone(refused.map(({ sessionId }) => sessionId))
    } catch {
      // The refusal stands in the panel, from `error`.
    }
  }
  return {
    outcomes,
    checking: asked !== null && preview.isFetching,
    error: settle.error ?? preview.error,
    save: () => void save(),
    saving: settle.isPending,
    take: (sessionId, { date, start, placeId, horseId }) =>
      setElsewhere(
        new Map(elsewhere).set(sessionId, {
          ...{ do: 'move', date, start, placeId },
          ...(horseId !== undefined && { horseId }),
        }),
      ),
  }
}
