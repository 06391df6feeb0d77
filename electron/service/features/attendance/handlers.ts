import type { attendance } from '#contract/attendance.ts'
import type { PersonFields } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import type { House } from '../../schedule/facts.ts'
import { putOnList, takeOffList } from '../../schedule/lists.ts'
import { clearAnnounced, findMark, markAnnounced, markRest, putMark } from '../../schedule/marks.ts'
import type { Session } from '../../schedule/session.ts'
import { findSession } from '../../schedule/store.ts'
import { announceAbsence, readAbsences, withdrawAbsence } from './absences.ts'
import { readGrid } from './grid.ts'
import { readRegister } from './register.ts'
import { linesOfDay, linesOfSession, listMarks, trailOf, unmarkedLines } from './store.ts'

/** What other features lend to attendance. */
export interface AttendanceLent {
  house: House
  /** Makes a file of somebody who came unannounced. */
  createPerson(context: CommandContext, fields: Partial<PersonFields> & Names): Promise<PersonId>
}
type Names = Pick<PersonFields, 'familyName' | 'givenName'>

/** Whoever comes unannounced finds a place in a class, not on a horse. */
const takesGuests = ({ kind }: Pick<Session, 'kind'>) => kind === 'class' || kind === 'course'

export const attendanceHandlers = ({ house, createPerson }: AttendanceLent) =>
  ({
    'attendance.marks': async ({ db }) => ({ marks: await listMarks(db) }),
    'attendance.day': async ({ db }, { date, ledById }) => ({
      lines: await linesOfDay(db, date, ledById),
    }),
    'attendance.session': async ({ db }, { sessionId }) => ({
      lines: await linesOfSession(db, sessionId),
    }),
    'attendance.mark': (context, mark) => putMark(context, house, mark),
    'attendance.markMany': async (context, { marks }) => {
      const marked = []
      for (const mark of marks) marked.push(await putMark(context, house, mark))
      return { marked }
    },
    'attendance.markAll': async (context, { sessionId, mark }) => ({
      marked: await markRest(context, house, sessionId, mark),
    }),
    'attendance.trail': async ({ db }, { sessionId, personId }) => ({
      changes: await trailOf(db, sessionId, personId),
    }),
    'attendance.unmarked': ({ db }, { until, limit }) => unmarkedLines(db, until, limit),

    'attendance.walkIn': async (context, { sessionId, person }) => {
      const found = await findSession(context.tx, sessionId)
      if (!found || !takesGuests(found.session)) {
        throw new DomainError('not_found', { what: 'session' })
      }
      if (found.session.cancelReason !== null) throw new DomainError('session_cancelled')
      const personId = 'personId' in person ? person.personId : await createPerson(context, person)
      if (!found.session.people.some((one) => one.personId === personId)) {
        const row = { session_id: sessionId, person_id: personId, part: 'walk_in' as const }
        await putOnList(context.tx, row)
        await markAnnounced(context, house, [sessionId])
      }
      context.changed('sessions', 'marks', 'people')
      return { sessionId, personId }
    },
    'attendance.removeWalkIn': async (context, { sessionId, personId }) => {
      const mark = await findMark(context.tx, sessionId, personId)
      if (mark && mark.absence_id === null) throw new DomainError('session_marked')
      const found = await findSession(context.tx, sessionId)
      const guest = found?.session.people.find((one) => one.personId === personId)
      if (guest?.part !== 'walk_in') throw new DomainError('not_found', { what: 'client' })
      await clearAnnounced(context, house, sessionId, personId)
      await takeOffList(context.tx, sessionId, personId)
      context.changed('sessions', 'marks')
      return { sessionId, personId }
    },

    'attendance.announceAbsence': (context, absence) => announceAbsence(context, house, absence),
    'attendance.withdrawAbsence': async (context, { absenceId }) => {
      return { unmarked: await withdrawAbsence(context, house, absenceId) }
    },
    'attendance.absences': async ({ db }, of) => ({ absences: await readAbsences(db, of) }),
    'attendance.register': ({ db }, of) => readRegister(db, house, of),
    'attendance.grid': ({ db }, asked) => readGrid(db, asked),
  }) satisfies HandlersOf<typeof attendance>
