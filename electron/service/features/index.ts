/**
 * The only file that sees all features. One that needs something of another is handed the narrow
 * function here.
 */
import { z } from 'zod'
import { errorCodes, type Method } from '#contract/envelope.ts'
import { type Contract, contract, describe, type MethodOutput } from '#contract/index.ts'
import type { PlaceUse } from '#contract/places.ts'
import type { ResourceRole } from '#contract/schedule.ts'
import type { WorkbookTexts } from '#contract/sheets.ts'
import type { Role } from '#contract/team.ts'
import type { ResourceId } from '#contract/values.ts'
import type { Directory, HandlersOf, HourlyKind, Lookup } from '../context.ts'
import type { Keeper } from '../db/copies/keeper.ts'
import type { Reader } from '../db/schema.ts'
import type { Desk } from '../desk.ts'
import { historyHandlers } from '../history/handlers.ts'
import type { TrackedTable } from '../history/tracked.ts'
import type { Ground } from '../history/turning.ts'
import { refusalOfConflict as conflictRefusals } from '../schedule/conflicts.ts'
import type { Kinds } from '../schedule/kind.ts'
import { resourceKindOf } from '../schedule/session.ts'
import { scheduleTracked } from '../schedule/tracked.ts'
import { accessHandlers, type Protection } from './access/handlers.ts'
import { noteKeys } from './access/shared-keys.ts'
import { attendanceHandlers } from './attendance/handlers.ts'
import { readRegister } from './attendance/register.ts'
import { listMarks } from './attendance/store.ts'
import { availabilityHandlers } from './availability/handlers.ts'
import { bedFindings } from './boarding/conflicts.ts'
import { courseKind } from './boarding/course-kind.ts'
import { boardingHandlers } from './boarding/handlers.ts'
import {
  enrolLine,
  insertRoomLine,
  readCourseLines,
  readRoomLines,
  updateRoomLine,
} from './boarding/listing.ts'
import { solveInTurn } from './boarding/placing/solve.ts'
import { planQuickly } from './boarding/proposal.ts'
import { readMeals } from './boarding/rack.ts'
import { readRooms } from './boarding/rooms.ts'
import { settleStays } from './boarding/settling.ts'
import { readUnsettledStays } from './boarding/stay-proposals.ts'
import { otherBedNear } from './boarding/stays.ts'
import { boardingTracked } from './boarding/tracked.ts'
import { unsettledStays } from './boarding/unsettled.ts'
import { readCourse, readEnrolments as readCourseEnrolments } from './boarding/views.ts'
import { consultationHandlers } from './consultations/handlers.ts'
import { consultationKind } from './consultations/kind.ts'
import { sealNotes } from './consultations/notes.ts'
import { copiesHandlers } from './copies/handlers.ts'
import { fileHandlers } from './file/handlers.ts'
import { readDay } from './hippotherapy/day.ts'
import { activeHorses } from './hippotherapy/facts.ts'
import { hippotherapyHandlers } from './hippotherapy/handlers.ts'
import { fits, rideKind } from './hippotherapy/kind.ts'
import { hippotherapyTracked } from './hippotherapy/tracked.ts'
import { handlers as horses } from './horses/handlers.ts'
import { horseName, insertHorse, listHorses, updateHorse } from './horses/store.ts'
import { horsesTracked } from './horses/tracked.ts'
import { importHandlers } from './import/handlers.ts'
import type { ImportStores } from './import/stores.ts'
import { familiesOf } from './notices/families.ts'
import { noticeHandlers } from './notices/handlers.ts'
import { readCallList } from './notices/list.ts'
import { peopleHandlers } from './people/handlers.ts'
import {
  clientNames,
  createPerson,
  insertPerson,
  personName,
  readContacts,
  readEveryPerson,
  updatePerson,
} from './people/store.ts'
import { peopleTracked } from './people/tracked.ts'
import { handlers as places } from './places/handlers.ts'
import { insertPlace, listPlaces, nameOfPlace, placeFacts, placesFor } from './places/store.ts'
import { placesTracked } from './places/tracked.ts'
import { sampleHandlers } from './sample/handlers.ts'
import { handlers as settings } from './settings/handlers.ts'
import { settingsOf } from './settings/store.ts'
import { settingsTracked } from './settings/tracked.ts'
import { settlingHandlers } from './settling/handlers.ts'
import { unfitting as unfittingNow } from './settling/unfitting.ts'
import { sheetHandlers } from './sheets/handlers.ts'
import { enrol, readEnrolments } from './studio/enrolment.ts'
import { studioHandlers } from './studio/handlers.ts'
import { classKind, groupName } from './studio/kind.ts'
import { makeUp, openCredits } from './studio/make-ups.ts'
import { studioTracked } from './studio/tracked.ts'
import { handlers as team } from './team/handlers.ts'
import {
  insertMember,
  listMembers,
  memberFacts,
  memberName,
  membersWith,
  updateMember,
} from './team/store.ts'
import { teamTracked } from './team/tracked.ts'

