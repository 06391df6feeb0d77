import type { attendance } from '#contract/attendance.ts'
import type { HandlersOf } from '../../context.ts'
import { linesOfDay, listMarks, putMark, trailOf, unmarkedLines } from './store.ts'

export const handlers = {
  'attendance.marks': async ({ db }) => ({ marks: await listMarks(db) }),
  'attendance.day': async ({ db }, { date, instructorId }) => ({
    lines: await linesOfDay(db, date, instructorId),
  }),
  'attendance.mark': async (context, mark) => {
    context.changed('marks', 'sessions')
    return putMark(context, mark)
  },
  'attendance.markMany': async (context, { marks }) => {
    context.changed('marks', 'sessions')
    const marked = []
    for (const mark of marks) marked.push(await putMark(context, mark))
    return { marked }
  },
  'attendance.trail': async ({ db }, { sessionId, personId }) => ({
    changes: await trailOf(db, sessionId, personId),
  }),
  'attendance.unmarked': ({ db }, { until, limit }) => unmarkedLines(db, until, limit),
} satisfies HandlersOf<typeof attendance>
