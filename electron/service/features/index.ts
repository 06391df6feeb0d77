/**
 * The only file that sees all features. One that needs something of another is handed the narrow
 * function here.
 */
import { z } from 'zod'
import { errorCodes } from '#contract/envelope.ts'
import { type Contract, contract, describe } from '#contract/index.ts'
import type { HandlersOf } from '../context.ts'
import type { Writer } from '../db/schema.ts'
import { handlers as attendance } from './attendance/handlers.ts'
import { listMarks } from './attendance/store.ts'
import { readDay } from './hippotherapy/day.ts'
import type { House } from './hippotherapy/facts.ts'
import { hippotherapyHandlers } from './hippotherapy/handlers.ts'
import { handlers as horses } from './horses/handlers.ts'
import { handlers as people } from './people/handlers.ts'
import { handlers as places } from './places/handlers.ts'
import { handlers as settings } from './settings/handlers.ts'
import { closedDaysBetween, prefillClosedDays, readSettings } from './settings/store.ts'
import { sheetHandlers } from './sheets/handlers.ts'
import { handlers as team } from './team/handlers.ts'

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

const house: House = { readSettings, closedDaysBetween }

export const handlers = {
  ...describeContract,
  ...people,
  ...horses,
  ...team,
  ...places,
  ...settings,
  ...hippotherapyHandlers(house),
  ...attendance,
  ...sheetHandlers({ readSettings, listMarks, readDay: (db, date) => readDay(db, house, date) }),
} as unknown as HandlersOf<Contract>

/** What a file has before anybody has entered anything. */
export async function prepareNewCentre(tx: Writer): Promise<void> {
  await prefillClosedDays(tx)
}