export { isOfOthers, sightOf } from '../schedule/own.ts'
export { actingAt, staysOpen } from './access/store.ts'
export { peopleAmong } from './people/store.ts'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>

const descriptionOf = ({ methods }: Ground): MethodOutput<typeof describe.name> => ({
  methods: Object.values(methods).map(({ name, kind, input, output, may, refuses, long }) => ({
    name,
    kind,
    input: jsonSchema(input, 'input'),
    output: jsonSchema(output, 'output'),
    may,
    refuses: [...refuses],
    long,
  })),
  errorCodes: [...errorCodes],
})

const describeContract = (ground: Ground) => {
  // It is long in the making, and always the same.
  let description: ReturnType<typeof descriptionOf> | undefined
  return {
    [describe.name]: async () => {
      description ??= descriptionOf(ground)
      return description
    },
  }
}

/** The kinds of session. */
const kinds: Kinds = {
  ride: rideKind,
  class: classKind,
  consultation: consultationKind,
  course: courseKind,
}

/** What each kind of resource is called, or was. */
const nameOf: Record<HourlyKind, (db: Reader, id: never) => Promise<string>> = {
  person: personName,
  horse: horseName,
  member: memberName,
  place: nameOfPlace,
  group: groupName,
}

/** All who could have a role, by name. */
async function candidatesFor(
  db: Reader,
  role: ResourceRole,
  uses: readonly PlaceUse[],
): Promise<ResourceId[]> {
  if (role === 'horse') return activeHorses(db)
  if (role === 'place') return placesFor(db, uses)
  if (resourceKindOf[role] !== 'member') return []
  // Whoever works here may lead a session of a course, or help.
  const anybody = role === 'course_leader' || role === 'assistant'
  return membersWith(db, anybody ? null : (role as Role))
}

const directoryOf = (db: Reader): Directory => ({
  clientNames: (ids) => clientNames(db, ids),
  members: (ids) => memberFacts(db, ids),
  places: (ids) => placeFacts(db, ids),
  candidates: (role, uses) => candidatesFor(db, role, uses),
  nameOf: (kind, id) => nameOf[kind](db, id as never),
})

/** What every call is given to look at. */
export const lookAt = (db: Reader): Lookup => ({
  db,
  settings: settingsOf(db),
  kinds,
  directory: directoryOf(db),
})

/** What is planned and does not fit the rules, before and after a command that changes what they look at. */
export const unfitting = unfittingNow(unsettledStays)

/** What the file has refused, said as the rules say it. */
export const refusalOfConflict = conflictRefusals({
  groupName,
  bedFindings,
  takenKeys: {
    'person.iin': 'iin_taken',
    'horse.name': 'in_use',
    "index 'place_by_name'": 'in_use',
    'room.building, room.number': 'in_use',
    'studio_group.studio, studio_group.name': 'in_use',
  },
})

