import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { Settled, UnsettledSession } from '#contract/settling.ts'
import { LocalDate, SessionId } from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { goBack } from '../../lib/location.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { type Choice, choiceOf, decisionOf, leave, usualChoice } from './proposals.ts'

/** Days that are looked at unless sessions are named: today and the thirteen after it. */
export const DAYS_AHEAD = 13
/** So many are settled at once; the others come after them. */
export const MOST = 500

/** Which sessions are asked for, by the address: those that are named, or all of the next days. */
export function useSettlePlace() {
  const search = useSearch()
  return useMemo(() => {
    const query = new URLSearchParams(search)
    const ids = (query.get('sessions') ?? '').split(',')
    const sessionIds = ids.flatMap((id) => SessionId.safeParse(id).data ?? [])
    const from = today()
    const asked = LocalDate.safeParse(query.get('until'))
    const near = addDays(from, DAYS_AHEAD)
    const until = asked.success && asked.data > near ? asked.data : near
    return { from, until, sessionIds }
  }, [search])
}

/** The list, what is chosen in it, what would become of it, and the way to do it. */
export function useSettling() {
  const { t } = useTranslation()
  const { from, until, sessionIds } = useSettlePlace()
  const read = useRead('schedule.unsettled', {
    from,
    until,
    ...(sessionIds.length > 0 && { sessionIds }),
  })
  const [chosen, setChosen] = useState<ReadonlyMap<SessionId, Choice>>(new Map())
  /** What was tried in vain: it stays as it is, with its reason, until something else is chosen. */
  const [inVain, setInVain] = useState<readonly Settled[]>([])
  const all = read.data?.sessions
  const lines = useMemo(() => all?.slice(0, MOST) ?? [], [all])
  const chosenFor = (line: UnsettledSession): Choice => {
    const choice = chosen.get(line.sessionId)
    const stands = choice === leave || line.proposals.some((one) => choiceOf(one) === choice)
    if (choice === undefined) return usualChoice(line)
    // What was chosen and cannot be done any more is not made something else unasked.
    return stands ? choice : leave
  }
  const decisions = lines.map((line) => decisionOf(line, chosenFor(line)))
  const preview = useRead('schedule.trySettle', lines.length > 0 ? { decisions } : null, {
    keepPrevious: true,
  })
  const settle = useWrite('schedule.settle')
  const save = async (): Promise<void> => {
    if (lines.length === 0 || settle.isPending) return
    try {
      const { done, refused, changeId, outcomes } = await settle.mutateAsync({ decisions })
      const tried = outcomes.filter(({ outcome }) => outcome === 'refused')
      setInVain(tried)
      setChosen(new Map(tried.map(({ sessionId }) => [sessionId, leave])))
      if (refused > 0) announce(t('settling.savedPartly', { count: done, refused }), changeId)
      else if (done === 0) announce(t('settling.savedLeft'), changeId)
      else announce(t('settling.saved', { count: done }), changeId)
      if (refused === 0) goBack()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return {
    read,
    ofSelection: sessionIds.length > 0,
    days: { from, until },
    lines,
    more: (all?.length ?? 0) > lines.length,
    chosenFor,
    choose: (id: SessionId, choice: Choice) => {
      setChosen(new Map(chosen).set(id, choice))
      setInVain(inVain.filter(({ sessionId }) => sessionId !== id))
    },
    /** What would become of each, or what was tried with it in vain. */
    outcomes: new Map(
      [...(preview.data?.outcomes ?? []), ...inVain].map((one) => [one.sessionId, one]),
    ),
    takeProposals: () => {
      setChosen(new Map())
      setInVain([])
    },
    isChanged: chosen.size > 0,
    /** How many of them would be cancelled. */
    cancelled: decisions.filter((one) => one.do === 'cancel').length,
    preview,
    save,
    saving: settle.isPending,
  }
}
