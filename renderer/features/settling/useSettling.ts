import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { Settled, SettledStay, UnsettledSession, UnsettledStay } from '#contract/settling.ts'
import { LocalDate, SessionId, StayId } from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { goBack } from '../../lib/location.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce, undoBoth } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { causeOf } from '../../ui/settle.ts'
import {
  type Choice,
  choiceOf,
  decisionOf,
  leave,
  stayDecisionOf,
  usualChoice,
  usualStayChoice,
} from './proposals.ts'

/** What became of a session, or of a stay. */
type Outcome = Settled | SettledStay
const idOf = (one: Outcome): string => ('stayId' in one ? one.stayId : one.sessionId)

/** Days that are looked at unless sessions are named: today and the thirteen after it. */
export const DAYS_AHEAD = 13
/** So many are settled at once; the others come after them. */
export const MOST = 500

/** Which sessions and stays are asked for, by the address: those that are named, or all of the next days. */
export function useSettlePlace() {
  const search = useSearch()
  return useMemo(() => {
    const query = new URLSearchParams(search)
    const ids = (name: string) => (query.get(name) ?? '').split(',')
    const sessionIds = ids('sessions').flatMap((id) => SessionId.safeParse(id).data ?? [])
    const stayIds = ids('stays').flatMap((id) => StayId.safeParse(id).data ?? [])
    const from = today()
    const asked = LocalDate.safeParse(query.get('until'))
    const near = addDays(from, DAYS_AHEAD)
    const until = asked.success && asked.data > near ? asked.data : near
    return { from, until, sessionIds, stayIds }
  }, [search])
}

/** The list, what is chosen in it, what would become of it, and the way to do it. */
export function useSettling() {
  const { t } = useTranslation()
  const search = useSearch()
  const { from, until, sessionIds, stayIds } = useSettlePlace()
  const read = useRead('schedule.unsettled', {
    from,
    until,
    ...(sessionIds.length > 0 && { sessionIds }),
    ...(stayIds.length > 0 && { stayIds }),
  })
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map())
  /** What was tried in vain: it stays as it is, with its reason, until something else is chosen. */
  const [inVain, setInVain] = useState<readonly Outcome[]>([])
  const all = read.data?.sessions
  const lines = useMemo(() => all?.slice(0, MOST) ?? [], [all])
  const allStays = read.data?.stays
  const stayLines = useMemo(() => allStays?.slice(0, MOST) ?? [], [allStays])
  const chosenFor = (line: UnsettledSession | UnsettledStay): Choice => {
    const isStay = 'stayId' in line
    const choice = chosen.get(isStay ? line.stayId : line.sessionId)
    const stands = choice === leave || line.proposals.some((one) => choiceOf(one) === choice)
    if (choice === undefined) return isStay ? usualStayChoice(line) : usualChoice(line)
    // What was chosen and cannot be done any more is not made something else unasked.
    return stands ? choice : leave
  }
  const decisions = lines.map((line) => decisionOf(line, chosenFor(line)))
  const stays = stayLines.map((line) => stayDecisionOf(line, chosenFor(line)))
  const any = lines.length + stayLines.length > 0
  const preview = useRead('schedule.trySettle', any ? { decisions, stays } : null, {
    keepPrevious: true,
  })
  const settle = useWrite('schedule.settle')
  const save = async (): Promise<void> => {
    if (!any || settle.isPending) return
    try {
      const answer = await settle.mutateAsync({ decisions, stays })
      const { done, refused, changeId } = answer
      const tried = [...answer.outcomes, ...answer.stays].filter(
        ({ outcome }) => outcome === 'refused',
      )
      setInVain(tried)
      setChosen(new Map(tried.map((one) => [idOf(one), leave])))
      if (refused > 0) announce(t('settling.savedPartly', { count: done, refused }), changeId)
      else if (done === 0) announce(t('settling.savedLeft'), changeId)
      else {
        const cause = causeOf(`/settle?${search}`)
        const both = cause && changeId ? [undoBoth(cause, changeId)] : []
        announce(t('settling.saved', { count: done }), changeId, both)
      }
      if (refused === 0) goBack()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return {
    read,
    ofSelection: sessionIds.length + stayIds.length > 0,
    days: { from, until },
    lines,
    stayLines,
    more: (all?.length ?? 0) > lines.length,
    chosenFor,
    choose: (id: SessionId | StayId, choice: Choice) => {
      setChosen(new Map(chosen).set(id, choice))
      setInVain(inVain.filter((one) => idOf(one) !== id))
    },
    /** What would become of each, or what was tried with it in vain. */
    outcomes: new Map<string, Outcome>(
      [...(preview.data?.outcomes ?? []), ...(preview.data?.stays ?? []), ...inVain].map((one) => [
        idOf(one),
        one,
      ]),
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
