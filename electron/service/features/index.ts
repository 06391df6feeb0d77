/**
 * The only file that sees all features. One that needs something of another is handed the narrow
 * function here.
 */
import { z } from 'zod'
import { errorCodes } from '#contract/envelope.ts'
import type { SeriesInput } from '#contract/hippotherapy.ts'
import { type Contract, contract, describe } from '#contract/index.ts'
import type { HandlersOf } from '../context.ts'
import type { Writer } from '../db/schema.ts'
import { addDays, daysFrom, weekdayOf } from '../kernel/time.ts'
import { handlers as attendance } from './attendance/handlers.ts'
import { listMarks, putMark } from './attendance/store.ts'
import { changeableSession } from './hippotherapy/booking.ts'
import { Recorder } from './hippotherapy/changes.ts'
import { readDay } from './hippotherapy/day.ts'
import { gatherFacts, type House } from './hippotherapy/facts.ts'
import { hippotherapyHandlers } from './hippotherapy/handlers.ts'
import { findingsOf } from './hippotherapy/rules.ts'
import { makeSeries } from './hippotherapy/series.ts'
import { isBlock } from './hippotherapy/situation.ts'
import { handlers as horses } from './horses/handlers.ts'
import { insertHorse, listHorses, updateHorse } from './horses/store.ts'
import { importHandlers } from './import/handlers.ts'
import { importFile } from './import/importing.ts'
import type { ImportStores } from './import/stores.ts'
import { handlers as people } from './people/handlers.ts'
import { insertPerson, readEveryPerson, updatePerson } from './people/store.ts'
import { handlers as places } from './places/handlers.ts'
import { insertPlace, listPlaces } from './places/store.ts'
import { type SampleTools, sampleHandlers } from './sample/handlers.ts'
import { handlers as settings } from './settings/handlers.ts'
import { closedDaysBetween, prefillClosedDays, readSettings } from './settings/store.ts'
import { sheetHandlers } from './sheets/handlers.ts'
import { handlers as team } from './team/handlers.ts'
import { insertMember, listMembers, updateMember } from './team/store.ts'

export { isMember } from './team/store.ts'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>

const describeContract = {
  [describe.name]: async () => ({
    methods: Object.values(contract).map(({ name, kind, input, output }) => ({
      name,
      kind,
      input: jsonSchema(input, 'input'),
      output: jsonSchema(output, 'output'),
    })),
    errorCodes: [...errorCodes],
  }),
}

const importStores: ImportStores = {
  people: { list: readEveryPerson, insert: insertPerson, update: updatePerson },
  horses: { list: (db) => listHorses(db, true), insert: insertHorse, update: updateHorse },
  members: { list: (db) => listMembers(db, true), insert: insertMember, update: updateMember },
  places: { list: (db) => listPlaces(db, true), insert: insertPlace },
}

const house: House = { readSettings, closedDaysBetween }

/** The first day of a template on which its weekday comes round after the term's first week. */
const trialDay = ({ validFrom, days }: SeriesInput) => {
  const [weekday] = days
  return daysFrom(addDays(validFrom, 7), addDays(validFrom, 13)).find(
    (date) => weekdayOf(date) === weekday,
  )
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
    const recorder = new Recorder(context)
    const { outcomes } = await makeSeries(context, house, recorder, series)
    await recorder.save('series')
    return outcomes
  },
  async cancel(context, sessionId, reason) {
    const recorder = new Recorder(context)
    const session = await changeableSession(context.tx, sessionId)
    await recorder.session(session, { ...session, cancelReason: reason })
    await recorder.save('cancel')
  },
  mark: putMark,
})

/**
 * The handlers of all features.
 * @param sampleFolder where the sample centre's spreadsheets lie
 */
export const createHandlers = (sampleFolder: string): HandlersOf<Contract> => ({
  ...describeContract,
  ...people,
  ...importHandlers(importStores),
  ...horses,
  ...team,
  ...places,
  ...settings,
  ...hippotherapyHandlers(house),
  ...attendance,
  ...sheetHandlers({ readSettings, listMarks, readDay: (db, date) => readDay(db, house, date) }),
  ...sampleHandlers(sampleTools(sampleFolder)),
})

/** What a file has before anybody has entered anything. */
export async function prepareNewCentre(tx: Writer): Promise<void> {
  await prefillClosedDays(tx)
}
