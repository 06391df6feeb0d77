/** What is chosen for each session that is to be settled, and how it is called. */
import type { TFunction } from 'i18next'
import type { RuleCode } from '#contract/findings.ts'
import type {
  Decision,
  Proposal,
  StayDecision,
  StayProposal,
  UnsettledSession,
  UnsettledStay,
} from '#contract/settling.ts'
import type { Language } from '#contract/values.ts'
import { dayAndMonth } from '../../lib/format.ts'

/** A proposal by all that it says, so that it stays chosen when the others change; or the session stays as it is. */
export type Choice = string
export const leave: Choice = 'leave'
export const choiceOf = (proposal: Proposal | StayProposal): Choice => JSON.stringify(proposal)

/** What a family may still put right before the day: nobody's session is called off for it unasked. */
const familys: readonly RuleCode[] = ['medical_expired', 'contraindication_open']

/**
 * The best that is proposed. Where that is to cancel, it is chosen only if the session cannot be held as it is:
 * not for somebody who is still missing, nor for a statement that may yet come.
 */
export function usualChoice({ proposals, findings }: UnsettledSession): Choice {
  const [best] = proposals
  if (!best) return leave
  const cannotBe = findings.some(
    ({ code, severity }) =>
      code === 'closed_day' || (severity === 'block' && !familys.includes(code)),
  )
  return best.do !== 'cancel' || cannotBe ? choiceOf(best) : leave
}

/** What is decided of a session, as it stood when it was read. */
export function decisionOf(line: UnsettledSession, choice: Choice): Decision {
  const of = { sessionId: line.sessionId, version: line.version }
  const proposal = line.proposals.find((one) => choiceOf(one) === choice)
  if (!proposal) return { ...of, do: 'leave' }
  const { names: _, ...decided } = proposal
  return { ...of, ...decided }
}

/** «Орнына: Ақбоз», «Ауыстыру: 15:20»: what would be done. */
export function proposalWords(
  proposal: Proposal,
  line: Pick<UnsettledSession, 'date' | 'start'>,
  language: Language,
  t: TFunction,
): string {
  const names = proposal.names.join(', ')
  switch (proposal.do) {
    case 'replace':
      return proposal.with.some(({ instead }) => instead)
        ? t('settling.replace', { names })
        : t('settling.assign', { names })
    case 'move': {
      const { date = line.date, start = line.start } = proposal
      const when = date === line.date ? start : `${dayAndMonth(date, language)}, ${start}`
      return names ? t('settling.moveWith', { when, names }) : t('settling.move', { when })
    }
    case 'cancel':
      return t('settling.cancel')
  }
}

/** The best bed, or exchange, that is proposed: nobody is left without a bed unasked. */
export function usualStayChoice({ proposals }: UnsettledStay): Choice {
  const [best] = proposals
  return best && best.do !== 'end' ? choiceOf(best) : leave
}

/** What is decided of a stay, as it stood when it was read. */
export function stayDecisionOf(line: UnsettledStay, choice: Choice): StayDecision {
  const of = { stayId: line.stayId, version: line.version }
  const proposal = line.proposals.find((one) => choiceOf(one) === choice)
  if (!proposal) return { ...of, do: 'leave' }
  const { names: _, ...decided } = proposal
  return { ...of, ...decided }
}

/** «Ақ Бастау, 201 · 2», «Орын ауыстыру: Абенова Айша»: what would be done, with the night where the stay has begun. */
export function stayProposalWords(
  proposal: StayProposal,
  { from }: Pick<UnsettledStay, 'from'>,
  language: Language,
  t: TFunction,
): string {
  const names = proposal.names.join(', ')
  const words =
    proposal.do === 'bed'
      ? t('settling.bed', { names })
      : proposal.do === 'exchange'
        ? t('settling.exchangeBeds', { names })
        : t('settling.endStay')
  if (proposal.from <= from) return words
  return t('settling.fromNight', { words, date: dayAndMonth(proposal.from, language) })
}
