import type { boarding } from '#contract/boarding.ts'
import type { SessionId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { writeSession } from '../../schedule/writing.ts'
import { courseKind } from './course-kind.ts'
import { changeCourse, createCourse, refuseBlocked, removeCourse } from './courses.ts'
import { arrive, depart, enrol, noShow, replace, withdraw } from './enrolments.ts'
import { findEnrolment } from './facts.ts'
import { changeSession, copyProgramme, lessonOf, readProgramme } from './programme.ts'
import { acceptProposal, propose, type SolvePlacing } from './proposal.ts'
import { readMeals, readRack } from './rack.ts'
import { closeRoom, createRoom, readRooms, reopenRoom, updateRoom } from './rooms.ts'
import {
  always,
  checkPlacing,
  clearNights,
  movePerson,
  placePerson,
  takeWholeRoom,
} from './stays.ts'
import { readCourse, readCourses, readCoursesOf, readEnrolments } from './views.ts'

/** Handlers of courses and rooms; `solve` finds the best placing. */
export const boardingHandlers = (solve: SolvePlacing) =>
  ({
    'boarding.rooms': async ({ db, clock }) => ({ rooms: await readRooms(db, clock.today()) }),
    'boarding.createRoom': async (context, room) => ({ roomId: await createRoom(context, room) }),
    'boarding.updateRoom': async (context, { roomId, version, ...room }) => {
      await updateRoom(context, roomId, room, version)
      return { roomId }
    },
    'boarding.closeRoom': async (context, { reason = null, ...closure }) => ({
      closureId: await closeRoom(context, { ...closure, reason }),
    }),
    'boarding.reopenRoom': (context, { closureId }) => reopenRoom(context, closureId),

    'boarding.courses': async ({ db, clock }, { year }) => ({
      courses: await readCourses(db, { year, today: clock.today() }),
    }),
    'boarding.course': async ({ db }, { courseId }) => ({
      ...(await readCourse(db, courseId)),
      people: await readEnrolments(db, courseId),
      programme: await readProgramme(db, courseId),
    }),
    'boarding.ofPerson': async ({ db }, { personId }) => ({
      courses: await readCoursesOf(db, personId),
    }),
    'boarding.createCourse': async (context, fields) => ({
      courseId: await createCourse(context, fields),
    }),
    'boarding.updateCourse': async (context, fields) => {
      const { findings } = await changeCourse(context, fields)
      refuseBlocked(findings)
      return { courseId: fields.courseId }
    },
    'boarding.tryUpdateCourse': (context, fields) => changeCourse(context, fields),
    'boarding.removeCourse': (context, { courseId }) => removeCourse(context, courseId),

    'boarding.enrol': (context, asked) => enrol(context, asked),
    'boarding.withdraw': (context, { courseId, personId }) => withdraw(context, courseId, personId),
    'boarding.replace': (context, asked) => replace(context, asked),

    'boarding.check': ({ db, clock }, placing) => checkPlacing(db, placing, clock.today()),
    'boarding.place': (context, { override, ...placing }) =>
      placePerson(context, placing, override),
    'boarding.move': (context, { override, ...move }) => movePerson(context, move, override),
    'boarding.unplace': async (context, { courseId, personId, from }) => {
      await findEnrolment(context.tx, courseId, personId)
      const nights = { ...always, ...(from && { from }) }
      await clearNights(context, courseId, personId, nights)
    },
    'boarding.takeRoom': async (context, { override, ...asked }) => ({
      warnings: await takeWholeRoom(context, asked, override),
    }),
    'boarding.arrive': (context, { courseId, personId, on }) =>
      arrive(context, courseId, personId, on),
    'boarding.depart': (context, leaving) => depart(context, leaving),
    'boarding.noShow': (context, { courseId, personId }) => noShow(context, courseId, personId),

    'boarding.rack': ({ db, clock }, asked) => readRack(db, asked, clock.today()),
    'boarding.propose': ({ db, clock }, asked) => propose(db, solve, asked, clock.today()),
    'boarding.acceptProposal': async (context, asked) => ({
      placed: await acceptProposal(context, asked),
    }),
    'boarding.meals': ({ db }, asked) => readMeals(db, asked),

    'boarding.checkSession': async (context, { sessionId, ...lesson }) => {
      const id = sessionId ?? ('' as SessionId)
      const session = await lessonOf(context.db, id, lesson, false)
      return { findings: (await courseKind.check(context, session)).findings }
    },
    'boarding.bookSession': async (context, { leaveClashes, ...lesson }) => {
      const sessionId = context.newId<SessionId>()
      const session = await lessonOf(context.tx, sessionId, lesson, leaveClashes)
      const { warnings } = await allow(context, courseKind, session)
      await writeSession(context, null, session)
      return { sessionId, warnings }
    },
    'boarding.moveSession': async (context, change) => ({
      sessionId: change.sessionId,
      warnings: await changeSession(context, change),
    }),
    'boarding.cancelSession': async (context, { sessionId, reason, note }) => {
      const session = await standingSession(context.tx, sessionId, 'course')
      const after = { ...session, cancelReason: reason, cancelNote: note ?? null }
      await writeSession(context, session, after)
    },
    'boarding.restoreSession': async (context, { sessionId }) => {
      const session = await cancelledSession(context.tx, sessionId, 'course')
      const standing = { ...session, cancelReason: null, cancelNote: null }
      const { warnings } = await allow(context, courseKind, standing)
      await writeSession(context, session, standing)
      return { sessionId, warnings }
    },
    'boarding.copyProgramme': (context, asked) => copyProgramme(context, asked),
    'boarding.tryCopyProgramme': (context, asked) => copyProgramme(context, asked),
  }) satisfies HandlersOf<typeof boarding>
