import type { attendance, OpenCredit } from '#contract/attendance.ts'
import type { PersonFields } from '#contract/people.ts'
import type { CreditId, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf, Lookup } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { markAnnounced } from '../../schedule/announced.ts'
import { putOnList } from '../../schedule/lists.ts'
import { findMark, sessionMarked } from '../../schedule/marked.ts'
import { markRest, putMark, takeOffList } from '../../schedule/marks.ts'
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

/** What other features lend for somebody who came unannounced. */
export interface WalkInSources {
  /** Makes a file of them. */
  createPerson(
    context: CommandContext,
    fields: Pick<PersonFields, 'familyName' | 'givenName'> & Partial<PersonFields>,
  ): Promise<PersonId>
  /** Make-up credits of theirs that could be spent on a session whose list they are on. */
  openCredits(look: Lookup, personId: PersonId, sessionId: SessionId): Promise<OpenCredit[]>
  /** Spends one there. */
  makeUp(
    context: CommandContext,
    spent: { creditId: CreditId; sessionId: SessionId; personId: PersonId },
  ): Promise<void>
}

export const attendanceHandlers = ({ createPerson, openCredits, makeUp }: WalkInSources) =>
  ({
    'attendance.marks': async ({ db }) => ({ marks: await listMarks(db) }),
    'attendance.day': async (context, { date, ledById }) => ({
      lines: await linesOfDay(context, date, ledById),
    }),
    'attendance.standing': async ({ db, clock }, { date }) => ({
      kinds: await standingOn(db, date, clock.now()),
    }),
    'attendance.session': async (context, { sessionId }) => ({
      lines: await linesOfSession(context, sessionId),
    }),
    'attendance.mark': (context, mark) => putMark(context, mark),
    'attendance.markMany': async (context, { marks }) => {
      const marked = []
      for (const mark of marks) marked.push(await putMark(context, mark))
      return { marked }
    },
    'attendance.markAll': async (context, { mark, ...of }) => {
      const ids = 'sessionIds' in of ? of.sessionIds : [of.sessionId]
      const marked = []
      let notBegun = 0
      for (const sessionId of new Set(ids)) {
        const rest = await markRest(context, sessionId, mark)
        marked.push(...rest.marked)
        notBegun += rest.notBegun
      }
      return { marked, notBegun }
    },
    'attendance.trail': async (context, { sessionId, personId }) => ({
      changes: await marksOf(context, sessionId, personId),
    }),
    'attendance.unmarked': (context, { until, limit }) => unmarkedLines(context, until, limit),

    'attendance.walkIn': async (context, { sessionId, person, creditId }) => {
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
      if (creditId) await makeUp(context, { creditId, sessionId, personId })
      return { sessionId, personId, credits: await openCredits(context, personId, sessionId) }
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
    'attendance.withdrawAbsence': (context, { absenceId }) => withdrawAbsence(context, absenceId),
    'attendance.absences': async ({ db }, of) => ({ absences: await readAbsences(db, of) }),
    'attendance.register': (context, of) => readRegister(context, of),
    'attendance.grid': (context, asked) => readGrid(context, asked),
  }) satisfies HandlersOf<typeof attendance>