const importStores: ImportStores = {
  people: { list: readEveryPerson, insert: insertPerson, update: updatePerson },
  horses: { list: (db) => listHorses(db, true), insert: insertHorse, update: updateHorse },
  members: { list: (db) => listMembers(db, true), insert: insertMember, update: updateMember },
  places: { list: (db) => listPlaces(db, true), insert: insertPlace },
  studios: { list: readEnrolments, enrol },
  courses: {
    list: readCourseLines,
    enrol: (context, personId, line) => enrolLine(context, createPerson, personId, line),
  },
  rooms: { list: readRoomLines, insert: insertRoomLine, update: updateRoomLine },
}

/** Everything that people change. What is derived of rows is derived in this order: lists before members. */
export const trackedTables: readonly TrackedTable[] = [
  ...settingsTracked,
  ...peopleTracked,
  ...horsesTracked,
  ...teamTracked,
  ...placesTracked,
  ...scheduleTracked(kinds),
  ...hippotherapyTracked,
  ...studioTracked,
  ...boardingTracked,
]

/** What the handlers need of whoever wires the service. */
export interface Surroundings {
  /** Where the sample centre's spreadsheets lie. */
  sampleFolder: string
  workbookTexts: WorkbookTexts
  /** The desk that the service serves. */
  desk: Desk
  /** How dear trying a PIN is made: see `usualCost` of access/secrets.ts. */
  secretCost: number
  /** Of a protected file. */
  protection: Protection | null
  /** The files that were put aside of late beside the data file. */
  listSetAside(): string[]
  /** Who keeps the copies of it. */
  keeper: Keeper
  /** Copies beside a protected file that are not. */
  listReadable(): string[]
  /** Gets a fault of the placing engine: there is a plan all the same, only not the best one. */
  onFault(error: Error): void
}

/** The handlers of all features. */
const createHandlers = (
  ground: Ground,
  {
    sampleFolder,
    workbookTexts,
    desk,
    secretCost,
    protection,
    listSetAside,
    listReadable,
    keeper,
    onFault,
  }: Surroundings,
): HandlersOf<Contract> => ({
  ...describeContract(ground),
  ...accessHandlers({
    desk,
    cost: secretCost,
    protection,
    listTeam: (db, { everybody }) => listMembers(db, everybody),
    sealNotes: (context) => sealNotes(context, noteKeys(desk)),
  }),
  ...peopleHandlers(ground),
  ...importHandlers(importStores),
  ...horses,
  ...team,
  ...places,
  ...settings,
  ...availabilityHandlers,
  ...settlingHandlers({ unsettled: readUnsettledStays, settle: settleStays }, async (db, ids) =>
    familiesOf(await readContacts(db, ids)),
  ),
  ...noticeHandlers(readContacts),
  ...historyHandlers(ground),
  ...fileHandlers(listSetAside, listReadable, () => keeper.state()),
  ...copiesHandlers(keeper),
  ...hippotherapyHandlers,
  ...studioHandlers,
  ...consultationHandlers(noteKeys(desk)),
  ...boardingHandlers(solveInTurn({ onFault })),
  ...attendanceHandlers({ createPerson, openCredits, makeUp }),
  ...sheetHandlers(
    {
      listMarks,
      readDay,
      readRegister,
      readCallList: (context, days) => readCallList(context, readContacts, days),
      readCourse,
      readEnrolments: readCourseEnrolments,
      readRooms,
      readMeals,
    },
    workbookTexts,
  ),
  ...sampleHandlers({ folder: sampleFolder, fits, planQuickly, otherBedNear }),
})

/** What a service can do: the methods that it answers, what people change by them, and how. */
export interface Features {
  readonly methods: Readonly<Record<string, Method>>
  readonly tables: readonly TrackedTable[]
  /** A handler for each method. */
  handlers(ground: Ground, surroundings: Surroundings): object
}

/** All features of the centre. */
export const features: Features = {
  methods: contract,
  tables: trackedTables,
  handlers: createHandlers,
}
