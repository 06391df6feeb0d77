import type { boarding } from '#contract/boarding.ts'
import type { SessionId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { book, cancel, check, move, restore } from '../../schedule/commands.ts'
import { changeAway, goAway, removeAway } from './away.ts'
import { arrive, correctArrival, correctDeparture, depart, planDays } from './coming.ts'
import { courseKind } from './course-kind.ts'
import { changeCourse, createCourse, refuseBlocked, removeCourse } from './courses.ts'
import { always } from './days.ts'
import { enrol, noShow, replace, withdraw } from './enrolments.ts'
import { findEnrolment } from './facts.ts'
import { copyProgramme, readProgramme, sessionOfCourse } from './programme.ts'
import { acceptProposal, propose, type SolvePlacing } from './proposal.ts'
import { readMeals, readRack } from './rack.ts'
import { closeRoom, createRoom, readRooms, reopenRoom, updateRoom } from './rooms.ts'
import {
  checkPlacing,
  clearNights,
  exchangeBeds,
  movePerson,
  placePerson,
  takeWholeRoom,
} from './stays.ts'
import { unsettledStays } from './unsettled.ts'
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
    'boarding.tryUpdateRoom': (context, { roomId, version, ...room }) =>
      updateRoom(context, roomId, room, version),
    'boarding.closeRoom': async (context, { reason = null, ...closure }) => ({
      closureId: await closeRoom(context, { ...closure, reason }),
    }),
    'boarding.tryCloseRoom': async (context, { reason = null, ...closure }) => {
      await closeRoom(context, { ...closure, reason })
    },
    'boarding.reopenRoom': (context, { closureId }) => reopenRoom(context, closureId),

    'boarding.courses': async ({ db, clock }, { year }) => ({
      courses: await readCourses(db, { year, today: clock.today() }),
    }),
    'boarding.course': async (context, { courseId }) => {
      const course = await readCourse(context.db, courseId)
      const unsettled = (await unsettledStays(context, course)).flatMap(({ stay, findings }) =>
        stay.courseId === courseId ? [{ stayId: stay.stayId, findings }] : [],
      )
      return {
        ...course,
        people: await readEnrolments(context.db, courseId),
        programme: await readProgramme(context, courseId),
        unsettled,
      }
    },
    'boarding.ofPerson': async ({ db }, { personId }) => ({
      courses: await readCoursesOf(db, personId),
    }),
    'boarding.createCourse': async (context, fields) => ({
      courseId: await createCourse(context, fields),
    }),
    'boarding.updateCourse': async (context, fields) => {
      const { findings } = await changeCourse(context, fields)
      refuseBlocked(findings)
      return { courseId: fields.courseId, warnings: findings }
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
    'boarding.exchangeBeds': (context, { override, ...asked }) =>
      exchangeBeds(context, asked, override),
    'boarding.tryExchangeBeds': (context, { override, ...asked }) =>
      exchangeBeds(context, asked, override),
    'boarding.unplace': async (context, { courseId, personId, from }) => {
      await findEnrolment(context.tx, courseId, personId)
      const nights = { ...always, ...(from && { from }) }
      await clearNights(context, courseId, personId, nights)
    },
    'boarding.takeRoom': async (context, { override, ...asked }) => ({
      warnings: await takeWholeRoom(context, asked, override),
    }),
    'boarding.arrive': (context, asked) => arrive(context, asked),
    'boarding.depart': (context, leaving) => depart(context, leaving),
    'boarding.correctArrival': (context, asked) => correctArrival(context, asked),
    'boarding.correctDeparture': (context, asked) => correctDeparture(context, asked),
    'boarding.plan': (context, asked) => planDays(context, asked),
    'boarding.goAway': async (context, asked) => ({ awayId: await goAway(context, asked) }),
    'boarding.changeAway': (context, asked) => changeAway(context, asked),
    'boarding.removeAway': (context, asked) => removeAway(context, asked),
    'boarding.noShow': (context, { courseId, personId }) => noShow(context, courseId, personId),

    'boarding.rack': (context, asked) => readRack(context, asked),
    'boarding.propose': ({ db, clock }, asked) => propose(db, solve, asked, clock.today()),
    'boarding.acceptProposal': async (context, asked) => ({
      placed: await acceptProposal(context, asked),
    }),
    'boarding.meals': ({ db }, asked) => readMeals(db, asked),

    'boarding.checkSession': (context, { sessionId, ...lesson }) =>
      check(context, courseKind, sessionOfCourse(sessionId ?? ('' as SessionId), lesson)),
    'boarding.bookSession': (context, { leaveClashes, override, ...lesson }) => {
      const session = sessionOfCourse(context.newId<SessionId>(), lesson)
      return book(context, courseKind, session, { leaveClashes, override })
    },
    'boarding.moveSession': (context, input) =>
      move(context, courseKind, input, { title: input.title, ledById: input.leaderId }),
    'boarding.cancelSession': (context, input) => cancel(context, courseKind, input),
    'boarding.restoreSession': (context, input) => restore(context, courseKind, input),
    'boarding.copyProgramme': (context, asked) => copyProgramme(context, asked),
    'boarding.tryCopyProgramme': (context, asked) => copyProgramme(context, asked),
  }) satisfies HandlersOf<typeof boarding>
