import type { boarding } from '#contract/boarding.ts'
import type { SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import type { House } from '../../schedule/facts.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { Recorder } from '../../schedule/recorder.ts'
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
export function boardingHandlers(house: House, solve: SolvePlacing) {
  const recording = (context: CommandContext) => new Recorder(context, house)
  /** Runs a command and keeps what it changed under one number. */
  async function recorded<Answer extends object>(
    context: CommandContext,
    kind: string,
    command: (recorder: Recorder) => Promise<Answer>,
  ) {
    const recorder = recording(context)
    const answer = await command(recorder)
    return { ...answer, changeId: await recorder.save(kind) }
  }
  const done = (
    context: CommandContext,
    kind: string,
    command: (recorder: Recorder) => Promise<void>,
  ) =>
    recorded(context, kind, async (recorder) => {
      await command(recorder)
      return {}
    })

  return {
    'boarding.rooms': async ({ db, clock }) => ({ rooms: await readRooms(db, clock.today()) }),
    'boarding.createRoom': async (context, room) => ({ roomId: await createRoom(context, room) }),
    'boarding.updateRoom': async (context, { roomId, ...room }) => {
      await updateRoom(context, roomId, room)
      return { roomId }
    },
    'boarding.closeRoom': (context, { reason = null, ...closure }) =>
      recorded(context, 'close_room', async (recorder) => ({
        closureId: await closeRoom(context, recorder, { ...closure, reason }),
      })),
    'boarding.reopenRoom': (context, { closureId }) =>
      done(context, 'reopen_room', (recorder) => reopenRoom(context, recorder, closureId)),

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
    'boarding.createCourse': (context, fields) =>
      recorded(context, 'create_course', async (recorder) => ({
        courseId: await createCourse(context, recorder, fields),
      })),
    'boarding.updateCourse': (context, fields) =>
      recorded(context, 'update_course', async (recorder) => {
        const { findings } = await changeCourse(context, recorder, fields)
        refuseBlocked(findings)
        return { courseId: fields.courseId }
      }),
    'boarding.tryUpdateCourse': (context, fields) =>
      changeCourse(context, recording(context), fields),
    'boarding.removeCourse': (context, { courseId }) =>
      done(context, 'remove_course', (recorder) => removeCourse(context, recorder, courseId)),

    'boarding.enrol': (context, asked) =>
      done(context, 'enrol', (recorder) => enrol(context, recorder, asked)),
    'boarding.withdraw': (context, { courseId, personId }) =>
      done(context, 'withdraw', (recorder) => withdraw(context, recorder, courseId, personId)),
    'boarding.replace': (context, asked) =>
      recorded(context, 'replace', (recorder) => replace(context, recorder, asked)),

    'boarding.check': ({ db, clock }, placing) => checkPlacing(db, placing, clock.today()),
    'boarding.place': (context, { override, ...placing }) =>
      recorded(context, 'place', (recorder) => placePerson(context, recorder, placing, override)),
    'boarding.move': (context, { override, ...move }) =>
      recorded(context, 'move_stay', (recorder) => movePerson(context, recorder, move, override)),
    'boarding.unplace': (context, { courseId, personId, from }) =>
      done(context, 'unplace', async (recorder) => {
        await findEnrolment(context.tx, courseId, personId)
        const nights = { ...always, ...(from && { from }) }
        await clearNights(context, recorder, courseId, personId, nights)
      }),
    'boarding.takeRoom': (context, { override, ...asked }) =>
      recorded(context, 'take_room', async (recorder) => ({
        warnings: await takeWholeRoom(context, recorder, asked, override),
      })),
    'boarding.arrive': (context, { courseId, personId, on }) =>
      done(context, 'arrive', (recorder) => arrive(context, recorder, courseId, personId, on)),
    'boarding.depart': (context, leaving) =>
      done(context, 'depart', (recorder) => depart(context, recorder, leaving)),
    'boarding.noShow': (context, { courseId, personId }) =>
      done(context, 'no_show', (recorder) => noShow(context, recorder, courseId, personId)),

    'boarding.rack': ({ db, clock }, asked) => readRack(db, asked, clock.today()),
    'boarding.propose': ({ db, clock }, asked) => propose(db, solve, asked, clock.today()),
    'boarding.acceptProposal': (context, asked) =>
      recorded(context, 'accept_proposal', async (recorder) => ({
        placed: await acceptProposal(context, recorder, asked),
      })),
    'boarding.meals': ({ db }, asked) => readMeals(db, asked),

    'boarding.checkSession': async ({ db }, { sessionId, ...lesson }) => {
      const id = sessionId ?? ('' as SessionId)
      const session = await lessonOf(db, id, lesson, false)
      return { findings: (await courseKind.check(db, session)).findings }
    },
    'boarding.bookSession': (context, { leaveClashes, ...lesson }) =>
      recorded(context, 'book_course_session', async (recorder) => {
        const sessionId = context.newId<SessionId>()
        const session = await lessonOf(context.tx, sessionId, lesson, leaveClashes)
        const { warnings } = await allow(context, courseKind, session)
        await recorder.session(null, session)
        return { sessionId, warnings }
      }),
    'boarding.moveSession': (context, change) =>
      recorded(context, 'move_course_session', async (recorder) => ({
        sessionId: change.sessionId,
        warnings: await changeSession(context, recorder, change),
      })),
    'boarding.cancelSession': (context, { sessionId, reason, note }) =>
      done(context, 'cancel_course_session', async (recorder) => {
        const session = await standingSession(context.tx, sessionId, 'course')
        const after = { ...session, cancelReason: reason, cancelNote: note ?? null }
        await recorder.session(session, after)
      }),
    'boarding.restoreSession': (context, { sessionId }) =>
      recorded(context, 'restore_course_session', async (recorder) => {
        const session = await cancelledSession(context.tx, sessionId, 'course')
        const standing = { ...session, cancelReason: null, cancelNote: null }
        const { warnings } = await allow(context, courseKind, standing)
        await recorder.session(session, standing)
        return { sessionId, warnings }
      }),
    'boarding.copyProgramme': (context, asked) =>
      recorded(context, 'copy_programme', (recorder) => copyProgramme(context, recorder, asked)),
    'boarding.tryCopyProgramme': (context, asked) =>
      copyProgramme(context, recording(context), asked),
  } satisfies HandlersOf<typeof boarding>
}
