import { describe, expect, test } from 'vitest'
import type { Finding } from '#contract/schedule.ts'
import type { Proposal, UnsettledSession } from '#contract/settling.ts'
import { choiceOf, decisionOf, leave, usualChoice } from '#renderer/features/settling/proposals.ts'

const replace = {
  do: 'replace',
  with: [{ role: 'horse', id: 'aqboz' }],
  names: ['Ақбоз'],
} as unknown as Proposal
const cancel: Proposal = { do: 'cancel', reason: 'horse', names: [] }
const says = (code: Finding['code'], severity: Finding['severity'] = 'block') =>
  ({ code, severity, overridable: false, params: {} }) as unknown as Finding
const line = (findings: Finding[], proposals: Proposal[]) =>
  ({ sessionId: 's1', version: 3, findings, proposals }) as unknown as UnsettledSession

describe('what is chosen unless somebody chooses otherwise', () => {
  test('is the best that is proposed', () => {
    const lame = line([says('horse_unavailable')], [replace, cancel])
    expect(usualChoice(lame)).toBe(choiceOf(replace))
  })

  test.each([
    ['no other horse', says('horse_unavailable')],
    ['a closed day', says('closed_day', 'warn')],
  ])('is to cancel, for %s', (_, finding) => {
    expect(usualChoice(line([finding], [cancel]))).toBe(choiceOf(cancel))
  })

  test.each([
    ['somebody who is still missing', says('team_incomplete', 'warn')],
    ['a statement that may yet come', says('medical_expired')],
  ])('is to leave it as it is, for %s', (_, finding) => {
    expect(usualChoice(line([finding], [cancel]))).toBe(leave)
  })
})

test('a decision is about the session as it was read, and a proposal that is gone leaves it', () => {
  const lame = line([says('horse_unavailable')], [cancel])
  const session = { sessionId: 's1', version: 3 }
  expect(decisionOf(lame, choiceOf(cancel))).toEqual({ ...session, do: 'cancel', reason: 'horse' })
  expect(decisionOf(lame, choiceOf(replace))).toEqual({ ...session, do: 'leave' })
})
