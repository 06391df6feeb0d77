import type { attendance } from '#contract/attendance.ts'
import type { PersonFields } from '#contract/people.ts'
import type { PersonId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { putOnList } from '../../schedule/lists.ts'
import {
  findMark,
  markAnnounced,
  markRest,
  putMark,
  sessionMarked,
  takeOffList,
} from '../../schedule/marks.ts'
import { findSession } from '../../schedule/store.ts'
import { announceAbsence, readAbsences, withdrawAbsence } from './absences.ts'
import { readGrid } from './grid.ts'
import { readRegister } from './register.ts'
import {
  linesOfDay,
  linesOfSession,
  listMarks,
  marksOf,
  standingOn,
  unmarkedLines,
} from './store.ts'

/** Makes a file of somebody who came unannounced; lent by the files of people. */
type CreatePerson = (
  context: CommandContext,
  fields: Pick<PersonFields, 'familyName' | 'givenName'> & Partial<PersonFields>,
) => Promise<PersonId>

export const attendanceHandlers = (createPerson: CreatePerson) =>
  ({
    'attendance.marks': async ({ db }) => ({ marks: await listMarks(db) }),
    'attendance.day': async ({ db }, { date, ledById }) => ({
      lines: await linesOfDay(db, date, ledById),
    }),
    'attendance.standing': async ({ db }, { date }) => ({ kinds: await standingOn(db, date) }),
    'attendance.session': async ({ db }, { sessionId }) => ({
      lines: await linesOfSession(db, sessionId),
    }),
    'attendance.mark': (context, mark) => putMark(context, mark),
    'attendance.markMany': async (context, { marks }) => {
      const marked = []
      for (const mark of marks) marked.push(await putMark(context, mark))
      return { marked }
    },
    'attendance.markAll': async (context, { sessionId, mark }) => ({
      marked: await markRest(context, sessionId, mark),
    }),
    'attendance.trail': async ({ db }, { sessionId, personId }) => ({
      changes: await marksOf(db, sessionId, personId),
    }),
    'attendance.unmarked': ({ db }, { until, limit }) => unmarkedLines(db, until, limit),

    'attendance.walkIn': async (context, { sessionId, person }) => {
      const found = await findSession(context, sessionId)
      // Whoever comes unannounced finds a place on a list of many, not on a horse.
      if (!found || found.session.rosterId === null) {
        throw new DomainError('not_found', { what: 'session' })
      }
      if (found.session.cancelReason !== null) throw new DomainError('session_cancelled')
      const personId = 'personId' in person ? person.personId : await createPerson(context, person)
      if (!found.session.people.some((one) => one.personId === personId)) {
        const row = { session_id: sessionId, person_id: personId, part: 'walk_in' as const }
        await putOnList(context, row)
        await markAnnounced(context, [sessionId])
      }
      return { sessionId, personId }
    },
    'attendance.removeWalkIn': async (context, { sessionId, personId }) => {
      const mark = await findMark(context.tx, sessionId, personId)
      if (mark && mark.absence_id === null) {
        throw await sessionMarked(context, sessionId, personId)
      }
      const found = await findSession(context, sessionId)
      const guest = found?.session.people.find((one) => one.personId === personId)
      if (guest?.part !== 'walk_in') throw new DomainError('not_found', { what: 'client' })
      await takeOffList(context, sessionId, personId)
      return { sessionId, personId }
    },

    'attendance.announceAbsence': (context, absence) => announceAbsence(context, absence),
    'attendance.withdrawAbsence': async (context, { absenceId }) => {
      return { unmarked: await withdrawAbsence(context, absenceId) }
    },
    'attendance.absences': async ({ db }, of) => ({ absences: await readAbsences(db, of) }),
    'attendance.register': (context, of) => readRegister(context, of),
    'attendance.grid': ({ db }, asked) => readGrid(db, asked),
  }) satisfies HandlersOf<typeof attendance>
