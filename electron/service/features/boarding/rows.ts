/** The rows of courses, their people and their beds, written whole. */

import { daysBetween } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { rowWriter } from '../../db/rows.ts'
import type { EnrolmentTable, StayTable, Writer } from '../../db/schema.ts'
import type { Form } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { longestStay } from './beds.ts'

/** What the form of a course sets. */
export const courseForm: Form = {
  table: 'course',
  fields: { from_date: 'from', until_date: 'until' },
}

/** A stay as a form that a decision sets. */
export const stayForm: Form = { table: 'stay' }

export const writeCourse = rowWriter('course', ['id'])
export const writeShareWish = rowWriter('share_wish', ['course_id', 'person_id', 'with_id'])
export const writeAway = rowWriter('nights_away', ['id'])
export const writeClosure = rowWriter('room_closure', ['id'])

function refuseTooLong(from: LocalDate, until: LocalDate, path: string): void {
  if (daysBetween(from, until) <= longestStay) return
  throw new DomainError('bad_request', { problems: [{ path, problem: 'date' }] })
}

const putEnrolment = rowWriter('enrolment', ['course_id', 'person_id'])
/** Refuses `bad_request` for more than {@link longestStay}. */
export async function writeEnrolment(
  tx: Writer,
  before: EnrolmentTable | null,
  after: EnrolmentTable | null,
): Promise<void> {
  if (after) refuseTooLong(after.from_date, after.until_date, 'until')
  await putEnrolment(tx, before, after)
}

const putStay = rowWriter('stay', ['id'])
/** Refuses `bad_request` for more than {@link longestStay}. */
export async function writeStay(
  tx: Writer,
  before: StayTable | null,
  after: StayTable | null,
): Promise<void> {
  if (after) refuseTooLong(after.from_date, after.to_date, 'to')
  await putStay(tx, before, after)
}

/** What is noted about somebody, and something more. */
export const noted = (note: string | null, words: string | null | undefined): string | null =>
  [note, words].filter(Boolean).join('\n') || null
