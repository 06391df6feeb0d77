/** The rows of courses, their people and their beds, written whole. */

import { rowWriter } from '../../db/rows.ts'
import type { Form } from '../../history/versions.ts'

/** What the form of a course sets. */
export const courseForm: Form = {
  table: 'course',
  fields: { from_date: 'from', until_date: 'until' },
}

export const writeCourse = rowWriter('course', ['id'])
export const writeEnrolment = rowWriter('enrolment', ['course_id', 'person_id'])
export const writeShareWish = rowWriter('share_wish', ['course_id', 'person_id', 'with_id'])
export const writeStay = rowWriter('stay', ['id'])
export const writeClosure = rowWriter('room_closure', ['id'])
