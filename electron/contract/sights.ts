/**
 * Which parts of an answer only some may see. A schema says so of its fields, once, where they are declared;
 * the service leaves out what whoever asks may not see (`masking.ts`), of every method alike.
 */
import type { z } from 'zod'
import type { SightName } from './rights.ts'
import type { MemberId } from './values.ts'

/** For whom a row of a list is: those who have a sight, and of these, members, or those who see everybody's. */
interface ForWhom {
  readonly sight?: SightName | null
  readonly members?: readonly (MemberId | null)[]
}
export interface Marks {
  readonly sight?: SightName
  readonly rows?: (row: never) => ForWhom
}
const marks = new WeakMap<z.core.$ZodType, Marks>()

/**
 * Marks a part of an answer as something that not everybody sees. A field is null then, so it must be one
 * that can be; a list is empty; what stands in a list is left out of it.
 */
export function seen<Schema extends z.ZodType>(sight: SightName, schema: Schema): Schema {
  marks.set(schema, { ...marks.get(schema), sight })
  return schema
}

/** Marks the rows of lists by what stands in them: others do not find them in there. */
export function seenBy<Schema extends z.ZodType>(
  schema: Schema,
  rows: (row: z.output<Schema>) => ForWhom,
): Schema {
  marks.set(schema, { ...marks.get(schema), rows })
  return schema
}

/** What a schema is marked with. */
export const marksOf = (schema: z.core.$ZodType): Marks => marks.get(schema) ?? {}
