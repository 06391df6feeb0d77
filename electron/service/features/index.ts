/**
 * The only file that sees all features. One that needs something of another is handed the narrow
 * function here.
 */
import { z } from 'zod'
import type { changes } from '#contract/changes.ts'
import { errorCodes } from '#contract/envelope.ts'
import type { SeriesInput } from '#contract/hippotherapy.ts'
import { type Contract, contract, describe } from '#contract/index.ts'
import { PersonFields } from '#contract/people.ts'
import type { LocalDate, PersonId, PlaceId, SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../context.ts'
import type { Writer } from '../db/schema.ts'
import { addDays, daysFrom, weekdayOf } from '../kernel/time.ts'
import { turnChange } from '../schedule/changes.ts'
import type { House } from '../schedule/facts.ts'
import { putMark } from '../schedule/marks.ts'
import { standingSession } from '../schedule/one.ts'
import { Recorder } from '../schedule/recorder.ts'
import { isBlock } from '../schedule/situation.ts'
import { announceAbsence } from './attendance/absences.ts'
import { attendanceHandlers } from './attendance/handlers.ts'
import { readRegister } from './attendance/register.ts'
import { listMarks } from './attendance/store.ts'
import { arrive, depart, noShow } from './boarding/enrolments.ts'
import { boardingHandlers } from './boarding/handlers.ts'
import {
  enrolLine,
  insertRoomLine,
  readCourseLines,
  readRoomLines,
  updateRoomLine,
} from './boarding/listing.ts'
import type { PlacingProblem } from './boarding/placing/problem.ts'
import { solvePlacing } from './boarding/placing/solve.ts'
import { lessonOf } from './boarding/programme.ts'
import { acceptProposal, propose } from './boarding/proposal.ts'
import { readMeals } from './boarding/rack.ts'
import { readRooms } from './boarding/rooms.ts'
import { movePerson, otherBedNear } from './boarding/stays.ts'
import {
  readCourse,
  readEnrolments as readCourseEnrolments,
  readCourses,
} from './boarding/views.ts'
import { bookFirstFree, consultationHandlers } from './consultations/handlers.ts'
import { readDay } from './hippotherapy/day.ts'
import { gatherFacts } from './hippotherapy/facts.ts'
import { hippotherapyHandlers, makeSeries } from './hippotherapy/handlers.ts'
import { findingsOf } from './hippotherapy/rules.ts'
import { handlers as horses } from './horses/handlers.ts'
import { insertHorse, listHorses, updateHorse } from './horses/store.ts'
import { importHandlers } from './import/handlers.ts'
import { importFile } from './import/importing.ts'
import type { ImportStores } from './import/stores.ts'
import { handlers as people } from './people/handlers.ts'
import { insertPerson, readEveryPerson, updatePerson } from './people/store.ts'
import { handlers as places } from './places/handlers.ts'
import { insertPlace, listPlaces } from './places/store.ts'
import type { BoardingTools } from './sample/boarding.ts'
import { type SampleTools, sampleHandlers } from './sample/handlers.ts'
import type { StudioTools } from './sample/studios.ts'
import { handlers as settings } from './settings/handlers.ts'
import { closedDaysBetween, prefillClosedDays, readSettings } from './settings/store.ts'
import { sheetHandlers } from './sheets/handlers.ts'
import { enrol, readEnrolments } from './studio/enrolment.ts'
import { updateGroup } from './studio/groups.ts'
import { studioHandlers } from './studio/handlers.ts'
import { wait } from './studio/queue.ts'
import { readGroups } from './studio/store.ts'
import { planTerm } from './studio/timetable.ts'
import { handlers as team } from './team/handlers.ts'
import { insertMember, listMembers, updateMember } from './team/store.ts'

export { rolesOf } from './team/store.ts'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>

const describeContract = {
  [describe.name]: async () => ({
    methods: Object.values(contract).map(({ name, kind, input, output, may, refuses }) => ({
      name,
      kind,
      input: jsonSchema(input, 'input'),
      output: jsonSchema(output, 'output'),
      may,
      refuses: [...refuses],
    })),
    errorCodes: [...errorCodes],
  }),
}

const house: House = { readSettings, closedDaysBetween }

/** Makes a file of somebody in a few fields. */
async function createPerson(
  { tx, newId }: CommandContext,
  fields: Partial<PersonFields>,
): Promise<PersonId> {
  const id = newId<PersonId>()
  await insertPerson(tx, id, PersonFields.parse(fields))
  return id
}

const importStores: ImportStores = {
  people: { list: readEveryPerson, insert: insertPerson, update: updatePerson },
  horses: { list: (db) => listHorses(db, true), insert: insertHorse, update: updateHorse },
  members: { list: (db) => listMembers(db, true), insert: insertMember, update: updateMember },
  places: { list: (db) => listPlaces(db, true), insert: insertPlace },
  studios: {
    list: readEnrolments,
    enrol: (context, personId, enrolment) => enrol(context, house, personId, enrolment),
  },
  courses: {
    list: readCourseLines,
    enrol: (context, personId, line) => enrolLine(context, { house, createPerson }, personId, line),
  },
  rooms: {
    list: readRoomLines,
    insert: (context, room) => insertRoomLine(context, house, room),
    update: (context, id, before, room) => updateRoomLine(context, house, id, before, room),
  },
}

const changesHandlers = {
  'changes.undo': async (context, { changeId }) => {
    await turnChange(context, house, changeId, 'undo')
    return { changeId }
  },
  'changes.redo': async (context, { changeId }) => {
    await turnChange(context, house, changeId, 'redo')
    return { changeId }
  },
} satisfies HandlersOf<typeof changes>

/** The first day of a template on which its weekday comes round after the term's first week. */
const trialDay = ({ validFrom, days }: SeriesInput) => {
  const [weekday] = days
  return daysFrom(addDays(validFrom, 7), addDays(validFrom, 13)).find(
    (date) => weekdayOf(date) === weekday,
  )
}

/** What the sample centre's studios are made with. */
const sampleStudios: StudioTools = {
  async addPlace(context, name, use) {
    const id = context.newId<PlaceId>()
    await insertPlace(context.tx, id, { name, lane: null, use, active: true })
    return id
  },
  groups: (db, on) => readGroups(db, on, { withPast: false }),
  async updateGroup(context, group) {
    const recorder = new Recorder(context, house)
    await updateGroup(context, recorder, group)
    await recorder.save('update_group')
  },
  async planTerm(context, groupId, from, until) {
    const recorder = new Recorder(context, house)
    await planTerm(context, house, recorder, { groupId, from, until, decisions: [] })
    await recorder.save('term')
  },
  async wait(context, groupId, personId, since) {
    const recorder = new Recorder(context, house)
    await wait(context, recorder, { groupId, personId, since })
    await recorder.save('wait')
  },
  bookConsultation: (context, personId, from) => bookFirstFree(context, house, personId, from),
  async announceAbsence(context, absence) {
    await announceAbsence(context, house, absence)
  },
}

/** Runs a command of the sample and keeps it in the history, like one of a person. */
async function recorded<Answer>(
  context: CommandContext,
  kind: string,
  command: (recorder: Recorder) => Promise<Answer>,
): Promise<Answer> {
  const recorder = new Recorder(context, house)
  const answer = await command(recorder)
  await recorder.save(kind)
  return answer
}

/** What the sample centre's courses are made with. */
const sampleBoarding: BoardingTools = {
  async addPlace(context, name) {
    const id = context.newId<PlaceId>()
    await insertPlace(context.tx, id, { name, lane: null, use: 'studio', active: true })
    return id
  },
  courses: (db, year) => readCourses(db, { year, today: `${year}-01-01` as LocalDate }),
  enrolments: readCourseEnrolments,
  async placeEverybody(context, courseId) {
    const { tx, clock } = context
    const quick = (problem: PlacingProblem) => solvePlacing(problem, { timeLimitSeconds: 0 })
    const { placings } = await propose(tx, quick, { courseId, fixed: [] }, clock.today())
    const asked = { courseId, placings }
    await recorded(context, 'accept_proposal', (to) => acceptProposal(context, to, asked))
  },
  book: (context, lesson) =>
    recorded(context, 'book_course_session', async (recorder) => {
      const id = context.newId<SessionId>()
      await recorder.session(null, await lessonOf(context.tx, id, lesson, true))
    }),
  arrive: (context, courseId, personId, on) =>
    recorded(context, 'arrive', (to) => arrive(context, to, courseId, personId, on)),
  depart: (context, courseId, personId, on) =>
    recorded(context, 'depart', (to) => depart(context, to, { courseId, personId, on })),
  noShow: (context, courseId, personId) =>
    recorded(context, 'no_show', (to) => noShow(context, to, courseId, personId)),
  async moveToFreeBed(context, courseId, personId, bedId, from) {
    const { tx, clock } = context
    const { until } = await readCourse(tx, courseId)
    const asked = { courseId, personId, bedId, from, to: until }
    const free = await otherBedNear(tx, asked, clock.today())
    if (!free) return
    const move = { courseId, personId, bedId: free, from, withCompanions: false }
    await recorded(context, 'move_stay', (to) => movePerson(context, to, move))
  },
}

/** What the sample centre is made with: the commands of the other features. */
const sampleTools = (folder: string): SampleTools => ({
  folder,
  importFile: (context, file) => importFile(importStores, context, file),
  listMembers: (db) => listMembers(db, false),
  async fits(db, series) {
    const ride = { ...series, date: trialDay(series) ?? series.validFrom }
    return !findingsOf(ride, await gatherFacts(db, house, ride)).some(isBlock)
  },
  async makeSeries(context, series) {
    const recorder = new Recorder(context, house)
    const { outcomes } = await makeSeries(context, house, recorder, series)
    await recorder.save('series')
    return outcomes
  },
  async cancel(context, sessionId, reason) {
    const recorder = new Recorder(context, house)
    const session = await standingSession(context.tx, sessionId, 'ride')
    await recorder.session(session, { ...session, cancelReason: reason })
    await recorder.save('cancel')
  },
  mark: (context, mark) => putMark(context, house, mark),
  studio: sampleStudios,
  boarding: sampleBoarding,
})

/** What the handlers need of whoever wires the service. */
export interface Surroundings {
  /** Where the sample centre's spreadsheets lie. */
  sampleFolder: string
  /** Gets a fault of the placing engine: there is a plan all the same, only not the best one. */
  onFault(error: Error): void
}

/** The handlers of all features. */
export const createHandlers = ({ sampleFolder, onFault }: Surroundings): HandlersOf<Contract> => ({
  ...describeContract,
  ...people,
  ...importHandlers(importStores),
  ...horses,
  ...team,
  ...places,
  ...settings,
  ...changesHandlers,
  ...hippotherapyHandlers(house),
  ...studioHandlers(house),
  ...consultationHandlers(house),
  ...boardingHandlers(house, (problem) => solvePlacing(problem, { onFault })),
  ...attendanceHandlers({ house, createPerson }),
  ...sheetHandlers({
    readSettings,
    listMarks,
    readDay: (db, date) => readDay(db, house, date),
    readRegister: (db, asked) => readRegister(db, house, asked),
    readCourse,
    readEnrolments: readCourseEnrolments,
    readRooms,
    readMeals,
  }),
  ...sampleHandlers(sampleTools(sampleFolder)),
})

/** What a file has before anybody has entered anything. */
export async function prepareNewCentre(tx: Writer): Promise<void> {
  await prefillClosedDays(tx)
}
